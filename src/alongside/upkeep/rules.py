"""Who may take a change back, and when an organisation is asked to look at its entries."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from alongside.directory.queries import Entry
from alongside.foundation.access.actor import Actor
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.rules import rule

LOOK_AGAIN = timedelta(days=180)
ROOM_AGAIN = timedelta(days=28)  # domain: capacity of a service is stale after this
NUDGE_EVERY = timedelta(days=28)


@rule(Permission.DIRECTORY_PROPOSE, "upkeep.EntryChange")
def may_take_back(actor: Actor, change: Any) -> bool:
    """Those for whose organisation it was asked."""
    return actor.organisation_id is not None and actor.organisation_id == change.organisation_id


def is_due(entry: Entry, *, on: date, at: datetime) -> bool:
    """Whether an entry wants looking at: nobody said it is right for 180 days, or what its room is for 28."""
    assured, room = entry.service.assured_on, entry.capacity
    return assured is None or on - assured > LOOK_AGAIN or room is None or at - room.said_at > ROOM_AGAIN


def wants_nudge(entries: Iterable[Entry], *, last: date | None, on: date, at: datetime) -> bool:
    """Whether an organisation is asked today: something is due, and it was not asked in the last 28 days."""
    return (last is None or on - last >= NUDGE_EVERY) and any(is_due(one, on=on, at=at) for one in entries)
