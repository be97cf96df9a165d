"""Reading proposals, for those at the table."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import NotFound
from alongside.foundation.workflow.clock import now, today

from ..models import (
    Ballot,
    Comment,
    Decision,
    Group,
    Option,
    Proposal,
    ProposalStep,
    StandingAside,
    Term,
    Touch,
)
from ..rules import Standing, standing_in
from ..seating import Conflict, conflicts, terms_in
from .groups import visible_groups

LATELY = timedelta(days=120)


def find_proposal(proposal_id: UUID, *, by: Actor) -> Proposal:
    """Raises NotFound; a draft is between its proposer and those who run the group."""
    rows = Proposal.objects.filter(pk=proposal_id, group__in=visible_groups(by=by))
    found = rows.select_related("group", "proposer").first()
    if found is None:
        raise NotFound
    standing = standing_in(found.group_id, by=by)
    if not standing.inside or (
        found.state == "draft" and not (standing.runs or found.proposer_id == by.user_id)
    ):
        raise NotFound
    return found


def group_proposals(group: Group, *, by: Actor, standing: Standing) -> list[Proposal]:
    """What is put to a group now; drafts only for who may see them. Nothing for those outside."""
    if not standing.inside:
        return []
    rows = Proposal.objects.filter(group=group, state__in=["draft", "open", "deciding"])
    if not standing.runs:
        rows = rows.exclude(state="draft") | rows.filter(proposer=by.user_id)
    return list(rows.select_related("proposer").order_by("closes_at", "-made_at")[:50])


@dataclass(frozen=True)
class ProposalRoom:
    """Everything that a proposal's page shows."""

    proposal: Proposal
    standing: Standing
    terms: list[Term]
    options: list[Option]
    touches: list[Touch]
    comments: list[Comment]
    ballots: list[Ballot]
    aside: list[StandingAside]
    would_stand_aside: list[Conflict]
    steps: list[ProposalStep]
    decision: Decision | None
    is_open: bool


def proposal_room(proposal: Proposal, *, by: Actor) -> ProposalRoom:
    """A proposal as it is now: what is said, who has answered, and who stands aside or would."""
    standing = standing_in(proposal.group_id, by=by)
    terms = terms_in(proposal.group_id)
    touches = list(proposal.touches.select_related("organisation"))
    would = []
    if proposal.state in ("draft", "open"):
        would = conflicts(
            terms,
            organisations={one.organisation_id for one in touches if one.organisation_id},
            subjects={one.subject for one in touches if one.subject},
            on=today(),
        )
    return ProposalRoom(
        proposal=proposal,
        standing=standing,
        terms=terms,
        options=list(proposal.options.order_by("number")),
        touches=touches,
        comments=list(proposal.comments.select_related("user").order_by("at")[:500]),
        ballots=list(proposal.ballots.select_related("user", "seat").order_by("at")),
        aside=list(proposal.aside.select_related("user").order_by("at")),
        would_stand_aside=would,
        steps=list(proposal.steps.order_by("-number")[:50]),
        decision=proposal.decisions.first(),
        is_open=proposal.state == "deciding" and (proposal.closes_at is None or now() < proposal.closes_at),
    )
