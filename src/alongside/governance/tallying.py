"""Counting a proposal from its ballots: to close it, and at any time again. Reads only."""

from datetime import datetime

from django.utils import timezone

from .counting import Quorum, Result, consent_result, quorum, ranked_result, vote_result
from .models import Ballot, Decision, Proposal
from .seating import filled, terms_in


def tally(proposal: Proposal, *, moment: datetime) -> tuple[Result, Quorum, int]:
    """The result at a moment, the quorum it was held against, and how many seats had a say.

    A seat has a say if it is filled at that moment or gave its ballot before it fell empty, and does not stand
    aside. A ballot given before its seat stood aside is kept, and not counted.
    """
    aside = set(proposal.aside.values_list("seat_id", flat=True))
    ballots = [one for one in proposal.ballots.select_related("seat") if one.seat_id not in aside]
    terms = [
        term
        for term in terms_in(proposal.group_id, on=timezone.localdate(moment))
        if term.seat_id not in aside
    ]
    cast = {ballot.seat_id for ballot in ballots}
    kinds = {**filled(terms), **{one.seat_id: one.seat.kind for one in ballots}}
    group = proposal.group
    held = quorum(
        kind=group.quorum_kind, number=group.quorum_number, lived=group.quorum_lived, filled=kinds, here=cast
    )
    return _result(proposal, ballots, held, len(kinds)), held, len(kinds)


def tally_again(decision: Decision) -> Result:
    """Count a decided proposal again from its ballots, against the quorum and the seats that were written down."""
    assert decision.proposal is not None
    proposal = decision.proposal
    aside = set(proposal.aside.values_list("seat_id", flat=True))
    ballots = [one for one in proposal.ballots.all() if one.seat_id not in aside]
    kept = decision.counts
    return _result(proposal, ballots, Quorum(**kept["quorum"]), kept["entitled"])


def kept_counts(result: Result, held: Quorum, entitled: int) -> dict[str, object]:
    """What a decision keeps, as plain JSON."""
    return {
        "counts": result.counts,
        "words": result.words,
        "entitled": entitled,
        "quorum": {
            "needed": held.needed,
            "here": held.here,
            "lived_needed": held.lived_needed,
            "lived_here": held.lived_here,
        },
    }


def _result(proposal: Proposal, ballots: list[Ballot], held: Quorum, entitled: int) -> Result:
    choices = [ballot.choice for ballot in ballots]
    if proposal.method == "consent":
        return consent_result(choices, entitled=entitled)
    if proposal.method == "vote":
        return vote_result(
            choices, entitled=entitled, two_thirds=proposal.threshold == "two_thirds", quorum=held
        )
    return ranked_result(
        [ballot.ranking for ballot in ballots],
        options=dict(proposal.options.values_list("number", "words")),
        lot=proposal.lot,
        entitled=entitled,
        quorum=held,
    )
