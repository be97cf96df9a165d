"""The decision record: what it keeps of those who stood aside, and the words that find it. Reads only."""

from django.db.models import QuerySet

from .models import StandingAside


def aside_of(rows: QuerySet[StandingAside]) -> list[dict[str, str]]:
    """Who stood aside and why, as plain JSON."""
    found = rows.select_related("user", "seat").order_by("seat__number")
    return [{"name": one.user.name, "why": one.why} for one in found]


def sought(*words: str) -> str:
    """The words of a decision in small letters."""
    return " ".join(" ".join(words).lower().split())
