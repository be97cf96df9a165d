"""Two readings of an entry side by side: what is there, what was asked for, what it was before."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from alongside.directory.queries import BY_NAME, FIELDS, STATUSES, Entry, opening_kept
from alongside.foundation.design.formats import short_date
from alongside.membership.queries import difference

NOTHING = "Nothing"
# Columns of rows that hang off an entry, as history names them; what is not here is not for people.
PARTS = {
    "phone": ("Phone number", ("number", "extension", "description")),
    "schedule": ("When it is on", ("weekdays", "opens_at", "closes_at", "description")),
    "costoption": ("Cost", ("option", "amount", "amount_description")),
    "language": ("Language", ("name",)),
    "servicearea": ("Area", ("name",)),
    "location": ("Place", ("name", "address_1", "address_2", "city", "postcode")),
    "accessibility": ("Getting in", ("description", "details")),
}


@dataclass(frozen=True)
class Compared:
    """One field. ``runs`` is the difference word by word; ``moved``: the entry has changed since it was asked."""

    label: str
    name: str
    old: str
    new: str
    runs: list[Any]
    moved: str = ""
    said: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Happened:
    when: datetime
    who: str
    lines: list[str]


def in_words(name: str, value: Any) -> str:
    """A value of the sheet, as people read it."""
    if value in ("", None):
        return NOTHING
    return STATUSES.get(value, str(value)) if name == "status" else str(value)


def compared(changes: Mapping[str, Any], was: Mapping[str, Any], now: Mapping[str, Any]) -> list[Compared]:
    """What a change would do to an entry as it stands. Fields in the order of the sheet."""
    found = []
    for field in FIELDS:
        if field.name in changes:
            old, new = in_words(field.name, now[field.name]), in_words(field.name, changes[field.name])
            moved = (
                in_words(field.name, was.get(field.name)) if now[field.name] != was.get(field.name) else ""
            )
            found.append(Compared(field.label, field.name, old, new, _runs(old, new), moved))
    return found


def conflicts(entry: Entry) -> list[Compared]:
    """What the source says now, beside what the directory says."""
    found = []
    for one in entry.conflicts:
        old, new = in_words(one.field, one.value), in_words(one.field, one.source_says)
        mark = compared_mark({one.field: one.source_says})
        said = f"{one.decided_by}, {short_date(one.decided_at)}"
        found.append(
            Compared(BY_NAME[one.field].label, one.field, old, new, _runs(old, new), said=said, mark=mark)
        )
    return found


def compared_mark(values: Mapping[str, Any]) -> str:
    """Stands for what was shown, so that a decision is on what was seen."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:32]


def _runs(old: str, new: str) -> list[Any]:
    return difference(old.replace("\n", "\n\n"), new.replace("\n", "\n\n"))


def history(entry: Entry, versions: Iterable[Any], names: Mapping[Any, str]) -> list[Happened]:
    """What an entry was, the newest change first: what changed at once stands together.

    ``versions`` come newest first. What a row became is read from its next version, or from the entry itself.
    """
    after: dict[Any, Any] = {entry.service.pk: entry.service}
    found: dict[int, Happened] = {}
    for one in versions:
        lines = _lines(one, after)
        after[one.row] = one.was
        if lines:
            who = names.get(one.user_id, "") if one.user_id else "An import"
            kept = found.setdefault(one.transaction, Happened(one.at, who, []))
            kept.lines.extend(line for line in lines if line not in kept.lines)
    return list(found.values())


def _lines(version: Any, after: Mapping[Any, Any]) -> list[str]:
    if version.kind == "service":
        became = after[version.row]
        value = became.get if isinstance(became, dict) else lambda name: getattr(became, name)
        named = [(field.name, field.label) for field in FIELDS if not field.is_lines]
        return [
            f"{label} was: {in_words(name, version.was.get(name))}"
            for name, label in named
            if version.was.get(name) != value(name)
        ]
    label, columns = PARTS.get(version.kind, ("", ()))
    hidden = version.kind == "location" and version.was.get("address_hidden")
    words = ", ".join(str(version.was[name]) for name in columns if version.was.get(name))
    if version.kind == "schedule":
        words = opening_kept(version.was)
    return [] if not words or hidden else [f"{label} was: {words}"]
