"""What waits for whoever looks after the directory."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from alongside.directory.queries import BY_NAME, LABELS, Entry
from alongside.foundation.design.formats import age, plural, short_date

from .entries import Row, rows
from .merging import differences_by_entry


@dataclass(frozen=True)
class Waiting:
    """One thing to decide. ``what`` it is, since when, and who said so."""

    name: str
    organisation: str
    what: str
    since: str
    button: str
    href: str


@dataclass(frozen=True)
class QueuePage:
    line: str
    groups: list[tuple[str, list[Waiting]]]
    entries: list[Row]
    count: str
    older: str


def queue_page(
    *, changes: Sequence[Any], doubts: Sequence[Any], conflicts: Sequence[Any], links: Sequence[Any],
    differences: Sequence[Any],
    entries: Sequence[Entry], count: int, older: str,
) -> QueuePage:  # fmt: skip
    asked = [
        _waiting(
            one,
            f"{_fields(one.changes)}. Asked by {one.by}",
            age(one.proposed_at),
            "Compare",
            "decide",
            one.pk,
        )
        for one in changes
    ]
    doubted = [
        _waiting(
            one,
            one.get_about_display() + (f": “{one.words}”" if one.words else ""),
            age(one.raised_at),
            "Look",
            "doubt",
            one.pk,
        )
        for one in doubts
    ]
    seen: dict[Any, Any] = {}
    for one in conflicts:
        seen.setdefault(one.service_id, []).append(one)
    differ = [
        _waiting(some[0], _differs(some), "", "Compare", "entry", service_id)
        for service_id, some in seen.items()
    ]
    split = [
        _waiting(some[0], f"{_labels(some)}: its sources differ", "", "Compare", "entry", service_id)
        for service_id, some in differences_by_entry(differences).items()
    ]
    broken = [
        _waiting(
            one,
            f"{one.said}: {one.address}",
            short_date(one.failed_since),
            "Mend it",
            "change",
            one.service_id,
        )
        for one in links
    ]
    groups = [
        ("Changes people asked for", asked), ("Called wrong", doubted),
        ("Sources that disagree with us", differ),
        ("Sources that disagree with each other", split), ("Websites that don’t answer", broken),
    ]  # fmt: skip
    total = sum(len(found) for _title, found in groups)
    return QueuePage(
        line=f"{plural(total, 'thing')} to decide." if total else "Nothing waits for you.",
        groups=[(title, found) for title, found in groups if found],
        entries=rows(entries),
        count=plural(count, "service"),
        older=older,
    )


def _waiting(one: Any, what: str, since: str, button: str, to: str, pk: Any) -> Waiting:
    owner = one.service.organisation
    return Waiting(
        one.service.name, owner.name if owner else "", what, since, button, reverse(f"upkeep:{to}", args=[pk])
    )


def _fields(names: Any) -> str:
    return ", ".join(BY_NAME[name].label for name in BY_NAME if name in names)


def _labels(some: list[Any]) -> str:
    return ", ".join(LABELS[one.field] for one in some if one.field in LABELS)


def _differs(some: list[Any]) -> str:
    source = some[0].service.source
    names = _fields([one.field for one in some])
    return f"{names}: {source.name if source else 'its source'} says another thing now"
