"""Room or wait, as a service last said of itself: the one telling of it, on every page."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from alongside.foundation.design.formats import age, plural

from ..models import Capacity

STALE = timedelta(days=28)  # domain: capacity of a service


@dataclass(frozen=True)
class Wait:
    """The tag for room or wait, of kind go, wait or ask, and how old the fact is."""

    text: str
    kind: str
    age: str = ""


def is_stale(said_at: datetime) -> bool:
    """Said more than 28 days ago."""
    return timezone.now() - said_at > STALE


def wait_of(capacity: Capacity | None) -> Wait:
    """Room or wait, as it was last said; what is old keeps its figure and says that it may have changed."""
    if capacity is None:
        return Wait("Not said", "ask", "Ask when you get in touch")
    weeks = capacity.weeks
    text, kind = {
        Capacity.State.HAS_ROOM: ("Has room", "go"),
        Capacity.State.WAITING_LIST: (f"About {plural(weeks, 'week')}" if weeks else "Waiting list", "wait"),
        Capacity.State.FULL: ("Full for now", "wait"),
        Capacity.State.ASK_FIRST: ("Ask first", "ask"),
    }[Capacity.State(capacity.state)]
    if is_stale(capacity.said_at):
        days = (timezone.now() - capacity.said_at).days
        return Wait(text, kind, f"{plural(days, 'day')} old. It may have changed")
    return Wait(text, kind, f"They told us {age(capacity.said_at)}")
