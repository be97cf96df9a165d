"""The second step: setting it up, using it, losing it."""

import pytest
from allauth.mfa.models import Authenticator
from django.db import ProgrammingError, transaction

from alongside.foundation.accounts import second_factor
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.messages.models import Message
from alongside.foundation.tenancy.context import in_alliance

from .factories import WORDS, add_app, browser, code_of, make_user, signed_in

pytestmark = pytest.mark.django_db
ASK = "/account/second-step/"


def with_password(alliance):
    """A browser in which the password was right, and nothing more was shown."""
    opened = browser(alliance)
    assert opened.post("/account/sign-in/", {"email": "ada@a.example", "password": WORDS}).status_code == 302
    return opened


def test_setting_up_an_app_the_first_time(alliance) -> None:
    make_user(alliance, haven="worker")
    opened = with_password(alliance)
    assert opened.get(ASK)["Location"] == "/account/second-step/set-up/"
    html = opened.get("/account/second-step/app/").content.decode()
    assert "data:image/svg+xml;base64," in html
    secret = opened.session["mfa.totp.secret"]
    wrong = opened.post("/account/second-step/app/", {"code": "000000"})
    assert "That code is not right" in wrong.content.decode()
    assert opened.session["mfa.totp.secret"] == secret
    done = opened.post("/account/second-step/app/", {"code": code_of(secret)})
    assert done["Location"] == "/account/second-step/recovery-codes/"
    codes = opened.get(done["Location"]).content.decode()
    assert codes.count("<li><b>") == 10
    assert opened.get(done["Location"]).status_code == 302  # shown once
    assert opened.get("/account/").status_code == 200
    with in_alliance(alliance):
        assert AuditEntry.objects.filter(sentence="App for codes added").count() == 1
        assert Message.objects.filter(template="sign_in_changed").count() == 1
        assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_a_code_lets_one_in_once(alliance) -> None:
    secret = add_app(alliance, make_user(alliance, haven="worker"))
    code = code_of(secret)
    assert with_password(alliance).post(ASK, {"code": code}).status_code == 302
    again = with_password(alliance).post(ASK, {"code": f"{code[:3]} {code[3:]}"})
    assert "was used before" in again.content.decode()


def test_a_recovery_code_lets_one_in_once(alliance) -> None:
    user = make_user(alliance, haven="worker")
    add_app(alliance, user)
    with in_alliance(alliance):
        second_factor.make_recovery_codes(user)
        code = second_factor.recovery_codes(user)[3]
    assert with_password(alliance).post(ASK, {"code": f"{code[:4]} {code[4:]}"}).status_code == 302
    assert with_password(alliance).post(ASK, {"code": code}).status_code == 200


def test_codes_cannot_be_guessed(alliance) -> None:
    secret = add_app(alliance, make_user(alliance, haven="worker"))
    answers = [with_password(alliance).post(ASK, {"code": "000000"}).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]
    assert with_password(alliance).post(ASK, {"code": code_of(secret)}).status_code == 429


@pytest.mark.parametrize("path", ["set-up/", "app/", "passkey/", "recovery-codes/"])
def test_a_stolen_password_cannot_add_a_second_factor(alliance, path) -> None:
    add_app(alliance, make_user(alliance, haven="worker"))
    opened = with_password(alliance)
    assert opened.get(ASK + path).status_code == 403
    if path in ("app/", "passkey/"):
        assert opened.post(ASK + path, {"code": "000000"}).status_code == 403
    assert opened.post(ASK + "recovery-codes/new/").status_code == 403


def test_the_last_one_cannot_be_removed_and_another_can(alliance) -> None:
    user = make_user(alliance, haven="worker")
    add_app(alliance, user)
    opened = signed_in(alliance, user)
    with in_alliance(alliance):
        row = Authenticator.objects.get()
    opened.post(f"{ASK}{row.pk}/remove/")
    assert "You need one second step" in opened.get("/account/").content.decode()
    with in_alliance(alliance):
        assert Authenticator.objects.count() == 1


def test_nobody_removes_someone_elses(alliance) -> None:
    user = make_user(alliance, haven="worker")
    add_app(alliance, user)
    other = make_user(alliance, "bob@a.example", name="Bob", haven="worker")
    add_app(alliance, other)
    with in_alliance(alliance):
        theirs = Authenticator.objects.get(user=user)
        Authenticator.objects.create(user=other, type="webauthn", data={"name": "x", "credential": {}})
        second_factor.drop_factor(other, theirs.pk)
        assert Authenticator.objects.filter(pk=theirs.pk).exists()


def test_the_librarys_tables_are_fenced_by_their_user(two_alliances) -> None:
    first, second = two_alliances
    user = make_user(first, haven="worker")
    add_app(first, user)
    with in_alliance(second):
        assert Authenticator.objects.count() == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Authenticator.objects.create(user_id=user.pk, type="totp", data={})


def test_an_administrator_lets_someone_who_lost_theirs_start_afresh(alliance) -> None:
    ada = make_user(alliance, haven="worker")
    add_app(alliance, ada)
    lead = make_user(alliance, "lead@a.example", name="Lee", haven="organisation_lead")
    admin = make_user(alliance, "admin@a.example", name="Abi", office="administrator")
    with in_alliance(alliance):
        role = ada.access_roles.get().pk
    path = f"/account/people/{role}/second-step/"
    assert signed_in(alliance, lead).post(path, {"reason": "They rang"}).status_code == 403
    opened = signed_in(alliance, admin)
    assert opened.post(path, {"reason": ""}).status_code == 200
    assert opened.post(path, {"reason": "Rang her on the number we hold"}).status_code == 302
    with in_alliance(alliance):
        assert Authenticator.objects.count() == 0
        assert AuditEntry.objects.get(verb="user.edit").reason == "Rang her on the number we hold"
    assert with_password(alliance).get(ASK)["Location"] == "/account/second-step/set-up/"
