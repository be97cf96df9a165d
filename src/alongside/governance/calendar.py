"""Days and times of meetings, by London's clock; and the calendar that people subscribe to."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from alongside.foundation.access.errors import Missing
from alongside.foundation.design.formats import LONDON

from .models import Meeting


def moment_on(day: date, at: time) -> datetime:
    """The moment when London's clocks say so. Raises Missing for one that the clocks leave out in March.

    The hour that October has twice is taken the first time.
    """
    moment = datetime.combine(day, at, tzinfo=LONDON)
    there_and_back = moment.astimezone(UTC).astimezone(LONDON)
    if there_and_back.time() != at:
        raise Missing(
            "The clocks go forward that night, so there is no such time. Choose another.", field="time"
        )
    return moment


def days_after(first: date, every: str, times: int) -> list[date]:
    """So many days from the first on. By month they keep the weekday: the second Tuesday stays that.

    A fifth Tuesday is the last one of the month where there is no fifth.
    """
    if every in ("week", "fortnight"):
        step = timedelta(days=7 if every == "week" else 14)
        return [first + step * number for number in range(times)]
    months = 3 if every == "quarter" else 1
    return [_same_weekday(first, number * months) for number in range(times)]


def _same_weekday(first: date, months: int) -> date:
    year, month = divmod(first.month - 1 + months, 12)
    start = date(first.year + year, month + 1, 1)
    day = start + timedelta(days=(first.weekday() - start.weekday()) % 7 + (first.day - 1) // 7 * 7)
    return day if day.month == start.month else day - timedelta(days=7)


def feed(meetings: Iterable[Meeting], *, name: str, host: str, pages: str) -> bytes:
    """The meetings as iCalendar (RFC 5545), in Europe/London. ``pages`` is the start of a meeting's address.

    A cancelled one stays, and says so, for otherwise some calendars would keep it.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Alongside//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for meeting in meetings:
        starts = meeting.starts_at.astimezone(LONDON)
        cancelled = meeting.state == "cancelled"
        title = meeting.title or meeting.group.name
        event = Event()
        event.add("uid", f"{meeting.pk}@{host}")
        event.add("summary", f"Cancelled: {title}" if cancelled else title)
        event.add("dtstart", starts)
        # Added to the moment, so that two hours stay two hours when the clocks change in between.
        event.add("dtend", (meeting.starts_at + timedelta(minutes=meeting.minutes_long)).astimezone(LONDON))
        event.add("dtstamp", meeting.changed_at)
        event.add("last-modified", meeting.changed_at)
        event.add("sequence", meeting.changed)
        event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
        if meeting.place or meeting.link:
            event.add("location", meeting.place or "Online")
        event.add("url", f"{pages}{meeting.pk}/")
        event.add("description", f"Agenda and papers: {pages}{meeting.pk}/")
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()
