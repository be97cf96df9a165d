"""The inbox and the sent list of an organisation, a page at a time, from the index."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from alongside.foundation.access.actor import Actor

from ..models import Referral

PAGE = 50
MOST_IN_A_FILE = 20_000


@dataclass(frozen=True)
class Listed:
    """Which referrals: ``direction`` in or out; ``state`` a name or "" for every open one.

    ``before`` is where the last page ended: (when it was sent, its id).
    """

    direction: str = "in"
    state: str = ""
    need: str = ""
    urgency: str = ""
    before: tuple[datetime, UUID] | None = None


def listed_referrals(listed: Listed, *, by: Actor, most: int = PAGE) -> tuple[list[Referral], bool]:
    """One page, newest sent first, and whether there are more. Not sent yet come first of all."""
    rows = _side(listed.direction, by)
    # "Not closed" as the partial indexes say it, so that a page is read in its order and no further.
    rows = rows.filter(state=listed.state) if listed.state else rows.exclude(state="closed")
    if listed.need:
        rows = rows.filter(need=listed.need)
    if listed.urgency:
        rows = rows.filter(urgency=listed.urgency)
    if listed.before:
        sent, pk = listed.before
        rows = rows.filter(Q(sent_at__lt=sent) | Q(sent_at=sent, pk__lt=pk))
    rows = rows.select_related("person", "request", "receiver", "referrer").order_by("-sent_at", "-pk")
    found = list(rows[: most + 1])
    return found[:most], len(found) > most


def open_counts(*, by: Actor, direction: str) -> dict[str, int]:
    """How many there are in each open state."""
    rows = _side(direction, by).exclude(state="closed").values("state").annotate(number=Count("pk"))
    return {row["state"]: row["number"] for row in rows.order_by()}


def _side(direction: str, by: Actor) -> QuerySet[Referral]:
    if direction == "out":
        return Referral.objects.filter(referrer=by.organisation_id)
    # What is not sent yet is between the referrer and the person.
    return Referral.objects.filter(receiver=by.organisation_id).exclude(state="draft")
