"""The whole matrix: every state, every event, every side. Nothing happens that the tables do not say."""

from itertools import product

import pytest

from alongside.foundation.access.actor import clock
from alongside.foundation.access.errors import DomainError, Missing, NotAllowed, Stale
from alongside.foundation.tenancy.context import set_context
from alongside.foundation.workflow.clock import now
from alongside.foundation.workflow.move import move
from alongside.foundation.workflow.states import Side
from alongside.training.actions import book_place
from alongside.training.models import Booking, BookingStep, Session, SessionStep
from alongside.training.states import BOOKING, SESSION

from .factories import make_session, make_world

MODELS = {BOOKING: (Booking, BookingStep, "booking"), SESSION: (Session, SessionStep, "session")}
CASES = [(table, state.name) for table in MODELS for state in table.states]


@pytest.mark.parametrize("table", MODELS, ids=lambda table: table.name)
class TestTables:
    def test_every_state_can_be_reached(self, table):
        assert {state.name for state in table.states} == {table.initial} | {
            row.target for row in table.transitions
        }

    def test_every_open_state_lets_the_side_whose_turn_it_is_move(self, table):
        for state in table.states:
            if state.is_open:
                assert list(table.possible(state.name, [state.turn])), state.name

    def test_every_button_has_words_unless_it_is_the_clocks(self, table):
        for row in table.transitions:
            assert bool(row.button) == (row.sides != (Side.CLOCK,))


@pytest.fixture
def rows(alliance):
    set_context(alliance=alliance)
    world = make_world(alliance)
    session = make_session(world)
    return {BOOKING: book_place(session, by=world.worker), SESSION: session}


@pytest.mark.django_db
@pytest.mark.parametrize(("table", "state"), CASES, ids=[f"{table.name}-{state}" for table, state in CASES])
def test_state_by_event_by_side(rows, alliance, table, state):
    """Each of the events, tried from this state by each side, and what became of each."""
    model, steps, link = MODELS[table]
    pk = rows[table].pk
    for row, side in product(table.transitions, Side):
        model.objects.filter(pk=pk).update(state=state, state_since=now())
        before = steps.objects.filter(**{link: pk}).count()
        allowed = state in row.sources and side in row.sides
        try:
            move(
                model.objects.get(pk=pk), row.event, table=table, steps=steps, link=link, by=clock(alliance), side=side,
                supplied={"reason": "The trainer is ill"},
            )  # fmt: skip
        except DomainError as error:
            assert not allowed, f"{row.event} from {state} by {side} was refused: {error}"
            assert isinstance(error, Stale if state not in row.sources else NotAllowed)
            assert steps.objects.filter(**{link: pk}).count() == before
        else:
            assert allowed, f"{row.event} from {state} by {side} was let through"
            last = steps.objects.filter(**{link: pk}).latest("number")
            assert (last.event, last.from_state, last.side) == (row.event, state, side.value)
            assert model.objects.get(pk=pk).state == row.target


@pytest.mark.django_db
def test_calling_off_needs_a_reason(rows, alliance):
    with pytest.raises(Missing):
        move(
            rows[SESSION], "call_off", table=SESSION, steps=SessionStep, link="session", by=clock(alliance),
            side=Side.TRAINER,
        )  # fmt: skip
