"""Time: what the moment is (or is said to be, in a simulation), and working days."""

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

import holidays
from django.utils import timezone

_SAID: ContextVar[datetime | None] = ContextVar("said", default=None)


def now() -> datetime:
    """The moment, aware. In a simulation, the moment that ``at()`` says."""
    return _SAID.get() or timezone.now()


def today() -> date:
    """The date in the alliance's own time, Europe/London."""
    return timezone.localdate(now())


def is_hour(timestamp: float, hour: int) -> bool:
    """Whether a moment, in seconds since 1970, is in an hour of the day by the clocks of Europe/London.

    Jobs are called by UTC: a daily one is called at both hours that may be its own, and works at the one that is.
    """
    return timezone.localtime(datetime.fromtimestamp(timestamp, UTC)).hour == hour


def later(*, days: int) -> datetime:
    """The moment so many days on by the calendar: the same time of day, though the clocks change between."""
    return timezone.localtime(now()) + timedelta(days=days)


@contextlib.contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let it be another moment: for simulations, history and tests."""
    token = _SAID.set(moment)
    try:
        yield
    finally:
        _SAID.reset(token)


@lru_cache(maxsize=64)
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """Monday to Friday and not a bank holiday in England."""
    return day.weekday() < 5 and day not in _bank_holidays(day.year)


def add_working_days(start: date, days: int) -> date:
    """The date so many working days after ``start``; 0 gives ``start`` or the next working day."""
    day = start
    while not is_working_day(day):
        day += timedelta(days=1)
    for _ in range(days):
        day += timedelta(days=1)
        while not is_working_day(day):
            day += timedelta(days=1)
    return day


def end_of(day: date) -> datetime:
    """5pm on a day, Europe/London: when an answer is due."""
    return timezone.make_aware(datetime.combine(day, time(17, 0)))
