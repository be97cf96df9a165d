"""Booking a place and giving it up. Both serve the line in the same action, so a free place never waits."""

from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import DomainError, NotAllowed, Stale
from alongside.foundation.access.gate import action
from alongside.foundation.access.models import AccessRole
from alongside.foundation.access.permissions import Permission
from alongside.foundation.workflow.clock import now
from alongside.membership.models import Organisation

from ..models import WAITING_OR_BOOKED, Booking, Session
from ..rules import leads, takes_bookings
from ..vocabulary import SMALL_SIZES
from .line import hold_session, join_line, move_booking, serve_line
from .tell import tell_learner


@action(Permission.TRAINING_BOOK, records="Training booked")
def book_place(session: Session, *, learner_id: UUID | None = None, by: Actor) -> Booking:
    """Join the line of a session, and have a place at once if there is one; the booking says which.

    For oneself, or, by a lead, for someone of their organisation. Who is in the line already stays where they
    are, so asking twice changes nothing. Raises Stale once the session has begun or is called off.
    """
    held = hold_session(session.pk)
    user_id = learner_id or by.user_id
    if user_id is None or by.organisation_id is None:
        raise NotAllowed("Sign in to book.")
    if not takes_bookings(held, moment=now()):
        raise Stale("This session takes no bookings now. Nothing was booked.")
    _check_learner(user_id, by=by)
    booking = (
        Booking.objects.filter(WAITING_OR_BOOKED, session=held, user=user_id).select_related("user").first()
    )
    if booking is not None:
        return booking
    size = Organisation.objects.values_list("size", flat=True).get(pk=by.organisation_id)
    joined = join_line(
        held, user_id=user_id, organisation=by.organisation_id, small=size in SMALL_SIZES, by=by
    )
    served = serve_line(held, by=by)
    if joined in served:
        return served[served.index(joined)]
    if user_id != by.user_id:  # who books for themselves reads it on the page
        tell_learner(joined, "training_waiting", session=held, by=by, cause="joined")
    return joined


@action(Permission.TRAINING_BOOK, records="Training place given up")
def give_up_place(booking: Booking, *, by: Actor) -> Booking:
    """Leave the line; the place goes to whoever is next, who is told. Raises Stale once the session has begun."""
    held = hold_session(booking.session_id)
    if not takes_bookings(held, moment=now()):
        raise Stale("This session has begun or is called off. Nothing was changed.")
    move_booking(booking, "give_up", by=by)
    serve_line(held, by=by)
    return booking


def _check_learner(user_id: UUID, *, by: Actor) -> None:
    """Somebody else is booked by the lead of the organisation they work for, and by nobody else."""
    if user_id == by.user_id:
        return
    if not leads(by, by.organisation_id):
        raise NotAllowed("Only the lead of an organisation can book for someone else.")
    works_here = AccessRole.objects.filter(
        user=user_id, user__is_active=True, organisation=by.organisation_id, ended_at__isnull=True
    )
    if not works_here.exists():
        raise DomainError("Choose someone who works for your organisation.", field="learner")
