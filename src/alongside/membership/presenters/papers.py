"""How an organisation stands, in words: each paper with its date, and the one button that renews it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from alongside.foundation.design.formats import long_date

from ..rules import Paper, Standing, State
from ..vocabulary import UNLOCKS

TAGS = {
    State.SUSPENDED: ("Suspended", "late"),
    State.LAPSED: ("Lapsed", "late"),
    State.SOON: ("Lapses soon", "wait"),
    State.JOINING: ("Joining", "ask"),
    State.PAUSED: ("Taking nobody new", "wait"),
    State.FULL: ("Full", "go"),
    State.LEFT: ("Left", ""),
}


@dataclass(frozen=True)
class PaperRow:
    """One paper. ``kind``: ok, soon, bad or wait. ``button`` and ``href`` renew it, where the reader may."""

    name: str
    kind: str
    says: str
    opens: str
    button: str = ""
    href: str = ""


@dataclass(frozen=True)
class StandingPage:
    name: str
    tag: str
    tag_kind: str
    sentence: str
    lines: list[str]
    rows: list[PaperRow]


def standing_page(standing: Standing, *, renew: str = "", sign: dict[str, str] | None = None) -> StandingPage:
    """Give ``renew`` ("/papers/{}/") and ``sign`` (paper to address) to who may renew."""
    tag, kind = TAGS[standing.state]
    return StandingPage(
        name=standing.name,
        tag=tag,
        tag_kind=kind,
        sentence=sentence(standing),
        lines=lines(standing),
        rows=[paper_row(paper, renew=renew, sign=sign or {}) for paper in standing.papers],
    )


def paper_row(paper: Paper, *, renew: str = "", sign: dict[str, str] | None = None) -> PaperRow:
    href = (
        (sign or {}).get(paper.paper, "") if paper.is_signed else renew.format(paper.paper) if renew else ""
    )
    return PaperRow(
        name=paper.name,
        kind=paper.kind,
        says=paper.says,
        opens=dict(UNLOCKS)[paper.unlocks],
        button=paper.to_do if href else "",
        href=href,
    )


def sentence(standing: Standing) -> str:
    """What it comes to, in one line."""
    if standing.why:
        return standing.why
    if standing.missing:
        return f"{standing.missing[0].name} is missing. Records stay open while you put it right."
    if standing.is_paused:
        return f"Nobody new until {long_date(standing.paused_until or standing.today)}."
    if standing.soon:
        return f"Everything works. {standing.soon_line}"
    return "Everything is in place."


def lines(standing: Standing) -> list[str]:
    """What else to know: what is missing, what happens next and when."""
    said = []
    if standing.is_suspended and standing.suspended_for:
        said.append(f"Why: {standing.suspended_for}")
    if standing.rights.missing:
        said.append(f"To open it again: {', '.join(standing.rights.missing)}. It opens at once.")
    if not standing.rights.records and not standing.has_left:
        said.append("Nobody you were helping is lost. Someone at the alliance looks after what is open.")
    if standing.ring and standing.why:
        said.append(f"To talk to someone, ring {standing.ring}.")
    return said


@dataclass(frozen=True)
class Shown:
    """Something that was shown: which paper, its number, its days, and whether it was checked."""

    pk: Any
    paper: str
    reference: str
    days: str
    said: str
    checked: str
    kind: str
    may_check: bool


def shown_papers(rows: Iterable[Any], *, may_check: bool) -> list[Shown]:
    found = []
    for row in rows:
        checked, kind = "Not checked yet", "ask"
        if row.refused_on:
            checked, kind = f"Refused: {row.refused_why}", "late"
        elif row.checked_on:
            checked, kind = f"Checked by {row.checked_by}", "go"
        days = f"{long_date(row.valid_from)} to {long_date(row.valid_until)}"
        number = ", ".join(filter(None, [row.provider, row.reference]))
        open_to_check = may_check and row.checked_on is None
        found.append(
            Shown(row.pk, row.get_paper_display(), number, days, row.stated_by, checked, kind, open_to_check)
        )
    return found


@dataclass(frozen=True)
class VersionRow:
    name: str
    href: str
    number: int
    state: str
    kind: str
    published: date | None
    accept_by: date | None
    changed: str
    compare: str


def version_rows(versions: Iterable[Any]) -> list[VersionRow]:
    """Versions, newest first; each can be compared with the one before it."""
    rows = list(versions)
    newest: dict[str, int] = {}
    for row in rows:
        if row.published_on:
            newest[row.paper] = max(row.number, newest.get(row.paper, 0))
    found = []
    for row in rows:
        before = next((one for one in rows if one.paper == row.paper and one.number == row.number - 1), None)
        href = reverse("membership:terms_version", args=[row.pk])
        state, kind = ("Draft", "ask") if row.published_on is None else ("Earlier", "")
        if newest.get(row.paper) == row.number:
            state, kind = "In force", "go"
        found.append(
            VersionRow(
                row.get_paper_display(),
                href,
                row.number,
                state,
                kind,
                row.published_on,
                row.accept_by,
                row.what_changed,
                f"{href}?with={before.pk}" if before else "",
            )
        )
    return found
