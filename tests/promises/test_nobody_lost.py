"""Promises 1 and 4: whatever anyone does, nobody is without an owner and a day; and every referral ends.

A model walks at random over everything that referrers, receivers, people and the clock can do. By default it
takes 2,000 steps and more; ALONGSIDE_STATEFUL_STEPS=100000 is the nightly run.
"""

import os
import random
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Q

from alongside.foundation.access.errors import DomainError
from alongside.foundation.tenancy.context import set_context
from alongside.foundation.workflow.clock import add_working_days, at, now, today
from alongside.membership import actions as membership
from alongside.membership.models import Evidence
from alongside.membership.tests.factories import joined, make_evidence, make_requirement
from alongside.people.models import Consent, Person
from alongside.referrals import actions
from alongside.referrals.actions.ask import as_the_person
from alongside.referrals.models import HelpRequest, Referral, ReferralStep
from alongside.referrals.states import REFERRAL
from alongside.referrals.tests.factories import DAWN, make_coordinator, make_world
from alongside.referrals.vocabulary import DECLINE_REASONS, OUTCOMES

STEPS = int(os.environ.get("ALONGSIDE_STATEFUL_STEPS", "2000"))
pytestmark = pytest.mark.django_db


class Walk:
    """Random but repeatable moves over one alliance, on simulated days."""

    def __init__(self, world, seed: int) -> None:
        self.world = world
        self.random = random.Random(seed)
        self.moment = now()
        self.done: Counter[str] = Counter()
        self.refused = 0

    def step(self) -> None:
        """One thing happens, at a moment a little later."""
        self.moment += timedelta(minutes=self.random.choice([5, 60, 600, 3000]))
        with at(self.moment):
            name = self.random.choice(
                [
                    "ask",
                    "refer",
                    "refer",
                    "receiver",
                    "receiver",
                    "receiver",
                    "referrer",
                    "referrer",
                    "person",
                    "clock",
                    "request",
                    "membership",
                ]
            )
            try:
                getattr(self, name)()
                self.done[name] += 1
            except DomainError:
                self.refused += 1

    def pick(self, rows):
        """One row of a queryset at random, or none."""
        keys = list(rows.order_by("pk").values_list("pk", flat=True))
        return rows.get(pk=self.random.choice(keys)) if keys else None

    def referrals(self, **where):
        return Referral.objects.select_related("request", "person", "consent", "referrer_user").filter(
            **where
        )

    def ask(self) -> None:
        with self.world.seen_by(self.world.public):
            actions.open_request(
                about=dict(DAWN),
                words="help",
                by=self.world.public,
                urgency=self.random.choice(["urgent", "routine"]),
            )

    def refer(self) -> None:
        self.world.as_actor(self.world.navigator)
        request = self.pick(HelpRequest.objects.exclude(state="closed"))
        if request:
            service = self.random.choice([self.world.rest_easy, self.world.long_table])
            actions.refer(
                request, service_id=service.pk, need="sleep", given_how=self.random.choice(["spoken", "written", ""]),
                by=self.world.navigator,
            )  # fmt: skip

    def receiver(self) -> None:
        actor = self.random.choice([self.world.chloe, self.world.cedar_worker])
        self.world.as_actor(actor)
        referral = self.pick(self.referrals(receiver=actor.organisation_id))
        if not referral:
            return
        self.random.choice(
            [
                lambda: actions.accept_referral(
                    referral, first_contact_on=add_working_days(today(), 2), by=actor
                ),
                lambda: actions.accept_referral(referral, on_waiting_list=True, by=actor),
                lambda: actions.ask_question(referral, question="When?", by=actor),
                lambda: actions.decline_referral(
                    referral, reason=self.random.choice(DECLINE_REASONS).code, by=actor
                ),
                lambda: actions.begin_support(referral, first_contact=today(), by=actor),
                lambda: actions.check_in(referral, next_day=add_working_days(today(), 20), by=actor),
                lambda: actions.report_no_contact(referral, attempts=3, by=actor),
                lambda: actions.finish_support(referral, outcome=self.random.choice(OUTCOMES)[0], by=actor),
            ]
        )()

    def referrer(self) -> None:
        by = self.world.navigator
        self.world.as_actor(by)
        referral = self.pick(self.referrals())
        if not referral:
            return
        other = (
            self.world.long_table if referral.service_id == self.world.rest_easy.pk else self.world.rest_easy
        )
        self.random.choice(
            [
                lambda: actions.answer_question(referral, answer="Soon", by=by),
                lambda: actions.put_to_another_day(
                    referral, next_day=add_working_days(today(), 2), reason="no_answer", by=by
                ),
                lambda: actions.withdraw_referral(referral, reason="sorted", by=by),
                lambda: actions.redirect_referral(referral, service_id=other.pk, given_how="spoken", by=by),
                lambda: actions.close_referral(referral, told="phone", by=by),
                lambda: actions.close_referral(referral, told="phone", by=by),
                lambda: actions.reopen_referral(referral, reason="mistake", by=by),
            ]
        )()

    def person(self) -> None:
        self.world.as_actor(self.world.navigator)
        request = self.pick(HelpRequest.objects.all())
        if not request:
            return
        me = as_the_person(request, self.world.public)
        self.world.as_actor(me)
        consent = self.pick(Consent.objects.filter(withdrawn_at__isnull=True))
        if consent and self.random.random() < 0.7:
            actions.stop_sharing(consent, by=me)
        elif self.random.random() < 0.4:
            actions.stop_request(Person.objects.get(), request_id=request.pk, by=me)

    def clock(self) -> None:
        actions.run_clock(self.world.alliance, moment=self.moment)

    def request(self) -> None:
        by = self.world.navigator
        self.world.as_actor(by)
        request = self.pick(HelpRequest.objects.all())
        if not request:
            return
        self.random.choice(
            [
                lambda: actions.take_on_request(request, by=by),
                lambda: actions.set_next_step(request, words="Ring", on=today() + timedelta(days=3), by=by),
                lambda: actions.close_request(request, reason="helped", told="phone", by=by),
                lambda: actions.reopen_request(request, reason="rang", by=by),
            ]
        )()

    def membership(self) -> None:
        """A member is suspended, reinstated, or its papers end; what it has open goes on elsewhere."""
        world = self.world
        by = world.as_actor(world.gemma)
        member = self.random.choice([world.harbour, world.cedar])
        self.random.choice(
            [
                lambda: actions.suspend_member(member, reason="data", words="A worry.", by=by),
                lambda: membership.end_suspension(member, by=by),
                lambda: membership.end_suspension(member, by=by),
                lambda: self.lapse(member),
            ]
        )()

    def lapse(self, member) -> None:
        """Its insurance ended long enough ago; a new one comes after what was open has been handed over."""
        Evidence.objects.filter(organisation=member).delete()
        actions.run_handovers(self.world.alliance)
        make_evidence(member, days=4000)


def assert_nobody_is_lost(world) -> None:
    """Read as the navigator, who referred everyone: every open row has an owner who can see it, and a day."""
    world.as_actor(world.navigator)
    with connection.cursor() as cursor:
        for table in ("referrals_helprequest", "referrals_referral"):
            cursor.execute(
                f"SELECT count(*) FROM {table} WHERE (state <> 'closed') <> (owner_id IS NOT NULL AND next_step_on"
                " IS NOT NULL AND next_step <> '')"
            )
            assert cursor.fetchone()[0] == 0, table
    for owner in set(Referral.objects.exclude(state="closed").values_list("owner", flat=True)):
        rows = set(Referral.objects.filter(owner=owner).exclude(state="closed").values_list("pk", flat=True))
        set_context(alliance=world.alliance, organisation=owner)
        assert rows == set(Referral.objects.filter(pk__in=rows).values_list("pk", flat=True)), (
            "its owner cannot see it"
        )
        world.as_actor(world.navigator)
    for referral in Referral.objects.exclude(state="closed").select_related("request"):
        assert referral.request.state != "closed", "an open referral of a closed request"


def assert_only_receivers_of_open_referrals_see_anyone(world) -> None:
    """What a receiver can see is exactly what is in its hands, or was agreed and has not ended."""
    for actor in (world.chloe, world.cedar_worker):
        world.as_actor(world.navigator)
        agreed = set(
            Consent.objects.filter(organisation=actor.organisation_id, withdrawn_at__isnull=True).values_list(
                "person", flat=True
            )
        )
        world.as_actor(actor)
        assert set(Person.objects.values_list("pk", flat=True)) <= agreed


def with_papers(world):
    """Everyone must be insured, and is; and someone runs the alliance."""
    make_requirement(world.alliance)
    for member in (world.front_door, world.harbour, world.cedar):
        joined(member)
        make_evidence(member, days=4000)
    world.gemma = make_coordinator(world)
    return world


def assert_who_left_has_nothing(world) -> None:
    """A member leaves with whatever the walk left it: nobody is lost, and it sees nobody."""
    by = world.as_actor(world.gemma)
    actions.leave_alliance(world.harbour, reason="closing", words="Closing.", by=by)
    world.as_actor(world.chloe)
    assert not Person.objects.exists()
    world.as_actor(world.navigator)
    left = Referral.objects.exclude(state="closed").filter(Q(owner=world.harbour) | Q(referrer=world.harbour))
    assert not left.exists()
    assert_nobody_is_lost(world)


@pytest.mark.parametrize("seed", range(4))
def test_nobody_is_ever_without_an_owner_and_a_day(alliance, seed):
    walk = Walk(with_papers(make_world(alliance)), seed)
    for number in range(STEPS // 4):
        walk.step()
        if number % 25 == 24:
            assert_nobody_is_lost(walk.world)
            assert_only_receivers_of_open_referrals_see_anyone(walk.world)
    assert_who_left_has_nothing(walk.world)
    assert set(walk.done) >= {
        "ask",
        "refer",
        "receiver",
        "referrer",
        "person",
        "clock",
        "request",
        "membership",
    }
    walk.world.as_actor(walk.world.navigator)
    events = set(ReferralStep.objects.values_list("event", flat=True))
    assert len(events) >= 9 and "hand_back" in events, f"the walk was too narrow to prove anything: {events}"


def test_left_alone_for_five_years_everything_comes_back_to_its_referrer(alliance):
    """Promise 4: receivers never answer; each wait ends by the clock, at a referrer who owns the next step."""
    world = make_world(alliance)
    moment = now()
    for number in range(60):
        with at(moment):
            with world.seen_by(world.public):
                request = actions.open_request(about=dict(DAWN), words="help", by=world.public)
            world.as_actor(world.navigator)
            service = (world.rest_easy, world.long_table)[number % 2]
            actions.refer(
                request, service_id=service.pk, need="sleep", given_how="spoken", by=world.navigator
            )
            actions.run_clock(alliance, moment=moment)
        moment += timedelta(days=30)
    with at(moment + timedelta(days=60)):
        actions.run_clock(alliance)
    world.as_actor(world.navigator)
    assert not Referral.objects.filter(state__in=REFERRAL.transition("expire").sources).exists()
    assert Referral.objects.filter(state="expired", owner=world.front_door.pk).count() == 60
    assert_nobody_is_lost(world)
