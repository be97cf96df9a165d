"""Reading the outbox."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from alongside.foundation.workflow.clock import now

from .catalogue import Written, write
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


@dataclass(frozen=True)
class Shown:
    """A message as the demo shows it, for nothing there is really sent."""

    to: str
    channel: str
    state: str
    queued_at: datetime
    words: Written


def shown_messages(alliance: Any, *, limit: int = 50) -> list[Shown]:
    """The newest messages that the fence lets this reader see, written out: for the demo."""
    return [
        Shown(
            to=row.to,
            channel=row.get_channel_display(),
            state=row.get_state_display(),
            queued_at=row.queued_at,
            words=write(row.template, row.values, alliance=alliance),
        )
        for row in Message.objects.exclude(values={}, state=Message.State.SENT).order_by("-queued_at")[:limit]
    ]
