"""Deciding in the room. Quorum is counted at that moment, and whoever has an interest stands aside."""

from collections.abc import Mapping
from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import Missing, NotAllowed, Stale
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.workflow.clock import now, today

from ..models import AgendaItem, Decision, Meeting, StandingAside
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
    Raises Missing for more hands than there are people, and Stale unless the meeting is under way.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("group").get(pk=item.meeting_id)
    if meeting.state != "under_way":
        raise Stale("Decisions are made while the meeting is under way. Nothing was recorded.")
    if confirms is not None and (confirms.group_id != meeting.group_id or confirms.quorate):
        raise Missing("That decision does not wait to be confirmed.")
    moment = now()
    terms = terms_in(meeting.group_id)
    here = seats_here(meeting)
    found = conflicts(terms, organisations=organisation_ids, subjects=subjects, on=today())
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
    counts: dict[str, object] = {"words": "By consent: nobody objected."}
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
    return Decision.objects.create(
        alliance_id=by.alliance_id,
        group_id=meeting.group_id,
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
