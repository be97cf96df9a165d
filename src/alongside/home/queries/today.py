"""Everything that the Today page reads."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.messages.queries import failed_messages
from alongside.places.models import Ward
from alongside.referrals.models import HelpRequest, Referral
from alongside.referrals.queries.due import (
    Counts,
    Wanted,
    colleagues,
    due_counts,
    due_referrals,
    due_requests,
    nobody_without_owner,
    wards_with_people,
)
from alongside.referrals.queries.history import Event, last_events
from alongside.referrals.queries.referrals import referrals_to_move
from alongside.referrals.queries.requests import owned_requests

MOST = 100
MOST_IN_A_FILE = 20_000


@dataclass(frozen=True)
class Day:
    """One organisation's day, as one user meets it. ``requests`` and ``referrals`` are rows of the slice below."""

    requests: list[Any]
    referrals: list[Any]
    counts: Counts
    all_owned: bool
    failed: list[Any]
    wards: list[tuple[str, str]]
    colleagues: list[tuple[UUID, str]]
    events: list[Event] = field(default_factory=list)
    cut: bool = False


def day(wanted: Wanted, *, by: Actor, opened: UUID | None = None) -> Day:
    """The first 100 rows of a list, most overdue first, and what stands around them."""
    requests, referrals = rows(wanted, by=by, most=MOST)
    codes = wards_with_people(by=by)
    return Day(
        requests=requests,
        referrals=referrals,
        counts=due_counts(by=by),
        all_owned=nobody_without_owner(by=by),
        failed=failed_messages(by.organisation_id) if by.organisation_id else [],
        wards=list(Ward.objects.filter(pk__in=codes).order_by("name").values_list("code", "name")),
        colleagues=colleagues(by=by),
        events=_events(opened, requests, referrals),
        cut=len(requests) + len(referrals) >= MOST,
    )


def rows(wanted: Wanted, *, by: Actor, most: int = MOST_IN_A_FILE) -> tuple[list[Any], list[Any]]:
    """(requests, referrals) of a list; together the ``most`` that are due first."""
    requests = list(due_requests(wanted, by=by)[:most])
    referrals = list(due_referrals(wanted, by=by)[:most])
    if len(requests) + len(referrals) > most:
        both: list[Any] = [*requests, *referrals]
        dated = sorted(both, key=lambda row: (row.next_step_on, row.pk))[:most]
        kept = {row.pk for row in dated}
        requests = [row for row in requests if row.pk in kept]
        referrals = [row for row in referrals if row.pk in kept]
    return requests, referrals


def picked_rows(ids: Iterable[UUID], *, by: Actor) -> tuple[list[HelpRequest], list[Referral]]:
    """(requests, referrals) of ticked rows. Raises NotFound if one of them is not this organisation's to move."""
    wanted = set(ids)
    known = set(Referral.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    return owned_requests(wanted - known, by=by), referrals_to_move(known, by=by)


def _events(opened: UUID | None, requests: list[Any], referrals: list[Any]) -> list[Event]:
    """The last three events of the open row, if it is one of these: an id from elsewhere opens nothing."""
    if any(row.pk == opened for row in requests):
        return last_events(request_id=opened)  # type: ignore[arg-type]
    for row in referrals:
        if row.pk == opened:
            return last_events(request_id=row.request_id, referral_id=row.pk)
    return []
