"""Planning a session, opening it, changing it, calling it off, and a note to everyone who comes."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import DomainError, Missing, Stale
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.design.formats import in_london, plural
from alongside.foundation.workflow.clock import now
from alongside.foundation.workflow.move import move
from alongside.foundation.workflow.states import Side

from ..models import MOST_PLACES, Booking, Course, Session, SessionNote, SessionStep
from ..states import BOOKING, SESSION
from .line import hold_session, in_session, move_booking, serve_line
from .tell import tell_everyone, tell_learner

SESSION_FIELDS = frozenset(
    {"starts_at", "ends_at", "more_days", "place", "link", "places", "held_places", "most_each", "fair_until"}
)
# What everyone who booked is told of when it changes.
WHEN_AND_WHERE = ("starts_at", "ends_at", "more_days", "place", "link")
FURTHEST_AHEAD = timedelta(days=2 * 366)
LONGEST_DAY = timedelta(hours=14)


@action(Permission.TRAINING_OFFER, records="Session planned")
def plan_session(course: Course, *, about: Mapping[str, Any], opened: bool = False, by: Actor) -> Session:
    """Plan a session, from SESSION_FIELDS; ``opened``, and people may book at once.

    Raises DomainError, with its field, for a day or a number that makes no sense.
    """
    if course.ended_on:
        raise Stale("This course is no longer offered. Nothing was planned.")
    session = Session(
        alliance_id=course.alliance_id,
        course=course,
        state=SESSION.initial,
        state_since=now(),
        **_known(about),
    )
    _check(session)
    session.save(force_insert=True)
    if opened:
        _move(session, "open", by=by)
    return session


@action(Permission.TRAINING_OFFER, records="Session opened for booking")
def open_session(session: Session, *, by: Actor) -> Session:
    """Let people book. Raises Stale if it is not planned any more."""
    _move(session, "open", by=by)
    return session


@action(Permission.TRAINING_OFFER, records="Session changed")
def change_session(session: Session, *, about: Mapping[str, Any], by: Actor) -> Session:
    """Change some of SESSION_FIELDS: who booked is told of another time or place, and new places are given at once.

    Raises DomainError for fewer places than are booked, and Stale for a session that is over.
    """
    held = hold_session(session.pk)
    if held.state not in SESSION.open_states():
        raise Stale("This session is over or called off. Nothing was changed.")
    before = {name: getattr(held, name) for name in WHEN_AND_WHERE}
    changes = _known(about)
    for name, value in changes.items():
        setattr(held, name, value)
    moved = any(before[name] != getattr(held, name) for name in WHEN_AND_WHERE)
    _check(held)
    booked = in_session(held).count()
    if held.places < booked:
        raise DomainError(
            f"{plural(booked, 'person has', 'people have')} a place. Give {booked} places or more, or ask someone"
            " to come another day first.",
            field="places",
        )
    if moved:
        changes["reminded_days"] = held.reminded_days = None
    held.save(update_fields=list(changes))
    if moved and held.state == "open":
        tell_everyone(held, "training_changed", states=BOOKING.open_states(), by=by, cause=now().isoformat())
    serve_line(held, by=by)
    return held


@action(Permission.TRAINING_OFFER, records="Session called off")
def call_off_session(session: Session, *, reason: str, by: Actor) -> Session:
    """Call it off, giving a reason that everyone who booked can read; each of them is told."""
    held = hold_session(session.pk)
    step = _move(held, "call_off", by=by, supplied={"reason": reason.strip()})
    bookings = Booking.objects.filter(session=held, state__in=BOOKING.open_states())
    for booking in bookings.select_related("user").order_by("line"):
        move_booking(booking, "call_off", by=by, side=Side.TRAINER)
        tell_learner(booking, "training_off", session=held, by=by, cause=step.pk)
    return held


@action(Permission.TRAINING_OFFER, records="Note to everyone at a session")
def add_note(session: Session, *, words: str, by: Actor) -> SessionNote:
    """Leave a note on a session's page for those who have a place, and tell them that it is there."""
    if not words.strip():
        raise Missing("Write what they should know.", field="words")
    note = SessionNote.objects.create(
        alliance_id=session.alliance_id, session=session, words=words.strip(), by=by.label[:400]
    )
    tell_everyone(session, "training_note", states=("booked", "attended"), by=by, cause=note.pk)
    return note


def _move(
    session: Session, event: str, *, by: Actor, supplied: Mapping[str, Any] | None = None
) -> SessionStep:
    return move(  # type: ignore[return-value]
        session,
        event,
        table=SESSION,
        steps=SessionStep,
        link="session",
        by=by,
        side=Side.TRAINER,
        supplied=supplied,
    )


def _known(about: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(about) - SESSION_FIELDS
    if unknown:
        raise ValueError(f"A session has no {', '.join(sorted(unknown))}.")
    return dict(about)


def _check(session: Session) -> None:
    """Refuse what cannot be: the first thing wrong, in words and with its field."""
    day = in_london(session.starts_at).date()
    furthest: datetime = now() + FURTHEST_AHEAD
    checks = (
        (session.starts_at > now(), "starts_on", "Choose a day and time that are still to come."),
        (session.starts_at <= furthest, "starts_on", "Choose a day in the next two years."),
        (session.ends_at > session.starts_at, "ends", "It has to end after it starts."),
        (
            session.ends_at - session.starts_at <= LONGEST_DAY,
            "ends",
            "A day of training is 14 hours at most.",
        ),
        (
            all(day < other <= furthest.date() for other in session.more_days),
            "more_days",
            "Each further day comes after the first, within two years.",
        ),
        (1 <= session.places <= MOST_PLACES, "places", f"Give a number of places from 1 to {MOST_PLACES}."),
        (
            0 <= session.held_places <= session.places,
            "held_places",
            "Hold no more places than there are.",
        ),
        (
            session.most_each is None or session.most_each >= 1,
            "most_each",
            "Let at least 1 person come from each organisation, or leave it empty.",
        ),
        (session.fair_until <= day, "fair_until", "Places open to everyone on the day itself at the latest."),
        (bool(session.place or session.link), "place", "Say where it is: a place, a link, or both."),
    )
    for holds, field, sentence in checks:
        if not holds:
            raise DomainError(sentence, field=field)
