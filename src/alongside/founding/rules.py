"""Who may change what is true of the whole alliance, and what it may be changed to."""

from collections.abc import Iterable, Mapping
from typing import Any

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.rules import rule

EMERGENCY = "tel:999"
MOST_CONTACTS = 6


@rule(Permission.ALLIANCE_EDIT, "tenancy.Alliance")
def _is_their_own(actor: Actor, alliance: Any) -> bool:
    return bool(alliance.pk == actor.alliance_id)


def leads_out_of_danger(contacts: Iterable[Mapping[str, str]]) -> bool:
    """Whether 999 is among them: no page may be without it."""
    return any(contact["href"] == EMERGENCY for contact in contacts)
