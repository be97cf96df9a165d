"""Our search on other people's pages: what they paste leads here, and carries nothing that anyone typed."""

import html
import re
from typing import Any

from django.test import Client

from alongside.directory.queries import need_choices
from alongside.foundation.tenancy.context import in_alliance

from .factories import make_service


def pasted(alliance: Any) -> list[str]:
    page = Client(headers={"host": alliance.domain}).get("/embed/").content.decode()
    return [html.unescape(text) for text in re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)]


def test_the_form_offers_choices_and_asks_for_no_words(alliance: Any) -> None:
    form, _frame = pasted(alliance)
    assert f'action="http://{alliance.domain}:8000/find/" method="get"' in form and "999" in form
    assert re.findall(r'name="(\w+)"', form) == ["need"]
    assert not re.search(r"<(input|textarea|script|style)| style=| on\w+=", form)
    codes = re.findall(r'<option value="(\w*)">', form)
    assert codes == ["", *(code for code, _label in need_choices())]
    client = Client(headers={"host": alliance.domain})
    with in_alliance(alliance):
        make_service(alliance, "Rest Easy", needs=("sleep",))
    assert "Rest Easy" in client.get("/find/?need=sleep").content.decode()
    assert "What’s going on?" in client.get("/find/?need=").content.decode()


def test_the_frame_leads_to_whole_pages_of_ours(alliance: Any) -> None:
    _form, frame = pasted(alliance)
    address = re.findall(r'src="http://first.localhost:8000([^"]*)"', frame)[0]
    page = Client(headers={"host": alliance.domain}).get(address).content.decode()
    links = set(re.findall(r'<a [^>]*href="([^"]*)"', page))
    assert {"/find/", "/find/?need=sleep", "tel:999"} <= links
    assert all(link.startswith(("/", "tel:", "sms:", "#")) for link in links)


def test_what_an_alliance_is_called_ends_nothing(alliance: Any) -> None:
    from alongside.directory.presenters.embedding import embed_page

    made = embed_page(
        place='"><script>', find="https://a.example/?a&b", frame="https://a.example/", needs=[('"', "<b>")],
        contacts=[{"label": "<i>", "value": "&"}],
    )  # fmt: skip
    assert "<script>" not in made.form + made.frame and "<b>" not in made.form and "<i>" not in made.form
