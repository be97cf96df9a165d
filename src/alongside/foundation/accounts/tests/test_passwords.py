"""Forgotten passwords and changed ones."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.foundation.access.models import AccessLink
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.messages.models import Message
from alongside.foundation.tenancy.context import in_alliance

from .factories import WORDS, browser, make_user, signed_in

pytestmark = pytest.mark.django_db
FORGOTTEN = "/account/password/forgotten/"
NEW = "three other strange words"


def link_in_the_mail(alliance, template="sign_in_help") -> str:
    with in_alliance(alliance):
        values = Message.objects.filter(template=template).latest("queued_at").values
    return "/" + values["link"].split("/", 3)[3]


def test_a_link_in_the_mail_sets_a_new_password_once(alliance) -> None:
    user = make_user(alliance, haven="worker")
    elsewhere = signed_in(alliance, user)
    opened = browser(alliance)
    opened.post(FORGOTTEN, {"email": "Ada@a.example"})
    path = link_in_the_mail(alliance)
    assert opened.get(path).status_code == 200
    assert opened.get(path).status_code == 200  # looking (or a mail scanner) spends nothing
    assert opened.post(path, {"password": NEW})["Location"] == "/account/sign-in/"
    assert opened.post(path, {"password": NEW}).status_code == 410
    assert elsewhere.get("/account/").status_code == 302
    sign_in = {"email": "ada@a.example"}
    assert opened.post("/account/sign-in/", {**sign_in, "password": WORDS}).status_code == 200
    assert opened.post("/account/sign-in/", {**sign_in, "password": NEW}).status_code == 302
    with in_alliance(alliance):
        assert AuditEntry.objects.filter(sentence="New password chosen by link").exists()
        assert Message.objects.filter(template="sign_in_changed", to="ada@a.example").exists()


def test_an_address_without_an_account_gets_the_same_answer_and_no_mail(alliance) -> None:
    make_user(alliance, haven="worker")
    opened = browser(alliance)
    known = opened.post(FORGOTTEN, {"email": "ada@a.example"})
    unknown = opened.post(FORGOTTEN, {"email": "bob@a.example"})
    assert known.content.decode().replace("ada@", "bob@") == unknown.content.decode()
    with in_alliance(alliance):
        assert Message.objects.count() == 1
        assert AccessLink.objects.count() == 1


def test_asking_often_sends_three(alliance) -> None:
    make_user(alliance, haven="worker")
    opened = browser(alliance)
    answers = {opened.post(FORGOTTEN, {"email": "ada@a.example"}).content for _ in range(6)}
    assert len(answers) == 1
    with in_alliance(alliance):
        assert Message.objects.count() == 3
        assert AccessLink.objects.filter(ended_at__isnull=True).count() == 1  # the newest


def test_a_link_ends_after_an_hour_and_in_another_alliance_never_was(two_alliances) -> None:
    first, second = two_alliances
    make_user(first, haven="worker")
    browser(first).post(FORGOTTEN, {"email": "ada@a.example"})
    path = link_in_the_mail(first)
    assert browser(second).get(path).status_code == 410
    assert browser(first).get(path).status_code == 200
    with in_alliance(first):
        expiry = AccessLink.objects.get().expires_at
        assert abs(expiry - timezone.now() - timedelta(hours=1)) < timedelta(minutes=1)
        AccessLink.objects.update(expires_at=timezone.now())
    assert browser(first).get(path).status_code == 410
    assert browser(first).get(path.replace("new/", "new/x")).status_code == 410


@pytest.mark.parametrize(
    ("weak", "said"),
    [
        ("short", "12 letters or more"),
        ("q1w2e3r4t5y6", "harder to guess"),
        ("ada@a.example", "less like"),
    ],
)
def test_a_weak_password_is_refused_kindly(alliance, weak, said) -> None:
    make_user(alliance, haven="worker")
    opened = browser(alliance)
    opened.post(FORGOTTEN, {"email": "ada@a.example"})
    answer = opened.post(link_in_the_mail(alliance), {"password": weak})
    assert said in answer.content.decode()


def test_changing_ones_own_password(alliance) -> None:
    user = make_user(alliance, haven="worker")
    here, there = signed_in(alliance, user), signed_in(alliance, user)
    wrong = here.post("/account/password/", {"old": "not it", "password": NEW})
    assert "That is not your password" in wrong.content.decode()
    assert here.post("/account/password/", {"old": WORDS, "password": NEW}).status_code == 302
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302


def test_the_old_password_cannot_be_guessed_from_an_open_session(alliance) -> None:
    opened = signed_in(alliance, make_user(alliance, haven="worker"))
    answers = [
        opened.post("/account/password/", {"old": f"guess {n}", "password": NEW}).status_code
        for n in range(6)
    ]
    assert answers == [200] * 5 + [429]
