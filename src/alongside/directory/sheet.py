"""An entry as a sheet that people read and change: one value a field, numbers and times as lines of words.

A value is a text, a whole number or None, so that two sheets are compared, kept and shown alike.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from alongside.foundation.access.errors import Missing
from alongside.foundation.design.formats import phone

from .models import Phone, Service
from .openings import Opening, Said, opening_in_words, read_opening

Value = str | int | None
MOST_LINES = 12
OLDEST = 120
_NUMBER = re.compile(r"^(?P<number>\+?[\d()][\d() \-]{3,28}\d)(?P<rest>.*)$")
_WEB = re.compile(r"^https?://[^\s/@]+\.[^\s/@]+(/\S*)?$", re.IGNORECASE)
_MAIL = re.compile(r"^[^\s@]+@[^\s@]+\.[^\s@]+$")


@dataclass(frozen=True)
class Field:
    """One field of the sheet. ``is_lines``: rows of their own hang off the service, a line each."""

    name: str
    label: str
    longest: int
    is_lines: bool = False


FIELDS = (
    Field("name", "Name", 300),
    Field("description", "What you do", 5000),
    Field("status", "Is it running?", 20),
    Field("alert", "Something people must know now", 500),
    Field("phones", "Phone numbers", 1000, is_lines=True),
    Field("email", "E-mail", 254),
    Field("url", "Website", 1000),
    Field("times", "When it is on", 2000, is_lines=True),
    Field("eligibility_description", "Who it is for", 2000),
    Field("minimum_age", "Youngest age", 3),
    Field("maximum_age", "Oldest age", 3),
    Field("fees_description", "What it costs", 1000),
    Field("application_process", "How people start", 2000),
)
BY_NAME = {field.name: field for field in FIELDS}
COLUMNS = tuple(field.name for field in FIELDS if not field.is_lines)
# What may be said of whether it runs. That it has ended is said by "inactive"; "defunct" is the import's word.
STATUSES = {
    Service.Status.ACTIVE: "Yes",
    Service.Status.TEMPORARILY_CLOSED: "It is closed for now",
    Service.Status.INACTIVE: "No, it has ended",
}


def sheet_of(service: Service, phones: Iterable[Phone], times: Iterable[Said]) -> dict[str, Value]:
    """The sheet of an entry as it stands."""
    sheet: dict[str, Value] = {name: getattr(service, name) for name in COLUMNS}
    sheet["phones"] = "\n".join(map(phone_in_words, phones))
    sheet["times"] = "\n".join(filter(None, map(opening_in_words, times))).replace("\u00a0", " ")
    return {field.name: tidy(sheet[field.name]) for field in FIELDS}


def tidy(value: Any) -> Value:
    """A text without what nobody sees: NUL, other line ends, space at the ends of lines."""
    if not isinstance(value, str):
        return value  # type: ignore[no-any-return]
    lines = value.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def changed(sheet: Mapping[str, Value], wanted: Mapping[str, Any]) -> dict[str, Value]:
    """What of ``wanted`` is other than the sheet, each checked. Raises Missing, naming the field.

    What stays as it is stays unchecked: a source may have said it in its own way.
    """
    found = {
        name: checked(name, wanted[name])
        for name in BY_NAME
        if name in wanted and (tidy(wanted[name]) or None) != (sheet[name] or None)
    }
    low, high = ({**sheet, **found}[name] for name in ("minimum_age", "maximum_age"))
    if isinstance(low, int) and isinstance(high, int) and high < low:
        raise Missing("The oldest age is under the youngest. Check the two.", field="maximum_age")
    return {name: value for name, value in found.items() if value != sheet[name]}


def checked(name: str, value: Any) -> Value:
    """One value as the sheet keeps it. Raises Missing, naming the field."""
    value = tidy(value)
    if name in ("minimum_age", "maximum_age"):
        if value in ("", None):
            return None
        if not str(value).isdecimal() or int(str(value)[:4]) > OLDEST:
            raise Missing(f"An age is a whole number up to {OLDEST}.", field=name)
        return int(value)
    text = "" if value is None else str(value)
    if len(text) > BY_NAME[name].longest:
        raise Missing(f"That is too long. Keep it under {BY_NAME[name].longest:,} letters.", field=name)
    if name == "name" and not text:
        raise Missing("Every service needs a name.", field=name)
    if name == "status" and text not in Service.Status.values:
        raise Missing("Say whether it is running.", field=name)
    if name == "email" and text and not _MAIL.match(text):
        raise Missing("Check the e-mail address. It should look like name@example.org.", field=name)
    if name == "url" and text and not _WEB.match(text):
        raise Missing("A website’s address starts with https:// or http://.", field=name)
    if name == "phones":
        return "\n".join(f"{phone_line(number, about)}" for number, about in read_phones(text))
    if name == "times":
        return "\n".join(opening_in_words(one) for one in read_times(text)).replace("\u00a0", " ")
    return text


def phone_in_words(row: Phone) -> str:
    about = ", ".join(
        part for part in (row.extension and f"extension {row.extension}", row.description) if part
    )
    return phone_line(row.number, about)


def phone_line(number: str, about: str) -> str:
    """ "01472 960123, ask for Jo"."""
    shown = phone(number).replace("\u00a0", " ").strip()
    return f"{shown}, {' '.join(about.split())}" if about.strip() else shown


def read_phones(text: str) -> list[tuple[str, str]]:
    """Numbers and what is said of each, a line each. Raises Missing for a line that begins with no number."""
    found = []
    for place, line in enumerate(_lines(text, "phones"), 1):
        match = _NUMBER.match(line)
        if match is None:
            raise Missing(f"Line {place} does not begin with a phone number.", field="phones")
        found.append((match["number"].strip(), match["rest"].strip(" ,:;-–")))
    return found


def read_times(text: str) -> list[Opening]:
    """Openings, a line each; what is not days and times is kept in its own words."""
    return [read_opening(line) for line in _lines(text, "times")]


def _lines(text: str, name: str) -> list[str]:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) > MOST_LINES:
        raise Missing(f"Keep it to {MOST_LINES} lines.", field=name)
    return lines
