"""Named workers of an organisation, for demo accounts and for who did what."""

from dataclasses import dataclass

from ..seed import dice
from ..words.names import ROOTS
from . import front_door, navigators
from .member import Member, slug_of


@dataclass(frozen=True)
class Worker:
    """Someone who works or volunteers at an organisation; email is "" where nobody signs in."""

    name: str
    role: str
    email: str


def workers(member: Member) -> tuple[Worker, ...]:
    """One to three workers; a setting with a navigator has the navigator first."""
    found = [
        Worker(n.name, "Mental health navigator", n.email)
        for n in navigators(member.place)
        if n.setting == member.slug
    ]
    roll = dice("workers", member.slug)
    count = {"micro": 1, "small": 2, "medium": 2, "large": 3}[member.size]
    if member.slug == front_door(member.place).slug:
        count += 1
    while len(found) < count:
        root = roll.choices(ROOTS, [r.weight for r in ROOTS])[0]
        name = f"{roll.choice(roll.choice((root.she, root.he)).split())} {roll.choice(root.family.split())}"
        email = f"{slug_of(name)}@{member.slug}.example" if member.account else ""
        role = member.contact_role if not found else "Worker"
        if all(w.name != name for w in found):
            found.append(Worker(name, role, email))
    return tuple(found)
