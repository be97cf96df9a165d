"""What the pages of accounts show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.permissions import IN_WORDS, Permission, Role
from alongside.foundation.access.rules import can
from alongside.foundation.design.formats import short_moment

# How a role is said in the middle of a line: "Priya, navigator, Haven Street Surgery".
SHORT = {
    Role.WORKER: "worker",
    Role.NAVIGATOR: "navigator",
    Role.ORGANISATION_LEAD: "lead",
    Role.COORDINATOR: "coordinator",
    Role.COMMISSIONER: "commissioner",
    Role.EXPERT: "expert by experience",
    Role.ADMINISTRATOR: "administrator",
}


@dataclass(frozen=True)
class DemoAccount:
    id: UUID
    name: str
    role: str
    organisation: str


@dataclass(frozen=True)
class DemoRole:
    """One role of the demo and the accounts that play it."""

    title: str
    does: str
    accounts: tuple[DemoAccount, ...]


@dataclass(frozen=True)
class DemoDoor:
    """A way into the demo without an account."""

    title: str
    does: str
    label: str
    opens: str
    href: str


def demo_doors(doors: Iterable[tuple[str, ...]]) -> list[DemoDoor]:
    """``opens`` is where the sign-in page's button posts; ``href`` the link as it was first sent."""
    return [
        DemoDoor(title, does, label, reverse("accounts:demo_door", args=[place]), reverse(page, args=[token]))
        for place, (title, does, label, _purpose, page, token) in enumerate(doors)
    ]


def demo_roles(rows: Iterable[Any]) -> list[DemoRole]:
    """Accounts by role, in the order they come."""
    by_role: dict[Role, list[DemoAccount]] = {}
    for row in rows:
        role = Role(row.role)
        by_role.setdefault(role, []).append(
            DemoAccount(row.user_id, row.user.name, SHORT[role], row.organisation.name)
        )
    return [DemoRole(*IN_WORDS[role], tuple(accounts)) for role, accounts in by_role.items()]


@dataclass(frozen=True)
class HeldRole:
    """One row of the list of people. ``end`` and ``reset`` are addresses, or "" where they may not."""

    name: str
    email: str
    role: str
    organisation: str
    last_seen: datetime | None
    end: str
    reset: str


def held_roles(rows: Iterable[Any], *, by: Actor) -> list[HeldRole]:
    return [
        HeldRole(
            name=row.user.name,
            email=row.user.email,
            role=IN_WORDS[Role(row.role)][0],
            organisation=row.organisation.name,
            last_seen=row.user.last_login,
            end=reverse("accounts:end_role", args=[row.pk])
            if can(by, Permission.USER_INVITE, on=row)
            else "",
            reset=reverse("accounts:reset_second_factor", args=[row.pk])
            if by.has(Permission.USER_EDIT) and row.user_id != by.user_id
            else "",
        )
        for row in rows
    ]


PEOPLE_HEAD = ("Name", "E-mail", "Role", "Organisation", "Last signed in")


def people_file(rows: Iterable[HeldRole]) -> list[tuple[str, ...]]:
    """The list of people as the rows of a file."""
    return [(row.name, row.email, row.role, row.organisation, short_moment(row.last_seen)) for row in rows]


@dataclass(frozen=True)
class Waiting:
    """An invitation that nobody has taken up yet."""

    email: str
    role: str
    organisation: str
    invited_by: str
    made_at: datetime


def waiting(rows: Iterable[Any]) -> list[Waiting]:
    return [
        Waiting(row.email, IN_WORDS[Role(row.role)][0], row.organisation.name, row.invited_by, row.made_at)
        for row in rows
    ]


def role_words(role: str) -> str:
    return IN_WORDS[Role(role)][0]


def role_choices(roles: Iterable[Role]) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """For the form: (value, words) of each, and what each does."""
    given = list(roles)
    return [(r.value, IN_WORDS[r][0]) for r in given], {r.value: IN_WORDS[r][1] for r in given}
