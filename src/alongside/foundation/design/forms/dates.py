"""Days in three boxes and times as people write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from alongside.foundation.design.formats import MONTHS, clock_time, long_date
from alongside.foundation.workflow.clock import today

PARTS = ("day", "month", "year")


class DateBoxes(forms.Widget):
    """Three boxes named x-day, x-month and x-year. Its value is a date or the three as typed.

    ``near``: the day is near today, so an empty one begins with this year, and that alone is no answer.
    """

    use_fieldset = True
    near = False

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, ...]:
        return tuple((data.get(f"{name}-{part}") or "").strip() for part in PARTS)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(f"{name}-{part}" in data for part in PARTS)

    def boxes(self, value: Any) -> tuple[str, ...]:
        if isinstance(value, date):
            return (str(value.day), str(value.month), str(value.year))
        return tuple(value or ("", "", str(today().year) if self.near else ""))

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-day" if id_ else id_


class DateField(forms.Field):
    """A date from three boxes; the month may be a name. earliest and latest: dates or functions giving one.

    With a function the day is near today, and the year is filled in.

    A ValidationError carries params={"parts": [...]}, the boxes to look at.
    """

    widget = DateBoxes

    def __init__(
        self,
        *,
        earliest: date | Callable[[], date] | None = None,
        latest: date | Callable[[], date] | None = None,
        **kwargs: Any,
    ) -> None:
        self.earliest, self.latest = earliest, latest
        super().__init__(**kwargs)
        self.widget.near = callable(earliest) or callable(latest)

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        typed = dict(zip(PARTS, value, strict=True))
        missing = [part for part in PARTS if not typed[part]]
        if len(missing) == len(PARTS) or (self.widget.near and missing == ["day", "month"]):
            return None
        if missing:
            raise self._wrong("Add the " + " and the ".join(missing), "incomplete", missing)
        numbers = {part: _month(typed[part]) if part == "month" else _whole(typed[part]) for part in PARTS}
        wrong = [part for part in PARTS if numbers[part] is None]
        if wrong:
            raise self._wrong("Use numbers for the date, like 27 3 2026", "invalid", wrong)
        day, month, year = (numbers[part] or 0 for part in PARTS)
        if year < 1000:
            raise self._wrong("Write the year with 4 numbers, like 2026", "year", ["year"])
        try:
            return date(year, month, day)
        except ValueError:
            raise self._wrong("There is no such day. Check the date", "invalid", ["day", "month"]) from None

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is None:
            return
        earliest = self.earliest() if callable(self.earliest) else self.earliest
        latest = self.latest() if callable(self.latest) else self.latest
        if earliest and value < earliest:
            raise self._wrong(f"Choose {long_date(earliest)} or a later day", "early", list(PARTS))
        if latest and value > latest:
            raise self._wrong(f"Choose {long_date(latest)} or an earlier day", "late", list(PARTS))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return tuple(data or ("", "", "")) != DateBoxes().boxes(initial)

    @staticmethod
    def _wrong(message: str, code: str, parts: list[str]) -> ValidationError:
        return ValidationError(message, code=code, params={"parts": parts})


def _whole(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text) else None


def _month(text: str) -> int | None:
    word = text.lower()
    named = [place for place, name in enumerate(MONTHS, 1) if len(word) > 2 and name.lower().startswith(word)]
    return named[0] if named else _whole(text)


class TimeField(forms.Field):
    """A time of day as people write it: 2:30pm, 2.30 pm, 14:30, 9am, midday."""

    widget = forms.TextInput
    default_error_messages = {"invalid": "Write the time like 2:30pm"}
    WRITTEN = re.compile(r"([01]?[0-9]|2[0-3])(?:[:.]?([0-5][0-9]))?\s*(am|pm)?")

    def to_python(self, value: Any) -> time | None:
        if value is None or isinstance(value, time):
            return value
        text = str(value).strip().lower().replace("\u00a0", " ")
        if not text:
            return None
        if text in ("midday", "noon"):
            return time(12)
        written = self.WRITTEN.fullmatch(text)
        if not written:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        hour, minute, half = int(written[1]), int(written[2] or 0), written[3]
        if (half and not 1 <= hour <= 12) or (not half and written[2] is None):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if half:
            hour = hour % 12 + (12 if half == "pm" else 0)
        return time(hour, minute)

    def prepare_value(self, value: Any) -> Any:
        return clock_time(value) if isinstance(value, time) else value
