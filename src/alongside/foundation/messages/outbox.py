"""Queueing a message: in the same transaction as what caused it, once for each cause."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from alongside.foundation.tenancy.context import as_person
from alongside.foundation.tenancy.rows import add_row
from alongside.foundation.workflow.clock import now

from .catalogue import template as find_template
from .models import Message
from .tasks import defer_send
from .values import kept


def queue_message(
    *,
    alliance_id: UUID,
    key: str,
    channel: str,
    to: str,
    template: str,
    values: Mapping[str, Any] | None = None,
    person_id: UUID | None = None,
    organisation_id: UUID | None = None,
) -> Message | None:
    """Queue a message, and the job that sends it; None if this cause has queued one before.

    ``key`` names the cause (at most 200 letters), ``channel`` is "email" or "text", ``values`` are those that
    the template declares (dates as dates). ``person_id`` is whose it is, so that the fence guards it;
    ``organisation_id`` is who is told when it cannot be sent. Call it inside the transaction of the cause: if
    that is rolled back, no message and no job are left. Raises ValueError for values a message may not hold.
    """
    found = find_template(template)
    found.check(values or {})
    if channel not in Message.Channel.values:
        raise ValueError(f"There is no channel called {channel}.")
    message = Message(
        alliance_id=alliance_id,
        key=key,
        channel=channel,
        to=to.strip(),
        template=template,
        values={name: kept(name, value) for name, value in (values or {}).items()},
        person_id=person_id,
        organisation_id=organisation_id,
        queued_at=now(),
    )
    # The cause may be the very thing that ended what the caller may know (a withdrawal): a message about it
    # must still go, so the row is written as the person's own.
    with as_person(person_id):
        if not add_row(message, once=True):
            return None
        defer_send(alliance_id=alliance_id, message_id=message.pk, person_id=person_id)
    return message
