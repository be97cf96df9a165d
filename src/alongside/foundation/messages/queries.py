"""Reading the outbox."""

from datetime import timedelta
from uuid import UUID

from alongside.foundation.workflow.clock import now

from .models import Message

SHOWN_FOR = timedelta(days=14)


def failed_messages(organisation_id: UUID) -> list[Message]:
    """What could not be sent for an organisation in the last fortnight, newest first: it belongs on Today.

    ``problem`` says why in plain words, ``template`` what it was, ``to`` where it should have gone.
    """
    return list(
        Message.objects.filter(
            state=Message.State.FAILED, organisation_id=organisation_id, queued_at__gt=now() - SHOWN_FOR
        ).order_by("-queued_at")[:50]
    )
