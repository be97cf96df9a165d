"""The demo, loaded whole, keeps every promise that the alliance makes."""

import re
from collections import Counter, defaultdict
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command
from django.db.models import Count
from django.utils import timezone

from alongside.demo.content.seed import stable_id
from alongside.demo.loading import DEMO_CODE
from alongside.demo.loading.listed import SOURCE
from alongside.demo.loading.shared import NAME
from alongside.directory.models import Capacity, DirectoryOrganisation, Likeness, Location, Service
from alongside.foundation.access.models import AccessLink, AccessRole
from alongside.foundation.access.permissions import STAFF_ROLES, Role
from alongside.foundation.accounts.demo import DEMO_PASSWORD
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.queries import demo_accounts
from alongside.foundation.audit.models import AuditEntry, ReadEntry
from alongside.foundation.audit.verify import verify
from alongside.foundation.messages.catalogue import template
from alongside.foundation.messages.models import Message
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import PersonAccess
from alongside.membership.models import Organisation
from alongside.people.models import Consent, Person
from alongside.referrals.actions.handover import WHY
from alongside.referrals.models import HelpRequest, HelpRequestStep, Referral, ReferralStep
from alongside.referrals.states import REFERRAL, REQUEST
from alongside.referrals.vocabulary import (
    CLOSE_REASONS,
    DECLINE_REASONS,
    OUTCOMES,
    TOLD_HOW,
    WITHDRAW_REASONS,
)

from .conftest import NOW, WORKED

NEL = "north-east-lincolnshire"
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def seen(demo, django_db_blocker):
    """Every row about people in the first alliance, put together from what each organisation may see."""
    with django_db_blocker.unblock():
        return everything_about_people(demo[NEL])


def everything_about_people(alliance):
    rows = defaultdict(dict)
    with in_alliance(alliance):
        organisations = list(Organisation.objects.all())
    for organisation in organisations:
        with in_alliance(alliance, organisation=organisation):
            for model in (
                Person, Consent, HelpRequest, HelpRequestStep, Referral, ReferralStep, ReadEntry, PersonAccess,
                Message,
            ):  # fmt: skip
                for row in model.objects.all():
                    rows[model][row.pk] = row
    return {model: list(found.values()) for model, found in rows.items()}


def replayed(table: Any, steps: list[Any]) -> str:
    state = table.initial
    for number, step in enumerate(sorted(steps, key=lambda one: one.number), 1):
        row = table.transition(step.event)
        assert step.number == number
        assert step.from_state == state and state in row.sources
        assert step.side in row.sides
        assert not set(row.needs) - set(step.supplied)
        assert step.to_state == (row.target or step.to_state)
        state = step.to_state
    return state


@pytest.mark.parametrize(
    ("model", "steps", "link", "table"),
    [
        (Referral, ReferralStep, "referral_id", REFERRAL),
        (HelpRequest, HelpRequestStep, "request_id", REQUEST),
    ],
)
def test_every_state_is_what_the_steps_lead_to(seen, model, steps, link, table):
    by_subject = defaultdict(list)
    for step in seen[steps]:
        by_subject[getattr(step, link)].append(step)
    for row in seen[model]:
        mine = by_subject[row.pk]
        assert replayed(table, mine) == row.state
        times = [step.at for step in sorted(mine, key=lambda one: one.number)]
        assert times == sorted(times) and (not times or times[-1] == row.state_since <= NOW)


def test_nothing_open_is_without_an_owner_and_a_day(seen):
    for row in [*seen[Referral], *seen[HelpRequest]]:
        is_open = row.state != "closed"
        assert is_open == bool(row.owner_id) == bool(row.next_step) == bool(row.next_step_on)


def test_a_request_is_closed_only_once_its_referrals_are(seen):
    still_open = {row.request_id for row in seen[Referral] if row.state != "closed"}
    assert all(row.state != "closed" for row in seen[HelpRequest] if row.pk in still_open)


def test_the_clock_has_nothing_left_to_do(seen):
    waiting = [row for row in seen[Referral] if row.state in ("sent", "awaiting_information")]
    assert waiting
    assert all(row.expires_at > NOW - timedelta(minutes=2) for row in waiting)
    late = [row for row in waiting if row.state == "sent" and row.answer_due_at < NOW - timedelta(minutes=2)]
    assert late and all(row.reminded_at for row in late)


def test_only_those_with_an_agreement_or_who_took_it_in_know_somebody(seen):
    """Access is what registration and agreements give, no more and no less."""
    agreed = defaultdict(list)
    for consent in seen[Consent]:
        agreed[consent.person_id, consent.organisation_id].append(consent)
    registered = {(person.pk, person.registered_by_id) for person in seen[Person]}
    # A request's owner is let in, until it is withdrawn, by the agreement made when it was asked.
    asked = {(row.person_id, row.asked_at) for row in seen[HelpRequest]}
    kept = [c for c in seen[Consent] if (c.person_id, c.starts_at) in asked and c.withdrawn_at is None]
    owners = {(c.person_id, c.organisation_id) for c in kept}
    found = {(row.person_id, row.organisation_id): row for row in seen[PersonAccess]}
    assert set(found) == registered | set(agreed)
    for key, row in found.items():
        live = [c for c in agreed[key] if c.withdrawn_at is None and c.until > NOW]
        if key in registered or key in owners:
            assert row.until > NOW
        elif live:
            assert row.until == max(c.until for c in agreed[key])
        else:
            # The database ends it by its own clock, whatever the moment is said to be.
            assert row.until <= timezone.now()


def test_whoever_holds_something_open_can_see_it(demo, seen):
    for kind in (HelpRequest, Referral):
        for row in seen[kind]:
            if row.owner_id:
                with in_alliance(demo[NEL], organisation=row.owner_id):
                    assert kind.objects.filter(pk=row.pk).exists(), row


def test_what_was_said_is_in_the_alliances_own_words(seen):
    lists = {
        "reason": {r.code for r in DECLINE_REASONS}
        | dict(WITHDRAW_REASONS).keys()
        | dict(CLOSE_REASONS).keys()
        | dict(WHY).keys(),
        "told": dict(TOLD_HOW).keys(),
        "outcome": dict(OUTCOMES).keys(),
    }
    for step in [*seen[ReferralStep], *seen[HelpRequestStep]]:
        for name, known in lists.items():
            if step.event != "reopen":
                assert step.supplied.get(name, next(iter(known))) in known, step.supplied


def test_the_other_alliance_sees_none_of_it(demo, seen):
    with in_alliance(demo["thornmere-vale"]):
        others = list(Organisation.objects.values_list("pk", flat=True))
    for organisation in others:
        with in_alliance(demo["thornmere-vale"], organisation=organisation):
            for model in (Person, HelpRequest, Referral, ReferralStep, Consent, ReadEntry):
                assert not model.objects.filter(pk__in=[row.pk for row in seen[model]]).exists()
    with in_alliance(demo[NEL], organisation=others[0]):
        assert not Person.objects.exists()


def test_it_is_as_large_and_as_uneven_as_a_real_alliance(demo, seen):
    with in_alliance(demo[NEL]):
        assert (
            Organisation.objects.filter(is_member=True, joined_on__isnull=False, left_on=None).count() == 66
        )
        assert Organisation.objects.filter(kind="front_door").count() == 1
        assert Service.objects.filter(status="active").count() > 150
        assert Capacity.objects.count() > 80
    assert len(seen[Person]) > 300
    states = Counter(row.state for row in seen[Referral])
    assert set(states) == {state.name for state in REFERRAL.states}
    late = [r for r in seen[Referral] if r.next_step_on and r.next_step_on < NOW.date()]
    assert 5 <= len(late) <= sum(states.values()) / 8
    new = [r for r in seen[HelpRequest] if r.state == "new"]
    assert len(new) >= 5 and all(r.asked_at > WORKED for r in new)
    assert any(r.words_raise_concern for r in new)
    assert len({r.receiver_id for r in seen[Referral]}) > 40
    assert {c.basis for c in seen[Consent]} >= {"consent", "safeguarding"} or len(seen[Consent]) > 400


def test_the_directory_is_tied_to_its_members(demo):
    with in_alliance(demo[NEL]):
        own = DirectoryOrganisation.objects.filter(source__name=SOURCE)
        assert own.exists()
        for entry in own.select_related("member"):
            assert entry.member is not None and entry.member.name == entry.name
        needless = Service.objects.exclude(source__name=NAME).exclude(needs__origin="given")
        assert not needless.exists()


def test_a_second_source_tells_of_some_services_too(demo):
    with in_alliance(demo[NEL]):
        part = Service.objects.get(source__name=NAME, part_of__isnull=False)
        assert part.part_of is not None and part.part_of.email != part.email
        assert (
            part.part_of.differences.filter(settled_at=None).values_list("field", flat=True).get() == "email"
        )
        assert Likeness.objects.filter(other__source__name=NAME).exists() or (
            Likeness.objects.filter(one__source__name=NAME).exists()
        )


def test_a_refuge_has_no_address_to_show(demo):
    with in_alliance(demo[NEL]):
        hidden = Location.objects.filter(address_hidden=True)
        assert hidden.exists()
        names = set(Service.objects.filter(at_locations__location__in=hidden).values_list("name", flat=True))
    assert any("Refuge" in name for name in names)


def test_the_sign_in_page_offers_people_whose_day_is_full(demo, seen, monkeypatch):
    """The first of each role at work has something waiting; the navigator of the featured story leads."""
    with in_alliance(demo[NEL]):
        monkeypatch.setattr(demo[NEL], "is_demo", True)
        offered = demo_accounts(demo[NEL])
    first = {role: next(row for row in offered if row.role == role) for role in (Role.NAVIGATOR, Role.WORKER)}
    assert first[Role.NAVIGATOR].user.name == "Callum Thirkettle"
    for row in first.values():
        held = [
            one for one in seen[HelpRequest] if one.owner_user_id == row.user_id and one.state != "closed"
        ]
        sent = [
            one for one in seen[Referral] if one.receiver_id == row.organisation_id and one.state == "sent"
        ]
        assert held or sent, row.user.name


def test_everyone_with_an_account_can_sign_in(demo, rf, settings):
    settings.DEMO = True
    for alliance in demo.values():
        with in_alliance(alliance):
            for user in User.objects.all():
                assert check_password(DEMO_PASSWORD, user.password)
                assert AccessRole.objects.filter(user=user).exists()
            roles = set(AccessRole.objects.values_list("role", flat=True))
            assert roles >= {Role.WORKER, Role.NAVIGATOR, Role.COORDINATOR, Role.ADMINISTRATOR}
            user = User.objects.filter(access_roles__role=Role.NAVIGATOR).first()
            request = rf.get("/")
            request.alliance = alliance
            assert authenticate(request, username=user.email, password=DEMO_PASSWORD) == user
    with in_alliance(demo[NEL]):
        assert {Role.COMMISSIONER, Role.EXPERT} <= set(AccessRole.objects.values_list("role", flat=True))
        two = AccessRole.objects.values("user").annotate(places=Count("organisation", distinct=True))
        assert two.filter(places=2).count() == 2


def test_about_sixteen_members_answer_by_link_and_one_has_something_waiting(demo, seen):
    with in_alliance(demo[NEL]):
        with_accounts = set(AccessRole.objects.values_list("organisation_id", flat=True))
        without = (
            set(
                Organisation.objects.filter(
                    is_member=True, joined_on__isnull=False, left_on=None
                ).values_list("pk", flat=True)
            )
            - with_accounts
        )
    assert 14 <= len(without) <= 20
    waiting = [r for r in seen[Referral] if r.receiver_id in without and r.state == "sent"]
    assert waiting
    with in_alliance(demo[NEL]):
        good = AccessLink.objects.filter(purpose="receiver", used_at=None, ended_at=None, expires_at__gt=NOW)
        assert good.filter(subject_id__in=[r.pk for r in waiting]).exists()


def test_the_person_to_show_has_a_page_that_the_demos_code_opens(demo):
    with in_alliance(demo[NEL]):
        mine = AccessLink.objects.filter(
            purpose="own_page", subject_id=stable_id(NEL, "person", "featured"), used_at=None, ended_at=None
        )
        assert mine and all(check_password(DEMO_CODE, link.code_hash) for link in mine)


def test_messages_were_sent_and_say_only_what_their_kind_may(seen):
    assert len(seen[Message]) > 300
    for message in seen[Message]:
        assert message.state == Message.State.SENT and message.queued_at <= message.sent_at
        if message.values:
            template(message.template).check(message.values)


def test_the_record_of_acts_holds_and_tells_of_no_tomorrow(demo, seen):
    with in_alliance(demo[NEL]):
        checked = verify()
        assert checked.sealed > 4000 and not checked.broken and not checked.unsealed
        # Only the directory, its map, what was asked of it, and the one hand-over are of the moment of loading.
        later = AuditEntry.objects.filter(at__gt=NOW).exclude(
            verb__regex=r"^(directory|doubt|upkeep)\.|^referral\.clock$|^alliance\.edit$"
        )
        assert not later.exists()
    assert len(seen[ReadEntry]) > 500
    assert all(row.at <= NOW for row in seen[ReadEntry])


@pytest.mark.parametrize("role", STAFF_ROLES)
def test_every_role_starts_somewhere_and_every_link_there_opens(demo, client, settings, role):
    settings.DEMO = True
    with in_alliance(demo[NEL]):
        user = User.objects.filter(access_roles__role=role).first()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    here = {"host": "127.0.0.1"}
    page = client.get(client.get("/start/", headers=here)["Location"], headers=here)
    assert page.status_code == 200
    bar = page.content.decode().split('<nav aria-label="Main">')[1].split("</nav>")[0]
    for path in re.findall(r'href="([^"]+)"', bar):
        assert client.get(path, headers=here).status_code == 200, path


def test_the_sign_in_page_offers_the_doors_without_an_account(demo, client, settings):
    settings.DEMO = True
    here = {"host": "127.0.0.1"}
    page = client.get("/account/sign-in/", headers=here).content.decode()
    doors = re.findall(r'action="(/account/sign-in/demo/\d/)"', page)
    assert len(doors) == 2
    for path in doors * 2:  # a link that works once is made anew
        shown = client.post(path, headers=here)["Location"]
        assert client.get(shown, headers=here).status_code == 200
        client.post(shown, headers=here)
    elsewhere = client.get("/account/sign-in/", headers={"host": "thornmere.localhost"}).content.decode()
    assert "Try it as someone" in elsewhere and "/account/sign-in/demo/0/" not in elsewhere
    settings.DEMO = False
    assert client.post(doors[0], headers=here).status_code == 404


def test_a_database_with_an_alliance_is_left_as_it_is(demo):
    said = StringIO()
    call_command("load_demo", "--if-empty", stdout=said)
    assert said.getvalue() == "There is an alliance already, so the demo was not loaded.\n"
    with pytest.raises(CommandError, match="empty database only"):
        call_command("load_demo")
