"""What every reader hands over: rows in our own words, and problems with the place where they were found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much of a row was kept."""

    REFUSED = "refused"  # the row was not imported
    CHANGED = "changed"  # imported, with a value dropped or put right
    LEFT_OUT = "left out"  # a kind of row that the directory does not keep
    NOTE = "note"  # imported as it is; someone should know


class UnreadableSourceError(Exception):
    """Nothing can be imported: the message is a sentence for the person who asked for the import."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: the file, and the line ("line 12") or the JSON path ("contents[3].phones[0]")."""

    file: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to tell about one row. `kind` is "file" where it is about more than one row can say.

    `partial` means that something may stand in the source and not have been read: what is known of it from
    before is then left as it was (of the one service, or of everything where the kind is "file").
    """

    level: Level
    place: Place
    kind: str
    source_id: str
    reason: str
    partial: bool = False
    detail: str = ""  # what differs between rows of one reason: an id, another line


@dataclass(frozen=True, slots=True)
class Row:
    """A row that passed its own checks: values in the order of the kind's fields."""

    kind: str
    source_id: str
    values: list
    file: str
    at: str


Tell = Callable[[Problem], None]
