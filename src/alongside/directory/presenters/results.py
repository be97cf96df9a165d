"""The page of results: a person's words, numbered, and the places that can help, by number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation.design.formats import and_list, plural
from alongside.places.queries import AreaMap

from ..chosen import NAME, code_of
from ..queries import NeedResults, Search, ServiceShown, Wanted, need_description, need_label
from ..understanding import SAFETY, Span
from .cards import Card, card
from .map import MapShown, lettered

#: How many a need shows at first, when few needs were heard and when many were.
FIRST_SHOWN, FIRST_OF_MANY = 3, 2
#: Without a need that was understood, this many services found by their words are shown.
BY_WORDS_SHOWN = 8
LAST = 1_000_000


@dataclass(frozen=True)
class Said:
    """A stretch of the person's words; with a number when it named a need."""

    text: str
    number: str = ""


@dataclass(frozen=True)
class Group:
    """The places for one need. `more` is how many are not shown; `elsewhere` names good ones in other groups."""

    number: int
    code: str
    title: str
    line: str
    cards: list[Card] = field(default_factory=list)
    more: int = 0
    elsewhere: str = ""


@dataclass(frozen=True)
class ResultsPage:
    """Everything that directory/results.html says."""

    title: str
    said: list[Said]
    groups: list[Group]
    crisis: bool
    for_whom: str
    note: str = ""
    heard_nothing: bool = False
    #: Services on the leaflet so far that have no box on this page, as (name, value) of hidden fields.
    carried: list[tuple[str, str]] = field(default_factory=list)
    map: MapShown | None = None


def chosen_ids(found: Search, opened: str) -> dict[str, list[UUID]]:
    """Which services each group shows: each service once, in the group where it scores highest.

    `opened` is the need of which all are shown. A group whose services all fit others better shows those left.
    """
    best: dict[UUID, tuple[float, str]] = {}
    for group in found.groups or [found.by_words]:
        for result in group.results:
            if result.service_id not in best or result.score > best[result.service_id][0]:
                best[result.service_id] = (result.score, group.need_code)
    first = FIRST_SHOWN if len(found.groups) < 3 else FIRST_OF_MANY
    taken: set[UUID] = set()
    chosen: dict[str, list[UUID]] = {}
    groups = _groups(found)
    for own in (True, False):
        for group in groups:
            code = group.need_code
            if chosen.get(code):
                continue
            most = 60 if code == opened else first if code else BY_WORDS_SHOWN
            ids = [r.service_id for r in group.results if r.service_id not in taken]
            chosen[code] = [pk for pk in ids if not own or best[pk][1] == code][:most]
            taken.update(chosen[code])
    return chosen


def _groups(found: Search) -> list[NeedResults]:
    """Safety first, then the order of the person's words, then ticked needs; by words alone where no need is."""
    starts = {need.code: need.phrases[0].start for need in found.understanding.needs if need.phrases}
    groups = sorted(
        enumerate(found.groups),
        key=lambda g: (g[1].need_code not in SAFETY, starts.get(g[1].need_code, LAST), g[0]),
    )
    return [group for _, group in groups] or [found.by_words]


def results_page(
    found: Search,
    wanted: Wanted,
    shown: Mapping[UUID, ServiceShown],
    *,
    opened: str,
    for_whom: str,
    key: str,
    note: str,
    ticked: Sequence[UUID] = (),
    area_map: AreaMap | None = None,
) -> ResultsPage:
    """The page. `shown` holds the details of chosen_ids(); `area_map` is the alliance's own, drawn beside the list."""
    chosen = chosen_ids(found, opened)
    phrases = {need.code: need.phrases for need in found.understanding.needs}
    groups: list[Group] = []
    numbers: dict[str, int] = {}
    everywhere = {pk for ids in chosen.values() for pk in ids}
    listed = [pk for group in _groups(found) for pk in chosen[group.need_code]]
    letter_of, drawn = lettered(listed, shown, wanted, area_map)
    for group in _groups(found):
        code = group.need_code
        results = {result.service_id: result for result in group.results}
        cards = [
            replace(
                card(
                    shown[pk],
                    results[pk],
                    wanted,
                    [span.text for span in phrases.get(code, [])],
                    key,
                    heard=code in phrases,
                    ticked=ticked,
                ),
                letter=letter_of.get(pk, ""),
            )
            for pk in chosen[code]
            if pk in shown
        ]
        also = [
            shown[pk].service.name
            for pk in list(results)[: 2 * FIRST_SHOWN]
            if pk in everywhere and pk in shown and pk not in chosen[code]
        ]
        number = len(groups) + 1 if code else 0
        numbers[code] = number
        groups.append(
            Group(
                number,
                code,
                need_label(code) if code else _("Places that use your words"),
                _line(code, group.found, len(cards), also),
                cards,
                more=max(0, min(group.found, 60) - len(cards) - len(also)),
                elsewhere=and_list(also[:2]),
            )
        )
    spans = {code: phrases.get(code, []) for code in numbers if code}
    return ResultsPage(
        title=_title(found, wanted, groups),
        said=said(wanted.words, spans, numbers),
        groups=[group for group in groups if group.code or group.cards],
        crisis=found.understanding.crisis,
        for_whom=for_whom,
        note=note,
        heard_nothing=not found.groups,
        carried=[(NAME, code_of(pk)) for pk in ticked if pk not in everywhere],
        map=drawn if drawn and drawn.marks else None,
    )


def _line(code: str, found: int, shown: int, also: list[str]) -> str:
    if not found:
        return need_description(code)
    if not shown:
        return _("In this list, for something else you said")
    places = plural(min(found, 60), "place") if found <= 60 else _("More than 60 places")
    if shown >= found:
        return places
    best = ngettext("Showing the %(n)s that fits best", "Showing the %(n)s that fit best", shown)
    return f"{places}. {best % {'n': shown}}"


def _title(found: Search, wanted: Wanted, groups: list[Group]) -> str:
    ids = {r.service_id for g in _groups(found) for r in g.results}
    places = plural(len(ids), "place")
    if not ids:
        return _("We couldn’t match that yet")
    if any(group.found > 60 for group in _groups(found)):
        return (
            _("More than 60 places near you can help") if wanted.place else _("More than 60 places can help")
        )
    if not found.groups:
        words = _("%(places)s near you might help") if wanted.place else _("%(places)s might help")
    else:
        words = _("%(places)s near you can help") if wanted.place else _("%(places)s can help")
    return words % {"places": places}


def said(words: str, spans: Mapping[str, list[Span]], numbers: Mapping[str, int]) -> list[Said]:
    """The words in parts, each phrase with the number of its group; never cut and never tidied."""
    marks: list[tuple[int, int, set[int]]] = []
    for start, end, number in sorted(
        (span.start, span.end, numbers[code]) for code, found in spans.items() for span in found
    ):
        if marks and start < marks[-1][1]:
            first, last, held = marks[-1]
            marks[-1] = (first, max(last, end), held | {number})
        else:
            marks.append((start, end, {number}))
    parts, at = [], 0
    for start, end, held in marks:
        if start > at:
            parts.append(Said(words[at:start]))
        parts.append(Said(words[start:end], ", ".join(str(number) for number in sorted(held))))
        at = end
    return [*parts, Said(words[at:])] if at < len(words) else parts
