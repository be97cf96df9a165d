"""One try at sending one message: it ends sent, waiting for another try, or failed where people see it.

A link or a code is a key: once its message is over, sent or failed, only the key's hash is kept anywhere. In a
demo alliance, where nobody is sent anything, the outbox is the letter box and keeps what it would have sent.
"""

from uuid import UUID

from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance
from alongside.foundation.workflow.clock import now

from .catalogue import template, write
from .models import Message
from .transports import Letter, Refused, Transport, TryAgain, demo, transport_for

# Seconds until the next try: a mail server that is down for a day loses nothing.
WAITS = (60, 300, 900, 3_600, 10_800, 21_600, 43_200)
TOO_LATE = "It could not be sent while it was still of use."


def send(
    *, alliance_id: UUID, message_id: UUID, person_id: UUID | None, transport: Transport | None = None
) -> int | None:
    """Try once. Gives None when nothing is left to do, or the seconds until the next try.

    The row is locked for the length of the try, so two workers never send one message at once. A crash
    between sending and the commit sends again, with the same Message-ID.
    """
    with in_alliance(alliance_id, person=person_id):
        message = (
            Message.objects.select_for_update(skip_locked=True)
            .filter(pk=message_id, state=Message.State.QUEUED)
            .first()
        )
        if message is None:
            return None
        found = template(message.template)
        if now() > message.queued_at + found.good_for:
            return _fail(message, message.problem or TOO_LATE)
        alliance = Alliance.objects.get(pk=alliance_id)
        letter = Letter(
            id=message.pk,
            to=message.to,
            words=write(message.template, message.values, alliance=alliance),
            place=alliance.place,
            tried_before=message.attempts > 0,
        )
        message.attempts += 1
        carry = transport or transport_for(message.channel)
        try:
            carry(letter)
        except Refused as problem:
            return _fail(message, str(problem))
        except TryAgain as problem:
            if message.attempts > len(WAITS):
                return _fail(message, str(problem))
            message.problem = str(problem)
            message.save(update_fields=["attempts", "problem"])
            return WAITS[message.attempts - 1]
        message.state, message.sent_at, message.problem = Message.State.SENT, now(), ""
        if carry is not demo or not alliance.is_demo:
            message.values = {}
        message.save(update_fields=["state", "sent_at", "problem", "attempts", "values"])
    return None


def _fail(message: Message, problem: str) -> None:
    message.state, message.problem, message.values = Message.State.FAILED, problem, {}
    message.save(update_fields=["state", "problem", "attempts", "values"])
