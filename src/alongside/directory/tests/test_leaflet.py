"""A leaflet: chosen in an address, shown, printed in large print, sent on; crisis help always on it."""

import html
import re
import uuid
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client

from alongside.directory.chosen import MOST, chosen, code_of, query_of
from alongside.directory.models import Location
from alongside.foundation.tenancy.context import in_alliance
from alongside.training.tests.test_paper import inside

from .factories import make_service
from .test_views import NEAR
from .test_views import text_of as written


def text_of(response: Any) -> str:
    return html.unescape(written(response))


@pytest.fixture
def client(alliance: Any) -> Client:
    return Client(headers={"host": alliance.domain})


@pytest.mark.parametrize(
    "nonsense", ["", "x", "é" * 22, "A" * 23, "A" * 21, "../" * 7, "\0" * 22, "A" * 10_000]
)
def test_a_choice_is_read_from_an_address_and_nonsense_is_passed_over(nonsense: str) -> None:
    ids = [uuid.uuid4(), uuid.UUID(int=0), uuid.uuid4()]
    codes = [code_of(pk) for pk in ids]
    assert all(len(code) == 22 for code in codes)
    assert chosen([codes[0], nonsense, codes[1], codes[0], codes[2]]) == ids
    assert query_of([], search="") == "" and query_of(ids[:1], search="k") == f"?search=k&s={codes[0]}"


def test_places_are_chosen_beside_the_results_and_taken_off_again(client: Client, alliance: Any) -> None:
    with in_alliance(alliance):
        first = make_service(alliance, "Rest Easy", needs=("sleep",), phone="01632 960144")
        other = make_service(alliance, "Long Table", needs=("loneliness",))
    address = client.post("/find/", {"words": "cant sleep", "s": code_of(other.pk)})["Location"]
    assert code_of(other.pk) in address
    page = text_of(client.get(address))
    form = page.split('<form id="leaflet"')[1].split("</form>")[0]
    assert f'name="s" value="{code_of(other.pk)}"' in form, "what is not in this list goes along"
    assert f'form="leaflet" name="s" value="{code_of(first.pk)}"' in page
    made = text_of(client.get("/leaflet/" + query_of([other.pk, first.pk])))
    assert made.index("Long Table") < made.index("Rest Easy") and "2 places" in made.replace("\xa0", " ")
    assert 'href="tel:999"' in made.split('class="leaflet"')[1]
    assert f'href="/leaflet/{query_of([first.pk])}"' in made, "takes Long Table off"
    assert "sessionid" not in Client(headers={"host": alliance.domain}).get("/leaflet/").cookies


def test_a_service_is_added_from_its_own_page(client: Client, alliance: Any) -> None:
    with in_alliance(alliance):
        made, other = make_service(alliance), make_service(alliance, "Other")
    page = text_of(client.get(f"/service/{made.pk}/{query_of([other.pk])}"))
    assert f'href="/leaflet/{query_of([other.pk, made.pk])}"' in page and "Add to my leaflet" in page
    assert "See my leaflet" in text_of(client.get(f"/service/{made.pk}/{query_of([made.pk])}"))
    full = query_of([uuid.uuid4() for _ in range(MOST)])
    assert "It is full, with 12 places" in text_of(client.get(f"/service/{made.pk}/{full}"))


def test_what_is_left_out_is_said(two_alliances: Any) -> None:
    first, second = two_alliances
    client = Client(headers={"host": first.domain})
    with in_alliance(first):
        made = [make_service(first, f"Place {number:02}") for number in range(MOST + 1)]
        closed = make_service(first, "Closed", status="defunct")
    with in_alliance(second):
        theirs = make_service(second, "Theirs")
    page = text_of(client.get("/leaflet/" + query_of([closed.pk, theirs.pk, *(one.pk for one in made)])))
    assert "We kept the first 12" in page and "are not running any more, so we left them out" in page
    assert "Place 11" in page and "Place 12" not in page and "Theirs" not in page
    assert "Nothing is on it yet" in text_of(client.get("/leaflet/"))
    assert client.get("/leaflet/leaflet.pdf" + query_of([theirs.pk])).status_code == 404


def test_the_paper_is_tagged_large_and_has_crisis_help(
    client: Client, alliance: Any, django_assert_max_num_queries: Any
) -> None:
    with in_alliance(alliance):
        made = make_service(
            alliance, "Rest #easy [*]", phone="01632 960144", at=NEAR, description='"] #panic()'
        )
    with django_assert_max_num_queries(15):
        answer = client.get("/leaflet/leaflet.pdf" + query_of([made.pk]))
    assert answer["Content-Type"] == "application/pdf" and "private" in answer["Cache-Control"]
    found = inside(answer.content)
    for part in (b"/StructTreeRoot", b"pdfuaid:part>1<", b"/H1", b"/H2", b"AtkinsonHyperlegible", b"en-GB"):
        assert part in found, part
    sizes = [float(size) for size in re.findall(rb"/\w+ ([\d.]+) Tf", found)]
    assert sizes and min(sizes) >= 18


def test_a_hidden_place_is_on_no_leaflet(client: Client, alliance: Any) -> None:
    with in_alliance(alliance):
        made = make_service(alliance, "Safe House", at=NEAR, hidden=True)
        Location.objects.update(city="Fenrike")
    page = text_of(client.get("/leaflet/" + query_of([made.pk])))
    assert "Their address is kept private" in page
    assert not any(secret in page for secret in ("Withheld", "Fenrike", "DN31", "Hall,"))


def test_it_is_sent_by_the_readers_own_programs(client: Client, alliance: Any) -> None:
    with in_alliance(alliance):
        made = make_service(alliance, "Tea & chat?", organisation="Harbour Lights", phone="01632 960144")
    whole = f"http://{alliance.domain}:8000"
    for path, here in ((f"/service/{made.pk}/?search=key", f"/service/{made.pk}/"),
                       (f"/leaflet/{query_of([made.pk], search='key')}", f"/leaflet/{query_of([made.pk])}")):  # fmt: skip
        page = client.get(path).content.decode()
        email = re.findall(r'href="(mailto:\?[^"]*)"', page)[0].replace("&amp;", "&")
        text = re.findall(r'href="(sms:[^"]*)"', page)[0].replace("&amp;", "&")
        assert unquote(email.split("&body=")[1]).endswith(f"01632 960144\r\n\r\n{whole}{here}")
        assert unquote(text.split("body=")[1]).endswith(f": {whole}{here}") and text.count("&") == 1
        assert "search" not in email + text, "the search is nobody else's"
