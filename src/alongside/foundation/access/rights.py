"""What an organisation's standing lets its people do: receive referrals, and see records. One rule, from above.

Standing is membership's, and membership lies above; so the rule is named in ``ALONGSIDE_RIGHTS``.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string


class Right(StrEnum):
    """RECEIVE: be sent people, and say yes to them. RECORDS: open the record of anyone at all."""

    RECEIVE = "receive"
    RECORDS = "records"


@dataclass(frozen=True)
class Rights:
    """What an organisation holds today; where something is shut, why, what is missing, and whom to ring."""

    held: frozenset[Right] = frozenset(Right)
    why: str = ""
    missing: tuple[str, ...] = ()
    ring: str = ""

    @property
    def records(self) -> bool:
        return Right.RECORDS in self.held

    @property
    def receive(self) -> bool:
        return Right.RECEIVE in self.held


EVERY_RIGHT = Rights()


def rights_of(organisation_id: UUID | None) -> Rights:
    """The rights of an organisation today: one query. Without an organisation there is nothing to shut."""
    if organisation_id is None:
        return EVERY_RIGHT
    return import_string(settings.ALONGSIDE_RIGHTS)(organisation_id)
