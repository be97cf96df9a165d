"""Proposals with their ballots and records, one open vote, one that is talked about, and an election."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from alongside.foundation.workflow.clock import end_of
from alongside.governance.counting import Quorum, Result, consent_result, ranked_result, vote_result
from alongside.governance.models import (
    AgendaItem,
    Ballot,
    Comment,
    Decision,
    Election,
    Group,
    Meeting,
    Nomination,
    Option,
    Proposal,
    ProposalStep,
    Seat,
    StandingAside,
    Term,
    Touch,
)
from alongside.governance.record import sought
from alongside.governance.tallying import kept_counts

from ..content.governance import COMMENTS, IN_TALK, OPEN_VOTE, PROPOSALS, STATEMENTS, Table

if TYPE_CHECKING:
    from .governing import Governing

ASIDE = "Sits for an organisation that this touches"
WEEK = timedelta(days=7)


def decide(
    story: "Governing",
    table: Table,
    group: Group,
    terms: list[Term],
    meetings: list[Meeting],
    *,
    is_steering: bool,
) -> None:
    """What was put to a group by proposal. The task groups have one each; the steering group the rest."""
    if len(terms) < 4:
        return
    if not is_steering:
        turn = len(table.name) % len(PROPOSALS)
        _past(story, table, group, terms, turn, weeks=10 + 7 * turn)
        return
    for number in range(len(PROPOSALS)):
        _past(story, table, group, terms, number, weeks=6 + 14 * number)
    _open_vote(story, table, group, terms, meetings)
    _in_talk(story, table, group, terms)
    _election(story, table, group, terms)


def _proposal(
    story: "Governing",
    group: Group,
    terms: list[Term],
    key: tuple[Any, ...],
    state: str,
    made: datetime,
    **about: Any,
) -> Proposal:
    by = terms[len(str(key)) % len(terms)]
    return story.add(
        Proposal(
            id=story.id(group.name, "proposal", *key), group=group, proposer=by.user, made_at=made, state=state,
            state_since=made, **about,
        )
    )  # fmt: skip


def _history(
    story: "Governing", proposal: Proposal, *events: tuple[str, str, str, datetime, dict[str, Any]]
) -> None:
    for number, (event, before, after, at, supplied) in enumerate(events, 1):
        side = "proposer" if event == "publish" else "clock" if event in ("carry", "fall") else "chair"
        by = {"proposer": proposal.proposer.name, "clock": "The clock"}.get(side, "The chair")
        story.add(
            ProposalStep(
                proposal=proposal, number=number, event=event, from_state=before, to_state=after, side=side, at=at, by=by,
                supplied=supplied,
            )
        )  # fmt: skip


def _past(
    story: "Governing", table: Table, group: Group, terms: list[Term], number: int, *, weeks: int
) -> None:
    title, words, reasons, method, options = PROPOSALS[number]
    closes = end_of(story.today - timedelta(weeks=weeks))
    made = closes - 3 * WEEK
    proposal = _proposal(
        story, group, terms, (number,), "decided", made, title=title, words=words, reasons=reasons, method=method,
        closes_at=closes, lot=list(range(1, len(options) + 1)),
    )  # fmt: skip
    for place, option in enumerate(options, 1):
        story.add(Option(proposal=proposal, number=place, words=option))
    aside = [term for term in terms if term.organisation_id][-1:] if method != "ranked" else []
    for term in aside:
        story.add(Touch(proposal=proposal, organisation=term.organisation))
        story.add(StandingAside(proposal=proposal, seat=term.seat, user=term.user, why=ASIDE, at=made + WEEK))
    ballots = _ballots(story, proposal, [term for term in terms if term not in aside], options, closes)
    result, held = _counted(group, terms, aside, ballots, method, options, proposal.lot)
    state = "decided" if result.carried else "fell"
    proposal.state, proposal.state_since = state, closes
    _history(
        story, proposal,
        ("publish", "draft", "open", made + timedelta(hours=2), {}),
        ("ask", "open", "deciding", made + WEEK, {"closes_at": closes.isoformat()}),
        ("carry" if result.carried else "fall", "deciding", state, closes, {"result": result.words}),
    )  # fmt: skip
    chosen = str(result.counts.get("chosen", ""))
    text = f"{words}\n\nChosen: {chosen}" if chosen else words
    story.add(
        Decision(
            id=story.id(group.name, "decision", number), group=group, proposal=proposal, title=title, words=text,
            reasons=reasons, method=method, carried=result.carried, quorate=result.quorate,
            counts=kept_counts(result, held, len(terms) - len(aside)),
            aside=[{"name": term.user.name, "why": ASIDE} for term in aside],
            by=f"{group.name}, proposed by {proposal.proposer.name}", decided_at=closes, sought=sought(title, text, reasons),
        )
    )  # fmt: skip


def _ballots(
    story: "Governing", proposal: Proposal, voters: list[Term], options: tuple[str, ...], closes: datetime
) -> list[Ballot]:
    roll, found = story.roll, []
    for term in voters[: max(len(voters) - 2, 3)]:
        ranking: list[int] = []
        if options:
            choice, ranking = "ranked", roll.sample(range(1, len(options) + 1), k=roll.choice((2, 3)))
        elif proposal.method == "consent":
            choice = roll.choice(("consent", "consent", "abstain"))
        else:
            choice = roll.choices(("for", "against", "abstain"), (8, 2, 1))[0]
        at = closes - timedelta(hours=roll.randrange(5, 150))
        found.append(
            story.add(
                Ballot(
                    proposal=proposal, seat=term.seat, user=term.user, choice=choice, ranking=ranking, at=at
                )
            )
        )
    return found


def _counted(
    group: Group, terms: list[Term], aside: list[Term], ballots: list[Ballot], method: str, options: tuple[str, ...],
    lot: list[int],
) -> tuple[Result, Quorum]:  # fmt: skip
    entitled = len(terms) - len(aside)
    lived = sum(ballot.seat.kind == "lived" for ballot in ballots)
    held = Quorum(-(-entitled * group.quorum_number // 100), len(ballots), group.quorum_lived, lived)
    choices = [ballot.choice for ballot in ballots]
    if method == "consent":
        return consent_result(choices, entitled=entitled), held
    if method == "vote":
        return vote_result(choices, entitled=entitled, two_thirds=False, quorum=held), held
    names = dict(enumerate(options, 1))
    rankings = [ballot.ranking for ballot in ballots]
    return ranked_result(rankings, options=names, lot=lot, entitled=entitled, quorum=held), held


def _open_vote(
    story: "Governing", table: Table, group: Group, terms: list[Term], meetings: list[Meeting]
) -> None:
    title, words, reasons = OPEN_VOTE
    made, closes = story.now - 12 * timedelta(days=1), end_of(story.today + timedelta(days=5))
    proposal = _proposal(
        story, group, terms, ("open",), "deciding", made, title=title, words=words, reasons=reasons, method="vote",
        closes_at=closes,
    )  # fmt: skip
    _history(
        story, proposal,
        ("publish", "draft", "open", made + timedelta(hours=1), {}),
        ("ask", "open", "deciding", made + WEEK, {"closes_at": closes.isoformat()}),
    )  # fmt: skip
    story.add(Touch(proposal=proposal, subject="training"))
    away = terms[-1]
    story.add(
        StandingAside(
            proposal=proposal,
            seat=away.seat,
            user=away.user,
            why="My wife sells courses to members",
            at=made + WEEK,
        )
    )
    for number, words_ in enumerate(COMMENTS):
        said = terms[(number * 4 + 3) % len(terms)]
        story.add(
            Comment(proposal=proposal, user=said.user, words=words_, at=made + timedelta(days=number + 1))
        )
    for term in terms[4:8]:
        story.add(
            Ballot(
                proposal=proposal, seat=term.seat, user=term.user, choice="for", at=made + timedelta(days=8)
            )
        )
    coming = next(one for one in meetings if one.state == "papers_out")
    items = [item for item in story.rows[AgendaItem] if item.meeting is coming]
    if items:
        items[1].proposal = proposal
        items[1].title = title


def _in_talk(story: "Governing", table: Table, group: Group, terms: list[Term]) -> None:
    title, words, reasons = IN_TALK
    made = story.now - timedelta(days=4)
    proposal = _proposal(
        story,
        group,
        terms,
        ("talk",),
        "open",
        made,
        title=title,
        words=words,
        reasons=reasons,
        method="consent",
    )
    _history(story, proposal, ("publish", "draft", "open", made + timedelta(hours=1), {}))
    story.add(Touch(proposal=proposal, subject="primary_care"))


def _election(story: "Governing", table: Table, group: Group, terms: list[Term]) -> None:
    """The empty seat: two stand, and each member has a vote."""
    held = {term.seat_id for term in terms}
    empty = next((seat for seat in story.rows[Seat] if seat.group is group and seat.pk not in held), None)
    seated = {term.user_id for term in terms}
    stand = [pair for pair in story.people()["community"] if pair[0].pk not in seated][-2:]
    if empty is None or len(stand) < len(STATEMENTS):
        return
    election = story.add(
        Election(
            id=story.id(table.name, "election"), group=group, seat=empty, electorate="organisation", state="voting",
            nominations_until=end_of(story.today - timedelta(days=4)), voting_until=end_of(story.today + timedelta(days=8)),
            starts_on=story.today + timedelta(days=14), until=story.today + timedelta(days=744),
            state_since=story.now - timedelta(days=3),
        )
    )  # fmt: skip
    for number, ((user, organisation), words) in enumerate(zip(stand, STATEMENTS, strict=True), 1):
        story.add(
            Nomination(
                election=election, user=user, organisation=organisation, statement=words,
                at=story.now - timedelta(days=10), lot=number,
            )
        )  # fmt: skip
