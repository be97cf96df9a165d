"""Who may give and end which roles."""

from typing import Any

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.permissions import STAFF_ROLES, Permission, Role
from alongside.foundation.access.rules import rule

# A lead gives the roles of their own organisation; what reaches further is given by those who look after it.
GIVES: dict[Role, frozenset[Role]] = {
    Role.ORGANISATION_LEAD: frozenset({Role.WORKER, Role.ORGANISATION_LEAD}),
    Role.COORDINATOR: frozenset(
        {Role.WORKER, Role.NAVIGATOR, Role.ORGANISATION_LEAD, Role.EXPERT, Role.COMMISSIONER}
    ),
    Role.ADMINISTRATOR: frozenset(STAFF_ROLES),
}
ANYWHERE = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})


def roles_to_give(actor: Actor) -> list[Role]:
    """The roles that an actor may give, in the order of the help page."""
    gives = frozenset().union(*(GIVES.get(role, frozenset()) for role in actor.roles))
    return [role for role in STAFF_ROLES if role in gives]


def reaches_everyone(actor: Actor) -> bool:
    """Whether the actor looks after accounts of every organisation, not only their own."""
    return bool(actor.roles & ANYWHERE)


@rule(Permission.USER_INVITE, "access.AccessRole")
def may_end_role(actor: Actor, role: Any) -> bool:
    """Those who may give it may end it; nobody their own, so that no organisation locks itself out."""
    within = reaches_everyone(actor) or role.organisation_id == actor.organisation_id
    return within and Role(role.role) in roles_to_give(actor) and role.user_id != actor.user_id
