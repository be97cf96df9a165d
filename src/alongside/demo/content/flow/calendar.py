"""Working time as one number, so that waits can be added up.

A moment is a working day's number plus the part of that day gone: 12.5 is one o'clock on the thirteenth
working day.
"""

from bisect import bisect_right
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import holidays

LONDON = ZoneInfo("Europe/London")
_OPENS, _HOURS = 9, 8


class WorkingDays:
    """Weekdays that are not bank holidays in England, from three years before a day to one year after."""

    def __init__(self, today: date) -> None:
        closed = holidays.country_holidays("GB", subdiv="ENG", years=range(today.year - 3, today.year + 2))
        every = (today + timedelta(days=n) for n in range(-1095, 366))
        self.days = [day for day in every if day.weekday() < 5 and day not in closed]
        number = bisect_right(self.days, today) - 1
        self.now = number + (0.35 if self.days[number] == today else 0.99)

    def moment(self, at: date | datetime) -> float:
        """The first working moment on a day, or at or after a time."""
        day, hours = (at.date(), at.hour + at.minute / 60 - _OPENS) if isinstance(at, datetime) else (at, 0.0)
        number = bisect_right(self.days, day - timedelta(days=1))
        if self.days[number] != day or hours <= 0:
            return float(number)
        return number + hours / _HOURS if hours < _HOURS else number + 1.0

    def at(self, moment: float) -> datetime:
        """A moment as clock time, to the minute."""
        day = self.days[int(moment)]
        minutes = int((moment % 1) * _HOURS * 60)
        return datetime(day.year, day.month, day.day, _OPENS, tzinfo=LONDON) + timedelta(minutes=minutes)

    def on(self, moment: float) -> date:
        return self.days[int(moment)]
