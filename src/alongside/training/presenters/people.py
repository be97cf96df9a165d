"""The people of a session, for who runs it, and what they said afterwards."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from alongside.foundation.design.formats import plural

from ..states import BOOKING
from ..vocabulary import COULD_TAKE_PART, ENOUGH_ANSWERS, USEFUL

FILE_HEAD = ("Name", "Email", "Organisation", "State", "Number in line")


@dataclass(frozen=True)
class PersonRow:
    name: str
    organisation: str
    email: str
    state: str
    tag: str


@dataclass(frozen=True)
class Said:
    """What a session's people said: sentences, then their own words. ``wait`` says why there is nothing yet."""

    wait: str
    counts: list[str]
    will_do: list[str]
    change: list[str]


def person_row(booking: Any) -> PersonRow:
    state = BOOKING.state(booking.state)
    return PersonRow(booking.user.name, booking.organisation.name, booking.user.email, state.words, state.tag)


def people_line(bookings: Iterable[Any]) -> str:
    """12 have a place, 3 are waiting; afterwards 10 came, 2 did not."""
    counts = Counter(one.state for one in bookings)
    parts = [
        f"{counts[state]} {words}"
        for state, words in (
            ("booked", "booked"), ("attended", "came"), ("did_not_come", "did not come"), ("waiting", "waiting"),
        )
        if counts[state]
    ]  # fmt: skip
    return f"{', '.join(parts)}." if parts else "Nobody has booked yet."


def file_rows(bookings: Iterable[Any]) -> Iterable[tuple[Any, ...]]:
    for one in bookings:
        row = person_row(one)
        yield (row.name, row.email, row.organisation, row.state, one.line)


def said(number: int, answers: list[Any]) -> Said:
    if not answers:
        some = (
            f"{plural(number, 'person has', 'people have')} answered so far. "
            if number
            else "Nobody has answered yet. "
        )
        wait = f"{some}You see what they said when {ENOUGH_ANSWERS} have, so that nobody is known by their answer."
        return Said(wait, [], [], [])
    useful, took_part = Counter(one.useful for one in answers), Counter(one.took_part for one in answers)
    return Said(
        "",
        [
            f"How useful for your work: {_counted(useful, USEFUL)}.",
            f"Could take part as they needed to: {_counted(took_part, COULD_TAKE_PART)}.",
        ],
        [one.will_do for one in answers if one.will_do],
        [one.change for one in answers if one.change],
    )


def _counted(counts: Counter[Any], choices: Iterable[tuple[Any, str]]) -> str:
    return ", ".join(
        f"{words.lower()} {counts[code]}" for code, words in reversed([*choices]) if counts[code]
    )
