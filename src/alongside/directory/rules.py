"""Whose lists of services are whose."""

from typing import Any

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.rules import rule


@rule(Permission.LIST_KEEP, "directory.ServiceList")
def is_of_own_organisation(actor: Actor, found: Any) -> bool:
    return actor.organisation_id is not None and actor.organisation_id == found.organisation_id
