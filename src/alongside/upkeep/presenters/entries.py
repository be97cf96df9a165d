"""Entries for those who keep them: what they say of their room, when someone last looked, how good each is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from alongside.directory.queries import BY_NAME, FIELDS, Entry, Wait, wait_of
from alongside.foundation.design.formats import age, long_date, short_date
from alongside.foundation.workflow.clock import now, today

from ..rules import is_due
from ..states import CHANGE
from .compared import Compared, conflicts, in_words

FILE_HEAD = ("Service", "Organisation", "Running", "Score", "Last looked at", "Room", "Would raise it")


@dataclass(frozen=True)
class Row:
    """One entry in a list. ``links`` are change, room and right, by the door that the reader came in by."""

    name: str
    organisation: str
    href: str
    change: str
    room: str
    right: str
    wait: Wait
    looked: str
    score: int
    kind: str
    raise_it: str
    is_due: bool
    faults: list[str]


@dataclass(frozen=True)
class EntryPage:
    name: str
    organisation: str
    public: str
    score: int
    kind: str
    missing: list[str]
    faults: list[str]
    looked: str
    wait: Wait
    sheet: list[tuple[str, str, str]]  # label, value, where it is from
    conflicts: list[Compared] = field(default_factory=list)


def rows(entries: Iterable[Entry], *, door: str = "") -> list[Row]:
    """``door`` is "_mine" for someone whom a link let in."""
    return [_row(one, door) for one in entries]


def _row(entry: Entry, door: str) -> Row:
    def to(what: str) -> str:
        return reverse(f"upkeep:{what}{door}", args=[entry.service.pk])

    missing = entry.quality.missing
    return Row(
        name=entry.service.name,
        organisation=entry.service.organisation.name if entry.service.organisation else "",
        href=to("change") if door else to("entry"),
        change=to("change"),
        room=to("room"),
        right=to("right"),
        wait=wait_of(entry.capacity),
        looked=looked(entry),
        score=entry.quality.score,
        kind=entry.quality.kind,
        raise_it=missing[0].words if missing else "",
        is_due=is_due(entry, on=today(), at=now()),
        faults=faults(entry),
    )


def looked(entry: Entry) -> str:
    on = entry.service.assured_on
    return f"Looked at {age(on)}" if on else "Nobody has said that it is right"


def faults(entry: Entry) -> list[str]:
    found = [f"{number} is not a phone number that can be rung" for number in entry.bad_phones]
    if entry.broken_link:
        found.append(
            f"The website: {entry.broken_link.said.lower()}, since {long_date(entry.broken_link.failed_since)}"
        )
    return found


def entry_page(entry: Entry) -> EntryPage:
    source = entry.service.source.name if entry.service.source else "This alliance"
    decided = {one.field: f"{one.decided_by}, {short_date(one.decided_at)}" for one in entry.decisions}
    return EntryPage(
        name=entry.service.name,
        organisation=entry.service.organisation.name if entry.service.organisation else "",
        public=reverse("directory:service", args=[entry.service.pk])
        if entry.service.status == "active"
        else "",
        score=entry.quality.score,
        kind=entry.quality.kind,
        missing=[f"{one.words}{f' (+{one.points})' if one.points else ''}" for one in entry.quality.missing],
        faults=faults(entry),
        looked=looked(entry),
        wait=wait_of(entry.capacity),
        sheet=[
            (one.label, in_words(one.name, entry.sheet[one.name]), decided.get(one.name, source))
            for one in FIELDS
            if entry.sheet[one.name] not in ("", None) or one.name in decided
        ],
        conflicts=conflicts(entry),
    )


@dataclass(frozen=True)
class Asked:
    """A change that one's own organisation asked for, and what came of it."""

    name: str
    what: str
    when: str
    state: str
    kind: str
    why: str
    withdraw: str


def asked(changes: Iterable[Any]) -> list[Asked]:
    found = []
    for one in changes:
        state = CHANGE.state(one.state)
        last = max(one.steps.all(), key=lambda step: step.number, default=None)
        found.append(
            Asked(
                name=one.service.name,
                what=", ".join(field.label for field in FIELDS if field.name in one.changes),
                when=age(one.proposed_at),
                state=state.words,
                kind=state.tag,
                why=str(last.supplied.get("reason", "")) if last else "",
                withdraw=reverse("upkeep:withdraw", args=[one.pk]) if state.is_open else "",
            )
        )
    return found


def file_rows(entries: Iterable[Entry]) -> Iterable[tuple[Any, ...]]:
    for entry in entries:
        yield (
            entry.service.name,
            entry.service.organisation.name if entry.service.organisation else "",
            in_words("status", entry.sheet["status"]),
            entry.quality.score,
            entry.service.assured_on or "",
            wait_of(entry.capacity).text,
            "; ".join(one.words for one in entry.quality.missing),
        )


def initial(entry: Entry) -> dict[str, Any]:
    """An entry as its form begins."""
    return {name: "" if entry.sheet[name] is None else entry.sheet[name] for name in BY_NAME}
