"""How good an entry is for someone who needs it: a score out of 100, and what would raise it. Pure.

The points are ours: what people ring to ask, and what makes a match right, weighs most. A figure without "what would
raise it" helps nobody, so each criterion brings its own words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

FRESH_ROOM = timedelta(days=28)
FRESH_LOOK = timedelta(days=180)
ENOUGH_WORDS = 80  # letters of a description


@dataclass(frozen=True)
class Facts:
    """What is asked of an entry. ``sheet`` is its sheet; the others are what hangs off it."""

    sheet: Mapping[str, Any]
    has_place: bool = False
    has_price: bool = False
    has_need: bool = False
    phones_work: bool = True
    link_broken: bool = False
    assured_on: date | None = None
    room_said_at: datetime | None = None


@dataclass(frozen=True)
class Criterion:
    points: int
    words: str


@dataclass(frozen=True)
class Quality:
    """``score`` is 0 to 100; ``missing`` what would raise it, the most first."""

    score: int
    missing: tuple[Criterion, ...]

    @property
    def kind(self) -> str:
        return "go" if self.score >= 80 else "wait" if self.score >= 50 else "late"


def quality(facts: Facts, *, on: date, at: datetime) -> Quality:
    """The score of an entry on a day."""
    sheet = facts.sheet
    reachable = bool((sheet["phones"] and facts.phones_work) or sheet["email"])
    who = (
        sheet["minimum_age"] is not None
        or sheet["maximum_age"] is not None
        or bool(sheet["eligibility_description"])
    )
    asked = (
        (reachable, 20, "Give a phone number that works, or an e-mail address"),
        (len(sheet["description"]) >= ENOUGH_WORDS, 15, "Say in two or three sentences what you do"),
        (bool(sheet["times"] or sheet["application_process"]), 10, "Say when it is on, or how people start"),
        (who, 10, "Say who it is for"),
        (bool(sheet["fees_description"]) or facts.has_price, 10, "Say what it costs, or that it is free"),
        (facts.has_place, 10, "Say where it is, or that it is by phone or online"),
        (
            facts.assured_on is not None and on - facts.assured_on <= FRESH_LOOK,
            10,
            "Say that all of it is still right",
        ),
        (
            facts.room_said_at is not None and at - facts.room_said_at <= FRESH_ROOM,
            10,
            "Say whether you have room",
        ),
        (
            not facts.link_broken and facts.phones_work,
            5,
            "Mend what does not work: the website or a phone number",
        ),
        # Needs are read out of the words, so the way to raise this one is to write them.
        (facts.has_need, 0, "Say in plain words what it helps with, so that people find it"),
    )
    missing = tuple(Criterion(points, words) for held, points, words in asked if not held)
    return Quality(
        100 - sum(one.points for one in missing), tuple(sorted(missing, key=lambda one: -one.points))
    )
