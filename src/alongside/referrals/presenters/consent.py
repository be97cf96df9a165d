"""What was agreed, with whom, how, by whom, and until when."""

from dataclasses import dataclass
from typing import Any

from alongside.foundation.design.formats import long_date

HOW = {
    "online": "online, by themselves",
    "spoken": "out loud",
    "written": "in writing",
    "not_given": "not at all",
}


@dataclass(frozen=True)
class Agreement:
    """One agreement. ``parts`` are {part, seen}, for the component ``shares``."""

    who: str
    sees: str
    line: str
    until: str
    parts: list[dict[str, Any]]
    live: bool
    stop: str
    without: bool


def agreement(consent: Any, *, who: str, live: bool, stop: str = "") -> Agreement:
    """``who`` is the organisation that it lets see; ``stop`` an address to end it."""
    without = consent.basis != "consent"
    wide = consent.shares in ("referral", "plan")
    return Agreement(
        who=who,
        sees=consent.get_shares_display(),
        line=_line(consent, without),
        until=long_date(consent.until) if live else f"Ended {long_date(_ended(consent))}",
        parts=[
            {"part": "Their words and needs", "seen": live and wide},
            {"part": "How to reach them safely", "seen": live},
            {"part": "Their plan", "seen": live and consent.shares == "plan"},
            {"part": "Anything else in their record", "seen": False},
        ],
        live=live,
        stop=stop if live else "",
        without=without,
    )


def _ended(consent: Any) -> Any:
    return min(filter(None, [consent.withdrawn_at, consent.until]))


def _line(consent: Any, without: bool) -> str:
    on, by = long_date(consent.starts_at), consent.recorded_by
    if without:
        basis = consent.get_basis_display()
        looked = long_date(consent.review_on)
        return f"Shared without consent on {on} by {by}. {basis}: {consent.reason} To be looked at again on {looked}."
    decided = (
        "" if consent.decided_by == "person" else f" Decided by: {consent.get_decided_by_display().lower()}."
    )
    evidence = f" “{consent.evidence}”" if consent.evidence else ""
    return f"Agreed {HOW.get(consent.given_how, consent.given_how)} on {on}. Recorded by {by}.{evidence}{decided}"
