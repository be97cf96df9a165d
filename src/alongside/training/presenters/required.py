"""What training is required, who has it and who lacks it, and who uses the programme."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.urls import reverse

from alongside.foundation.design.formats import plural
from alongside.membership.models import Organisation

from ..queries import Lacking, Standing, UseBySize
from ..vocabulary import SMALL, SMALL_SIZES
from .courses import required_words
from .words import until_words

SOON = timedelta(days=60)
TEAM_HEAD = ("Name", "Course", "Has it", "Until", "Booked")
LACKING_HEAD = ("Organisation", "Course", "People who need it", "Have it", "Lack it")


@dataclass(frozen=True)
class TeamRow:
    name: str
    course: str
    course_href: str
    until: str
    kind: str
    booked: bool


@dataclass(frozen=True)
class TeamGroup:
    title: str
    note: str
    rows: list[TeamRow]


@dataclass(frozen=True)
class RequiredRow:
    course: str
    course_href: str
    who: str
    end_href: str


@dataclass(frozen=True)
class Finding:
    lead: str
    text: str


@dataclass(frozen=True)
class Use:
    """A sentence, and the table it comes from: (size, members, places, share of places, came)."""

    sentence: str
    rows: list[tuple[str, int, int, str, int]]


def team_groups(standings: Iterable[Standing], *, today: date) -> list[TeamGroup]:
    """Those who lack something first, then what runs out soon, then the rest."""
    rows = list(standings)
    soon = [one for one in rows if one.held and one.until and one.until <= today + SOON]
    kept = {id(one) for one in soon}
    groups = (
        ("Lack it", "never had it, or it ran out", [one for one in rows if not one.held]),
        (
            "Runs out soon",
            "in the next 60 days",
            sorted(soon, key=lambda one: (one.until or today, one.name)),
        ),
        ("Have it", "", [one for one in rows if one.held and id(one) not in kept]),
    )
    return [
        TeamGroup(title, note, [team_row(one, today=today) for one in theirs])
        for title, note, theirs in groups
        if theirs
    ]


def team_row(standing: Standing, *, today: date) -> TeamRow:
    soon = standing.until is not None and today <= standing.until <= today + SOON
    return TeamRow(
        name=standing.name,
        course=standing.course,
        course_href=reverse("training:course", args=[standing.course_id]),
        until=until_words(standing.until, today=today),
        kind="late" if not standing.held else "wait" if soon else "go",
        booked=standing.booked,
    )


def team_line(standings: list[Standing]) -> str:
    lack = len({one.user_id for one in standings if not one.held})
    people = len({one.user_id for one in standings})
    if not standings:
        return "Nothing is required of your people."
    if not lack:
        return "Everyone has what they need."
    return f"{lack} of {plural(people, 'person', 'people')} {'lacks' if lack == 1 else 'lack'} something."


def team_file(standings: Iterable[Standing], *, today: date) -> Iterable[tuple[Any, ...]]:
    for one in standings:
        held, booked = "Yes" if one.held else "No", "Yes" if one.booked else "No"
        yield (one.name, one.course, held, until_words(one.until, today=today), booked)


def required_rows(requirements: Iterable[Any]) -> list[RequiredRow]:
    return [
        RequiredRow(
            one.course.title,
            reverse("training:course", args=[one.course_id]),
            required_words(one),
            reverse("training:no_longer_required", args=[one.pk]),
        )
        for one in requirements
    ]


def required_findings(lacking: list[Lacking]) -> list[Finding]:
    """For each required course, how many have it: "Safeguarding: 210 of 300 have it."."""
    by_course = groupby(sorted(lacking, key=lambda one: one.course), key=lambda one: one.course)
    found = []
    for course, group in by_course:
        rows = list(group)
        need, have = sum(one.need for one in rows), sum(one.have for one in rows)
        behind = sum(one.have < one.need for one in rows)
        text = (
            f"{plural(behind, 'organisation has', 'organisations have')} someone who lacks it."
            if behind
            else "Nobody lacks it."
        )
        found.append(Finding(f"{course}: {have} of {need} have it.", text))
    return found


def lacking_file(lacking: Iterable[Lacking]) -> Iterable[tuple[Any, ...]]:
    for one in lacking:
        yield (one.organisation, one.course, one.need, one.have, one.need - one.have)


def use_in_words(sizes: list[UseBySize]) -> Use:
    words = {**dict(Organisation.Size.choices), "": "Size not known"}
    places, members = sum(one.places for one in sizes), sum(one.members for one in sizes)
    small = [one for one in sizes if one.size in SMALL_SIZES]
    theirs, of_them = sum(one.places for one in small), sum(one.members for one in small)
    if not places:
        sentence = "No places were taken in the last 12 months."
    else:
        sentence = (
            f"{SMALL.capitalize()} took {theirs} of {plural(places, 'place')} in the last 12 months,"
            f" or {share(theirs, places)}."
            f" They are {of_them} of {plural(members, 'member')}, or {share(of_them, members)}."
        )
    rows = [(words[one.size], one.members, one.places, share(one.places, places), one.came) for one in sizes]
    return Use(sentence, rows)


def share(part: int, whole: int) -> str:
    """44%; "0%" of nothing."""
    return f"{round(100 * part / whole) if whole else 0}%"
