"""How dates, times, ages and numbers are written, in words that hold together with no-break spaces.

Every function takes what a template has at hand and gives plain text, so presenters use them too. English is written
as people here say it; in the other languages dates are as CLDR has them and the rest is in the catalogues.
Moments are shown in Europe/London. Nothing given is shown as nothing: None gives "".
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import TypeVar
from urllib.parse import urlencode, urlsplit, urlunsplit
from zoneinfo import ZoneInfo

import phonenumbers
from babel import Locale
from babel.dates import format_date, format_time
from django.http import QueryDict
from django.utils.translation import get_language, gettext, ngettext, ngettext_lazy

from alongside.foundation.workflow.clock import today

LONDON = ZoneInfo("Europe/London")
Day = TypeVar("Day", date, datetime)
NBSP = "\u00a0"
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def in_london(value: Day) -> Day:
    """A moment as London sees it; a plain date, or a moment without a zone, is left alone."""
    return value.astimezone(LONDON) if isinstance(value, datetime) and value.tzinfo else value


def _other_language() -> Locale | None:
    """The language in which words are written just now, as CLDR knows it; None for English."""
    code = get_language() or ""
    return None if code.startswith("en") else Locale.parse(code, sep="-")


def _day_of(value: date | datetime) -> date:
    return in_london(value).date() if isinstance(value, datetime) else value


def long_date(value: date | datetime | None) -> str:
    """3 November 2026"""
    if value is None:
        return ""
    day = _day_of(value)
    if other := _other_language():
        return format_date(day, "d MMMM y", locale=other)
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]} {day.year}"


def weekday(value: date | datetime | None) -> str:
    """Thursday 5 November; the year is added when it is not this one."""
    if value is None:
        return ""
    day = _day_of(value)
    if other := _other_language():
        return format_date(day, "EEEE d MMMM" + ("" if day.year == today().year else " y"), locale=other)
    year = "" if day.year == today().year else f" {day.year}"
    return f"{DAYS[day.weekday()]} {day.day}{NBSP}{MONTHS[day.month - 1]}{year}"


def short_date(value: date | datetime | None) -> str:
    """28 Oct, for tables; the year is added when it is not this one."""
    if value is None:
        return ""
    day = _day_of(value)
    year = "" if day.year == today().year else f" {day.year}"
    return f"{day.day}{NBSP}{MONTHS[day.month - 1][:3]}{year}"


def clock_time(value: datetime | time | None) -> str:
    """2:30pm, 9am, midday, midnight"""
    if value is None:
        return ""
    at = in_london(value) if isinstance(value, datetime) else value
    if other := _other_language():
        return format_time(at.replace(tzinfo=None), "h:mm a", locale=other)
    if at.minute == 0 and at.hour in (0, 12):
        return "midday" if at.hour else "midnight"
    minutes = f":{at.minute:02d}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def moment(value: datetime | None) -> str:
    """Monday 2 November, 9:14am"""
    return "" if value is None else f"{weekday(value)}, {clock_time(value)}"


def short_moment(value: datetime | None) -> str:
    """2 Nov, 9:14am"""
    return "" if value is None else f"{short_date(value)}, {clock_time(value)}"


#: What pages in several languages count. Catalogues hold each as one message, for languages have up to six forms.
COUNTED = (
    ngettext_lazy("%(n)s day", "%(n)s days", "n"),
    ngettext_lazy("%(n)s week", "%(n)s weeks", "n"),
    ngettext_lazy("%(n)s month", "%(n)s months", "n"),
    ngettext_lazy("%(n)s year", "%(n)s years", "n"),
    ngettext_lazy("%(n)s working day", "%(n)s working days", "n"),
    ngettext_lazy("%(n)s mile", "%(n)s miles", "n"),
    ngettext_lazy("%(n)s place", "%(n)s places", "n"),
    ngettext_lazy("%(n)s charity or group", "%(n)s charities and groups", "n"),
    ngettext_lazy("%(n)s charity or community group", "%(n)s charities and community groups", "n"),
)


def plural(number: int, one: str, many: str | None = None) -> str:
    """plural(1, "place") is "1 place"; plural(2, "person", "people") is "2 people"."""
    words = ngettext(f"%(n)s {one}", f"%(n)s {many or one + 's'}", abs(number))
    return (words % {"n": f"{number:,}"}).replace(" ", NBSP, 1)


def and_list(words: list[str]) -> str:
    """a, b and c"""
    if len(words) < 2:
        return "".join(words)
    return gettext("%(these)s and %(last)s") % {"these": gettext(", ").join(words[:-1]), "last": words[-1]}


def age(value: date | datetime | None) -> str:
    """How long ago: today, yesterday, 34 days ago, 4 months ago, 2 years ago."""
    if value is None:
        return ""
    days = (today() - _day_of(value)).days
    if days < 0:
        return until(value)
    if days < 2:
        return (gettext("today"), gettext("yesterday"))[days]
    count, unit = (
        (days, "day") if days <= 90 else (days // 30, "month") if days < 730 else (days // 365, "year")
    )
    return gettext("%(time)s ago") % {"time": plural(count, unit)}


def until(value: date | datetime | None) -> str:
    """How soon: today, tomorrow, in 3 days; what has gone is "2 days late"."""
    if value is None:
        return ""
    days = (_day_of(value) - today()).days
    if days < 0:
        return plural(-days, "day") + " late"
    return ("today", "tomorrow")[days] if days < 2 else f"in {plural(days, 'day')}"


def number(value: int | float | Decimal | None, places: int = 0) -> str:
    """12,345; places gives decimals."""
    return "" if value is None else f"{value:,.{places}f}"


def money(value: int | float | Decimal | None) -> str:
    """£12,345, with pence only where there are any. Pounds in."""
    if value is None:
        return ""
    amount = Decimal(str(value))
    sign = "-" if amount < 0 else ""
    return f"{sign}£{abs(amount):,.{0 if amount == amount.to_integral_value() else 2}f}"


def phone(value: str | None) -> str:
    """A stored number as people write it here: +441632960144 is 01632 960144. Anything else is left alone."""
    if not value:
        return ""
    try:
        parsed = phonenumbers.parse(value, "GB")
    except phonenumbers.NumberParseException:
        return value
    if not phonenumbers.is_possible_number(parsed):
        return value
    home = parsed.country_code == 44
    style = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, style).replace(" ", NBSP)


def with_query(address: str, **changes: object) -> str:
    """The same address with some of its query changed; None takes a part away."""
    parts = urlsplit(address)
    query = QueryDict(parts.query, mutable=True)
    for key, value in changes.items():
        query.pop(key, None)
        if value is not None:
            query[key] = str(value)
    pairs = [(key, item) for key, items in query.lists() for item in items]
    return urlunsplit(parts._replace(query=urlencode(pairs)))


FILTERS = {
    "date": long_date,
    "weekday": weekday,
    "short_date": short_date,
    "time": clock_time,
    "moment": moment,
    "short_moment": short_moment,
    "age": age,
    "until": until,
    "number": number,
    "money": money,
    "phone": phone,
    "plural": plural,
    "with_query": with_query,
}
