"""A group's table: its seats, who sits there, and until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse

from alongside.foundation.design.formats import moment, plural, until
from alongside.foundation.design.seats import GroupSeat, group_table

from ..vocabulary import METHOD_WORDS, SEAT_KINDS, SEATS_IN_WORDS

SOON = timedelta(days=60)
KINDS = dict(SEAT_KINDS)
EMPTY_FOR = {
    "community": "charities and community groups",
    "lived": "people with lived experience",
    "nhs": "the NHS and GP practices",
    "council": "the council",
}


@dataclass(frozen=True)
class SeatLine:
    """One seat. ``who`` is empty for a vacancy; ``soon`` says when a term ends within sixty days."""

    id: UUID
    term: UUID | None
    name: str
    kind: str
    kind_words: str
    who: str
    organisation: str
    since: date | None
    until: date | None
    soon: str
    is_chair: bool


@dataclass(frozen=True)
class TableView:
    line: str
    words: str
    seats: list[SeatLine]
    picture: list[GroupSeat]
    legend: list[dict[str, Any]]
    quorum: str


@dataclass(frozen=True)
class GroupLine:
    name: str
    href: str
    kind: str
    filled: str
    vacancies: int
    next_at: str
    deciding: int
    mine: str


def group_line(row: Any) -> GroupLine:
    mine = ""
    if row.mine is not None:
        mine = "In the chair" if row.mine.seat.is_chair else "You have a seat"
    return GroupLine(
        name=row.group.name,
        href=reverse("governance:group", args=[row.group.pk]),
        kind=row.group.get_kind_display(),
        filled=f"{row.filled} of {row.seats}",
        vacancies=row.seats - row.filled,
        next_at=moment(row.next_at),
        deciding=row.deciding,
        mine=mine,
    )


def table_view(group: Any, seats: Iterable[tuple[Any, Any]], *, today: date) -> TableView:
    lines = [_seat(seat, term, today) for seat, term in seats]
    empty = sum(not one.who for one in lines)
    legend = []
    for kind, _words in SEAT_KINDS:
        one_of, several = SEATS_IN_WORDS[kind]
        of_kind = [one for one in lines if one.kind == kind]
        taken = sum(bool(one.who) for one in of_kind)
        if taken:
            legend.append(
                {"kind": kind, "words": f"{taken} {one_of if taken == 1 else several}", "empty": False}
            )
        left = len(of_kind) - taken
        if left:
            legend.append({"kind": kind, "words": f"{left} empty, for {EMPTY_FOR[kind]}", "empty": True})
    filled = f"{len(lines) - empty} of {plural(len(lines), 'seat')} filled"
    return TableView(
        line=f"{filled}." + (f" {plural(empty, 'vacancy', 'vacancies')}." if empty else ""),
        words=filled.replace("\u00a0", " "),
        seats=lines,
        picture=group_table([(one.kind, not one.who) for one in lines]),
        legend=legend,
        quorum=quorum_rule(group),
    )


def _seat(seat: Any, term: Any, today: date) -> SeatLine:
    ends = term.until if term else None
    return SeatLine(
        id=seat.pk,
        term=term.pk if term else None,
        name="Chair" if seat.is_chair else seat.name or f"Seat {seat.number}",
        kind=seat.kind,
        kind_words=KINDS[seat.kind],
        who=term.user.name if term else "",
        organisation=term.organisation.name if term and term.organisation_id else "",
        since=term.starts_on if term else None,
        until=ends,
        soon=until(ends) if ends and ends - today <= SOON else "",
        is_chair=seat.is_chair,
    )


def quorum_rule(group: Any) -> str:
    """The rule in a sentence."""
    if group.quorum_kind == "count":
        rule = f"{plural(group.quorum_number, 'seat')} must be there to decide"
    else:
        rule = f"{group.quorum_number}% of the filled seats must be there to decide"
    if group.quorum_lived:
        rule += f", {group.quorum_lived} of them with lived experience"
    return f"{rule}. Whoever stands aside is not counted."


@dataclass(frozen=True)
class ProposalLine:
    title: str
    href: str
    state: str
    tag: str
    method: str
    by: str
    closes: str


def proposal_line(proposal: Any, state: Any) -> ProposalLine:
    return ProposalLine(
        title=proposal.title,
        href=reverse("governance:proposal", args=[proposal.pk]),
        state=state.words,
        tag=state.tag,
        method=METHOD_WORDS[proposal.method],
        by=proposal.proposer.name,
        closes=moment(proposal.closes_at) if proposal.state == "deciding" else "",
    )


@dataclass(frozen=True)
class PointLine:
    """Something that someone took on."""

    id: UUID
    words: str
    owner: str
    due: date
    late: str
    done: str
    group: str
    group_href: str
    mine: bool
    move_href: str


def point_line(point: Any, *, today: date, user_id: Any = None, group: str = "") -> PointLine:
    done = ""
    if point.done_at:
        done = "No longer needed" if point.dropped else "Done"
        done += f": {point.note}" if point.note else ""
    return PointLine(
        id=point.pk,
        words=point.words,
        owner=point.owner.name if group == "" else "",
        due=point.due_on,
        late=until(point.due_on) if not point.done_at and point.due_on < today else "",
        done=done,
        group=group,
        group_href=reverse("governance:group", args=[point.group_id]),
        mine=user_id is not None and point.owner_id == user_id,
        move_href=reverse("governance:hand_on", args=[point.pk]),
    )
