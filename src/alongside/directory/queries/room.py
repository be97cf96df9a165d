"""Room or wait, as a service last said of itself: the one telling of it, on every page."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

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
        return Wait(_("Not said"), "ask", _("Ask when you get in touch"))
    weeks = capacity.weeks
    text, kind = {
        Capacity.State.HAS_ROOM: (_("Has room"), "go"),
        Capacity.State.WAITING_LIST: (
            _("About %(time)s") % {"time": plural(weeks, "week")} if weeks else _("Waiting list"),
            "wait",
        ),
        Capacity.State.FULL: (_("Full for now"), "wait"),
        Capacity.State.ASK_FIRST: (_("Ask first"), "ask"),
    }[Capacity.State(capacity.state)]
    if is_stale(capacity.said_at):
        days = (timezone.now() - capacity.said_at).days
        return Wait(text, kind, _("%(time)s old. It may have changed") % {"time": plural(days, "day")})
    return Wait(text, kind, _("They told us %(when)s") % {"when": age(capacity.said_at)})
