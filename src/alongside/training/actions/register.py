"""The register: who came. When everyone is marked the session is over, and who came gets their certificate."""

import calendar
import secrets
from collections.abc import Collection
from datetime import date
from uuid import UUID

from alongside.foundation.access.actor import Actor, clock
from alongside.foundation.access.errors import Stale
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.design.formats import in_london
from alongside.foundation.workflow.clock import now, today
from alongside.foundation.workflow.move import move
from alongside.foundation.workflow.states import Side

from ..models import Booking, Certificate, Session, SessionStep
from ..rules import last_day
from ..states import SESSION
from .line import hold_session, in_session, move_booking
from .tell import tell_everyone

# No 0, 1, I, L, O or U: nothing that is read or heard as something else. Twelve of them are 58 bits of chance.
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12


@action(Permission.TRAINING_OFFER, records="Register taken")
def take_register(
    session: Session, *, came: Collection[UUID] = (), missed: Collection[UUID] = (), by: Actor
) -> Session:
    """Mark bookings as came or did not come; a part at a time if need be, and again to put a slip right.

    Once everyone who has a place is marked, and its last day has come, the session is over: certificates are given, and what
    someone wrongly got is withdrawn. Raises Stale before the day, and for a session that was called off.
    """
    held = hold_session(session.pk)
    if held.state not in ("open", "held"):
        raise Stale("This session is not open, so it has no register. Nothing was changed.")
    if in_london(held.starts_at).date() > today():
        raise Stale("The register opens on the day. Nothing was changed.")
    for booking in in_session(held).filter(pk__in=[*came, *missed]).select_related("session__course"):
        event, done = ("attend", "attended") if booking.pk in came else ("miss", "did_not_come")
        if booking.state != done:
            move_booking(booking, event, by=by, side=Side.TRAINER)
    if (
        held.state == "open"
        and last_day(held) <= today()
        and not in_session(held).filter(state="booked").exists()
    ):
        _finish(held, by=by)
    if held.state == "held":
        _settle_certificates(held)
    return held


def _finish(session: Session, *, by: Actor) -> None:
    step = move(session, "hold", table=SESSION, steps=SessionStep, link="session", by=by, side=Side.TRAINER)
    for booking in Booking.objects.filter(session=session, state="waiting"):
        move_booking(booking, "end_wait", by=clock(by.alliance), side=Side.CLOCK)
    tell_everyone(session, "training_after", states=("attended",), by=by, cause=step.pk)


def _settle_certificates(session: Session) -> None:
    """Everyone who came holds one, and nobody else does."""
    standing = Certificate.objects.filter(booking__session=session, withdrawn_at__isnull=True)
    standing.exclude(booking__state="attended").update(withdrawn_at=now())
    course = session.course
    if not course.gives_certificate:
        return
    given_on = last_day(session)
    came = Booking.objects.filter(session=session, state="attended").exclude(
        pk__in=standing.values("booking")
    )
    Certificate.objects.bulk_create(
        Certificate(
            alliance_id=session.alliance_id,
            booking=booking,
            user=booking.user,
            course=course,
            name=booking.user.name,
            course_title=course.title,
            given_by=course.organisation.name,
            given_on=given_on,
            runs_out_on=months_after(given_on, course.valid_months) if course.valid_months else None,
            code=new_code(),
        )
        for booking in came.select_related("user")
    )


def new_code() -> str:
    """A code that nobody can guess, of letters that nobody misreads."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def months_after(day: date, months: int) -> date:
    """The same day of the month, so many months on; the last day of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
