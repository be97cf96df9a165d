"""A meeting in words: when and where, who is here, each item and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse

from alongside.foundation.design.formats import clock_time, in_london, long_date, moment, weekday
from alongside.foundation.workflow.states import StateTable

from .tables import PointLine, point_line

SAID = {"apologies": "Sent apologies", "coming": "Can come", "arrived": "Here", "left": "Left"}


def paragraphs(text: str) -> list[str]:
    """Plain paragraphs: an empty line parts them."""
    return [part.strip() for part in text.split("\n\n") if part.strip()]


@dataclass(frozen=True)
class MeetingLine:
    title: str
    href: str
    when: str
    where: str
    state: str
    tag: str


def meeting_line(meeting: Any, table: StateTable, *, group_name: str = "") -> MeetingLine:
    state = table.state(meeting.state)
    return MeetingLine(
        title=meeting.title or group_name or meeting.group.name,
        href=reverse("governance:meeting", args=[meeting.pk]),
        when=moment(meeting.starts_at),
        where=where(meeting),
        state=state.words,
        tag=state.tag,
    )


def where(meeting: Any) -> str:
    if meeting.place and meeting.link:
        return f"{meeting.place}, or online"
    return meeting.place or "Online"


@dataclass(frozen=True)
class SeatHere:
    """Whether someone is here, and what can be noted of them next: "arrived" or "left"."""

    seat: UUID
    name: str
    organisation: str
    kind: str
    word: str
    next: str
    here: bool
    mine: bool


@dataclass(frozen=True)
class Outcome:
    """A decision on an item."""

    title: str
    href: str
    paragraphs: list[str]
    how: str
    kind: str
    aside: list[str]


@dataclass(frozen=True)
class ItemView:
    id: UUID
    number: int
    title: str
    line: str
    paper: list[str]
    paper_link: str
    proposal: str
    proposal_href: str
    minutes: list[str]
    aside: list[str]
    outcomes: list[Outcome]
    points: list[PointLine]


@dataclass(frozen=True)
class MeetingPage:
    title: str
    when: str
    ends: str
    where: str
    link: str
    state: str
    tag: str
    group: str
    group_href: str
    quorum: str
    quorum_met: bool
    seats: list[SeatHere]
    here: int
    guests: list[str]
    items: list[ItemView]
    carried: list[PointLine]
    mine: SeatHere | None
    agenda_ends: str


def meeting_page(room: Any, *, table: StateTable, today: date, user_id: Any) -> MeetingPage:
    meeting = room.meeting
    state = table.state(meeting.state)
    over = meeting.state in ("held", "agreed")
    seats = [_seat(term, room.words.get(term.seat_id), user_id, over=over) for term in room.terms]
    starts = in_london(meeting.starts_at)
    items, at = [], starts
    for number, item in enumerate(room.items, 1):
        items.append(_item(item, number, at, room, today, user_id))
        at = in_london(at + timedelta(minutes=item.minutes_long))
    ends = meeting.starts_at + timedelta(minutes=meeting.minutes_long)
    too_long = at > in_london(ends) and bool(items)
    return MeetingPage(
        title=meeting.title or meeting.group.name,
        when=f"{weekday(meeting.starts_at)}, {clock_time(meeting.starts_at)} to {clock_time(ends)}",
        ends=clock_time(ends),
        where=meeting.place,
        link=meeting.link,
        state=state.words,
        tag=state.tag,
        group=meeting.group.name,
        group_href=reverse("governance:group", args=[meeting.group_id]),
        quorum=room.quorum.words,
        quorum_met=room.quorum.met,
        seats=seats,
        here=sum(seat.here for seat in seats),
        guests=[one.guest for one in room.guests],
        items=items,
        carried=[point_line(point, today=today, user_id=user_id) for point in room.carried],
        mine=next((seat for seat in seats if seat.mine), None),
        agenda_ends=f"The items take until {clock_time(at)}, longer than the meeting." if too_long else "",
    )


def _seat(term: Any, word: tuple[str, datetime] | None, user_id: Any, *, over: bool) -> SeatHere:
    kind, at = word or ("", None)
    said = SAID.get(kind, "")
    if over and kind == "arrived":
        said = "Came"
    elif kind in ("arrived", "left"):
        said += f" since {clock_time(at)}" if kind == "arrived" else f" at {clock_time(at)}"
    return SeatHere(
        seat=term.seat_id,
        name=term.user.name,
        organisation=term.organisation.name if term.organisation_id else "",
        kind=term.seat.kind,
        word=said,
        next="left" if kind == "arrived" else "arrived",
        here=kind == "arrived",
        mine=term.user_id == user_id,
    )


def _item(item: Any, number: int, at: datetime, room: Any, today: date, user_id: Any) -> ItemView:
    line = ", ".join(filter(None, [item.presenter, f"{item.minutes_long} minutes", f"from {clock_time(at)}"]))
    proposal = item.proposal
    return ItemView(
        id=item.pk,
        number=number,
        title=item.title,
        line=line,
        paper=paragraphs(item.paper),
        paper_link=item.paper_link,
        proposal=proposal.title if proposal else "",
        proposal_href=reverse("governance:proposal", args=[proposal.pk]) if proposal else "",
        minutes=paragraphs(item.minutes),
        aside=[f"{one.user.name}: {one.why}" for one in room.aside.get(item.pk, [])],
        outcomes=[outcome(one) for one in room.decisions.get(item.pk, [])],
        points=[point_line(one, today=today, user_id=user_id) for one in room.points.get(item.pk, [])],
    )


def outcome(decision: Any) -> Outcome:
    kind = "fell" if not decision.carried else "" if decision.quorate else "lost"
    how = str(decision.counts.get("words", ""))
    if not decision.quorate:
        how += " Not quorate, to be confirmed."
    return Outcome(
        title=decision.title,
        href=reverse("governance:decision", args=[decision.pk]),
        paragraphs=paragraphs(decision.words),
        how=how,
        kind=kind,
        aside=[f"{one['name']} stood aside: {one['why']}" for one in decision.aside],
    )


def people_choices(terms: Iterable[Any]) -> list[tuple[str, str]]:
    return [(str(term.user_id), term.user.name) for term in terms]


def here_choices(page: MeetingPage) -> list[tuple[str, str]]:
    return [(str(seat.seat), seat.name) for seat in page.seats if seat.here]


def waiting_choices(decisions: Iterable[Any]) -> list[tuple[str, str]]:
    return [(str(one.pk), f"{one.title}, {long_date(one.decided_at)}") for one in decisions]
