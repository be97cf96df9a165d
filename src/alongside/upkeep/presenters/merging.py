"""Several sources of one entry, in words: pairs that may be one, two side by side, who says what, who is believed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from alongside.directory.queries import (
    BY_NAME,
    LABELS,
    WHY,
    Entry,
    Pair,
    Part,
    SourceRow,
    Sources,
    and_list,
)
from alongside.foundation.design.formats import plural, short_date

from .compared import compared_mark, in_words

OURS = "This alliance"


@dataclass(frozen=True)
class PairRow:
    one: str
    other: str
    sources: str
    why: str
    sure: str
    kind: str
    href: str


@dataclass(frozen=True)
class Side:
    name: str
    organisation: str
    source: str
    href: str
    room: str


@dataclass(frozen=True)
class PairPage:
    """Two entries. ``lines``: what follows the order of sources (label, what each says, who is believed)."""

    keep: Side
    fold: Side
    swap: str
    same: list[str]
    lines: list[tuple[str, list[tuple[str, str]], str]]
    mark: str


@dataclass(frozen=True)
class Said:
    """What one source says of one field. ``used``: it is what the entry says."""

    part: str
    source: str
    value: str
    used: bool


@dataclass(frozen=True)
class Disputed:
    label: str
    name: str
    said: list[Said]
    mark: str
    can_take: bool


@dataclass(frozen=True)
class SourcesPage:
    line: str
    disputed: list[Disputed]
    columns: list[dict[str, str]]
    table: list[tuple[str, list[Said]]]
    parts: list[tuple[str, str, str]]  # source, name there, address of taking it apart


def source_of(part: Part | None) -> str:
    return (part.source or OURS) if part else ""


def pair_rows(pairs: Sequence[Any]) -> list[PairRow]:
    found = []
    for pair in pairs:
        one, other = (
            (pair.other, pair.one)
            if _is_members(pair.other) > _is_members(pair.one)
            else (pair.one, pair.other)
        )
        sources = dict.fromkeys(str(row.source) if row.source else OURS for row in (one, other))
        likely = pair.score >= 0.8
        found.append(
            PairRow(
                one=_named(one),
                other=_named(other),
                sources=and_list(list(sources)),
                why=f"{and_list([WHY[code] for code in pair.why if code in WHY])}.".capitalize()
                if pair.why
                else "",
                sure="Very likely" if likely else "Perhaps",
                kind="warn" if likely else "info",
                href=reverse("upkeep:pair", args=[one.pk, other.pk]),
            )
        )
    return found


def _is_members(service: Any) -> bool:
    """Whether a member offers it: of two, that entry keeps its address unless somebody says otherwise."""
    return bool(service.organisation and service.organisation.member_id)


def _named(service: Any) -> str:
    return f"{service.name}, {service.organisation.name}" if service.organisation else service.name


def pair_page(pair: Pair) -> PairPage:
    keep, fold = pair.keep.service.pk, pair.fold.service.pk
    same = [
        LABELS[name]
        for name, one in pair.would.items()
        if name not in pair.differ and one.value not in ("", None)
    ]
    lines = [
        (LABELS[name], [(in_words(name, pair_part(pair, key).says[name]), source_of(pair_part(pair, key))) for key in said],
         source_of(pair.would[name].part))
        for name, said in pair.differ.items()
        if name not in BY_NAME
    ]  # fmt: skip
    return PairPage(
        _side(pair.keep),
        _side(pair.fold),
        reverse("upkeep:pair", args=[fold, keep]),
        same,
        lines,
        pair_mark(pair),
    )


def pair_part(pair: Pair, key: str) -> Part:
    return next(one for one in pair.parts if str(one.id) == key)


def pair_mark(pair: Pair) -> str:
    return compared_mark(dict(pair.differ))


def pair_choices(pair: Pair) -> dict[str, tuple[list[tuple[str, str]], dict[str, str], str]]:
    """By field: choices (part, value), hints (part, source) and the one that is believed first."""
    found = {}
    for name, said in pair.differ.items():
        if name not in BY_NAME:
            continue
        believed = pair.would[name].part
        winner = str(believed.id) if believed else ""
        order = sorted(said, key=lambda key: key != winner)
        choices = [(key, in_words(name, said[key]).replace("\n", "; ")) for key in order]
        hints = {
            key: source_of(pair_part(pair, key)) + (", believed first" if key == winner else "")
            for key in order
        }
        found[name] = (choices, hints, winner)
    return found


def _side(entry: Entry) -> Side:
    service = entry.service
    return Side(
        service.name,
        service.organisation.name if service.organisation else "",
        service.source.name if service.source else OURS,
        reverse("upkeep:entry", args=[service.pk]),
        entry.capacity.get_state_display() if entry.capacity else "Room not said",
    )


def sources_page(entry: Entry, sources: Sources | None) -> SourcesPage | None:
    """Who says what of an entry that several sources tell of."""
    if sources is None:
        return None
    decided = {one.field for one in entry.decisions}

    def said(name: str, part: Part) -> Said:
        winner = sources.believed[name].part
        used = name not in decided and winner is not None and winner.id == part.id
        return Said(str(part.id), source_of(part), in_words(name, part.says[name]), used)

    names = [name for name in LABELS if any(one.tells(name) for one in sources.parts)]
    return SourcesPage(
        line=f"{plural(len(sources.parts), 'source tells', 'sources tell')} of this service.",
        disputed=[
            Disputed(
                LABELS[name], name,
                [said(name, part) for part in sources.parts if str(part.id) in row.said],
                compared_mark(row.said), name in BY_NAME,
            )
            for name, row in sources.open.items()
        ],
        columns=[{"label": source_of(part) + (" (ended)" if part.ended else "")} for part in sources.parts],
        table=[(LABELS[name], [said(name, part) for part in sources.parts]) for name in names],
        parts=[
            (source_of(part), str(part.says["name"]), reverse("upkeep:part", args=[part.id])) for part in sources.parts
        ] if len(sources.parts) > 1 else [],
    )  # fmt: skip


@dataclass(frozen=True)
class SourceLine:
    pk: str
    name: str
    services: str
    parts: str
    read: str


def source_lines(rows: Sequence[SourceRow]) -> list[SourceLine]:
    return [
        SourceLine(
            str(one.source.pk),
            one.source.name,
            plural(one.services, "service"),
            f"{one.parts:,}",
            short_date(one.source.last_imported_at) if one.source.last_imported_at else "Never",
        )
        for one in rows
    ]


def differences_by_entry(rows: Sequence[Any]) -> Mapping[Any, list[Any]]:
    """Open differences, by the entry's id."""
    found: dict[Any, list[Any]] = {}
    for one in rows:
        found.setdefault(one.service_id, []).append(one)
    return found
