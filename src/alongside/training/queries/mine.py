"""Someone's own bookings."""

from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import NotFound

from ..models import Booking
from ..rules import stands_by_booking


def my_bookings(*, by: Actor, most: int = 100) -> list[Booking]:
    """What the actor booked, the newest session first, with its course and how many wait before them: ``before``."""
    rows = Booking.objects.filter(user=by.user_id).select_related("session__course__organisation")
    found = list(rows.order_by("-session__starts_at", "-line")[:most])
    waits = [one for one in found if one.state == "waiting"]
    lines = Booking.objects.filter(session__in={one.session_id for one in waits}, state="waiting")
    ahead = list(lines.values_list("session_id", "line")) if waits else []
    for one in found:
        one.before = sum(key == one.session_id and line < one.line for key, line in ahead)  # type: ignore[attr-defined]
    return found


def find_booking(booking_id: UUID, *, by: Actor) -> Booking:
    """A booking that is the actor's own, of someone whom they lead, or of a session they run. Raises NotFound."""
    rows = Booking.objects.select_related("session__course", "user").prefetch_related(
        "session__course__facilitators"
    )
    found = rows.filter(pk=booking_id).first()
    if found is None or not stands_by_booking(by, found):
        raise NotFound
    return found
