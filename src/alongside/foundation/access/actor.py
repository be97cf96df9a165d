"""Who is acting, for which organisation, and by which door they came in."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from .permissions import GRANTS, Permission, Role


@dataclass(frozen=True)
class Actor:
    """Built once a request, and handed to every action and query as ``by``.

    ``subject_id`` is set for RECEIVER: the one referral that the link opens. ``person_id`` is set for
    PERSON: the one person whose own page this is.
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

    @property
    def alliance_id(self) -> UUID:
        return self.alliance.pk

    @property
    def permissions(self) -> frozenset[Permission]:
        return frozenset().union(*(GRANTS[role] for role in self.roles))

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
