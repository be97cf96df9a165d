"""The parameters, once: what each is called and about, and how it is read. The OpenAPI page is drawn from them.

A parameter that we do not know is left out of account, as is one without a value.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from alongside.places.queries import Place, locate, tidy_postcode

from ..queries.published import MOST_ON_A_PAGE
from .problems import Problem

PER_PAGE = 50
LAST_PAGE = 1_000_000
FURTHEST = 500_000
DAYS = {"MO": "monday", "TU": "tuesday", "WE": "wednesday", "TH": "thursday", "FR": "friday",
        "SA": "saturday", "SU": "sunday"}  # fmt: skip
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}([T ].{1,30})?")
_NUMBER = re.compile(r"\d{1,9}(\.\d{1,40})?([eE][+-]?\d{1,3})?")  # as JSON writes numbers


@dataclass(frozen=True)
class Parameter:
    """A query parameter. `read` gives its value, or raises ValueError with a sentence on what it must be."""

    name: str
    about: str
    schema: Mapping[str, Any]
    read: Callable[[str], Any]


def uuid_of(text: str) -> UUID | None:
    """An id as we write them; None for anything else."""
    return UUID(text) if _UUID.fullmatch(text) else None


def _id(what: str) -> Callable[[str], UUID]:
    def read(text: str) -> UUID:
        found = uuid_of(text)
        if found is None:
            raise ValueError(f"It must be the id of {what}: a UUID.")
        return found

    return read


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most):
            raise ValueError(f"It must be a whole number from {least} to {most}.")
        return int(text)

    return read


def _number(least: int, most: int, what: str) -> Callable[[str], float]:
    def read(text: str) -> float:
        if not (_NUMBER.fullmatch(text) and text.isascii() and least <= float(text) <= most):
            raise ValueError(f"It must be a number of {what} from {least} to {most}.")
        return float(text)

    return read


def _time(text: str) -> time:
    if not (text.isascii() and _TIME.fullmatch(text)):
        raise ValueError("It must be a time of day: 09:00 or 09:00:00.")
    return time.fromisoformat(text)


def _day_of_week(text: str) -> str:
    lower = text.strip().lower()
    for code, name in DAYS.items():
        if lower in (code.lower(), name[:3], name):
            return code
    raise ValueError("It must be a day of the week: MO, TU, WE, TH, FR, SA or SU.")


def _date(text: str) -> date:
    try:
        if text.isascii() and _DAY.fullmatch(text):
            return date.fromisoformat(text[:10])
    except ValueError:
        pass
    raise ValueError("It must be a date: 2026-05-01.")


def _postcode(text: str) -> Place:
    if not tidy_postcode(text):
        raise ValueError("It must be a postcode, or the first half of one: DN31 3PS or DN31.")
    place = locate(text)
    if place is None:
        raise ValueError("We do not know where this postcode is.")
    return place


def _truth(text: str) -> bool:
    if text.lower() not in ("true", "false", "1", "0"):
        raise ValueError("It must be true or false.")
    return text.lower() in ("true", "1")


def _words(text: str) -> str:
    if len(text) > 1000:
        raise ValueError("It may be 1,000 characters at most.")
    return text


_WHOLE = {"type": "integer", "minimum": 1}
_ID = {"type": "string", "format": "uuid"}
_CLOCK = {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"}
PAGE = Parameter(
    "page", "Which page, from 1. A page after the last one is empty.",
    _WHOLE | {"maximum": LAST_PAGE, "default": 1}, _whole(1, LAST_PAGE),
)  # fmt: skip
SIZE = Parameter(
    "per_page", f"How many on a page: {PER_PAGE} when not said, {MOST_ON_A_PAGE} at most.",
    _WHOLE | {"maximum": MOST_ON_A_PAGE, "default": PER_PAGE}, _whole(1, MOST_ON_A_PAGE),
)  # fmt: skip
FULL = Parameter(
    "full", "true: all that is known of each, as under its own id, and not its summary.",
    {"type": "boolean"}, _truth,
)  # fmt: skip
CONDITIONS = (
    Parameter("search", "Words of names and descriptions: those that hold all of them, or else any. Best first.",
              {"type": "string", "maxLength": 1000}, _words),
    Parameter("taxonomy_term_id", "Services that this term was put to.", _ID, _id("a taxonomy term")),
    Parameter("taxonomy_id", "Services that any term of this taxonomy was put to.", _ID, _id("a taxonomy")),
    Parameter("organization_id", "Services of this organisation.", _ID, _id("an organisation")),
    Parameter("minimum_age", "Services whose own minimum age is at least this.",
              {"type": "number", "minimum": 0, "maximum": 150}, _number(0, 150, "years")),
    Parameter("maximum_age", "Services whose own maximum age is at most this.",
              {"type": "number", "minimum": 0, "maximum": 150}, _number(0, 150, "years")),
    Parameter("start_time", "Open at this time or later: one opening meets this, end_time and day.", _CLOCK, _time),
    Parameter("end_time", "Closed again by this time.", _CLOCK, _time),
    Parameter("day", "Open on this day of the week.", {"type": "string", "enum": list(DAYS)}, _day_of_week),
    Parameter("modified_after", "Said by its source to have changed on this day or later.",
              {"type": "string", "format": "date"}, _date),
)  # fmt: skip
NEAR = (
    Parameter("postcode", "For people who live here: services for other areas only are left out.",
              {"type": "string"}, _postcode),
    Parameter("proximity", f"Within so many metres of the postcode, nearest first; {FURTHEST} at most.",
              {"type": "number", "minimum": 1, "maximum": FURTHEST}, _number(1, FURTHEST, "metres")),
)  # fmt: skip
PAGING = (PAGE, SIZE)
LISTS: dict[str, tuple[Parameter, ...]] = {
    "services": (*CONDITIONS, FULL, *PAGING),
    "service_at_locations": (*CONDITIONS, *NEAR, FULL, *PAGING),
    "taxonomies": PAGING,
    "taxonomy_terms": PAGING,
}


def read(given: Mapping[str, str], known: tuple[Parameter, ...]) -> dict[str, Any]:
    """The values of the parameters that were given. Raises a Problem that names each one that makes no sense."""
    values: dict[str, Any] = {}
    wrong: list[tuple[str, str]] = []
    for parameter in known:
        text = given.get(parameter.name, "").replace("\0", " ").strip()
        if text:
            try:
                values[parameter.name] = parameter.read(text)
            except ValueError as error:
                wrong.append((parameter.name, str(error)))
    if "proximity" in values and not given.get("postcode", "").strip():
        wrong.append(("proximity", "It needs a postcode to be near to."))
    if wrong:
        raise Problem(400, "Some of what was asked for makes no sense. Nothing was looked up.", wrong)
    return values
