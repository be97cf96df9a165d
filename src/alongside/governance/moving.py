"""Moving a meeting, a proposal or an election by its table: which side an actor is on decides."""

from collections.abc import Mapping
from typing import Any

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.permissions import Role
from alongside.foundation.workflow.models import Step
from alongside.foundation.workflow.move import move
from alongside.foundation.workflow.states import Side, StateTable

from .models import ElectionStep, MeetingStep, ProposalStep
from .rules import standing_in
from .states import ELECTION, MEETING, PROPOSAL

TABLES: dict[str, tuple[StateTable, type[Step], str]] = {
    "governance.meeting": (MEETING, MeetingStep, "meeting"),
    "governance.proposal": (PROPOSAL, ProposalStep, "proposal"),
    "governance.election": (ELECTION, ElectionStep, "election"),
}


def sides_of(subject: Any, *, by: Actor) -> frozenset[Side]:
    """The sides of a subject that an actor stands on."""
    if Role.CLOCK in by.roles:
        return frozenset({Side.CLOCK})
    return standing_in(subject.group_id, by=by).sides(getattr(subject, "proposer_id", None), by.user_id)


def move_subject(
    subject: Any,
    event: str,
    *,
    by: Actor,
    supplied: Mapping[str, Any] | None = None,
    changes: Mapping[str, Any] | None = None,
    seen: str = "",
) -> Step:
    """Move it. Raises as ``move`` does: Stale for who came second, NotAllowed for the wrong side."""
    table, steps, link = TABLES[subject._meta.label_lower]
    standing = sides_of(subject, by=by)
    row = table.transition(event)
    # Someone on no side at all is refused as a side that no row names.
    side = next((side for side in row.sides if side in standing), next(iter(standing), Side.PERSON))
    return move(
        subject, event, table=table, steps=steps, link=link, by=by, side=side, supplied=supplied, changes=changes,
        seen=seen or None,
    )  # fmt: skip
