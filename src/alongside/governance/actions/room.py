"""Deciding in the room. Quorum is counted at that moment, and whoever has an interest stands aside."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import Missing, NotAllowed, Stale
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.workflow.clock import now, today

from ..models import AgendaItem, Decision, Meeting, Proposal, StandingAside, Term
from ..moving import move_subject
from ..record import aside_of, sought
from ..rules import standing_in
from ..seating import Conflict, conflicts, note_aside, quorum_of, seats_here, terms_in


@action(Permission.MEETING_RUN, records="Decision recorded")
def decide_in_room(
    item: AgendaItem,
    *,
    title: str,
    words: str,
    by: Actor,
    reasons: str = "",
    hands: tuple[int, int, int] | None = None,
    organisation_ids: frozenset[UUID] = frozenset(),
    subjects: frozenset[str] = frozenset(),
    aside: Mapping[UUID, str] | None = None,
    confirms: Decision | None = None,
) -> Decision:
    """Record what the room decided on an item: by consent, or with ``hands`` (for, against, abstained).

    Whoever has an interest in what it touches stands aside, with those in ``aside`` (seats, and why) who say so
    now: they count neither in the quorum nor among the hands. Where the quorum is not met at this moment the
    decision is recorded as not quorate, and binds nobody until a meeting with a quorum confirms it.
    A vote that falls confirms nothing.

    What an item's proposal touches counts as touched, and who stands aside from it does so here. A proposal that is
    decided here with a quorum is over by it; without one it stays open.
    Raises Missing for more hands than there are people, and Stale unless the meeting is under way, or while everyone
    is being asked about the proposal.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("group").get(pk=item.meeting_id)
    if meeting.state != "under_way":
        raise Stale("Decisions are made while the meeting is under way. Nothing was recorded.")
    if confirms is not None and (confirms.group_id != meeting.group_id or confirms.quorate):
        raise Missing("That decision does not wait to be confirmed.")
    moment = now()
    terms = terms_in(meeting.group_id)
    here = seats_here(meeting)
    proposal = _proposal_of(item, confirms)
    touched, about = _touched(proposal)
    found = conflicts(terms, organisations=organisation_ids | touched, subjects=subjects | about, on=today())
    found += [
        one
        for one in _aside_from(proposal, terms)
        if one.term.seat_id not in {it.term.seat_id for it in found}
    ]
    said = [
        Conflict(term, None, why or "Said so in the meeting")
        for term in terms
        for seat, why in (aside or {}).items()
        if term.seat_id == seat
    ]
    note_aside([one for one in (*found, *said) if one.term.seat_id in here], at=moment, item=item)
    standing = StandingAside.objects.filter(item=item)
    away = {one.term.seat_id for one in found} | set(standing.values_list("seat_id", flat=True))
    held = quorum_of(meeting.group, terms=terms, here=here, aside=away)
    carried = True
    counts: dict[str, Any] = {"words": "By consent: nobody objected."}
    if hands is not None:
        ayes, noes, abstained = hands
        if min(hands) < 0 or sum(hands) > held.here:
            raise Missing(
                f"That is more hands than the {held.here} who are here and may decide. Count again.",
                field="ayes",
            )
        carried = ayes > noes
        counts = {
            "counts": {"for": ayes, "against": noes, "abstained": abstained},
            "words": f"{ayes} for, {noes} against, {abstained} abstained." + ("" if carried else " It fell."),
        }
    counts["quorum"] = {
        "needed": held.needed,
        "here": held.here,
        "lived_needed": held.lived_needed,
        "lived_here": held.lived_here,
    }
    settled = proposal is not None and held.met and proposal.state in ("draft", "open")
    if settled:
        supplied = {"result": counts["words"], "meeting": str(meeting.pk)}
        move_subject(proposal, "carry_here" if carried else "fall_here", by=by, supplied=supplied)
    return Decision.objects.create(
        alliance_id=by.alliance_id,
        group_id=meeting.group_id,
        proposal=proposal if settled else None,
        meeting=meeting,
        item=item,
        confirms=confirms if carried else None,
        title=title,
        words=words,
        reasons=reasons,
        method="consent" if hands is None else "room",
        carried=carried,
        quorate=held.met,
        counts=counts,
        aside=aside_of(standing.filter(seat__in=here)),
        by=f"{meeting.group.name}, in a meeting"[:400],
        decided_at=moment,
        sought=sought(title, words, reasons),
    )


def _proposal_of(item: AgendaItem, confirms: Decision | None) -> Proposal | None:
    """The proposal that an item, or what it confirms, is about: held. Raises Stale while everyone is being asked."""
    key = item.proposal_id or (confirms.item.proposal_id if confirms and confirms.item else None)
    if key is None:
        return None
    proposal = Proposal.objects.select_for_update(of=("self",)).get(pk=key)
    if proposal.state == "deciding":
        raise Stale(
            "Everyone is being asked to decide this proposal. Wait until it closes, or withdraw it first. Nothing was"
            " recorded."
        )
    return proposal


def _touched(proposal: Proposal | None) -> tuple[frozenset[UUID], frozenset[str]]:
    """The organisations and the subjects that a proposal touches."""
    rows = list(proposal.touches.values_list("organisation_id", "subject")) if proposal else []
    return frozenset(key for key, _ in rows if key), frozenset(subject for _, subject in rows if subject)


def _aside_from(proposal: Proposal | None, terms: Iterable[Term]) -> list[Conflict]:
    """Who stands aside from a proposal already, in whatever seat they hold today."""
    rows = list(proposal.aside.select_related("interest")) if proposal else []
    seats = {one.seat_id: one for one in rows}
    return [
        Conflict(term, seats[term.seat_id].interest, seats[term.seat_id].why)
        for term in terms
        if term.seat_id in seats and term.user_id == seats[term.seat_id].user_id
    ]


@action(Permission.GROUP_TAKE_PART, records="Stood aside from an item")
def stand_aside_here(item: AgendaItem, *, why: str, by: Actor) -> StandingAside:
    """Say at the moment that one has an interest in an item, and take no part in deciding it."""
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=item.meeting_id)
    if meeting.state not in ("planned", "papers_out", "under_way"):
        raise Stale("This meeting is over. Nothing was changed.")
    term = standing_in(meeting.group_id, by=by).term
    if term is None:
        raise NotAllowed("You have no seat in this group, so you have no part in deciding this.")
    if not why.strip():
        raise Missing("Say what the interest is, in a few words.", field="why")
    note_aside([Conflict(term, None, why.strip())], at=now(), item=item)
    return StandingAside.objects.get(item=item, seat=term.seat_id)
