"""The programme: sessions by month, each in a line that says whether there is a place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse

from alongside.foundation.design.formats import MONTHS, in_london, plural, with_query

from ..rules import Room
from ..vocabulary import format_words
from .words import hours_words, places_kind, places_words, short_when, where_words

FILE_HEAD = (
    "Course", "Offered by", "Date", "Starts", "Ends", "Further days", "How", "Where", "Places", "Left", "Waiting",
)  # fmt: skip


MINE = {"booked": "You have a place", "waiting": "You are waiting"}


@dataclass(frozen=True)
class SessionRow:
    """One session in the programme. ``mine`` says that the reader has booked it."""

    title: str
    href: str
    offered_by: str
    day: str
    hours: str
    where: str
    places: str
    kind: str
    mine: str
    button: str


@dataclass(frozen=True)
class Month:
    title: str
    rows: list[SessionRow]


def months_of(sessions: Iterable[Any], *, small: bool, today: date) -> list[Month]:
    """The sessions of a page, under the months that they begin in."""
    grouped = groupby(sessions, key=lambda one: in_london(one.starts_at).replace(day=1).date())
    return [
        Month(month_words(month), [session_row(one, small=small, today=today) for one in theirs])
        for month, theirs in grouped
    ]


def session_row(session: Any, *, small: bool, today: date) -> SessionRow:
    room = room_of(session)
    place = bool(room.left_for(small=small, today=today))
    return SessionRow(
        title=session.course.title,
        href=reverse("training:session", args=[session.pk]),
        offered_by=session.course.organisation.name,
        day=short_when(session, today),
        hours=hours_words(session),
        where=where_words(session, session.course),
        places=places_words(room, waiting=session.waiting, small=small, today=today),
        kind=places_kind(room, small=small, today=today),
        mine=MINE.get(session.mine or "", ""),
        button="Book" if place else "Wait for a place",
    )


def room_of(session: Any) -> Room:
    """The room of a session that came with its counts."""
    return Room(
        session.places, session.held_places, session.most_each, session.fair_until, session.booked,
        session.booked_by_small,
    )  # fmt: skip


def file_rows(sessions: Iterable[Any]) -> Iterable[tuple[Any, ...]]:
    for one in sessions:
        start, end = in_london(one.starts_at), in_london(one.ends_at)
        yield (
            one.course.title, one.course.organisation.name, start.date(), f"{start:%H:%M}", f"{end:%H:%M}",
            " ".join(map(str, one.more_days)), format_words(one.course.format), where_words(one, one.course),
            one.places, room_of(one).left, one.waiting,
        )  # fmt: skip


def month_words(month: date) -> str:
    return f"{MONTHS[month.month - 1]} {month.year}"


def month_choices(months: Iterable[tuple[date, int]]) -> list[tuple[str, str]]:
    """Each month that has sessions, with how many."""
    return [
        ("", "Any month"),
        *((f"{month:%Y-%m}", f"{month_words(month)} ({number})") for month, number in months),
    ]


def line(total: int) -> str:
    return f"{plural(total, 'session')} to come, open to every member."


def next_page(address: str, sessions: list[Any], more: bool) -> str:
    """The address of the page after this one, or ""."""
    if not more or not sessions:
        return ""
    last = sessions[-1]
    return with_query(address, after=f"{last.starts_at.isoformat()}~{last.pk}")
