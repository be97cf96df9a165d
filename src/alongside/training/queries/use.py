"""Who uses the training: places taken, by the size of the organisation that people come from."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.rules import can
from alongside.foundation.workflow.clock import now
from alongside.membership.models import Organisation

from ..models import Booking
from ..states import TAKES_A_PLACE

DAYS = 365


@dataclass(frozen=True)
class UseBySize:
    """One size of organisation: members of it, places they took, and how many of those came."""

    size: str
    members: int
    places: int
    came: int


def use_by_size(*, by: Actor) -> list[UseBySize]:
    """The last twelve months, the smallest organisations first. ``size`` is "" where it is not known."""
    if not can(by, Permission.TRAINING_REQUIRE):
        return []
    moment = now()
    taken = Booking.objects.filter(
        state__in=TAKES_A_PLACE,
        session__starts_at__gt=moment - timedelta(days=DAYS),
        session__starts_at__lte=moment,
    )
    counts = (
        taken.order_by()
        .values("organisation__size")
        .annotate(places=Count("pk"), came=Count("pk", filter=Q(state="attended")))
    )
    by_size = {row["organisation__size"]: row for row in counts}
    members = dict(
        Organisation.objects.filter(is_member=True, left_on__isnull=True)
        .order_by().values_list("size").annotate(Count("pk"))
    )  # fmt: skip
    return [
        UseBySize(
            size,
            members.get(size, 0),
            by_size.get(size, {}).get("places", 0),
            by_size.get(size, {}).get("came", 0),
        )
        for size in (*Organisation.Size.values, "")
        if size in members or size in by_size
    ]
