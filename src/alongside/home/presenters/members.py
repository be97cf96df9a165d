"""Members: how each stands, what it carries and what it offers. Whoever needs attention comes first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from alongside.directory.queries import Offer
from alongside.foundation.design.formats import plural
from alongside.membership.queries import Paper, Standing, StandingState

from ..queries.members import MemberFacts, Wanted
from .findings import Finding, findings, findings_for_all, headline_of

COLUMNS = (
    ("terms", "Terms"),
    ("data_sharing", "Data sharing"),
    ("insurance", "Insurance"),
    ("safeguarding", "Safeguarding"),
)
TAGS = {
    StandingState.SUSPENDED: ("Suspended", "late"),
    StandingState.LAPSED: ("Lapsed", "late"),
    StandingState.SOON: ("Lapses soon", "wait"),
    StandingState.JOINING: ("Joining", "ask"),
    StandingState.PAUSED: ("Nobody new", "wait"),
    StandingState.FULL: ("Full", "go"),
    StandingState.LEFT: ("Left", ""),
}
URGENCY = {state: number for number, state in enumerate(TAGS)}
SIZES = {"micro": "Tiny", "small": "Small", "medium": "Medium", "large": "Large"}
NHS = ("nhs_trust", "gp_practice", "pcn", "icb")
BAR = 100
FILE_HEAD = (
    "Organisation", "Kind", "Size", "Member", "Standing", "Joined", *(label + " until" for _, label in COLUMNS),
    "People in 28 days", "Places offered", "Services", "With room", "Not said lately", "Telephone", "Email",
)  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """A paper in the list. ``kind``: ok, soon, bad, wait or "" where it is not needed."""

    label: str
    text: str
    kind: str

    @property
    def is_fine(self) -> bool:
        return self.kind in ("", "ok")


@dataclass(frozen=True)
class LoadBar:
    """People taken in 28 days of places offered; the lengths are of a bar 100 long."""

    taken: str
    offered: int | None
    fill: float
    over: float
    mark: float

    @property
    def is_over(self) -> bool:
        return self.over > 0


@dataclass(frozen=True)
class MemberRow:
    """One organisation. ``act``: remind (a button), pause or open (links)."""

    pk: UUID
    name: str
    href: str
    sub: str
    tag: str
    tag_kind: str
    cells: list[Cell]
    load: LoadBar | None
    load_words: str
    act: str
    act_href: str


@dataclass(frozen=True)
class Members:
    line: str
    findings: list[Finding]
    rows: list[MemberRow]
    total: int
    empty: str


def present_members(
    facts: list[MemberFacts], *, shown: list[MemberFacts], runs: bool, wanted: Wanted
) -> Members:
    """The page. ``facts`` are of everyone, ``shown`` of those who fit the filters. ``runs``: the reader runs it."""
    return Members(
        line=f"{plural(len(shown), 'organisation')} found." if wanted.q else headline_of(facts),
        findings=[] if wanted.q else findings(facts) if runs else findings_for_all(facts),
        rows=[member_row(one, runs=runs) for one in shown],
        total=len(facts),
        empty="No member fits. Clear a filter, or look for another name."
        if wanted.count
        else "Nobody has joined yet.",
    )


def member_row(one: MemberFacts, *, runs: bool) -> MemberRow:
    organisation, standing = one.organisation, one.standing
    tag, kind = TAGS[standing.state]
    href = reverse("home:member", args=[organisation.pk])
    act, act_href = _act(one, href) if runs else ("open", href)
    return MemberRow(
        pk=organisation.pk,
        name=organisation.name,
        href=href,
        sub=size_of(organisation),
        tag=tag,
        tag_kind=kind,
        cells=[
            cell(label, [paper for paper in standing.papers if paper.paper == code])
            for code, label in COLUMNS
        ],
        load=load_bar(one, exact=runs or one.is_own),
        load_words=load_words(one),
        act=act,
        act_href=act_href,
    )


def _act(one: MemberFacts, href: str) -> tuple[str, str]:
    """The one button: remind whose papers end or ended, pause who takes too many, else open."""
    state = one.standing.state
    if state in (StandingState.LAPSED, StandingState.SOON) and one.reminded_on != one.standing.today:
        return "remind", reverse("home:member_act", args=[one.organisation.pk, "remind"])
    if one.over > 0 and state is StandingState.FULL:
        return "pause", reverse("home:member_act", args=[one.organisation.pk, "pause"])
    return "open", href


def size_of(organisation: Any) -> str:
    if organisation.kind in NHS:
        return "NHS"
    return "Council" if organisation.kind == "council" else SIZES.get(organisation.size, "")


def cell(label: str, papers: list[Paper]) -> Cell:
    """The one of these that ends first."""
    if not papers:
        return Cell(label, "Not needed", "")
    paper = min(papers, key=lambda one: (not one.is_missing, one.ends_on))
    if paper.is_coming:
        return Cell(label, f"From {paper.binds_from.day} {paper.binds_from:%b %Y}", "soon")
    if paper.until is None:
        return Cell(label, "Not yet", "wait")
    day = f"{paper.until.day} {paper.until:%b %Y}"
    if not paper.is_met:
        return Cell(label, f"Ended {day}", "bad")
    return Cell(label, day, "soon" if paper.ends_soon else "ok")


def load_bar(one: MemberFacts, *, exact: bool) -> LoadBar | None:
    """None where there is nothing to draw: nobody is sent there, or nobody has said how many they can take."""
    offered, taken = one.organisation.places_offered, one.load.taken
    if not offered or not one.standing.rights.receive or not one.offers:
        return None
    top = max(taken, offered) * 1.15
    said = str(taken) if exact or taken >= 5 or taken == 0 else "under 5"
    return LoadBar(
        taken=said,
        offered=offered,
        fill=round(BAR * min(taken, offered) / top, 1),
        over=round(BAR * max(taken - offered, 0) / top, 1),
        mark=round(BAR * offered / top - 1, 1),
    )


def load_words(one: MemberFacts) -> str:
    if not one.standing.rights.receive:
        return "Not taking people now" if one.standing.joined else "Not taking people yet"
    if not one.offers:
        return "Refers only"
    return "" if one.organisation.places_offered else "Has not said"


def file_rows(facts: Iterable[MemberFacts], *, runs: bool) -> Iterable[tuple[Any, ...]]:
    for one in facts:
        row, organisation = member_row(one, runs=runs), one.organisation
        yield (
            row.name,
            organisation.get_kind_display(),
            row.sub,
            "Yes" if organisation.is_member else "No, a partner",
            row.tag,
            organisation.joined_on if organisation.is_member else "",
            *(cell.text for cell in row.cells),
            row.load.taken if row.load else "",
            organisation.places_offered if organisation.places_offered is not None else "",
            len(one.offers),
            sum(offer.has_room for offer in one.offers),
            sum(not offer.is_fresh for offer in one.offers),
            organisation.telephone,
            organisation.email,
        )


ORDERS: dict[str, tuple[str, Callable[[MemberFacts], Any]]] = {
    "": (
        "Needs attention first",
        lambda one: (URGENCY[one.standing.state], -one.over, one.organisation.name.lower()),
    ),
    "name": ("Name", lambda one: one.organisation.name.lower()),
    "over": ("Most over", lambda one: (-one.over, one.organisation.name.lower())),
}


__all__ = ["FILE_HEAD", "ORDERS", "Members", "Offer", "Standing", "file_rows", "present_members"]
