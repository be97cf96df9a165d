"""The whole matrix of both tables: every state, every event, every side."""

from itertools import product

import pytest

from alongside.directory.tests.factories import make_service
from alongside.foundation.access.actor import clock
from alongside.foundation.access.errors import DomainError, Missing, NotAllowed, Stale
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.workflow.clock import now
from alongside.foundation.workflow.move import move
from alongside.foundation.workflow.states import Side
from alongside.upkeep.models import Doubt, DoubtStep, EntryChange, EntryChangeStep
from alongside.upkeep.states import CHANGE, DOUBT

TABLES = {"change": (CHANGE, EntryChangeStep), "doubt": (DOUBT, DoubtStep)}


def make_one(alliance, name):
    common = {"alliance": alliance, "service": make_service(alliance), "state_since": now()}
    if name == "change":
        return EntryChange.objects.create(
            **common, state="proposed", proposed_at=now(), changes={"name": "B"}, was={"name": "A"}, by="Jo"
        )
    return Doubt.objects.create(**common, state="raised", raised_at=now(), about="phone")


@pytest.mark.parametrize("name", TABLES)
def test_every_state_is_reached_and_every_open_one_can_be_left(name):
    table = TABLES[name][0]
    reached = {table.initial} | {row.target for row in table.transitions}
    for state in table.states:
        assert state.name in reached
        if state.is_open:
            assert list(table.possible(state.name, [state.turn])), state.name


@pytest.mark.django_db
@pytest.mark.parametrize("name", TABLES)
def test_state_by_event_by_side(alliance, name):
    table, steps = TABLES[name]
    with in_alliance(alliance):
        subject = make_one(alliance, name)
        model = type(subject)

        def moved(row, side, **supplied):
            fresh = model.objects.get(pk=subject.pk)
            by = clock(alliance)
            move(fresh, row.event, table=table, steps=steps, link=name, by=by, side=side, supplied=supplied)

        for state, row, side in product(table.states, table.transitions, Side):
            model.objects.filter(pk=subject.pk).update(state=state.name)
            allowed = state.name in row.sources and side in row.sides
            before = steps.objects.count()
            try:
                moved(row, side, reason="It is right")
            except DomainError as error:
                assert not allowed, f"{row.event} from {state.name} by {side} was refused: {error}"
                assert isinstance(error, Stale if state.name not in row.sources else NotAllowed)
                assert steps.objects.count() == before
            else:
                assert allowed, f"{row.event} from {state.name} by {side} was let through"
                assert model.objects.get(pk=subject.pk).state == row.target
        for row in table.transitions:
            if row.needs:
                model.objects.filter(pk=subject.pk).update(state=row.sources[0])
                with pytest.raises(Missing):
                    moved(row, row.sides[0])
