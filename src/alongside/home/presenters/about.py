"""The roles page: what each role may do, read from the grants that decide it."""

from dataclasses import dataclass

from alongside.foundation.access.permissions import GRANTS, IN_WORDS, PERMISSION_WORDS, Role


@dataclass(frozen=True)
class RoleRow:
    """One role: what it is called, what it is for, and each thing it may do."""

    title: str
    sentence: str
    may: list[str]


def role_rows() -> list[RoleRow]:
    """Every role, in the order of the code."""
    return [
        RoleRow(
            *IN_WORDS[role],
            may=[words for permission, words in PERMISSION_WORDS.items() if permission in GRANTS[role]],
        )
        for role in Role
    ]
