"""The whole matrix of each table: every state, every event, every side."""

from datetime import timedelta
from itertools import product

import pytest

from alongside.foundation.access.actor import clock
from alongside.foundation.access.errors import DomainError, Missing, NotAllowed, Stale
from alongside.foundation.workflow.clock import now, today
from alongside.foundation.workflow.move import move
from alongside.foundation.workflow.states import Side
from alongside.governance.models import Election
from alongside.governance.moving import TABLES

from .factories import make_meeting, make_proposal, make_table

SUPPLIED = {"starts_at": "2026-11-03", "reason": "Snow", "words": "Better", "closes_at": "2026-11-03"}
NAMES = list(TABLES)


@pytest.mark.parametrize("name", NAMES)
def test_every_state_is_reached_and_every_open_one_can_be_left(name):
    table = TABLES[name][0]
    reached = {table.initial} | {row.target for row in table.transitions}
    for state in table.states:
        assert state.name in reached
        if state.is_open:
            assert list(table.possible(state.name, [state.turn])), state.name


def make_one(table, name):
    if name == "governance.meeting":
        return make_meeting(table)
    if name == "governance.proposal":
        return make_proposal(table, closes_at=now() + timedelta(days=1))
    return Election.objects.create(
        alliance=table.alliance, group=table.group, seat=table.seats["empty"], electorate="seat", state="nominating",
        nominations_until=now(), voting_until=now(), starts_on=today(), until=today(), state_since=now(),
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_state_by_event_by_side(alliance, name):
    subject = make_one(make_table(alliance), name)
    table, steps, link = TABLES[name]
    model = type(subject)
    for state, row, side in product(table.states, table.transitions, Side):
        model.objects.filter(pk=subject.pk).update(state=state.name)
        allowed = state.name in row.sources and side in row.sides
        before = steps.objects.count()
        try:
            move(
                model.objects.get(pk=subject.pk), row.event, table=table, steps=steps, link=link,
                by=clock(alliance), side=side, supplied=SUPPLIED,
            )  # fmt: skip
        except DomainError as error:
            assert not allowed, f"{row.event} from {state.name} by {side} was refused: {error}"
            assert isinstance(error, Stale if state.name not in row.sources else NotAllowed)
            assert steps.objects.count() == before
        else:
            assert allowed, f"{row.event} from {state.name} by {side} was let through"
            assert model.objects.get(pk=subject.pk).state == row.lands(state.name, "")
    for row in table.transitions:
        if row.needs:
            model.objects.filter(pk=subject.pk).update(state=row.sources[0])
            with pytest.raises(Missing):
                move(
                    model.objects.get(pk=subject.pk), row.event, table=table, steps=steps, link=link,
                    by=clock(alliance), side=row.sides[0],
                )  # fmt: skip
