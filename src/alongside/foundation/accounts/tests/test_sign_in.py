"""Signing in: what it says, how often it may be tried, and the demo's one press."""

import re

import pytest
from django.contrib.auth.hashers import get_hasher
from django.urls import reverse

from alongside.foundation.access.models import AccessRole
from alongside.foundation.accounts.models import Try
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance

from .factories import WORDS, add_app, browser, code_of, make_user, signed_in

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/sign-in/"


def sign_in(opened, email="ada@a.example", password=WORDS, **more):
    return opened.post(SIGN_IN, {"email": email, "password": password, **more})


def test_a_password_leads_to_the_second_step_and_opens_nothing_yet(alliance) -> None:
    make_user(alliance, haven="organisation_lead")
    opened = browser(alliance)
    assert sign_in(opened, email="ADA@a.example ").status_code == 302
    for path in ("/account/", "/account/people/"):
        answer = opened.get(path)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/account/second-step/")


def test_the_page_asked_for_is_where_one_arrives(alliance) -> None:
    user = make_user(alliance, haven="organisation_lead")
    secret = add_app(alliance, user)
    opened = browser(alliance)
    first = opened.get("/account/people/")
    assert first["Location"] == SIGN_IN + "?next=/account/people/"
    second = sign_in(opened, next="/account/people/")
    third = opened.get(second["Location"])
    assert third["Location"] == "/account/second-step/?next=/account/people/"
    opened.get(third["Location"])
    assert opened.post("/account/second-step/", {"code": code_of(secret)})["Location"] == "/account/people/"
    assert opened.get("/account/people/").status_code == 200


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "javascript:alert(1)", "evil", "/\\evil.example"],
)
def test_nobody_is_sent_to_another_site(alliance, elsewhere) -> None:
    make_user(alliance, haven="worker")
    assert "evil" not in sign_in(browser(alliance), next=elsewhere)["Location"]
    assert "javascript" not in sign_in(browser(alliance), next=elsewhere)["Location"]


def test_an_unknown_address_and_a_wrong_password_read_the_same(alliance) -> None:
    make_user(alliance, haven="worker")
    unknown = sign_in(browser(alliance), email="bob@a.example")
    wrong = sign_in(browser(alliance), password="not it at all")
    assert unknown.status_code == wrong.status_code == 200
    assert _words(unknown, "bob@a.example") == _words(wrong, "ada@a.example")
    assert "Check your email address and your password" in unknown.content.decode()


def _words(answer, email: str) -> str:
    html = answer.content.decode().replace(email, "EMAIL")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", html)


def test_an_unknown_address_costs_the_same_work(alliance, monkeypatch) -> None:
    """Time is not asserted: what takes the time, one hash, is counted."""
    make_user(alliance, haven="worker")
    worked: list[str] = []
    hasher = type(get_hasher())
    encode = hasher.encode

    def counted(self, password, *args, **more):
        worked.append(password)
        return encode(self, password, *args, **more)

    monkeypatch.setattr(hasher, "encode", counted)
    for email in ("ada@a.example", "nobody@a.example"):
        worked.clear()
        sign_in(browser(alliance), email=email, password="not it at all")
        assert worked == ["not it at all"], email


def test_an_account_of_another_alliance_does_not_exist_here(two_alliances) -> None:
    first, second = two_alliances
    make_user(first, haven="worker")
    assert sign_in(browser(second)).status_code == 200
    make_user(second, haven="worker")  # the same address may have an account in both
    assert sign_in(browser(second)).status_code == 302


def test_guessing_is_stopped_and_the_right_password_no_longer_helps(alliance) -> None:
    make_user(alliance, haven="worker")
    opened = browser(alliance)
    answers = [sign_in(opened, password=f"guess {n}").status_code for n in range(9)]
    assert answers == [200] * 8 + [429]
    assert sign_in(opened).status_code == 429
    assert sign_in(opened, email="bob@a.example").status_code == 200  # others are not held up
    assert sign_in(browser(alliance), email="ada@a.example").status_code == 429
    with in_alliance(alliance):
        assert not Try.objects.filter(key__contains="@").exists()


def test_signing_in_clears_the_count_of_wrong_tries(alliance) -> None:
    make_user(alliance, haven="worker")
    opened = browser(alliance)
    for _round in range(3):
        for n in range(5):
            sign_in(opened, password=f"guess {n}")
        assert sign_in(opened).status_code == 302


def test_a_closed_account_is_out_at_once(alliance) -> None:
    user = make_user(alliance, haven="worker")
    opened = signed_in(alliance, user)
    assert opened.get("/account/").status_code == 200
    with in_alliance(alliance):
        user.is_active = False
        user.save()
    assert opened.get("/account/").status_code == 302
    assert sign_in(browser(alliance)).status_code == 200


def test_signing_out_takes_a_press(alliance) -> None:
    opened = signed_in(alliance, make_user(alliance, haven="worker"))
    assert opened.get("/account/sign-out/").status_code == 405
    assert opened.get("/account/").status_code == 200
    assert opened.post("/account/sign-out/")["Location"] == SIGN_IN
    assert opened.get("/account/").status_code == 302


def test_a_session_takes_a_new_key_on_the_way_in(alliance) -> None:
    secret = add_app(alliance, make_user(alliance, haven="worker"))
    opened = browser(alliance)
    opened.get(SIGN_IN)
    sign_in(opened)
    after_password = opened.cookies["sessionid"].value
    opened.post("/account/second-step/", {"code": code_of(secret)})
    assert opened.cookies["sessionid"].value != after_password


def test_someone_with_two_organisations_works_for_one_at_a_time(alliance) -> None:
    user = make_user(alliance, haven="worker", rest="worker")
    opened = signed_in(alliance, user)
    with in_alliance(alliance):
        keys = {row.organisation.name: str(row.organisation_id) for row in AccessRole.objects.all()}
    assert "Haven, as: worker" in opened.get("/account/").content.decode()
    opened.post("/account/organisation/", {"organisation": keys["Rest"]})
    assert "Rest, as: worker" in opened.get("/account/").content.decode()
    other = "00000000-0000-7000-8000-000000000000"
    assert opened.post("/account/organisation/", {"organisation": other}).status_code == 404


# --- the demo -----------------------------------------------------------------------------------------


@pytest.fixture
def demo(alliance, settings):
    settings.DEMO = True
    with in_alliance(alliance):
        Alliance.objects.filter(pk=alliance.pk).update(is_demo=True)
    alliance.refresh_from_db()
    return alliance


def test_the_demo_offers_each_role_at_one_press(demo) -> None:
    priya = make_user(demo, "priya@a.example", name="Priya", haven="navigator")
    make_user(demo, "sam@a.example", name="Sam", rest="organisation_lead")
    opened = browser(demo)
    html = opened.get(SIGN_IN).content.decode()
    assert "Priya</b>, navigator, Haven" in html
    assert "Sam</b>, lead, Rest" in html
    assert opened.post(reverse("accounts:demo_sign_in", args=[priya.pk])).status_code == 302
    assert "Priya" in opened.get("/account/").content.decode()  # and no second step is asked for


def test_one_press_needs_the_page_it_was_on(demo) -> None:
    priya = make_user(demo, haven="navigator")
    careful = browser(demo)
    careful.handler.enforce_csrf_checks = True
    assert careful.post(reverse("accounts:demo_sign_in", args=[priya.pk])).status_code == 403
    assert careful.get(reverse("accounts:demo_sign_in", args=[priya.pk])).status_code == 405


@pytest.mark.parametrize("off", ["mode", "alliance"])
def test_without_demo_mode_or_a_demo_alliance_there_is_no_such_thing(demo, settings, off) -> None:
    priya = make_user(demo, haven="navigator")
    if off == "mode":
        settings.DEMO = False
    else:
        with in_alliance(demo):
            Alliance.objects.filter(pk=demo.pk).update(is_demo=False)
    opened = browser(demo)
    assert "Try it as someone" not in opened.get(SIGN_IN).content.decode()
    assert opened.post(reverse("accounts:demo_sign_in", args=[priya.pk])).status_code == 404
    assert opened.get("/account/").status_code == 302
    # An account of a demo alliance opens nothing outside demo mode; another alliance's asks for a second step.
    answer = sign_in(opened)
    if off == "mode":
        assert answer.status_code == 200
    else:
        assert opened.get("/account/")["Location"].startswith("/account/second-step/")


def test_the_command_prints_who_can_sign_in(demo, monkeypatch, capsys) -> None:
    from django.core.management import call_command

    monkeypatch.setenv("ALONGSIDE_PORT", "8123")
    make_user(demo, "priya@a.example", name="Priya", haven="navigator")
    call_command("demo_sign_ins")
    printed = capsys.readouterr().out
    assert "http://first.localhost:8123/account/sign-in/" in printed
    assert "Priya, navigator, Haven: priya@a.example" in printed
    assert "password" in printed
