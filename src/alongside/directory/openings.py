"""When a service is on, between words and the terms of iCalendar (RFC 5545): pure, and there and back.

Read: "Monday and Wednesday, 10am to midday" -> Opening("MO,WE", 10:00, 12:00). Said: the same in words.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from alongside.foundation.design.formats import and_list, clock_time

DAYS = {
    "MO": gettext_noop("Monday"),
    "TU": gettext_noop("Tuesday"),
    "WE": gettext_noop("Wednesday"),
    "TH": gettext_noop("Thursday"),
    "FR": gettext_noop("Friday"),
    "SA": gettext_noop("Saturday"),
    "SU": gettext_noop("Sunday"),
}
CODES = list(DAYS)
EACH = {
    "MO": gettext_noop("Mondays"),
    "TU": gettext_noop("Tuesdays"),
    "WE": gettext_noop("Wednesdays"),
    "TH": gettext_noop("Thursdays"),
    "FR": gettext_noop("Fridays"),
    "SA": gettext_noop("Saturdays"),
    "SU": gettext_noop("Sundays"),
}
NTH = {
    "1": gettext_noop("first"),
    "2": gettext_noop("second"),
    "3": gettext_noop("third"),
    "4": gettext_noop("fourth"),
    "-1": gettext_noop("last"),
}
_NAMED = {name.lower(): code for code, name in DAYS.items()}
_WHOLE = {
    "every day": CODES, "daily": CODES, "each day": CODES, "7 days a week": CODES, "seven days a week": CODES,
    "weekdays": CODES[:5], "every weekday": CODES[:5], "weekends": CODES[5:], "at weekends": CODES[5:],
}  # fmt: skip
_CLOCK = r"(?:midday|noon|midnight|\d{1,2}(?:[:.]\d{2})?\s*(?:am|pm)?)"
_HOURS = re.compile(
    rf"^(?P<days>.*?)[\s,:]*\b(?:from\s+)?(?P<start>{_CLOCK})(?:\s*(?:to|until|till|-|–|—)\s*(?P<end>{_CLOCK}))?$"
)
_NTH_DAY = re.compile(
    rf"^(?:the\s+)?({'|'.join(NTH.values())})\s+(\w+)(?:\s+(?:of|in)\s+(?:the|each|every)\s+month)?$"
)


class Said(Protocol):
    """What a row of opening times says."""

    @property
    def weekdays(self) -> str: ...
    @property
    def opens_at(self) -> time | None: ...
    @property
    def closes_at(self) -> time | None: ...
    @property
    def description(self) -> str: ...


@dataclass(frozen=True)
class Opening:
    """One opening. Where words could not be read as days they stand in ``description``, and nothing else does."""

    weekdays: str = ""
    opens_at: time | None = None
    closes_at: time | None = None
    frequency: str = ""
    description: str = ""


def opening_in_words(said: Said) -> str:
    """One opening in words: "Tuesdays, 10am to midday"."""
    if not said.weekdays and not said.opens_at:
        return said.description.strip()
    days = days_in_words(said.weekdays)
    hours = ""
    if said.opens_at and said.closes_at:
        hours = _("%(opens)s to %(closes)s") % {
            "opens": clock_time(said.opens_at),
            "closes": clock_time(said.closes_at),
        }
    elif said.opens_at:
        hours = _("from %(opens)s") % {"opens": clock_time(said.opens_at)}
    return _(", ").join(part for part in (days, hours) if part)


def opening_kept(row: Mapping[str, Any]) -> str:
    """The same of a row as it was written down: its times are texts."""
    opens, closes = (
        time.fromisoformat(row[name]) if row.get(name) else None for name in ("opens_at", "closes_at")
    )
    return opening_in_words(Opening(row["weekdays"], opens, closes, "", row["description"]))


def days_in_words(weekdays: str) -> str:
    """ "MO,TU" is "Mondays and Tuesdays"; "1MO" is "First Monday of the month"."""
    found = re.findall(r"(-?\d)?(MO|TU|WE|TH|FR|SA|SU)", weekdays.upper())
    plain = [day for nth, day in found if not nth]
    if len(plain) == 7:
        return _("Every day")
    if plain == ["MO", "TU", "WE", "TH", "FR"]:
        return _("Monday to Friday")
    names = [_(EACH[day]) for day in plain]
    names += [
        _("%(nth)s %(day)s of the month") % {"nth": _(NTH.get(nth, nth)), "day": _(DAYS[day])}
        for nth, day in found
        if nth
    ]
    joined = and_list(names)
    return joined[:1].upper() + joined[1:]


def read_opening(line: str) -> Opening:
    """What a line of words says. Words that are not days and times are kept as they are."""
    words = " ".join(line.replace("\u00a0", " ").split())
    found = _HOURS.match(words.lower())
    days = _days(found["days"] if found else words.lower())
    if days is None or (not days and found is None):
        return Opening(description=words[:500])
    opens, closes = (_time(found["start"]), _time(found["end"])) if found else (None, None)
    if found and (opens is None or (found["end"] and closes is None)):
        return Opening(description=words[:500])
    if opens and closes and closes <= opens and found and not re.search("[ap]m|noon|mid", found["end"]):
        closes = closes.replace(hour=closes.hour + 12) if closes.hour < 12 else closes
    monthly = any(code[:-2] for code in days)
    frequency = "MONTHLY" if monthly else "WEEKLY" if days else ""
    return Opening(",".join(days), opens, closes, frequency)


def _days(words: str) -> list[str] | None:
    """Days in the terms of iCalendar; None where they are not all days."""
    words = (
        re.sub(r"\b(every|each|on)\b\s*", "", words.strip(" ,:"))
        if words.strip() not in _WHOLE
        else words.strip()
    )
    if words in _WHOLE:
        return list(_WHOLE[words])
    codes: list[str] = []
    for part in filter(None, re.split(r"\s*(?:,|&|\+|\band\b|/)\s*", words)):
        span = re.split(r"\s*(?:\bto\b|-|–|—)\s*", part)
        ends = [_day(one) for one in span]
        if None in ends or len(ends) > 2:
            return None
        if len(ends) == 2:
            first, last = CODES.index(str(ends[0])[-2:]), CODES.index(str(ends[1])[-2:])
            codes += [CODES[n % 7] for n in range(first, last + 1 if last >= first else last + 8)]
        else:
            codes.append(str(ends[0]))
    return sorted(dict.fromkeys(codes), key=lambda code: (code[:-2], CODES.index(code[-2:])))


def _day(word: str) -> str | None:
    """ "tues" is TU, "first monday of the month" 1MO; None for anything else."""
    nth = _NTH_DAY.match(word.strip())
    name = (nth[2] if nth else word.strip()).rstrip(".")
    name = name[:-1] if name.endswith("days") else name
    known = [
        code
        for full, code in _NAMED.items()
        if len(name) >= 2 and full.startswith(name) and full[:3] >= name[:3]
    ]
    if len(known) != 1:
        return None
    place = next(number for number, said in NTH.items() if said == nth[1]) if nth else ""
    return f"{place}{known[0]}"


def _time(word: str | None) -> time | None:
    if not word:
        return None
    if word in ("midday", "noon"):
        return time(12)
    if word == "midnight":
        return time(0)
    found = re.match(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$", word)
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    return time(hour, minute) if hour < 24 and minute < 60 else None
