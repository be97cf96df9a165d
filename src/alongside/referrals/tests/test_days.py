"""A row of Today can always be done: whoever owns a next step may put it to another day, and say why."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from alongside.foundation.access.errors import Missing, NotAllowed, Stale
from alongside.foundation.messages.models import Message
from alongside.foundation.workflow.clock import at, now, today
from alongside.referrals import actions
from alongside.referrals.models import HelpRequest, Referral, ReferralStep
from alongside.referrals.queries.history import referral_events
from alongside.referrals.rules import next_step_after

from .factories import World, make_referral, make_world


@pytest.fixture
def world(alliance) -> World:
    return make_world(alliance)


@pytest.fixture
def waiting(world) -> Referral:
    """On Harbour Lights' waiting list; the fence is Chloe's."""
    referral = make_referral(world)
    world.as_actor(world.chloe)
    return actions.accept_referral(fresh(referral), on_waiting_list=True, by=world.chloe)


def fresh(referral: Referral) -> Referral:
    return Referral.objects.select_related("request", "person", "consent", "referrer_user").get(
        pk=referral.pk
    )


@pytest.mark.django_db
def test_who_still_waits_is_looked_at_again_and_everyone_is_told(world, waiting):
    since, later = waiting.state_since, now() + timedelta(days=28)
    with at(later):
        day = today() + timedelta(days=14)
        actions.check_in(fresh(waiting), next_day=day, note="Third on the list", by=world.chloe)
    found = fresh(waiting)
    assert (found.state, found.next_step, found.next_step_on) == ("accepted", "Check in while they wait", day)
    assert found.owner_id == world.harbour.pk
    assert found.state_since == since, "how long they have waited does not begin again"
    world.as_actor(world.navigator)
    newest = referral_events(found, whole=True)[0]
    assert newest.sentence.startswith("Rest Easy checked in") and newest.said == "Third on the list"
    step = ReferralStep.objects.get(referral=found, event="check_in")
    assert Message.objects.filter(template="referrer_update", key__contains=str(step.pk)).exists()


@pytest.mark.django_db
def test_support_goes_on_and_is_looked_at_again(world, waiting):
    actions.begin_support(fresh(waiting), first_contact=today(), by=world.chloe)
    day = today() + timedelta(days=80)
    actions.check_in(fresh(waiting), next_day=day, by=world.chloe)
    found = fresh(waiting)
    assert (found.state, found.next_step, found.next_step_on) == ("in_support", "Say how it is going", day)
    assert found.first_contact_on == today()


@pytest.mark.django_db
def test_a_promised_first_contact_moves_with_the_day(world):
    referral = make_referral(world)
    world.as_actor(world.chloe)
    actions.accept_referral(fresh(referral), first_contact_on=today(), by=world.chloe)
    day = today() + timedelta(days=3)
    actions.check_in(fresh(referral), next_day=day, by=world.chloe)
    found = fresh(referral)
    assert (found.next_step, found.next_step_on, found.first_contact_on) == ("Make first contact", day, day)


@pytest.mark.django_db
@pytest.mark.parametrize("days", [-1, 85])
def test_nobody_is_parked_for_good(world, waiting, days):
    with pytest.raises(Missing, match="Choose a day from today"):
        actions.check_in(fresh(waiting), next_day=today() + timedelta(days=days), by=world.chloe)


@pytest.mark.django_db
def test_each_side_moves_its_own_day_alone(world, waiting):
    world.as_actor(world.navigator)
    with pytest.raises(NotAllowed):
        actions.check_in(fresh(waiting), next_day=today(), by=world.navigator)
    with pytest.raises(Stale):
        actions.put_to_another_day(fresh(waiting), next_day=today(), reason="no_answer", by=world.navigator)


@pytest.mark.django_db
def test_an_answer_that_is_owed_cannot_be_put_off(world):
    referral = make_referral(world)
    world.as_actor(world.chloe)
    with pytest.raises(Stale):
        actions.check_in(fresh(referral), next_day=today(), by=world.chloe)


@pytest.mark.django_db
def test_the_referrer_tries_again_another_day_and_the_request_says_the_same(world):
    referral = make_referral(world)
    world.as_actor(world.chloe)
    actions.decline_referral(fresh(referral), reason="no_capacity", by=world.chloe)
    world.as_actor(world.navigator)
    day = today() + timedelta(days=6)
    with pytest.raises(Missing, match="reason"):
        actions.put_to_another_day(fresh(referral), next_day=day, reason="", by=world.navigator)
    actions.put_to_another_day(fresh(referral), next_day=day, reason="no_answer", by=world.navigator)
    found = fresh(referral)
    assert (found.state, found.next_step_on, found.owner_id) == ("declined", day, world.front_door.pk)
    assert HelpRequest.objects.get(pk=found.request_id).next_step_on == day
    assert referral_events(found, whole=True)[0].sentence.endswith("no answer, trying again")


def test_of_two_steps_on_one_day_the_order_of_rows_decides_nothing():
    def row(name: str) -> SimpleNamespace:
        return SimpleNamespace(state="awaiting_information", service_name=name, answer_due_at=None,
                               first_contact_on=None, next_step_on=None)  # fmt: skip

    rows, day = [row("Rest Easy"), row("Long Table")], date(2026, 11, 2)
    steps = {next_step_after(order, today=day, check_in_days=28) for order in (rows, rows[::-1])}
    assert len(steps) == 1
