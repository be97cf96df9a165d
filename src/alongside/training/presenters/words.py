"""The sentences that several pages share: when, where, how many places, and how they are held fairly."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from alongside.foundation.design.formats import (
    DAYS,
    MONTHS,
    NBSP,
    clock_time,
    in_london,
    long_date,
    money,
    plural,
    weekday,
)  # fmt: skip

from ..rules import Room
from ..states import BOOKING
from ..vocabulary import SMALL


def day_month(day: date) -> str:
    """3 November: for a day that is near, whose year nobody doubts."""
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]}"


def hours_words(session: Any) -> str:
    """10am to 1pm"""
    return f"{clock_time(session.starts_at)} to {clock_time(session.ends_at)}"


def when_words(session: Any) -> str:
    """Tuesday 3 November, 10am to 1pm, and again on 10 and 17 November"""
    again = (
        f", and again on {and_words(day_month(day) for day in session.more_days)}"
        if session.more_days
        else ""
    )
    return f"{weekday(session.starts_at)}, {hours_words(session)}{again}"


def short_when(session: Any, today: date) -> str:
    """Tue 3 Nov; the year is added when it is not this one."""
    day = in_london(session.starts_at).date()
    year = "" if day.year == today.year else f" {day.year}"
    return f"{DAYS[day.weekday()][:3]} {day.day}{NBSP}{MONTHS[day.month - 1][:3]}{year}"


def where_words(session: Any, course: Any) -> str:
    """Online; or the place, and "or online" where both will do."""
    if course.format == "online" or not session.place:
        return "Online"
    return f"{session.place}, or online" if course.format == "hybrid" else session.place


def length_words(minutes: int) -> str:
    """3 hours, 1 hour 30 minutes, 45 minutes"""
    hours, rest = divmod(minutes, 60)
    parts = [plural(hours, "hour")] if hours else []
    return " ".join([*parts, plural(rest, "minute")] if rest or not parts else parts)


def cost_words(course: Any) -> str:
    return f"{money(course.cost)} each" if course.cost else "Free"


def certificate_words(course: Any) -> str:
    if not course.gives_certificate:
        return "No certificate"
    if not course.valid_months:
        return "A certificate that does not run out"
    years, months = divmod(course.valid_months, 12)
    return (
        f"A certificate for {plural(years, 'year') if not months else plural(course.valid_months, 'month')}"
    )


def places_words(room: Room, *, waiting: int, small: bool, today: date) -> str:
    """What is left, for one reader today: "6 places left, 4 of them held for small charities until 3 November"."""
    held = held_now(room, today=today)
    if not room.left:
        line = f". {plural(waiting, 'person is', 'people are')} waiting" if waiting else ""
        return f"Full{line}"
    if not room.left_for(small=small, today=today):
        return f"{plural(room.left, 'place')} left, held for {SMALL} until {day_month(room.fair_until)}"
    left = f"{plural(room.left, 'place')} left"
    return f"{left}, {held} of them held for {SMALL} until {day_month(room.fair_until)}" if held else left


def places_kind(room: Room, *, small: bool, today: date) -> str:
    """The kind of tag for it."""
    return "go" if room.left_for(small=small, today=today) else "wait"


def held_now(room: Room, *, today: date) -> int:
    """How many of the places that are left are held today."""
    return 0 if today >= room.fair_until else min(max(room.held - room.taken_by_small, 0), room.left)


def fair_words(room: Room, *, today: date) -> str:
    """The rule of rules.Room in words; "" where nothing is held and nobody is limited."""
    parts = []
    if room.held:
        parts.append(
            f"{room.held} of the {plural(room.places, 'place')} {'is' if room.held == 1 else 'are'} held for {SMALL}"
            " (under £100,000 a year)"
        )
    if room.most_each:
        parts.append(f"no organisation has more than {plural(room.most_each, 'place')}")
    if not parts:
        return ""
    if today >= room.fair_until:
        return f"Places were held fairly until {day_month(room.fair_until)}. Now any place is for whoever is next."
    held = and_words(parts)
    return (
        f"Places are held fairly. Until {day_month(room.fair_until)} {held}. From then on any place that is left"
        " goes to whoever is next in line."
    )


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 22nd"""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def place_in_line(before: int) -> str:
    """You are next in line; You are 3rd in line"""
    return "You are next in line" if before == 0 else f"You are {ordinal(before + 1)} in line"


def own_state(booking: Any, *, before: int = 0) -> str:
    """Where the reader stands with a booking of their own."""
    if booking.state == "waiting":
        return place_in_line(before)
    return {"booked": "You have a place", "attended": "You came"}.get(
        booking.state, BOOKING.state(booking.state).words
    )


def until_words(until: date | None, *, today: date) -> str:
    """Until 3 November 2027; Ran out on ...; Does not run out; Not yet"""
    if until is None:
        return "Not yet"
    if until == date.max:
        return "Does not run out"
    return f"Until {long_date(until)}" if until >= today else f"Ran out on {long_date(until)}"


def and_words(parts: Iterable[str]) -> str:
    """a; a and b; a, b and c"""
    *most, last = [*parts] or [""]
    return f"{', '.join(most)} and {last}" if most else last
