"""All that a message may take in: links, dates, reference numbers, codes. No kind takes free words."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

FROM_ALLIANCE = ("place", "telephone")
# No query and no fragment: an address that says anything beyond where could say something about someone.
LINK = re.compile(r"https?://[A-Za-z0-9.-]{1,100}(:\d{1,5})?(/[A-Za-z0-9_.~-]{0,64}){0,8}")
REFERENCE = re.compile(r"(?=.*\d)[A-Z0-9][A-Z0-9-]{2,15}")
CODE = re.compile(r"\d{6}")


def _matching(pattern: re.Pattern[str]) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        if not isinstance(value, str) or not pattern.fullmatch(value) or not value.isascii():
            raise ValueError
        return value

    return check


def _date(value: Any) -> str:
    day = value if type(value) is date else date.fromisoformat(value)
    return f"{day.day} {day:%B %Y}"


KINDS: dict[str, Callable[[Any], str]] = {
    "link": _matching(LINK),
    "reference": _matching(REFERENCE),
    "code": _matching(CODE),
    "answer_by": _date,
    "until": _date,
    "on": _date,
}


def said(name: str, value: Any) -> str:
    """A value as a reader sees it. Raises ValueError for an unknown name or a value not of its kind."""
    try:
        return KINDS[name](value)
    except (KeyError, ValueError, TypeError):
        raise ValueError(f"A message can't take this as {name}.") from None


def kept(name: str, value: Any) -> str:
    """A value as the outbox keeps it: text, dates as 2026-11-23."""
    said(name, value)
    return value.isoformat() if isinstance(value, date) else str(value)
