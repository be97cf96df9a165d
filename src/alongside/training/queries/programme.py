"""The programme: open sessions that are still to come."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest, TruncMonth

from alongside.foundation.access.actor import Actor
from alongside.foundation.workflow.clock import now, today
from alongside.membership.models import Organisation

from ..models import WAITING_OR_BOOKED, Booking, Session
from ..vocabulary import SMALL_SIZES

PAGE = 40
MOST_IN_A_FILE = 2_000


@dataclass(frozen=True)
class Wanted:
    """What someone looks for. ``month`` is the first of one; ``room``: only what still has a place for them.

    ``after`` is where the last page ended: (when it starts, its id).
    """

    month: date | None = None
    need: str = ""
    priority: str = ""
    format: str = ""
    room: bool = False
    after: tuple[datetime, UUID] | None = None


def programme(wanted: Wanted, *, by: Actor, most: int = PAGE) -> tuple[list[Session], bool, int]:
    """One page, the soonest first; whether there are more; and how many there are in all.

    Each has ``booked``, ``booked_by_small`` and ``waiting`` counts, and ``mine``: the state of the actor's own
    booking, or None.
    """
    small = is_small(by.organisation_id)
    rows = _ahead()
    if wanted.month:
        rows = rows.filter(starts_at__year=wanted.month.year, starts_at__month=wanted.month.month)
    if wanted.need:
        rows = rows.filter(course__needs__contains=[wanted.need])
    if wanted.priority:
        rows = rows.filter(course__priorities__contains=[wanted.priority])
    if wanted.format:
        rows = rows.filter(course__format=wanted.format)
    if wanted.room:
        rows = _with_counts(rows).filter(places__gt=F("booked") + _kept_back(small=small))
    total = rows.count()
    if wanted.after:
        at, key = wanted.after
        rows = rows.filter(Q(starts_at__gt=at) | Q(starts_at=at, pk__gt=key))
    mine = Booking.objects.filter(WAITING_OR_BOOKED, session=OuterRef("pk"), user=by.user_id).values("state")[
        :1
    ]
    rows = _with_counts(rows).annotate(mine=Subquery(mine)).select_related("course__organisation")
    found: list[Any] = list(rows.order_by("starts_at", "pk")[: most + 1])
    return found[:most], len(found) > most, total


def months_ahead(*, by: Actor) -> list[tuple[date, int]]:
    """(first of the month, how many sessions) of the months that have any."""
    rows = _ahead().annotate(month=TruncMonth("starts_at")).values("month").annotate(number=Count("pk"))
    return [(row["month"].date(), row["number"]) for row in rows.order_by("month")]


def programme_for_everyone(session_id: UUID | None = None) -> list[Session]:
    """The open sessions to come, or one of them, as a calendar that anyone may read shows them: no link, no names."""
    rows = _ahead().select_related("course__organisation")
    if session_id is not None:
        rows = rows.filter(pk=session_id)
    return list(rows.order_by("starts_at", "pk")[:MOST_IN_A_FILE])


def is_small(organisation_id: UUID | None) -> bool:
    """Whether an organisation is one that places are held for."""
    if organisation_id is None:
        return False
    return Organisation.objects.filter(pk=organisation_id, size__in=SMALL_SIZES).exists()


def _ahead() -> QuerySet[Session]:
    return Session.objects.filter(state="open", starts_at__gt=now())


def _with_counts(rows: QuerySet[Session]) -> QuerySet[Session]:
    return rows.annotate(
        booked=count_of(state="booked"),
        booked_by_small=count_of(state="booked", from_small=True),
        waiting=count_of(state="waiting"),
    )


def count_of(**which: object) -> Coalesce:
    """A count of a session's bookings, as a column."""
    rows = Booking.objects.filter(session=OuterRef("pk"), **which).order_by().values("session")
    return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number")), 0)


def _kept_back(*, small: bool) -> Case | Value:
    """As ``rules.Room.left_for``: what is held for others today."""
    if small:
        return Value(0)
    held = Greatest(F("held_places") - F("booked_by_small"), Value(0))
    return Case(When(fair_until__gt=today(), then=held), default=Value(0), output_field=IntegerField())
