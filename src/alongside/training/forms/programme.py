"""What the address of the programme asks for. What makes no sense is left out, so that no link breaks."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from alongside.directory.queries import need_choices

from ..queries import Wanted
from ..vocabulary import FORMATS, PRIORITIES


def wanted_from(data: Mapping[str, str]) -> Wanted:
    def known(name: str, choices: list[tuple[str, str]]) -> str:
        value = data.get(name, "")
        return value if value in dict(choices) else ""

    return Wanted(
        month=_month(data.get("month", "")),
        need=known("need", need_choices()),
        priority=known("priority", PRIORITIES),
        format=known("format", FORMATS),
        room=data.get("room") == "yes",
        after=_after(data.get("after", "")),
    )


def filters_on(wanted: Wanted) -> int:
    return sum(map(bool, (wanted.month, wanted.need, wanted.priority, wanted.format, wanted.room)))


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


def _after(text: str) -> tuple[datetime, UUID] | None:
    """Where the last page ended, as its link said it: a moment and an id with a tilde between."""
    moment, _, key = text.partition("~")
    try:
        at, session = datetime.fromisoformat(moment), UUID(key)
    except ValueError:
        return None
    return (at, session) if at.tzinfo else None
