"""An inbox answered one after another: where we are in it, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from alongside.foundation.design.formats import plural


@dataclass(frozen=True)
class Turn:
    """``place`` is "4 of 7 to answer", or "6 left to answer" once this one is; ``next_href`` the one after it, or ""."""

    place: str
    next_href: str


def turn_of(referral_id: UUID, waiting: Sequence[UUID]) -> Turn | None:
    """None where nothing waits. After the last comes the first, so that none is left over."""
    if not waiting:
        return None
    if referral_id not in waiting:
        return Turn(f"{plural(len(waiting), 'referral')} left to answer", _page_of(waiting[0]))
    at = waiting.index(referral_id)
    after = waiting[(at + 1) % len(waiting)]
    return Turn(f"{at + 1} of {len(waiting)} to answer", _page_of(after) if after != referral_id else "")


def first_href(waiting: Sequence[UUID]) -> str:
    """The page of whoever has waited longest, or ""."""
    return _page_of(waiting[0]) if waiting else ""


def _page_of(referral_id: UUID) -> str:
    return reverse("referrals:referral", args=[referral_id])
