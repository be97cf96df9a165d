"""The decision record, which everyone who signs in can read."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.db.models.functions import ExtractYear

from alongside.foundation.access.errors import NotFound
from alongside.foundation.design.formats import LONDON

from ..counting import Result
from ..models import Decision
from ..tallying import tally_again

PAGE = 50
MOST_IN_A_FILE = 20_000


def listed_decisions(
    *,
    words: str = "",
    group: UUID | None = None,
    year: int | None = None,
    before: datetime | None = None,
    most: int = PAGE,
) -> tuple[list[Decision], bool]:
    """A page, the latest first, and whether there are more. Every one of ``words`` must be in it, in any order."""
    confirmed = Decision.objects.filter(confirms=OuterRef("pk"), quorate=True)
    rows = Decision.objects.select_related("group").annotate(is_confirmed=Exists(confirmed))
    for word in words.lower().split()[:8]:
        rows = rows.filter(sought__contains=word)
    if group:
        rows = rows.filter(group=group)
    if year:
        start, end = datetime(year, 1, 1, tzinfo=LONDON), datetime(year + 1, 1, 1, tzinfo=LONDON)
        rows = rows.filter(decided_at__gte=start, decided_at__lt=end)
    if before:
        rows = rows.filter(decided_at__lt=before)
    found: list[Any] = list(rows.order_by("-decided_at", "-pk")[: most + 1])
    return found[:most], len(found) > most


def decision_years() -> list[int]:
    """The years that have any, the latest first."""
    years = Decision.objects.annotate(year=ExtractYear("decided_at")).values_list("year", flat=True)
    return sorted(set(years.order_by().distinct()), reverse=True)


def find_decision(decision_id: UUID) -> Decision:
    """Raises NotFound."""
    confirmed = Decision.objects.filter(confirms=OuterRef("pk"), quorate=True)
    rows = Decision.objects.filter(pk=decision_id).annotate(is_confirmed=Exists(confirmed))
    found = rows.select_related("group", "proposal", "meeting", "confirms").first()
    if found is None:
        raise NotFound
    return found


def counted_again(decision: Decision) -> Result | None:
    """A proposal's result, counted afresh from its ballots; None for what the room decided."""
    return tally_again(decision) if decision.proposal_id and not decision.meeting_id else None
