"""Finding services for a person's own words. One call of directory_search(), the only way into its tables."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from alongside.places.queries import Place

from ..understanding import Understanding, default_lexicon
from .lexicon import hear
from .weights import WEIGHTS, Parts

MOST_NEEDS = 6
MOST_WORDS = 10_000
#: The group of services that are named by the words, whatever need they meet.
BY_WORDS = ""


@dataclass(frozen=True)
class Wanted:
    """What someone asks for. `needs` are the codes that they ticked; None means what we hear in the words."""

    words: str = ""
    place: Place | None = None
    needs: tuple[str, ...] | None = None
    age: int | None = None
    language: str = ""
    room: bool = False
    evenings: bool = False
    remote: bool = False
    step_free: bool = False
    free: bool = False
    in_person: bool = False
    self_refer: bool = False
    open_now: bool = False

    @property
    def narrowed(self) -> bool:
        """True when something is required that takes services away."""
        return any(
            (
                self.age is not None,
                self.language,
                self.room,
                self.evenings,
                self.remote,
                self.step_free,
                self.free,
                self.in_person,
                self.self_refer,
                self.open_now,
            )
        )


@dataclass(frozen=True)
class SearchResult:
    """A service found for one need. `score` is score_of(`parts`), so every ranking can be checked by hand.

    `reach` is place, remote, hidden or unknown; `area` is inside (they serve it), open (everywhere, or an
    area that we cannot read), unsure, or unsaid. `miles` to the nearest place; None for other kinds of reach.
    """

    service_id: UUID
    need_code: str
    score: float
    parts: Parts
    miles: float | None
    reach: str
    area: str


@dataclass(frozen=True)
class NeedResults:
    """What was found for one need, best first. `found` counts all that were ranked, shown or not."""

    need_code: str
    found: int
    results: list[SearchResult] = field(default_factory=list)


@dataclass(frozen=True)
class Search:
    """The understanding of the words, and the services found for each need, surest need first."""

    understanding: Understanding
    groups: list[NeedResults]
    by_words: NeedResults


def search(wanted: Wanted, *, most: int = 60, now: datetime | None = None) -> Search:
    """Services for what is wanted, at most `most` a need. The same question has the same answer.

    Needs that were heard but that no service fits have an empty group: that is unmet need, and it is shown.
    """
    heard = hear(wanted.words[:MOST_WORDS])
    confidence = {need.code: need.confidence for need in heard.needs}
    codes = list(wanted.needs if wanted.needs is not None else confidence)[:MOST_NEEDS]
    rows = _rows(wanted, codes, [confidence.get(code, 1.0) for code in codes], most, now or timezone.now())
    by_code: dict[str, NeedResults] = {}
    for code, service_id, found, score, need, words, near, soon, miles, reach, area in rows:
        group = by_code.setdefault(code, NeedResults(code, found))
        parts = Parts(need, words, near, soon)
        group.results.append(SearchResult(service_id, code, score, parts, miles, reach, area))
    groups = [by_code.get(code, NeedResults(code, 0)) for code in codes]
    return Search(heard, groups, by_code.get(BY_WORDS, NeedResults(BY_WORDS, 0)))


def heard_needs(words: str, ticked: list[str] | None) -> list[str]:
    """The needs that a search is about: those that were ticked, or what we hear in the words."""
    if ticked is not None:
        return list(ticked)[:MOST_NEEDS]
    return hear(words[:MOST_WORDS]).codes[:MOST_NEEDS]


def _rows(
    wanted: Wanted, codes: list[str], confidences: list[float], most: int, now: datetime
) -> list[tuple]:
    place = wanted.place
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM directory_search(%s::text[], %s::float8[], %s::text[], %s, %s, %s, %s::text[], %s, %s, %s, %s,"
            " %s, %s, %s, %s, %s, %s, %s, %s, %s, %s::float8[])",
            [
                codes,
                confidences,
                [default_lexicon().staff_label(code) for code in codes],
                wanted.words[:MOST_WORDS].replace("\0", " "),
                place.latitude if place else None,
                place.longitude if place else None,
                *_required(wanted),
                most,
                now,
                list(asdict(WEIGHTS).values()),
            ],
        )
        rows: list[tuple] = cursor.fetchall()
    return rows


def _required(wanted: Wanted) -> tuple[Any, ...]:
    """What must hold, in the order of directory_search() and directory_search_criteria()."""
    place = wanted.place
    areas = [place.district, *([place.ward.code] if place.ward else [])] if place else None
    sure_ward = bool(place and place.ward and not place.approximate_ward)
    return (
        areas, not sure_ward, wanted.age, wanted.language.strip().lower() or None, wanted.room, wanted.evenings,
        wanted.remote, wanted.step_free, wanted.free, wanted.in_person, wanted.self_refer, wanted.open_now,
    )  # fmt: skip


def criteria_of(service_id: UUID, wanted: Wanted, *, now: datetime | None = None) -> dict[str, bool | None]:
    """What was asked for, by name, and whether a service has it; None where nobody has said. In a fixed order.

    A search leaves out what is False, and what is None but for age and area. Empty for a service not running.
    """
    areas, unsure, age, language, *rest = _required(wanted)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM directory_search_criteria(%s, %s, %s, %s::text[], %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [service_id, age, language, areas, unsure, *rest, now or timezone.now()],
        )
        return dict(cursor.fetchall())
