"""Layouts and error pages: crisis help, the way out, and no link that leads nowhere."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpResponse, HttpResponseNotAllowed
from django.template import engines
from django.test import RequestFactory
from django.urls import path

from alongside.foundation.design import errors
from alongside.foundation.design.layout import CRISIS_CONTACTS, layout_for
from alongside.foundation.design.navigation import NavItem, links

urlpatterns = [
    path("find", lambda request: HttpResponse(), name="find"),
    path("find/today", lambda request: HttpResponse(), name="today"),
]


def page(layout: str, main: str = "", **request: Any) -> str:
    asked = RequestFactory().get("/find/today")
    for name, value in request.items():
        setattr(asked, name, value)
    source = f'{{% extends "design/{layout}.html" %}}{{% block title %}}A page{{% endblock %}}'
    source += f"{{% block main %}}{main}{{% endblock %}}"
    return engines["jinja2"].from_string(source).render({"layout": layout_for(asked)})


def test_a_public_page_has_crisis_help_and_a_way_out_without_anything_else() -> None:
    html = page("public")
    for contact in CRISIS_CONTACTS:
        assert contact["href"] in html
        assert contact["value"] in html
    assert "govuk-exit-this-page__button" in html
    assert html.index("govuk-skip-link") < html.index("govuk-exit-this-page") < html.index("<header")


def test_an_alliance_shows_its_own_contacts_and_place() -> None:
    alliance = SimpleNamespace(
        name="The Alliance",
        place="Grimsby",
        crisis_contacts=[{"label": "Ring", "value": "1", "href": "tel:1"}],
    )
    html = page("public", alliance=alliance)
    assert "<title>A page – Alongside, Grimsby</title>" in html
    assert "tel:1" in html
    assert "116 123" not in html


@pytest.mark.parametrize("layout", ["public", "staff", "bare"])
def test_nothing_inline_and_nothing_from_elsewhere(layout: str) -> None:
    html = page(layout)
    assert "style=" not in html
    assert "<script>" not in html
    assert html.count("<script") == 1
    assert html.count('id="main"') == 1


@pytest.mark.urls(__name__)
def test_links_that_lead_nowhere_or_are_not_for_the_reader_are_left_out() -> None:
    request = RequestFactory().get("/find/today")
    shown = links(
        [
            ("Find", "find"),
            NavItem("Today", "today", "work"),
            ("Gone", "no:such"),
            NavItem("Secret", "find", "secret"),
        ],
        request,
        lambda permission: permission == "work",
    )
    assert [(link.label, link.current) for link in shown] == [("Find", False), ("Today", True)]


def test_a_server_error_asks_nothing_of_the_request() -> None:
    class Broken:
        def __getattr__(self, name: str) -> Any:
            raise AssertionError(name)

    answer = errors.server_error(Broken())  # type: ignore[arg-type]
    assert answer.status_code == 500
    assert "116 123" in answer.content.decode()


def test_a_server_error_still_gives_numbers_when_the_theme_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(*args: Any) -> str:
        raise ValueError("Missing staticfiles manifest entry")

    monkeypatch.setattr(errors, "render_to_string", missing)
    answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Samaritans: 116 123" in answer.content.decode()


@pytest.mark.parametrize(
    ("view", "status"),
    [(errors.bad_request, 400), (errors.forbidden, 403), (errors.not_found, 404)],
)
def test_error_pages_keep_crisis_help(view: Any, status: int) -> None:
    answer = view(RequestFactory().get("/"))
    assert answer.status_code == status
    assert "116 123" in answer.content.decode()


def test_a_refusal_says_its_one_sentence() -> None:
    error = SimpleNamespace(status=409, message="Sam accepted it a minute ago.")
    answer = errors.refused(RequestFactory().get("/"), error)  # type: ignore[arg-type]
    assert answer.status_code == 409
    assert "Sam accepted it a minute ago." in answer.content.decode()


def test_a_bare_405_becomes_a_page_and_keeps_what_it_allows() -> None:
    answer = errors.KindErrors(lambda request: HttpResponseNotAllowed(["GET"]))(
        RequestFactory().post("/", headers={"accept": "text/html"})
    )
    assert answer.status_code == 405
    assert answer["Allow"] == "GET"
    assert "use the button there" in answer.content.decode()
