"""One rule: what changes how someone signs in, or what they may do, ends their sessions everywhere else."""

import pytest

from alongside.foundation.accounts.models import User
from alongside.foundation.messages.models import Message
from alongside.foundation.tenancy.context import in_alliance

from .factories import WORDS, add_app, browser, code_of, make_user, signed_in

pytestmark = pytest.mark.django_db
NEW = "three other strange words"
OUT = "/account/sign-in/?next=/account/"


@pytest.fixture
def ada(alliance) -> User:
    return make_user(alliance, haven="worker", rest="worker")


def change_password(alliance, ada, opened) -> None:
    assert opened.post("/account/password/", {"old": WORDS, "password": NEW}).status_code == 302


def add_an_app(alliance, ada, opened) -> None:
    opened.get("/account/second-step/app/")
    secret = opened.session["mfa.totp.secret"]
    assert opened.post("/account/second-step/app/", {"code": code_of(secret)}).status_code == 302


def renew_codes(alliance, ada, opened) -> None:
    assert opened.post("/account/second-step/recovery-codes/new/").status_code == 302


@pytest.mark.parametrize(
    "change", [change_password, add_an_app, renew_codes], ids=lambda change: change.__name__
)
def test_ones_own_change_leaves_this_browser_in_and_every_other_out(alliance, ada, change) -> None:
    here, there = signed_in(alliance, ada), signed_in(alliance, ada)
    change(alliance, ada, here)
    assert here.get("/account/").status_code == 200
    assert there.get("/account/")["Location"] == OUT


def reset_by_an_administrator(alliance, ada) -> None:
    admin = signed_in(alliance, make_user(alliance, "abi@a.example", name="Abi", office="administrator"))
    with in_alliance(alliance):
        role = ada.access_roles.first().pk
    admin.post(f"/account/people/{role}/second-step/", {"reason": "Rang her on the number we hold"})


def end_one_of_two_roles(alliance, ada) -> None:
    lead = signed_in(alliance, make_user(alliance, "lee@a.example", name="Lee", haven="organisation_lead"))
    with in_alliance(alliance):
        role = ada.access_roles.get(organisation__slug="haven").pk
    lead.post(f"/account/people/{role}/end/")


def choose_a_password_by_link(alliance, ada) -> None:
    browser(alliance).post("/account/password/forgotten/", {"email": ada.email})
    with in_alliance(alliance):
        link = Message.objects.get(template="sign_in_help").values["link"]
    browser(alliance).post("/" + link.split("/", 3)[3], {"password": NEW})


@pytest.mark.parametrize(
    "change",
    [reset_by_an_administrator, end_one_of_two_roles, choose_a_password_by_link],
    ids=lambda change: change.__name__,
)
def test_someone_elses_change_ends_every_session(alliance, ada, change) -> None:
    add_app(alliance, ada)
    there = signed_in(alliance, ada)
    assert there.get("/account/").status_code == 200
    change(alliance, ada)
    assert there.get("/account/")["Location"] == OUT


def test_a_changed_password_ends_the_link_that_was_asked_for_before(alliance, ada) -> None:
    browser(alliance).post("/account/password/forgotten/", {"email": ada.email})
    with in_alliance(alliance):
        link = Message.objects.get(template="sign_in_help").values["link"]
    change_password(alliance, ada, signed_in(alliance, ada))
    assert browser(alliance).get("/" + link.split("/", 3)[3]).status_code == 410
