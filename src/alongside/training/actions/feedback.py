"""What someone who came says of it. The answer and the one who gave it are kept apart."""

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import DomainError, NotAllowed
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.workflow.clock import today

from ..models import Booking, Feedback


@action(Permission.TRAINING_BOOK, records="Feedback given")
def give_feedback(
    booking: Booking, *, useful: int, took_part: str, will_do: str = "", change: str = "", by: Actor
) -> Booking:
    """Answer once, as the one who came. Gives the booking: nothing that is kept leads from it to the answer."""
    if by.user_id != booking.user_id:
        raise NotAllowed("Only the person who came can say how it was.")
    first = Booking.objects.filter(pk=booking.pk, state="attended", feedback_on__isnull=True)
    if not first.update(feedback_on=today()):
        raise DomainError(
            "We have your answer already, or you were not marked as having come. Nothing was changed."
        )
    Feedback.objects.create(
        alliance_id=booking.alliance_id,
        session_id=booking.session_id,
        useful=useful,
        took_part=took_part,
        will_do=will_do.strip(),
        change=change.strip(),
    )
    booking.feedback_on = today()
    return booking
