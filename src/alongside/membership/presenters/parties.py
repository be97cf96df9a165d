"""Each kind of party, what it may see and what it must have: drawn from the roles and the requirements themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from alongside.foundation.access.permissions import GRANTS, IN_WORDS, ON_RECORDS, Permission, Role

from ..models import Organisation
from ..vocabulary import COMMUNITY, UNLOCKS

Kind = Organisation.Kind
WORKING = (Role.WORKER, Role.ORGANISATION_LEAD)
# Which roles people of each kind of party are given.
PARTIES: tuple[tuple[str, tuple[str, ...], tuple[Role, ...]], ...] = (
    ("Members: charities, community groups and companies", COMMUNITY, WORKING),
    (
        "The alliance’s own front door",
        (Kind.FRONT_DOOR,),
        (Role.NAVIGATOR, Role.COORDINATOR, Role.ADMINISTRATOR),
    ),
    ("GP practices", (Kind.GP_PRACTICE,), WORKING),
    ("Primary care networks", (Kind.PCN,), WORKING),
    ("NHS trusts", (Kind.NHS_TRUST,), WORKING),
    ("The integrated care board", (Kind.ICB,), (Role.COMMISSIONER,)),
    ("The council", (Kind.COUNCIL,), (Role.COMMISSIONER, Role.WORKER)),
)
OWN_PEOPLE = (
    "The record of whoever was referred to them or by them, as far as that person agreed. Nobody else’s."
)
NOBODY = "Never a person’s record."
MEMBERS = "Members, how they stand, and what they offer."
FEW = "How many people members take; counts under 5 are not told apart."


@dataclass(frozen=True)
class Party:
    name: str
    roles: str
    sees: list[str]
    must: list[str]


def parties(requirements: Iterable[Any]) -> list[Party]:
    """One row for each kind of party."""
    known = list(requirements)
    return [
        Party(
            name=name,
            roles=", ".join(IN_WORDS[role][0] for role in roles),
            sees=_sees(roles),
            must=[_must(one) for one in known if _binds(one, kinds)],
        )
        for name, kinds, roles in PARTIES
    ]


def _sees(roles: tuple[Role, ...]) -> list[str]:
    """From what the roles are granted, so that it cannot say what is not so."""
    may = [GRANTS[role] for role in roles]
    opens = [bool(granted & ON_RECORDS) for granted in may]
    people = (
        OWN_PEOPLE
        if all(opens)
        else f"{OWN_PEOPLE} Commissioners and those who run it: none."
        if any(opens)
        else NOBODY
    )
    members = all(Permission.MEMBER_VIEW in granted for granted in may)
    return [people, *([MEMBERS, FEW] if members else [])]


def _binds(requirement: Any, kinds: tuple[str, ...]) -> bool:
    if not requirement.kinds:
        return set(kinds) <= set(COMMUNITY)
    return bool(set(requirement.kinds) & set(kinds))


def _must(requirement: Any) -> str:
    return f"{requirement.name}, for {dict(UNLOCKS)[requirement.unlocks].lower()}"
