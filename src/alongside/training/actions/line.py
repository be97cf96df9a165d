"""The line of a session: one row is held, and whoever is next gets what is free. Parts of the actions beside it."""

from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet

from alongside.foundation.access.actor import Actor, clock
from alongside.foundation.access.errors import NotFound
from alongside.foundation.workflow.clock import now, today
from alongside.foundation.workflow.move import move
from alongside.foundation.workflow.states import Side

from ..models import Booking, BookingStep, Session
from ..rules import Room, booking_sides, next_in_line, takes_bookings
from ..states import BOOKING, TAKES_A_PLACE
from .tell import tell_learner


def hold_session(session_id: UUID) -> Session:
    """Hold a session's row and read it afresh: of two who book at the same second, one waits for the other.

    Always before any of its bookings, so that two actions never wait for each other crosswise. Raises
    NotFound.
    """
    held = (
        Session.objects.select_for_update(of=("self",)).select_related("course").filter(pk=session_id).first()
    )
    if held is None:
        raise NotFound
    return held


def join_line(session: Session, *, user_id: UUID, organisation: Any, small: bool, by: Actor) -> Booking:
    """Put someone at the end of the line of a held session."""
    last = Booking.objects.filter(session=session).aggregate(last=Max("line"))["last"] or 0
    return Booking.objects.create(
        alliance_id=session.alliance_id,
        session=session,
        user_id=user_id,
        organisation_id=organisation,
        from_small=small,
        line=last + 1,
        booked_by=by.label[:400],
        state=BOOKING.initial,
        state_since=now(),
    )


def serve_line(session: Session, *, by: Actor) -> list[Booking]:
    """Give what is free in a held session to those who are next, and tell them; gives who got a place."""
    if not takes_bookings(session, moment=now()):
        return []
    room = Room.of(session, in_session(session).values_list("organisation_id", "from_small"))
    if not room.left:
        return []
    waiting = Booking.objects.filter(session=session, state="waiting").select_related("user").order_by("line")
    served = list(next_in_line(waiting, room, today=today()))
    for booking in served:
        step = move_booking(booking, "give_place", by=clock(by.alliance), side=Side.CLOCK)
        tell_learner(booking, "training_place", session=session, by=by, cause=step.pk)
    return served


def in_session(session: Session) -> QuerySet[Booking]:
    """The bookings that take up a place."""
    return Booking.objects.filter(session=session, state__in=TAKES_A_PLACE)


def move_booking(booking: Booking, event: str, *, by: Actor, side: Side | None = None) -> BookingStep:
    """Move a booking, on the side where ``by`` stands unless another is given. Raises as ``move`` does."""
    row = BOOKING.transition(event)
    if side is None:
        standing = booking_sides(by, booking)
        side = next((one for one in row.sides if one in standing), next(iter(standing), Side.PERSON))
    return move(booking, event, table=BOOKING, steps=BookingStep, link="booking", by=by, side=side)  # type: ignore[return-value]
