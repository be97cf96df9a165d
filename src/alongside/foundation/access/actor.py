"""Who is acting, for which organisation, and by which door they came in."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from .permissions import GRANTS, ON_RECORDS, Permission, Role
from .rights import EVERY_RIGHT, Rights


@dataclass(frozen=True)
class Actor:
    """Built once a request, and handed to every action and query as ``by``.

    ``subject_id`` is set for RECEIVER: the one referral that the link opens. ``person_id`` is set for
    PERSON: the one person whose own page this is. ``rights`` are what the standing of the organisation
    unlocks: without RECORDS no role gives a permission on anyone's record.
    """

    alliance: Any
    roles: frozenset[Role] = frozenset({Role.PUBLIC})
    user_id: UUID | None = None
    organisation_id: UUID | None = None
    person_id: UUID | None = None
    subject_id: UUID | None = None
    name: str = ""
    organisation_name: str = ""
    email: str = ""
    organisations: tuple[tuple[UUID, str], ...] = field(default=(), compare=False)
    rights: Rights = field(default=EVERY_RIGHT, compare=False)

    @property
    def alliance_id(self) -> UUID:
        return self.alliance.pk

    @property
    def permissions(self) -> frozenset[Permission]:
        return self.by_role if self.rights.records else self.by_role - ON_RECORDS

    @property
    def by_role(self) -> frozenset[Permission]:
        """What the roles give by themselves, whatever the organisation's standing."""
        return frozenset().union(*(GRANTS[role] for role in self.roles))

    def is_shut_out(self, permission: Permission) -> bool:
        """Whether only the standing of the organisation stands between this actor and a permission."""
        return permission in self.by_role and not self.has(permission)

    @property
    def is_staff(self) -> bool:
        return self.user_id is not None and bool(self.roles)

    @property
    def label(self) -> str:
        """Who it was, as the record says it: a name and an organisation, or the door."""
        if self.name and self.organisation_name:
            return f"{self.name}, {self.organisation_name}"
        if self.name or self.organisation_name:
            return self.name or self.organisation_name
        return {Role.PERSON: "The person", Role.CLOCK: "The clock"}.get(
            min(self.roles, default=Role.PUBLIC), "Online"
        )

    def has(self, permission: Permission) -> bool:
        return permission in self.permissions


def public(alliance: Any) -> Actor:
    """Anyone, not signed in."""
    return Actor(alliance=alliance)


def clock(alliance: Any, *, organisation_id: UUID | None = None) -> Actor:
    """The job worker, acting on time alone."""
    return Actor(alliance=alliance, roles=frozenset({Role.CLOCK}), organisation_id=organisation_id)
