"""The programme as a calendar, for people's own: RFC 5545, made by the icalendar library."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from icalendar import Calendar, Event

from alongside.foundation.design.formats import LONDON, in_london

from .presenters.words import where_words


def calendar_of(sessions: Iterable[Any], *, name: str, link: Any, moment: datetime) -> bytes:
    """A calendar of sessions; ``link`` gives the address of one. Further days are events of their own."""
    calendar = Calendar()
    calendar.add("prodid", "-//Alongside//Training//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
    for session in sessions:
        start, end = in_london(session.starts_at), in_london(session.ends_at)
        for number, day in enumerate([start.date(), *session.more_days]):
            event = Event()
            event.add("uid", f"{session.pk}-{number}@alongside")
            event.add("dtstamp", moment)
            event.add("dtstart", datetime.combine(day, start.time(), LONDON))
            event.add("dtend", datetime.combine(day, end.time(), LONDON))
            event.add("summary", session.course.title)
            event.add("location", where_words(session, session.course))
            event.add("description", f"Offered by {session.course.organisation.name}. {link(session)}")
            event.add("url", link(session))
            calendar.add_component(event)
    return calendar.to_ical()
