"""move(): the only way a state changes."""

from collections.abc import Mapping
from typing import Any

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import Missing, NotAllowed, NotFound, Stale

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
    model = type(subject)
    locked = model._default_manager.select_for_update(of=("self",)).filter(pk=subject.pk)
    state = locked.values_list("state", flat=True).first()
    if state is None:
        raise NotFound
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
    last = (
        steps._default_manager.filter(**{link: subject.pk})
        .order_by("-number")
        .values("number", "from_state")
        .first()
    )
    target = row.lands(state, last["from_state"] if last else table.initial)
    moment = now()
    step = steps(
        **{link: subject},
        alliance_id=subject.alliance_id,
        number=(last["number"] if last else 0) + 1,
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
    updates = {"state": target, **since, **(changes or {})}
    model._default_manager.filter(pk=subject.pk).update(**updates)
    for name, value in updates.items():
        setattr(subject, name, value)
    step.save(force_insert=True)
    return step
