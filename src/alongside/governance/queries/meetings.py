"""Reading meetings: for those who sit on the group, and those who look after the alliance."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import NotFound
from alongside.foundation.workflow.clock import now

from ..counting import Quorum, here_at
from ..models import (
    ActionPoint,
    AgendaItem,
    Decision,
    Group,
    Meeting,
    MeetingStep,
    Presence,
    StandingAside,
    Term,
)
from ..rules import Standing, standing_in
from ..seating import quorum_of, terms_in
from .groups import TO_COME, visible_groups

PAGE = 40


def find_meeting(meeting_id: UUID, *, by: Actor) -> Meeting:
    """Raises NotFound, for those with no seat in the group too."""
    rows = Meeting.objects.filter(pk=meeting_id, group__in=visible_groups(by=by))
    found = rows.select_related("group").first()
    if found is None or not standing_in(found.group_id, by=by).inside:
        raise NotFound
    return found


def find_item(item_id: UUID, *, by: Actor) -> AgendaItem:
    """Raises NotFound."""
    found = AgendaItem.objects.filter(pk=item_id, taken_off=False).first()
    if found is None:
        raise NotFound
    found.meeting = find_meeting(found.meeting_id, by=by)
    return found


def next_meeting(group: Group) -> Meeting | None:
    """The one that is under way or comes next."""
    rows = Meeting.objects.filter(group=group, state__in=TO_COME, starts_at__gte=now() - timedelta(hours=12))
    return rows.order_by("starts_at").first()


def group_meetings(
    group: Group, *, before: datetime | None = None, most: int = PAGE, by: Actor
) -> tuple[list[Meeting], bool]:
    """A page of a group's meetings, the latest first, and whether there are more. Nothing for those outside."""
    if not standing_in(group.pk, by=by).inside:
        return [], False
    rows = Meeting.objects.filter(group=group)
    if before:
        rows = rows.filter(starts_at__lt=before)
    found = list(rows.order_by("-starts_at")[: most + 1])
    return found[:most], len(found) > most


@dataclass(frozen=True)
class Room:
    """Everything that a meeting's page shows."""

    meeting: Meeting
    standing: Standing
    terms: list[Term]
    words: dict[UUID, tuple[str, datetime]]
    guests: list[Presence]
    quorum: Quorum
    items: list[AgendaItem]
    aside: dict[UUID, list[StandingAside]] = field(default_factory=dict)
    decisions: dict[UUID, list[Decision]] = field(default_factory=dict)
    points: dict[UUID | None, list[ActionPoint]] = field(default_factory=dict)
    carried: list[ActionPoint] = field(default_factory=list)


def meeting_room(meeting: Meeting, *, by: Actor) -> Room:
    """The table at a meeting as it is now: who is here, the agenda, and what has come of it."""
    day = meeting.starts_at.date()
    terms = terms_in(meeting.group_id, on=day)
    presences = list(Presence.objects.filter(meeting=meeting).order_by("at", "pk"))
    seated = [(one.at, one.seat_id, one.kind) for one in presences if one.seat_id]
    here = here_at(seated)
    if meeting.state in ("held", "agreed"):  # who took part, though all have gone home
        here = {seat for _at, seat, kind in seated if kind == "arrived"}
    guests = {one.guest: one for one in presences if one.guest}
    items = AgendaItem.objects.filter(meeting=meeting, taken_off=False).select_related("proposal")
    return Room(
        meeting=meeting,
        standing=standing_in(meeting.group_id, by=by),
        terms=terms,
        words={seat: (kind, at) for at, seat, kind in seated},
        guests=[one for one in guests.values() if one.kind == "arrived"],
        quorum=quorum_of(meeting.group, terms=terms, here=here),
        items=list(items.order_by("number", "pk")),
        aside=_grouped(
            StandingAside.objects.filter(item__meeting=meeting).select_related("user").order_by("at"),
            "item_id",
        ),
        decisions=_grouped(Decision.objects.filter(meeting=meeting).order_by("decided_at"), "item_id"),
        points=_grouped(
            ActionPoint.objects.filter(meeting=meeting).select_related("owner").order_by("made_at"), "item_id"
        ),
        carried=_carried(meeting),
    )


def _carried(meeting: Meeting) -> list[ActionPoint]:
    """What was agreed before this meeting, and was not done by then."""
    by_then = meeting.began_at or meeting.starts_at
    rows = ActionPoint.objects.filter(group=meeting.group_id, made_at__lt=by_then).exclude(meeting=meeting)
    rows = rows.filter(Q(done_at__isnull=True) | Q(done_at__gte=by_then))
    return list(rows.select_related("owner").order_by("due_on")[:100])


def _grouped(rows: QuerySet[Any], name: str) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, name), []).append(row)
    return found


def last_reason(meeting: Meeting) -> str:
    """Why it was cancelled, or its minutes opened again."""
    last = MeetingStep.objects.filter(meeting=meeting).order_by("-number").first()
    return str(last.supplied.get("reason", "")) if last else ""


def open_points(group: Group) -> list[ActionPoint]:
    """What someone in a group has taken on and not finished, the most overdue first."""
    rows = ActionPoint.objects.filter(group=group, done_at__isnull=True)
    return list(rows.select_related("owner").order_by("due_on")[:100])


def my_points(*, by: Actor, done: bool = False) -> list[ActionPoint]:
    """What the actor has taken on: open, the most overdue first; or finished, the latest first."""
    rows = ActionPoint.objects.filter(owner=by.user_id).select_related("group", "meeting")
    if done:
        return list(rows.filter(done_at__isnull=False).order_by("-done_at")[:50])
    return list(rows.filter(done_at__isnull=True).order_by("due_on")[:100])


def who_can_do(group_id: UUID) -> list[Term]:
    """Who sits in a group and can sign in: whom an action may be handed to."""
    return [term for term in terms_in(group_id) if term.user.is_active]


def find_point(point_id: UUID, *, by: Actor) -> ActionPoint:
    """The actor's own, or one of a group that they may see inside. Raises NotFound."""
    found = ActionPoint.objects.filter(pk=point_id).select_related("group").first()
    if found is None:
        raise NotFound
    if found.owner_id != by.user_id and not standing_in(found.group_id, by=by).inside:
        raise NotFound
    return found


def unconfirmed(group_id: UUID) -> list[Decision]:
    """Decisions of a group that were made without a quorum and that no later one has confirmed."""
    rows = Decision.objects.filter(group=group_id, quorate=False, proposal__isnull=True, carried=True)
    return list(rows.exclude(confirmed_by__quorate=True).order_by("-decided_at")[:20])
