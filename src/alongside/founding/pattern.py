"""Patterns: what a new alliance starts with, as data (``patterns/*.toml``)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "patterns"
COMMON = "united-kingdom"
#: In this order on every page, whatever the files say: life in danger comes first.
FIRST, SECOND = "Life in danger", "Urgent help"


@dataclass(frozen=True)
class Pattern:
    """``crisis_contacts`` are {label, value, href}; ``clocks`` and ``theme`` are the alliance's own columns;
    ``words`` are {need, phrase}: what a place calls things, beside the vocabulary that every alliance has.
    """

    name: str
    open_hours: str
    front_door: str
    clocks: dict[str, int]
    crisis_contacts: tuple[dict[str, str], ...]
    requirements: tuple[dict[str, Any], ...]
    groups: tuple[dict[str, Any], ...]
    theme: dict[str, Any]
    words: tuple[dict[str, str], ...]

    def text(self, paper: str, *, place: str) -> str:
        """The first draft of a text that members sign, for a place."""
        return (FOLDER / "texts" / f"{paper}.txt").read_text().replace("{place}", place)


@cache
def pattern(name: str) -> Pattern:
    """A nation's pattern on top of the common one. Raises KeyError for a name that there is none of."""
    if name not in pattern_names():
        raise KeyError(name)
    common, own = _read(COMMON), _read(name)
    contacts = [*common["crisis_contacts"], *own.get("crisis_contacts", [])]
    return Pattern(
        name=name,
        **{**common["alliance"], **own.get("alliance", {})},
        clocks={**common["clocks"], **own.get("clocks", {})},
        crisis_contacts=tuple(sorted(contacts, key=_rank)),
        requirements=tuple(own.get("requirements", common["requirements"])),
        groups=tuple(own.get("groups", common["groups"])),
        theme={**common["theme"], **own.get("theme", {})},
        words=(*common.get("words", ()), *own.get("words", ())),
    )


def needed_roles() -> tuple[str, ...]:
    """The roles that somebody must hold before people can be helped."""
    return tuple(_read(COMMON)["accounts"]["roles"])


def pattern_names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem != COMMON)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text())


def _rank(contact: dict[str, str]) -> int:
    return {FIRST: 0, SECOND: 1}.get(contact["label"], 2)
