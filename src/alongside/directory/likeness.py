"""How alike two entries are. Pure; ``alike`` compares only pairs that share something rare.

Two services of one organisation share its telephone, its website and its door, so nothing counts unless the names are
alike too. Weights were set by hand and tried on a directory written twice (tests/test_likeness.py).
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

WHY = {
    "name": "their names are alike",
    "organisation": "the same organisation",
    "phone": "the same phone number",
    "email": "the same e-mail address",
    "url": "the same website",
    "postcode": "the same postcode",
}
LEAST_NAME = 0.5
EACH_ITS_OWN = 0.25
LEAST = 0.6
ONE_SOURCE = 0.62  # whoever wrote both meant two, as a rule
MOST_IN_A_BLOCK = 40  # a switchboard that more services share tells nothing
_WORD = re.compile(r"[a-z0-9]+")
_DULL = frozenset(
    (
        "the",
        "a",
        "an",
        "of",
        "and",
        "for",
        "in",
        "at",
        "to",
        "with",
        "service",
        "services",
        "group",
        "support",
    )
)


@dataclass(frozen=True)
class Looks:
    """What two entries are compared by. Of an address that stays hidden nothing is here."""

    id: UUID
    name: str
    organisation: str = ""
    phones: frozenset[str] = frozenset()
    email: str = ""
    url: str = ""
    postcodes: frozenset[str] = frozenset()
    source: str = ""


@dataclass(frozen=True)
class Alike:
    one: UUID
    other: UUID
    score: float
    why: tuple[str, ...]


def alike(entries: Iterable[Looks], apart: frozenset[tuple[UUID, UUID]] = frozenset()) -> list[Alike]:
    """Pairs that may be one service, the likeliest first. ``apart``: pairs (lower id first) known to be two."""
    blocks: dict[tuple[str, ...], list[Looks]] = defaultdict(list)
    for entry in entries:
        for key in _keys(entry):
            blocks[key].append(entry)
    found: dict[tuple[UUID, UUID], Alike] = {}
    for block in blocks.values():
        if len(block) > MOST_IN_A_BLOCK:
            continue
        for first, second in combinations(block, 2):
            one, other = sorted((first, second), key=lambda looks: looks.id)
            pair = (one.id, other.id)
            if one.id == other.id or pair in found or pair in apart:
                continue
            score, why = likeness(one, other)
            if score >= LEAST:
                found[pair] = Alike(*pair, score, why)
    return sorted(found.values(), key=lambda pair: (-pair.score, str(pair.one), str(pair.other)))


def likeness(one: Looks, other: Looks) -> tuple[float, tuple[str, ...]]:
    """From 0 to 1, and why."""
    name = _names(_words(one.name), _words(other.name))
    if name < LEAST_NAME:
        return 0.0, ()
    organisation = max(0.0, _names(_words(one.organisation), _words(other.organisation)))
    signs = {
        "phone": 0.2 * bool(one.phones & other.phones),
        "email": 0.2 * bool(one.email and one.email.casefold() == other.email.casefold()),
        "url": 0.15 * bool(_page(one.url) and _page(one.url) == _page(other.url)),
        "postcode": 0.15 * bool(one.postcodes & other.postcodes),
        "organisation": 0.15 * organisation,
    }
    why = tuple(key for key, worth in signs.items() if worth >= 0.1)
    same = ONE_SOURCE if one.source and one.source == other.source else 1.0
    return round(min(1.0, 0.5 * name + sum(signs.values())) * same, 3), (
        ("name", *why) if name >= 0.6 else why
    )


def _keys(entry: Looks) -> Iterator[tuple[str, ...]]:
    words = _words(entry.name)
    yield ("name", *sorted(words))
    yield from (("phone", number, word) for number in entry.phones for word in words)
    yield from (("postcode", code, word) for code in entry.postcodes for word in words)
    if entry.email:
        yield from (("email", entry.email.casefold(), word) for word in words)
    if _page(entry.url):
        yield from (("url", _page(entry.url), word) for word in words)


def _words(text: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "").replace("'", ""))
    found = _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))
    return frozenset(found) - _DULL or frozenset(found)


def _names(one: frozenset[str], other: frozenset[str]) -> float:
    """Less where each has a word that the other lacks: Carers Grimsby is not Carers Cleethorpes."""
    return _shared(one, other) - (EACH_ITS_OWN if one - other and other - one else 0.0)


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice's coefficient of two sets of words: 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _page(url: str) -> str:
    """A web address without what two people write differently."""
    return re.sub(r"^https?://(www\.)?", "", url.casefold()).split("?")[0].split("#")[0].rstrip("/")
