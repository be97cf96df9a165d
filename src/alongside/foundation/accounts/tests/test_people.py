"""Inviting people, joining, and ending roles."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.utils import timezone

from alongside.foundation.access.models import AccessLink, AccessRole
from alongside.foundation.accounts.models import Invitation, User
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.messages.models import Message
from alongside.foundation.tenancy.context import in_alliance

from .factories import WORDS, browser, make_organisation, make_user, signed_in
from .test_passwords import link_in_the_mail

pytestmark = pytest.mark.django_db
PEOPLE = "/account/people/"


@pytest.fixture
def lead(alliance):
    return signed_in(alliance, make_user(alliance, "lead@a.example", name="Lee", haven="organisation_lead"))


def invite(opened, email="new@a.example", role="worker", **more):
    return opened.post(PEOPLE, {"email": email, "role": role, **more})


def test_an_invitation_makes_an_account_once(alliance, lead) -> None:
    assert invite(lead).status_code == 302
    path = link_in_the_mail(alliance, "invitation")
    assert path.startswith("/account/invitation/")
    opened = browser(alliance)
    assert "Join Haven" in opened.get(path).content.decode()
    joined = opened.post(path, {"name": "Noor", "password": WORDS})
    assert joined.status_code == 302
    assert opened.get("/account/")["Location"].startswith("/account/second-step/")
    assert browser(alliance).get(path).status_code == 410
    with in_alliance(alliance):
        user = User.objects.get(email="new@a.example")
        role = AccessRole.objects.get(user=user)
        assert (user.name, role.role, role.organisation.name) == ("Noor", "worker", "Haven")
        entry = AuditEntry.objects.get(sentence="Invitation taken up with a new account")
        assert entry.by == "Noor"
        message = Message.objects.get(template="invitation")
        assert set(message.values) == {"link", "until"}


def test_someone_with_an_account_gets_the_role_added(alliance, lead) -> None:
    noor = make_user(alliance, "new@a.example", name="Noor", rest="worker")
    invite(lead)
    path = link_in_the_mail(alliance, "invitation")
    away = browser(alliance)
    assert unquote(away.get(path)["Location"]) == f"/account/sign-in/?next={path}"
    assert away.post(path, {"name": "X", "password": WORDS}).status_code == 302
    opened = signed_in(alliance, noor)
    assert "You keep the account" in opened.get(path).content.decode()
    assert opened.post(path).status_code == 302
    with in_alliance(alliance):
        assert set(noor.access_roles.values_list("organisation__slug", flat=True)) == {"rest", "haven"}
        assert User.objects.count() == 2
    assert opened.post(path).status_code == 410


def test_the_wrong_person_cannot_take_it_up_and_it_still_works(alliance, lead) -> None:
    invite(lead)
    path = link_in_the_mail(alliance, "invitation")
    other = signed_in(alliance, make_user(alliance, "other@a.example", name="Other", rest="worker"))
    for answer in (other.get(path), other.post(path)):
        assert answer.status_code == 403
        assert "for someone else" in answer.content.decode()
    assert browser(alliance).get(path).status_code == 200


def test_it_runs_out_after_seven_days(alliance, lead) -> None:
    invite(lead)
    path = link_in_the_mail(alliance, "invitation")
    with in_alliance(alliance):
        left = AccessLink.objects.get().expires_at - timezone.now()
        assert timedelta(days=6, hours=23) < left <= timedelta(days=7)
        AccessLink.objects.update(expires_at=timezone.now())
    answer = browser(alliance).get(path)
    assert answer.status_code == 410
    assert "ask the person who invited you" in answer.content.decode()
    lead.get(PEOPLE)  # says that it was sent
    assert "new@a.example" not in lead.get(PEOPLE).content.decode()


def test_a_newer_invitation_ends_the_older(alliance, lead) -> None:
    invite(lead)
    older = link_in_the_mail(alliance, "invitation")
    invite(lead)
    assert browser(alliance).get(older).status_code == 410
    assert browser(alliance).get(link_in_the_mail(alliance, "invitation")).status_code == 200


@pytest.mark.parametrize("role", ["administrator", "coordinator", "navigator", "commissioner", "public"])
def test_a_lead_cannot_give_what_reaches_further(alliance, lead, role) -> None:
    assert invite(lead, role=role).status_code == 200
    with in_alliance(alliance):
        assert Invitation.objects.count() == 0


def test_a_lead_invites_for_their_own_organisation_alone(alliance, lead) -> None:
    other = make_organisation(alliance, "rest")
    invite(lead, organisation=str(other.pk))
    with in_alliance(alliance):
        assert Invitation.objects.get().organisation.slug == "haven"


def test_a_coordinator_invites_for_any_organisation_and_makes_no_administrator(alliance) -> None:
    opened = signed_in(alliance, make_user(alliance, office="coordinator"))
    rest = make_organisation(alliance, "rest")
    assert invite(opened, role="navigator", organisation=str(rest.pk)).status_code == 302
    assert invite(opened, role="administrator", organisation=str(rest.pk)).status_code == 200
    with in_alliance(alliance):
        assert Invitation.objects.get().organisation_id == rest.pk


def test_someone_who_has_the_role_is_not_invited_to_it(alliance, lead) -> None:
    make_user(alliance, "new@a.example", name="Noor", haven="worker")
    assert "They already have this role" in invite(lead).content.decode()


def test_a_worker_sees_no_list_of_people(alliance) -> None:
    assert signed_in(alliance, make_user(alliance, haven="worker")).get(PEOPLE).status_code == 403


def test_a_lead_sees_their_own_organisation_only(alliance, lead) -> None:
    make_user(alliance, "in@a.example", name="Ines", haven="worker")
    make_user(alliance, "out@a.example", name="Olu", rest="worker")
    html = lead.get(PEOPLE).content.decode()
    assert "Ines" in html
    assert "Olu" not in html


def test_an_ended_role_is_gone_at_once_and_can_be_given_again(alliance, lead) -> None:
    ines = make_user(alliance, "new@a.example", name="Ines", haven="worker")
    theirs = signed_in(alliance, ines)
    assert theirs.get("/account/").status_code == 200
    with in_alliance(alliance):
        role = ines.access_roles.get().pk
    assert "lose it at once" in lead.get(f"{PEOPLE}{role}/end/").content.decode()
    assert lead.post(f"{PEOPLE}{role}/end/").status_code == 302
    assert theirs.get("/account/")["Location"] == "/account/sign-in/?next=/account/"
    theirs = signed_in(alliance, ines)
    assert theirs.get("/account/").status_code == 403
    invite(lead)
    path = link_in_the_mail(alliance, "invitation")
    assert theirs.post(path).status_code == 302
    assert theirs.get("/account/").status_code == 200


def test_nobody_ends_their_own_role_or_one_out_of_reach(alliance, lead) -> None:
    olu = make_user(alliance, "out@a.example", name="Olu", rest="worker")
    boss = make_user(alliance, "boss@a.example", name="Bo", haven="administrator")
    with in_alliance(alliance):
        own = AccessRole.objects.get(role="organisation_lead").pk
        other, above = olu.access_roles.get().pk, boss.access_roles.get().pk
    assert lead.post(f"{PEOPLE}{own}/end/").status_code == 403
    assert lead.post(f"{PEOPLE}{above}/end/").status_code == 403
    assert lead.post(f"{PEOPLE}{other}/end/").status_code == 404
    with in_alliance(alliance):
        assert not AccessRole.objects.filter(ended_at__isnull=False).exists()


def test_the_list_takes_as_many_queries_for_two_as_for_twenty(
    alliance, lead, django_assert_max_num_queries
) -> None:
    for number in range(20):
        make_user(alliance, f"{number}@a.example", name=f"N{number}", haven="worker")
    with django_assert_max_num_queries(16):
        lead.get(PEOPLE)


def test_people_are_found_by_name_mail_and_organisation_and_taken_as_a_file(alliance) -> None:
    head = signed_in(alliance, make_user(alliance, "head@a.example", name="Hal", front="administrator"))
    make_user(alliance, "noor@b.example", name="=Noor Aziz", haven="worker")
    make_user(alliance, "lee@b.example", name="Lee Noorani", cedar="worker")
    for asked, found in (
        ("noor", {"noor@", "lee@"}),
        ("NOOR haven", {"noor@"}),
        ("cedar", {"lee@"}),
        ("lee@b", {"lee@"}),
    ):
        page = head.get(PEOPLE, {"q": asked}).content.decode()
        assert {name for name in ("noor@", "lee@", "head@") if name in page} == found, asked
    assert "Nobody of that name has a role here" in head.get(PEOPLE, {"q": "\0zzz"}).content.decode()
    file = head.get(PEOPLE, {"q": "noor", "format": "csv"})
    assert file["Content-Type"].startswith("text/csv")
    assert "'=Noor Aziz,noor@b.example" in file.content.decode() and "head@" not in file.content.decode()


def test_a_lead_finds_only_their_own_and_any_of_them_can_be_ended(alliance, lead, monkeypatch) -> None:
    make_user(alliance, "noor@b.example", name="Noor", cedar="worker")
    make_user(alliance, "nell@b.example", name="Nell", haven="worker")
    page = lead.get(PEOPLE, {"q": "n"}).content.decode()
    assert "nell@" in page and "noor@" not in page
    monkeypatch.setattr("alongside.foundation.accounts.views.people.MOST_SHOWN", 1)
    page = lead.get(PEOPLE).content.decode()
    assert "2\u00a0roles held: the first 1 are here" in page and "nell@" not in page
    with in_alliance(alliance):
        role = AccessRole.objects.get(user__email="nell@b.example")
    assert lead.get(f"/account/people/{role.pk}/end/").status_code == 200
