"""Which of several sources is believed, field by field. Pure: it knows sheets and their order, no tables.

A *part* is one source's own row of an entry. For each field the first part that says anything is believed: the source
named first for that field, then by rank. What an alliance wrote itself comes before what any source says.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from .sheet import FIELDS, Value

ENDED = "defunct"
OURS = -1  # the rank of what an alliance wrote itself
# What hangs off an entry in rows of its own and has no line in the sheet: it is taken whole from one part.
GROUPS = {
    "places": "Where it is",
    "costs": "Prices",
    "languages": "Languages",
    "areas": "Area it is for",
}
LABELS = {**{field.name: field.label for field in FIELDS}, **GROUPS}
AGES = ("minimum_age", "maximum_age")


@dataclass(frozen=True)
class Part:
    """What one source says of an entry. ``says``: the sheet, and each group in words; ``since`` breaks ties of rank."""

    id: UUID
    source_id: UUID | None
    source: str
    rank: int
    says: Mapping[str, Value]
    since: Any = None

    @property
    def ended(self) -> bool:
        return self.says["status"] == ENDED

    def tells(self, name: str) -> bool:
        return self.says.get(name) not in ("", None)


@dataclass(frozen=True)
class Believed:
    """The value of a field, and the part it is from; none where no part says anything."""

    value: Value
    part: Part | None


def in_order(parts: Iterable[Part], name: str, firsts: Mapping[str, UUID]) -> list[Part]:
    """Parts, those believed first on a field leading. Parts that have ended come after all others."""
    first = firsts.get(name)
    return sorted(
        parts,
        key=lambda one: (
            one.ended,
            one.rank != OURS,
            one.source_id != first,
            one.rank,
            one.source,
            str(one.id),
        ),
    )


def believed(parts: Sequence[Part], firsts: Mapping[str, UUID]) -> dict[str, Believed]:
    """Each field of the sheet and each group, with whose word it is.

    A part that its source has ended says nothing while another goes on. The two ages come from one part where the
    two of different parts would contradict each other.
    """
    found = {}
    heard = [one for one in parts if not one.ended] or list(parts)
    for name in LABELS:
        part = next((one for one in in_order(heard, name, firsts) if one.tells(name)), None)
        found[name] = Believed(part.says[name] if part else _nothing(name), part)
    low, high = (found[name].value for name in AGES)
    if isinstance(low, int) and isinstance(high, int) and high < low:
        for name in AGES:
            part = found[AGES[0]].part
            found[name] = Believed(
                part.says[name] if part else None, part if part and part.tells(name) else None
            )
    return found


def differing(parts: Sequence[Part]) -> dict[str, dict[str, Value]]:
    """Fields on which parts that go on say different things: what each says, by its id as text."""
    heard = [one for one in parts if not one.ended]
    found = {}
    for name in LABELS:
        said = {str(one.id): one.says[name] for one in heard if one.tells(name)}
        if len({_plain(value) for value in said.values()}) > 1:
            found[name] = said
    return found


def _plain(value: Value) -> Value:
    """Two texts that differ in nothing but space, case or a stop at the end say the same."""
    return " ".join(value.split()).casefold().rstrip(". /") if isinstance(value, str) else value


def _nothing(name: str) -> Value:
    return None if name in AGES else ""
