"""move(): the only way a state changes."""

from collections.abc import Mapping
from typing import Any

from django.db import connection

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import Missing, NotAllowed, NotFound, Stale
from alongside.foundation.tenancy.rows import add_row, change_row

from .clock import now
from .models import Stateful, Step
from .states import Side, StateTable


def move(
    subject: Stateful,
    event: str,
    *,
    table: StateTable,
    steps: type[Step],
    link: str,
    by: Actor,
    side: Side,
    supplied: Mapping[str, Any] | None = None,
    seen: str | None = None,
    changes: Mapping[str, Any] | None = None,
) -> Step:
    """Make one move, all or nothing, and give its step.

    Locks the row and reads its state afresh, so of two people acting at once one is told that the other
    was first (Stale). ``steps`` is the step model and ``link`` its key to the subject. ``supplied`` is kept
    on the step (plain JSON values); each name in the row's ``needs`` must be in it and not empty (Missing).
    ``seen`` is the state the actor's page showed. ``changes`` are columns of the subject written in the
    same statement. Raises NotAllowed for the wrong side, and NotFound for a row out of sight.
    """
    row = table.transition(event)
    state = _locked_state(subject)
    if state not in row.sources or (seen and seen != state):
        raise Stale(
            f"Someone acted on this first. It is now: {table.state(state).words}. Nothing was changed."
        )
    if side not in row.sides:
        raise NotAllowed(f"Only the {' or the '.join(row.sides)} can do this.")
    values = {name: value for name, value in (supplied or {}).items() if value not in (None, "", [])}
    for name in row.needs:
        if name not in values:
            raise Missing(f"Say the {name.replace('_', ' ')}.", field=name)
    last, before = _last_step(steps, link, subject)
    target = row.lands(state, before or table.initial)
    moment = now()
    step = steps(
        **{link: subject},
        alliance_id=subject.alliance_id,
        number=last + 1,
        event=event,
        from_state=state,
        to_state=target,
        side=side.value,
        at=moment,
        user_id=by.user_id,
        organisation_id=by.organisation_id,
        by=by.label[:400],
        supplied=values,
        **({"person_id": subject.person_id} if hasattr(subject, "person_id") else {}),
    )
    since = {} if target == state else {"state_since": moment}
    change_row(subject, {"state": target, **since, **(changes or {})})
    add_row(step)
    return step


def _locked_state(subject: Stateful) -> str:
    """Lock the row, and read its state afresh. Raises NotFound."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT state FROM {subject._meta.db_table} WHERE id = %s FOR UPDATE", [subject.pk])
        found = cursor.fetchone()
    if found is None:
        raise NotFound
    return str(found[0])


def _last_step(steps: type[Step], link: str, subject: Stateful) -> tuple[int, str]:
    """The number of the last step and the state that it left; 0 and nothing before the first."""
    column = steps._meta.get_field(link).column  # type: ignore[union-attr]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT number, from_state FROM {steps._meta.db_table} WHERE {column} = %s ORDER BY number DESC LIMIT 1",
            [subject.pk],
        )
        return cursor.fetchone() or (0, "")
