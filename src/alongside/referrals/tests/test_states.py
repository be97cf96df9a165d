"""The whole matrix: every state, every event, every side. Nothing happens that the table does not say."""

from datetime import timedelta
from itertools import product

import pytest

from alongside.foundation.access.actor import clock
from alongside.foundation.access.errors import DomainError, NotAllowed, Stale
from alongside.foundation.workflow.clock import now, today
from alongside.foundation.workflow.move import move
from alongside.foundation.workflow.states import Side
from alongside.referrals.models import Referral, ReferralStep
from alongside.referrals.states import REFERRAL, REQUEST

from .factories import make_referral, make_world

STATES = [state.name for state in REFERRAL.states]
EVENTS = [row.event for row in REFERRAL.transitions]
SUPPLIED = {
    "question": "Which day?", "answer": "Tuesday", "reason": "other", "service": "x", "first_contact": "2026-11-02",
    "attempts": 2, "outcome": "got_help", "told": "phone", "next_day": "2026-11-02",
}  # fmt: skip


@pytest.mark.parametrize("table", [REFERRAL, REQUEST], ids=lambda table: table.name)
class TestTables:
    def test_every_state_can_be_reached_and_left_or_is_the_end(self, table):
        reached = {table.initial} | {row.target for row in table.transitions if row.target}
        left = {source for row in table.transitions for source in row.sources}
        for state in table.states:
            assert state.name in reached
            assert state.name in left

    def test_every_open_state_lets_the_side_whose_turn_it_is_move(self, table):
        for state in table.states:
            if state.is_open:
                assert list(table.possible(state.name, [state.turn])), state.name

    def test_every_button_has_words_unless_it_is_the_clocks(self, table):
        for row in table.transitions:
            assert bool(row.button) == (row.sides != (Side.CLOCK,))

    def test_closed_is_the_only_end(self, table):
        assert [state.name for state in table.states if not state.is_open] == ["closed"]


@pytest.fixture
def world(alliance):
    return make_world(alliance)


@pytest.mark.django_db
@pytest.mark.parametrize("state", STATES)
def test_state_by_event_by_side(world, state):
    """Each of the events, tried from this state by each side, and what became of each."""
    referral = make_referral(world)
    owner = None if state == "closed" else world.front_door.pk
    step = {"owner_id": owner, "next_step": "x" if owner else "", "next_step_on": today() if owner else None}
    for event, side in product(EVENTS, Side):
        Referral.objects.filter(pk=referral.pk).update(state=state, state_since=now(), **step)
        row = REFERRAL.transition(event)
        allowed = state in row.sources and side in row.sides
        before = ReferralStep.objects.filter(referral=referral).count()
        try:
            target = row.target or "sent"
            changes = (
                {"owner_id": None, "next_step": "", "next_step_on": None}
                if target == "closed"
                else {
                    "owner_id": world.front_door.pk,
                    "next_step": "x",
                    "next_step_on": today() + timedelta(days=1),
                }
            )
            move(
                Referral.objects.get(pk=referral.pk), event, table=REFERRAL, steps=ReferralStep, link="referral",
                by=clock(world.alliance, organisation_id=world.front_door.pk), side=side, supplied=SUPPLIED, changes=changes,
            )  # fmt: skip
        except DomainError as error:
            assert not allowed, f"{event} from {state} by {side} was refused: {error}"
            assert isinstance(error, Stale if state not in row.sources else NotAllowed)
            assert ReferralStep.objects.filter(referral=referral).count() == before
        else:
            assert allowed, f"{event} from {state} by {side} was let through"
            last = ReferralStep.objects.filter(referral=referral).latest("number")
            assert (last.event, last.from_state, last.side) == (event, state, side.value)
            if row.target:
                assert Referral.objects.get(pk=referral.pk).state == row.lands(state, "")


@pytest.mark.django_db
@pytest.mark.parametrize("row", [row for row in REFERRAL.transitions if row.needs], ids=lambda row: row.event)
def test_what_must_be_supplied_must_be_supplied(world, row):
    referral = make_referral(world)
    Referral.objects.filter(pk=referral.pk).update(
        state=row.sources[0], owner=None if row.sources[0] == "closed" else world.front_door.pk,
        next_step="" if row.sources[0] == "closed" else "x", next_step_on=None if row.sources[0] == "closed" else today(),
    )  # fmt: skip
    for missing in row.needs:
        supplied = {name: value for name, value in SUPPLIED.items() if name != missing}
        with pytest.raises(DomainError, match=missing.replace("_", " ")):
            move(
                Referral.objects.get(pk=referral.pk), row.event, table=REFERRAL, steps=ReferralStep, link="referral",
                by=clock(world.alliance), side=row.sides[0], supplied=supplied,
            )  # fmt: skip
