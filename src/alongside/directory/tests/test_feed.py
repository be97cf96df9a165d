"""The open feed: what it says, what it never says, and what it answers to nonsense."""

import itertools
import json
import re
from datetime import time
from typing import Any

import pytest
from django.test import Client

from alongside.directory.api.parameters import LISTS
from alongside.directory.models import (
    Attribute,
    CostOption,
    DirectoryOrganisation,
    Location,
    Phone,
    Service,
    TaxonomyTerm,
)
from alongside.foundation.tenancy.context import in_alliance
from alongside.places.tests.factories import places

from .factories import make_service

HERE = (53.5698, -0.0669)
FAR = (53.40, -0.40)
PAGE = {"total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"}
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
HOSTILE = (
    "'; DROP TABLE directory_service; --", "<script>alert(1)</script>", "-1", "0", "1e9", "9" * 20, "\0", "%00",
    "NaN", "ＤＮ３１", "٣", "{{7*7}}", "x" * 5000, "DN31 3PSX", "ZZ99 9ZZ", "\ud7ff", "../../etc/passwd",
)  # fmt: skip


@pytest.fixture
def client(alliance: Any) -> Client:
    return Client(headers={"host": alliance.domain})


def ask(client: Client, path: str, **given: Any) -> Any:
    """The JSON of an answer that must be 200."""
    answer = client.get(f"/api/oruk/{path}", given)
    assert answer.status_code == 200, answer.content
    assert answer.headers["Content-Type"] == "application/json"
    return json.loads(answer.content)


def names(found: Any) -> list[str]:
    return [one.get("name") or one["service"]["name"] for one in found["contents"]]


def make_full(alliance: Any) -> Service:
    """A service with a row of everything, in a source's own muddle."""
    made = make_service(
        alliance, "Rest Easy", needs=("sleep",), organisation="Harbour Lights", at=HERE, areas=("DN31",),
        languages=("Polish",), phone="01632 960144", closes=time(17), access="Level entrance.",
        description="Café “Mañana” \\ \t<b>", url="http://müller.example/a b|c?d=é#e#f", email="not an address",
        minimum_age=18, fees_description="Free",
    )  # fmt: skip
    DirectoryOrganisation.objects.update(
        charity_number="SC012345", url="www.harbour.example", email="a@b.example"
    )
    term = TaxonomyTerm.objects.create(
        alliance=alliance, name="Sleep clinics", taxonomy="Open categories", code="x1"
    )
    Attribute.objects.create(alliance=alliance, service=made, taxonomy_term=term)
    CostOption.objects.create(alliance=alliance, service=made, option="Each", amount="4.50", currency="GBP")
    Phone.objects.create(alliance=alliance, location=Location.objects.get(), number="01632 960155")
    return made


def test_the_root_says_which_standard_and_where_it_is_described(client: Client) -> None:
    about = ask(client, "")
    assert about["version"] == "HSDS-UK-3.0" and about["openapi_url"].endswith("/api/oruk/openapi.json")
    assert client.get(about["openapi_url"].split("localhost")[1]).status_code == 200


def test_one_service_holds_all_that_is_known(client: Client, alliance: Any) -> None:
    with in_alliance(alliance):
        made = make_full(alliance)
    told = ask(client, f"services/{made.pk}")
    assert told["description"] == made.description and "email" not in told
    assert told["url"] == "http://m%C3%BCller.example/a%20b%7Cc?d=%C3%A9#e%23f"
    owner = told["organization"]
    assert (owner["website"], owner["email"]) == ("http://www.harbour.example", "a@b.example")
    assert owner["organization_identifiers"][0]["identifier_scheme"] == "GB-SC"
    assert told["contacts"][0]["phones"][0]["number"] == "01632 960144"
    assert told["schedules"][0] | {"id": ""} == {
        "id": "", "freq": "WEEKLY", "byday": "MO", "opens_at": "09:00:00", "closes_at": "17:00:00",
    }  # fmt: skip
    assert told["cost_options"][0]["amount"] == 4.5
    place = told["service_at_locations"][0]["location"]
    assert place["addresses"][0]["postal_code"] == "DN31 3PS"
    assert place["accessibility"][0]["description"] == "Level entrance."
    assert place["phones"][0]["number"] == "01632 960155"
    terms = {one["taxonomy_term"]["name"]: one["taxonomy_term"]["taxonomy"] for one in told["attributes"]}
    assert terms == {"Sleep clinics": "Open categories", "Trouble sleeping": "Needs"}
    for found in re.findall(r'"(?:\w+_)?id": ?"([^"]*)"', json.dumps(told)):
        assert UUID.fullmatch(found)


@pytest.mark.parametrize("kind", LISTS)
def test_every_list_is_paged_and_leads_to_its_records(client: Client, alliance: Any, kind: str) -> None:
    with in_alliance(alliance):
        make_full(alliance)
    found = ask(client, kind)
    assert found.keys() == PAGE and found["contents"] and found["last_page"] and found["first_page"]
    for one in found["contents"]:
        whole = ask(client, f"{kind}/{one['id']}")
        assert whole["id"] == one["id"] and whole["name"] == one["name"]
    if kind != "taxonomies" and kind != "taxonomy_terms":
        assert ask(client, kind, full="true")["contents"] == [whole]
        assert "status" in whole


def test_pages_cut_the_list_without_loss_or_repeat(client: Client, alliance: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("alongside.directory.queries.published.paging.STRIDE", 3)
    with in_alliance(alliance):
        made = {str(make_service(alliance, f"S{number}").pk) for number in range(8)}
    for size in (1, 2, 3, 5, 8):
        seen: list[str] = []
        for page in range(1, 10):
            found = ask(client, "services", page=page, per_page=size)
            assert found["total_items"] == 8 and found["total_pages"] == -(-8 // size)
            assert found["size"] == len(found["contents"]) and found["empty"] == (not found["contents"])
            seen += [one["id"] for one in found["contents"]]
            assert found["last_page"] == (page * size >= 8)
        assert seen == sorted(made)
    assert ask(client, "services", page=1_000_000)["empty"]
    links = client.get("/api/oruk/services?page=2&per_page=3").headers["Link"]
    assert "page=1>" in links and 'page=3>; rel="next"' in links and "per_page=3" in links


def test_an_empty_directory_is_one_empty_page(client: Client) -> None:
    found = ask(client, "services")
    assert found["contents"] == [] and found["empty"] and found["first_page"] and found["last_page"]
    assert found["total_items"] == found["total_pages"] == 0


def test_conditions_narrow_the_list(client: Client, alliance: Any) -> None:
    with in_alliance(alliance):
        full = make_full(alliance)
        make_service(alliance, "Walks", description="Walking in company", minimum_age=50, maximum_age=70)
    term = {one["name"]: one for one in ask(client, "taxonomy_terms")["contents"]}
    both = ["Rest Easy", "Walks"]
    for given, wanted in (
        ({}, both),
        ({"search": "walk company"}, ["Walks"]),
        ({"search": "walk easy"}, both),
        ({"search": "nothing-at-all"}, []),
        ({"minimum_age": "19"}, ["Walks"]),
        ({"maximum_age": 70}, ["Walks"]),
        ({"maximum_age": 69.5}, []),
        ({"day": "MO"}, ["Rest Easy"]),
        ({"day": "monday", "start_time": "09:00", "end_time": "17:00:00"}, ["Rest Easy"]),
        ({"start_time": "09:01"}, []),
        ({"day": "TU"}, []),
        ({"taxonomy_term_id": term["Sleep clinics"]["id"]}, ["Rest Easy"]),
        ({"taxonomy_term_id": term["Trouble sleeping"]["id"]}, ["Rest Easy"]),
        ({"taxonomy_id": term["Trouble sleeping"]["taxonomy_id"]}, ["Rest Easy"]),
        ({"taxonomy_id": term["Sleep clinics"]["taxonomy_id"]}, ["Rest Easy"]),
        ({"taxonomy_id": full.pk}, []),
        ({"organization_id": full.organisation_id}, ["Rest Easy"]),
        ({"unheard_of": "1", "page": " "}, both),
    ):
        assert sorted(names(ask(client, "services", **given))) == wanted, given
        if "Walks" not in wanted:
            assert names(ask(client, "service_at_locations", **given)) == wanted, given


def test_near_a_postcode(client: Client, alliance: Any) -> None:
    with in_alliance(alliance):
        make_service(alliance, "Near", at=(53.56, -0.07))
        make_service(alliance, "Nearest", at=HERE, areas=("DN31", "DN32"))
        make_service(alliance, "For others", at=HERE, areas=("LN1",))
        make_service(alliance, "Far", at=FAR, areas=("All of the county",))
    with places():
        found = ask(client, "service_at_locations", postcode="dn313ps", proximity="5000")
        assert names(found) == ["Nearest", "Near"]
        assert sorted(names(ask(client, "service_at_locations", postcode="DN31 3PS"))) == [
            "Far",
            "Near",
            "Nearest",
        ]
        page = ask(client, "service_at_locations", postcode="DN31", proximity=500_000, per_page=1, page=2)
        assert page["total_items"] == 3 and len(page["contents"]) == 1
        far = ask(client, "service_at_locations", postcode="DN31", proximity=500_000, page=9)
        assert far["empty"] and far["total_items"] == 3


@pytest.mark.parametrize("kind", LISTS)
def test_nonsense_is_a_problem_that_names_the_parameter(client: Client, kind: str) -> None:
    with places():
        for parameter, hostile in itertools.product(LISTS[kind], HOSTILE):
            near = {"postcode": "DN31"} if parameter.name == "proximity" else {}
            answer = client.get(f"/api/oruk/{kind}", near | {parameter.name: hostile})
            assert answer.status_code in (200, 400), (parameter.name, hostile)
            if answer.status_code == 400:
                assert answer.headers["Content-Type"] == "application/problem+json"
                told = json.loads(answer.content)
                assert [error["parameter"] for error in told["errors"]] == [parameter.name]
                assert told["status"] == 400 and "script" not in answer.content.decode()
    for name, values in {
        "page": ("-1", "0", "1.5", "1000001"),
        "per_page": ("0", "501", "1000000000"),
    }.items():
        for value in values:
            assert client.get(f"/api/oruk/{kind}", {name: value}).status_code == 400


def test_a_place_is_needed_to_be_near_to(client: Client) -> None:
    for given in ({"proximity": "100"}, {"postcode": "XX1 1XX", "proximity": "100"}, {"postcode": "no"}):
        assert client.get("/api/oruk/service_at_locations", given).status_code == 400


@pytest.mark.parametrize(
    "pk", ["1", "x", "00000000-0000-4000-8000-000000000000", "%00", "<b>", "a/b", "' OR 1=1"]
)
@pytest.mark.parametrize("kind", LISTS)
def test_what_is_not_there_is_a_problem(client: Client, kind: str, pk: str) -> None:
    answer = client.get(f"/api/oruk/{kind}/{pk}")
    assert answer.status_code == 404 and answer.headers["Content-Type"] == "application/problem+json"
    assert (
        json.loads(answer.content)["status"] == 404 and answer.headers["Access-Control-Allow-Origin"] == "*"
    )


def test_what_does_not_run_or_is_anothers_is_not_there(two_alliances: Any) -> None:
    first, second = two_alliances
    with in_alliance(first):
        gone = [
            make_service(first, f"Gone {s}", status=s, at=HERE)
            for s in ("inactive", "temporarily_closed", "defunct")
        ]
        places_gone = [service.at_locations.get().pk for service in gone]
    with in_alliance(second):
        theirs = make_service(second, "Theirs", at=HERE, needs=("sleep",))
    here = Client(headers={"host": first.domain})
    for kind in LISTS:
        assert ask(here, kind, full="true")["empty"]
    assert ask(here, "services", search="gone theirs")["empty"]
    for path in [
        *(f"services/{one.pk}" for one in (*gone, theirs)),
        *(f"service_at_locations/{p}" for p in places_gone),
    ]:
        assert here.get(f"/api/oruk/{path}").status_code == 404


def test_nobody_is_known_and_other_sites_may_read(
    client: Client, alliance: Any, django_assert_num_queries: Any
) -> None:
    client.cookies["sessionid"] = "x" * 32
    client.cookies["csrftoken"] = "y" * 32
    # The alliance, the fence, the edition, the list and its records: no session and no account.
    with in_alliance(alliance):
        make_service(alliance)
    with django_assert_num_queries(8):  # two of them a savepoint that only tests have
        answer = client.get("/api/oruk/services")
    assert answer.headers["Access-Control-Allow-Origin"] == "*" and not answer.cookies
    before = client.options("/api/oruk/services", headers={"origin": "https://elsewhere.example"})
    assert before.status_code == 204 and "GET" in before.headers["Access-Control-Allow-Methods"]
    for method in ("post", "put", "patch", "delete"):
        refused = getattr(client, method)("/api/oruk/services")
        assert refused.status_code == 405 and refused.headers["Content-Type"] == "application/problem+json"
    assert client.head("/api/oruk/services").content == b""


@pytest.mark.parametrize("full", ["true", "false"])
def test_a_page_takes_few_queries_however_long(
    client: Client, alliance: Any, django_assert_max_num_queries: Any, full: str
) -> None:
    with in_alliance(alliance):
        for number in range(12):
            make_service(alliance, f"S{number}", at=HERE, phone="01632 960144", languages=("Polish",))
    with django_assert_max_num_queries(8):
        assert len(ask(client, "services", full=full)["contents"]) == 12
