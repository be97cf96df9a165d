"""One session's page: what it is, whether there is a place, and where the reader stands."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from alongside.foundation.design.formats import age, plural

from ..queries import SessionShown
from ..rules import takes_bookings
from ..states import BOOKING, SESSION
from .courses import course_facts, serves
from .words import fair_words, place_in_line, places_kind, places_words, when_words, where_words


@dataclass(frozen=True)
class Mine:
    """Where the reader stands: one sentence, what could go otherwise, and how to give it up."""

    sentence: str
    lines: list[str]
    give_up_href: str = ""
    give_up: str = ""


@dataclass(frozen=True)
class TeamRow:
    name: str
    state: str
    tag: str
    give_up_href: str


@dataclass(frozen=True)
class Note:
    words: str
    by: str
    when: str
    moment: datetime


@dataclass(frozen=True)
class SessionPage:
    title: str
    course_href: str
    offered_by: str
    when: str
    where: str
    link: str
    state: str
    tag: str
    learn: str
    for_whom: str
    access: str
    serves: list[str]
    facts: list[tuple[str, str]]
    with_: list[tuple[str, bool]]
    places: str
    kind: str
    fair: str
    reason: str
    mine: Mine | None
    book: str
    calendar_href: str
    people_href: str
    change_href: str
    can_open: bool
    can_call_off: bool
    team: list[TeamRow] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def session_page(shown: SessionShown, *, moment: datetime, today: date) -> SessionPage:
    session, course, room = shown.session, shown.session.course, shown.room
    bookable = takes_bookings(session, moment=moment)
    state = SESSION.state(session.state)
    over = state.name == "open" and not bookable
    changeable = state.is_open and not over
    has_place = shown.mine is not None and shown.mine.state in ("booked", "attended")
    free = room.left_for(small=shown.small, today=today)
    return SessionPage(
        title=course.title,
        course_href=reverse("training:course", args=[course.pk]),
        offered_by=course.organisation.name,
        when=when_words(session),
        where=where_words(session, course),
        link=session.link if has_place or shown.trains else "",
        state="It has begun" if over else state.words,
        tag="" if over else state.tag,
        learn=course.learn,
        for_whom=course.for_whom,
        access=course.access,
        serves=serves(course),
        facts=course_facts(course),
        with_=[(one.name, one.lived_experience) for one in course.facilitators.all()],
        places=places_words(room, waiting=shown.waiting, small=shown.small, today=today) if bookable else "",
        kind=places_kind(room, small=shown.small, today=today),
        fair=fair_words(room, today=today) if bookable else "",
        reason=shown.reason,
        mine=mine(shown, bookable=bookable),
        book=("Book my place" if free else "Join the waiting list") if bookable else "",
        calendar_href=reverse("training:session_calendar", args=[session.pk]) if bookable else "",
        people_href=reverse("training:people", args=[session.pk]) if shown.trains else "",
        change_href=reverse("training:change_session", args=[session.pk])
        if shown.trains and changeable
        else "",
        can_open=shown.trains and session.state == "planned",
        can_call_off=shown.trains and state.is_open,
        team=[team_row(one, bookable=bookable) for one in shown.team],
        notes=[Note(one.words, one.by, age(one.at), one.at) for one in shown.notes],
    )


def mine(shown: SessionShown, *, bookable: bool) -> Mine | None:
    """Nothing for who never booked, or gave it up and may book again."""
    booking = shown.mine
    if booking is None or (booking.state == "cancelled" and bookable):
        return None
    give_up = reverse("training:give_up", args=[booking.pk]) if bookable else ""
    if booking.state == "booked":
        lines = ["If you can’t come, say so, and the next person gets your place."] if bookable else []
        return Mine("You have a place.", lines, give_up, "I can’t come")
    if booking.state == "waiting":
        before = (
            f"{plural(shown.before_me, 'person is', 'people are')} before you. " if shown.before_me else ""
        )
        lines = [f"{before}If a place comes free it is yours, and we tell you at once."]
        return Mine(f"{place_in_line(shown.before_me)}.", lines, give_up, "Leave the waiting list")
    return Mine(f"{BOOKING.state(booking.state).words}.", [])


def team_row(booking: Any, *, bookable: bool) -> TeamRow:
    state = BOOKING.state(booking.state)
    href = reverse("training:give_up", args=[booking.pk]) if bookable else ""
    return TeamRow(booking.user.name, state.words, state.tag, href)
