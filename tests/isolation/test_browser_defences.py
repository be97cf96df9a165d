"""What the browser is told, on every route: from no frame, no other site, no cache, and no made-up host."""

import json
import os
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from django.test import Client

from alongside.foundation.access.actors import Door
from alongside.foundation.accounts.onward import onward
from alongside.foundation.accounts.tests.factories import browser, make_user, signed_in
from alongside.foundation.messages.models import Message
from alongside.foundation.tenancy.context import in_alliance
from tests.architecture.test_routes import ROUTES

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
FRAMED = "embed/frame/"  # the one page that any site may show: links alone, the same for everyone (ADR 22)
KINDS = {"uuid": str(uuid.UUID(int=7)), "int": "1"}


def filled(address: str) -> str:
    """A route's address with made-up ids."""
    parts = address.replace(">", "<").split("<")
    parts[1::2] = [KINDS.get(name.split(":")[0], "made-up") for name in parts[1::2]]
    return "/" + "".join(parts)


def test_every_page_but_one_is_framed_by_nobody_and_kept_by_nobody_on_the_way(alliance) -> None:
    opened, wrong = browser(alliance), []
    for address, view in ROUTES:
        answer = opened.get(filled(address))
        told = answer.headers
        policy = told.get("Content-Security-Policy", "")
        kept = told.get("Cache-Control", "")
        sound = (
            (told.get("X-Frame-Options") == "DENY" and "frame-ancestors 'none'" in policy)
            == (address != FRAMED)
            and "'unsafe" not in policy
            and told.get("X-Content-Type-Options") == "nosniff"
            and told.get("Referrer-Policy") == "same-origin"
            and "private" in kept
            and ("no-store" in kept or (view.page_rule.door is Door.PUBLIC and "token" not in address))
        )
        if not sound:
            wrong.append((address, answer.status_code, dict(told)))
    assert not wrong


def test_what_may_be_framed_has_nothing_to_press_but_links_and_knows_nobody(alliance) -> None:
    user = make_user(alliance, haven="worker")
    someone = signed_in(alliance, user)
    answers = [opened.get(f"/{FRAMED}") for opened in (browser(alliance), someone)]
    for answer in answers:
        assert "X-Frame-Options" not in answer.headers and not answer.cookies
        assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
        page = answer.content.decode()
        assert not any(tag in page for tag in ("<form", "<input", "<button", "<textarea")), (
            "nothing to be tricked into"
        )
        assert '<base target="_top">' in page and user.name not in page
    assert answers[0].content == answers[1].content
    assert someone.get("/today/").status_code == 200, "and they are still signed in"


def test_no_form_is_taken_from_another_site(alliance) -> None:
    opened, wrong = Client(headers={"host": alliance.domain}, enforce_csrf_checks=True), []
    for address, view in ROUTES:
        assert not getattr(view, "csrf_exempt", False), address
        if "POST" in view.page_rule.methods:
            answer = opened.post(filled(address), {"a": "b"}, headers={"origin": "https://elsewhere.example"})
            if answer.status_code != 403:
                wrong.append((address, answer.status_code))
    assert not wrong


def test_cookies_are_for_this_site_alone_and_not_for_scripts(alliance) -> None:
    make_user(alliance, haven="worker")
    opened = browser(alliance)
    opened.get("/account/sign-in/")
    opened.post("/account/sign-in/", {"email": "ada@a.example", "password": "four quite odd words"})
    assert set(opened.cookies) >= {"sessionid", "csrftoken"}
    for cookie in opened.cookies.values():
        assert cookie["httponly"] and cookie["samesite"] == "Lax" and not cookie["domain"]


def test_on_a_real_site_cookies_are_bound_to_its_very_host_over_https() -> None:
    program = (
        "import json; from django.conf import settings as s; print(json.dumps([s.SESSION_COOKIE_NAME,"
        " s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_PATH,"
        " s.CSRF_COOKIE_PATH, s.SESSION_COOKIE_DOMAIN, s.CSRF_COOKIE_DOMAIN, s.DEBUG, s.ALLOWED_HOSTS]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": "src", "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
             "ALONGSIDE_SECRET_KEY": "x" * 50, "ALONGSIDE_DEMO": ""},
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout) == [
        "__Host-session", "__Host-csrf", True, True, "/", "/", None, None, False, [],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "host", ["elsewhere.example", "first.localhost.elsewhere.example", "a@b", "first.localhost:x"]
)
def test_a_made_up_host_is_refused(alliance, host) -> None:
    answer = Client().get("/account/password/forgotten/", headers={"host": host})
    assert answer.status_code == 400


def test_links_in_messages_name_the_alliances_own_host_whatever_was_asked_for(alliance) -> None:
    user = make_user(alliance, haven="worker")
    opened = Client(headers={"host": "made-up.localhost", "x-forwarded-host": "elsewhere.example"})
    assert opened.post("/account/password/forgotten/", {"email": user.email}).status_code == 200
    with in_alliance(alliance):
        assert Message.objects.get().values["link"].split("/")[2].split(":")[0] == alliance.domain


@pytest.mark.parametrize(
    "elsewhere",
    ["//elsewhere.example", "///elsewhere.example", "/\\elsewhere.example", "\\\\elsewhere.example", "/\t/elsewhere.example",
     "/\n/elsewhere.example", "https:elsewhere.example", "https:///elsewhere.example", "http://first.localhost@elsewhere.example",
     "//first.localhost:80@elsewhere.example", "data:text/html,x", " //elsewhere.example", "/%09/elsewhere.example"],
)  # fmt: skip
def test_nobody_is_sent_elsewhere(rf, elsewhere) -> None:
    for request in (rf.get("/", {"next": elsewhere}), rf.post("/", {"next": elsewhere})):
        address = onward(request)
        assert address.startswith("/") and not address.startswith(("//", "/\\"))
        assert not any(sign in address for sign in "\t\n\r\\")


def test_switching_organisation_leads_nowhere_else(alliance) -> None:
    user = make_user(alliance, haven="worker", rest="worker")
    opened = signed_in(alliance, user)
    with in_alliance(alliance):
        chosen = str(user.access_roles.first().organisation_id)
    answer = opened.post("/account/organisation/", {"organisation": chosen, "next": "//elsewhere.example"})
    assert answer.status_code == 302 and "elsewhere" not in answer["Location"]


def test_other_sites_may_read_the_open_feed_and_nothing_else(alliance) -> None:
    opened = browser(alliance)
    for address, _view in ROUTES:
        answer = opened.get(filled(address), headers={"origin": "https://elsewhere.example"})
        told = {name: value for name, value in answer.headers.items() if name.startswith("Access-Control-")}
        assert bool(told) == address.startswith("api/oruk/"), (address, told)
        assert "Access-Control-Allow-Credentials" not in told
