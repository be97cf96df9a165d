"""One session: its room, its line, its people and what they said."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import F

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import NotFound
from alongside.foundation.access.models import AccessRole

from ..models import WAITING_OR_BOOKED, Booking, Course, Feedback, Session, SessionNote
from ..rules import Room, leads, trains
from ..states import BOOKING, TAKES_A_PLACE
from ..vocabulary import ENOUGH_ANSWERS
from .programme import is_small


@dataclass(frozen=True)
class SessionShown:
    """A session with what its page says to one reader. ``before_me`` is how many wait before them."""

    session: Session
    room: Room
    waiting: int
    small: bool
    trains: bool
    mine: Booking | None = None
    before_me: int = 0
    team: list[Booking] = field(default_factory=list)
    notes: list[SessionNote] = field(default_factory=list)
    reason: str = ""


def find_session(session_id: UUID, *, by: Actor) -> SessionShown:
    """A session as the actor may see it: one that is not open yet, only if they run it. Raises NotFound."""
    session = _session(session_id)
    runs = trains(by, session.course)
    if session.state == "planned" and not runs:
        raise NotFound
    bookings = Booking.objects.filter(session=session)
    rows = list(
        bookings.filter(state__in=(*TAKES_A_PLACE, "waiting")).values_list(
            "organisation_id", "from_small", "state", "line"
        )
    )
    mine = (
        bookings.filter(user=by.user_id).select_related("session__course").order_by(F("line").desc()).first()
    )
    waits = mine is not None and mine.state == "waiting"
    team = bookings.filter(WAITING_OR_BOOKED, organisation=by.organisation_id).exclude(user=by.user_id)
    has_place = runs or (mine is not None and mine.state in TAKES_A_PLACE)
    called_off = session.steps.filter(event="call_off").first() if session.state == "cancelled" else None
    return SessionShown(
        session=session,
        room=Room.of(session, ((row[0], row[1]) for row in rows if row[2] in TAKES_A_PLACE)),
        waiting=sum(row[2] == "waiting" for row in rows),
        small=is_small(by.organisation_id),
        trains=runs,
        mine=mine,
        before_me=sum(row[2] == "waiting" and row[3] < mine.line for row in rows) if waits and mine else 0,
        team=list(team.select_related("user").order_by("line")) if leads(by, by.organisation_id) else [],
        notes=list(session.notes.order_by("-at")) if has_place else [],
        reason=str(called_off.supplied.get("reason", "")) if called_off else "",
    )


def own_session(session_id: UUID, *, by: Actor) -> Session:
    """One that the actor runs. Raises NotFound."""
    found = _session(session_id)
    if not trains(by, found.course):
        raise NotFound
    return found


def people_of(session: Session, *, by: Actor) -> list[Booking]:
    """Everyone in the line of a session that the actor runs, in its order; those who left it, last."""
    if not trains(by, session.course):
        return []
    rows = list(
        Booking.objects.filter(session=session).select_related("user", "organisation").order_by("line")
    )
    order = {state.name: place for place, state in enumerate(BOOKING.states)}
    return sorted(rows, key=lambda one: (one.state not in TAKES_A_PLACE, order[one.state], one.line))


def what_they_said(session: Session, *, by: Actor) -> tuple[int, list[Feedback]]:
    """(How many answered, their answers): no answer at all under five, so that nobody is known by theirs."""
    if not trains(by, session.course):
        return 0, []
    found = list(Feedback.objects.filter(session=session).order_by("pk"))  # by chance: see Feedback
    return len(found), found if len(found) >= ENOUGH_ANSWERS else []


def sessions_of(course: Course, *, by: Actor, most: int = 20) -> list[Session]:
    """A course's sessions, the newest first; those that are not open yet, for who runs it."""
    rows = Session.objects.filter(course=course)
    if not trains(by, course):
        rows = rows.exclude(state="planned")
    return list(rows.order_by("-starts_at")[:most])


def colleagues(*, by: Actor) -> list[tuple[str, str]]:
    """(id, name) of those whom a lead may book for; nobody, for anyone else."""
    if not leads(by, by.organisation_id):
        return []
    rows = AccessRole.objects.filter(
        organisation=by.organisation_id, ended_at__isnull=True, user__is_active=True
    )
    named = (
        rows.exclude(user=by.user_id).values_list("user_id", "user__name").distinct().order_by("user__name")
    )
    return [(str(key), name) for key, name in named]


def _session(session_id: UUID) -> Session:
    rows = Session.objects.select_related("course__organisation").prefetch_related("course__facilitators")
    found = rows.filter(pk=session_id).first()
    if found is None:
        raise NotFound
    return found
