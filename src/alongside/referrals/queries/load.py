"""How many people organisations are sent and take: counts alone, for those who know nobody in them."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import connection

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.permissions import Permission
from alongside.foundation.workflow.clock import now

from ..held import held_by

LOAD_DAYS = 28


@dataclass(frozen=True)
class Load:
    """Of one organisation, in the last 28 days: referrals received and sent, and people it said yes to."""

    received: int = 0
    sent: int = 0
    taken: int = 0


def loads(*, by: Actor) -> dict[UUID, Load]:
    """By organisation. Empty for who may not see the members."""
    if not by.has(Permission.MEMBER_VIEW):
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM referrals_load(%s)", [now() - timedelta(days=LOAD_DAYS)])
        return {pk: Load(received, sent, taken) for pk, received, sent, taken in cursor.fetchall()}


def open_with(organisation_id: UUID, *, by: Actor) -> int:
    """How many people it has something open for; 0 for who does not run the alliance."""
    if not by.has(Permission.MEMBER_EDIT):
        return 0
    return len({person for _kind, _row, person, _seen in held_by(organisation_id)})
