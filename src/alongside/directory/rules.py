"""Whose services and whose lists of them are whose."""

from typing import Any

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.permissions import Permission, Role
from alongside.foundation.access.rules import rule


def is_own(actor: Actor, service: Any) -> bool:
    """Whether a service is one of the organisation that someone acts for."""
    owner = service.organisation.member_id if service.organisation else None
    return owner is not None and owner == actor.organisation_id


@rule(Permission.DIRECTORY_ASSURE, "directory.Service")
@rule(Permission.CAPACITY_RECORD, "directory.Service")
def may_speak_for(actor: Actor, service: Any) -> bool:
    """Those who offer it, and those who look after the directory: who rang them says who rang."""
    return is_own(actor, service) or actor.has(Permission.DIRECTORY_MODERATE)


@rule(Permission.DIRECTORY_PROPOSE, "directory.Service")
def may_propose(actor: Actor, service: Any) -> bool:
    """Anyone who signs in may ask for a change; who came by a link, to their own services."""
    return Role.KEEPER not in actor.roles or is_own(actor, service)


@rule(Permission.LIST_KEEP, "directory.ServiceList")
def is_of_own_organisation(actor: Actor, found: Any) -> bool:
    return actor.organisation_id is not None and actor.organisation_id == found.organisation_id
