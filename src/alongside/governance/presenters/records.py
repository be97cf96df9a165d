"""The register of interests and elections, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from alongside.foundation.design.formats import long_date, moment, plural
from alongside.foundation.workflow.states import StateTable

from ..vocabulary import ELECTORATES, SEAT_KINDS, SUBJECTS
from .meetings import paragraphs
from .proposals import Bar

INTEREST_HEAD = ("Name", "For", "Interest", "With or about", "From", "Until")


@dataclass(frozen=True)
class InterestLine:
    id: UUID
    who: str
    whose: str
    what: str
    touches: str
    since: date
    until: date | None
    mine: bool


def interest_line(interest: Any, *, user_id: Any = None) -> InterestLine:
    touches = [
        interest.with_organisation.name if interest.with_organisation_id else "",
        interest.with_whom,
        dict(SUBJECTS).get(interest.subject, ""),
    ]
    return InterestLine(
        id=interest.pk,
        who=interest.user.name,
        whose=interest.organisation.name if interest.organisation_id else "Themselves",
        what=interest.what,
        touches=", ".join(filter(None, touches)),
        since=interest.starts_on,
        until=interest.ends_on,
        mine=interest.user_id == user_id,
    )


@dataclass(frozen=True)
class ElectionLine:
    title: str
    href: str
    closes: str


def seat_words(seat: Any) -> str:
    if seat.is_chair:
        return "chair"
    return f"{seat.name or dict(SEAT_KINDS)[seat.kind].lower()} seat"


def election_line(election: Any) -> ElectionLine:
    ends = election.nominations_until if election.state == "nominating" else election.voting_until
    verb = "Stand" if election.state == "nominating" else "Vote"
    return ElectionLine(
        title=f"{election.group.name}: {seat_words(election.seat)}",
        href=reverse("governance:election", args=[election.pk]),
        closes=f"{verb} by {moment(ends)}",
    )


@dataclass(frozen=True)
class Candidate:
    id: UUID
    name: str
    organisation: str
    statement: list[str]
    mine: bool
    won: bool


@dataclass(frozen=True)
class ElectionPage:
    title: str
    state: str
    tag: str
    who_votes: str
    dates: list[tuple[str, str]]
    candidates: list[Candidate]
    bars: list[Bar]
    result: str
    voted: str


def election_page(
    election: Any, candidates: list[Any], *, table: StateTable, user_id: Any, voted: int
) -> ElectionPage:
    state = table.state(election.state)
    people = [
        Candidate(
            one.pk,
            one.user.name,
            one.organisation.name if one.organisation_id else "",
            paragraphs(one.statement),
            one.user_id == user_id,
            one.pk == election.elected_id,
        )
        for one in candidates
    ]
    votes: Mapping[str, int] = election.result.get("votes", {})
    most = max(votes.values(), default=0) or 1
    bars = [
        Bar(one.name, votes[str(one.id)], round(100 * votes[str(one.id)] / most, 1))
        for one in people
        if str(one.id) in votes
    ]
    return ElectionPage(
        title=f"Who takes the {seat_words(election.seat)} of {election.group.name}?",
        state=state.words,
        tag=state.tag,
        who_votes=dict(ELECTORATES)[election.electorate],
        dates=[
            ("Stand until", moment(election.nominations_until)),
            ("Vote until", moment(election.voting_until)),
            ("The term", f"{long_date(election.starts_on)} to {long_date(election.until)}"),
        ],
        candidates=people,
        bars=sorted(bars, key=lambda bar: -bar.number),
        result=_result(election, people),
        voted=f"{plural(voted, 'vote')} so far. Nobody can see who voted how."
        if election.state == "voting"
        else "",
    )


def _result(election: Any, people: list[Candidate]) -> str:
    won = next((one.name for one in people if one.won), "")
    if not won:
        return ""
    if election.result.get("unopposed"):
        return f"{won} was the only one who stood, and is elected."
    if election.result.get("by_lot"):
        return f"{won} is elected. It was a tie, and the lot that was drawn before voting opened decided."
    return f"{won} is elected."
