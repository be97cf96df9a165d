"""A proposal, its ballots and its result in words; and the decision record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from alongside.foundation.design.formats import long_date, moment, plural, short_date
from alongside.foundation.workflow.states import StateTable

from ..vocabulary import BALLOT_CHOICES, CONSENT_CHOICES, METHOD_WORDS, METHODS, SUBJECTS, THRESHOLDS
from .meetings import paragraphs

CHOICES = {**dict(CONSENT_CHOICES), **dict(BALLOT_CHOICES), "consent": "Consents", "object": "Objects"}
FILE_HEAD = (
    "Decided on", "Group", "Title", "Decision", "Reasons", "How", "Outcome", "Quorate", "Counts", "Stood aside", "By whom",
)  # fmt: skip


@dataclass(frozen=True)
class Said:
    who: str
    when: str
    paragraphs: list[str]


@dataclass(frozen=True)
class Answer:
    """A seat's ballot; before the close only that there is one. Objections are shown at once: they can be put right."""

    who: str
    words: str
    reason: str


@dataclass(frozen=True)
class Bar:
    label: str
    number: int
    width: float


@dataclass(frozen=True)
class ProposalPage:
    title: str
    line: str
    state: str
    tag: str
    method: str
    words: list[str]
    reasons: list[str]
    options: list[str]
    touches: list[str]
    said: list[Said]
    answers: list[Answer]
    answered: str
    aside: list[str]
    would: list[str]
    mine: str
    i_stand_aside: str
    history: list[dict[str, Any]]
    decision_href: str
    group: str
    group_href: str


def proposal_page(room: Any, *, table: StateTable, user_id: Any) -> ProposalPage:
    proposal = room.proposal
    state = table.state(proposal.state)
    over = not room.is_open and proposal.state != "deciding"
    away = {one.seat_id for one in room.aside}
    term = room.standing.term
    mine = next((one for one in room.ballots if term and one.seat_id == term.seat_id), None)
    aside_me = next((one for one in room.aside if term and one.seat_id == term.seat_id), None)
    options = {one.number: one.words for one in room.options}
    entitled = len(({one.seat_id for one in room.terms} | {one.seat_id for one in room.ballots}) - away)
    cast = sum(one.seat_id not in away for one in room.ballots)
    line = f"Proposed by {proposal.proposer.name} on {long_date(proposal.made_at)}."
    if proposal.state == "deciding":
        line += f" Answers by {moment(proposal.closes_at)}."
    method = dict(METHODS)[proposal.method]
    if proposal.method == "vote":
        method += f". {dict(THRESHOLDS)[proposal.threshold]}"
    return ProposalPage(
        title=proposal.title,
        line=line,
        state=state.words,
        tag=state.tag,
        method=f"{method}.",
        words=paragraphs(proposal.words),
        reasons=paragraphs(proposal.reasons),
        options=list(options.values()),
        touches=[touch_words(one) for one in room.touches],
        said=[Said(one.user.name, moment(one.at), paragraphs(one.words)) for one in room.comments],
        answers=[
            _answer(one, options, counted=one.seat_id not in away)
            for one in room.ballots
            if over or one.choice == "object"
        ],
        answered="The group decided this in a meeting, so nobody was asked to answer here."
        if room.decision and room.decision.meeting_id
        else f"{cast} of {plural(entitled, 'seat')} answered.",
        aside=[f"{one.user.name}: {one.why}" for one in room.aside],
        would=[f"{one.term.user.name}: {one.why}" for one in room.would_stand_aside],
        mine=_words(mine, options) if mine else "",
        i_stand_aside=aside_me.why if aside_me else "",
        history=[
            {
                "moment": step.at,
                "text": f"{table.transition(step.event).done}. {step.by}{_why(step.supplied)}",
            }
            for step in room.steps
        ],
        decision_href=reverse("governance:decision", args=[room.decision.pk]) if room.decision else "",
        group=proposal.group.name,
        group_href=reverse("governance:group", args=[proposal.group_id]),
    )


def _why(supplied: Mapping[str, Any]) -> str:
    return f": {supplied['reason']}" if supplied.get("reason") else ""


def _words(ballot: Any, options: Mapping[int, str]) -> str:
    if ballot.choice == "ranked":
        return ", then ".join(options.get(number, "") for number in ballot.ranking)
    return CHOICES[ballot.choice]


def _answer(ballot: Any, options: Mapping[int, str], *, counted: bool) -> Answer:
    words = _words(ballot, options)
    return Answer(
        ballot.user.name, words if counted else f"{words} (stood aside, not counted)", ballot.reason
    )


def touch_words(touch: Any) -> str:
    return touch.organisation.name if touch.organisation_id else dict(SUBJECTS)[touch.subject]


@dataclass(frozen=True)
class DecisionLine:
    title: str
    href: str
    when: str
    group: str
    how: str
    outcome: str
    tag: str
    aside: int


@dataclass(frozen=True)
class DecisionPage:
    title: str
    when: str
    group: str
    by: str
    how: str
    outcome: str
    tag: str
    words: list[str]
    reasons: list[str]
    result: str
    quorum: str
    bars: list[Bar]
    rounds: list[list[Bar]]
    aside: list[str]
    again: str
    proposal_href: str
    meeting_href: str
    confirms: str
    confirms_href: str


def outcome_of(decision: Any) -> tuple[str, str]:
    """In words, and its tag."""
    if not decision.carried:
        return "Fell", ""
    if decision.quorate:
        return "Decided", "go"
    if getattr(decision, "is_confirmed", False):
        return "Confirmed later", "go"
    return "Not quorate, to be confirmed", "wait"


def decision_line(decision: Any) -> DecisionLine:
    words, tag = outcome_of(decision)
    return DecisionLine(
        title=decision.title,
        href=reverse("governance:decision", args=[decision.pk]),
        when=short_date(decision.decided_at),
        group=decision.group.name,
        how=METHOD_WORDS[decision.method],
        outcome=words,
        tag=tag,
        aside=len(decision.aside),
    )


def decision_page(decision: Any, again: Any, *, inside: bool) -> DecisionPage:
    words, tag = outcome_of(decision)
    counts = decision.counts.get("counts", {})
    held = decision.counts.get("quorum", {})
    rounds = [_bars(one) for one in counts.get("rounds", [])]
    agrees = again is not None and again.counts == counts and again.carried == decision.carried
    return DecisionPage(
        title=decision.title,
        when=moment(decision.decided_at),
        group=decision.group.name,
        by=decision.by,
        how=METHOD_WORDS[decision.method],
        outcome=words,
        tag=tag,
        words=paragraphs(decision.words),
        reasons=paragraphs(decision.reasons),
        result=str(decision.counts.get("words", "")),
        quorum=f"{held['here']} seats took part, {held['needed']} were needed."
        if held and decision.method != "consent"
        else "",
        bars=[] if rounds else _bars({key: value for key, value in counts.items() if isinstance(value, int)}),
        rounds=rounds,
        aside=[f"{one['name']}: {one['why']}" for one in decision.aside],
        again=""
        if again is None
        else "Counted again from the ballots a moment ago: the same."
        if agrees
        else "Counted again from the ballots, it comes to something else. Tell the administrator.",
        proposal_href=reverse("governance:proposal", args=[decision.proposal_id])
        if inside and decision.proposal_id
        else "",
        meeting_href=reverse("governance:meeting", args=[decision.meeting_id])
        if inside and decision.meeting_id
        else "",
        confirms=decision.confirms.title if decision.confirms_id else "",
        confirms_href=reverse("governance:decision", args=[decision.confirms_id])
        if decision.confirms_id
        else "",
    )


def _bars(counts: Mapping[str, int]) -> list[Bar]:
    most = max(counts.values(), default=0) or 1
    return [
        Bar(label.capitalize(), number, round(100 * number / most, 1)) for label, number in counts.items()
    ]


def file_rows(decisions: Iterable[Any]) -> Iterable[tuple[Any, ...]]:
    for one in decisions:
        yield (
            one.decided_at.date(),
            one.group.name,
            one.title,
            one.words,
            one.reasons,
            METHOD_WORDS[one.method],
            outcome_of(one)[0],
            "Yes" if one.quorate else "No",
            one.counts.get("words", ""),
            "; ".join(f"{row['name']}: {row['why']}" for row in one.aside),
            one.by,
        )
