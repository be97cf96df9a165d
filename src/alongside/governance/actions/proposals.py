"""Proposals: made, discussed, asked, answered by ballot, and closed."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from secrets import SystemRandom
from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import Missing, NotAllowed, Stale
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.design.formats import moment as moment_words
from alongside.foundation.workflow.clock import end_of, now, today

from ..models import Ballot, Comment, Decision, Group, Option, Proposal, StandingAside, Touch
from ..moving import move_subject
from ..record import aside_of, sought
from ..rules import current_terms, standing_in, user_of
from ..seating import Conflict, apply_interests, note_aside
from ..states import PROPOSAL
from ..tallying import kept_counts, tally
from ..telling import tell_group
from ..vocabulary import CONSENT_CHOICES, VOTE_CHOICES

MOST_OPTIONS = 12
FURTHEST_DAYS = 90
ANSWERS = {"vote": {code for code, _ in VOTE_CHOICES}, "consent": {code for code, _ in CONSENT_CHOICES}}


@action(Permission.GROUP_TAKE_PART, records="Proposal made")
def make_proposal(
    group: Group,
    *,
    title: str,
    words: str,
    method: str,
    by: Actor,
    reasons: str = "",
    threshold: str = "majority",
    options: Sequence[str] = (),
    organisation_id: UUID | None = None,
    subject: str = "",
) -> Proposal:
    """A draft. A ranked one has 2 to 12 options. Raises Missing otherwise."""
    choices = list(dict.fromkeys(option.strip()[:200] for option in options if option.strip()))
    if method == "ranked" and not 2 <= len(choices) <= MOST_OPTIONS:
        raise Missing(f"Give from 2 to {MOST_OPTIONS} options, one on each line.", field="options")
    proposal = Proposal.objects.create(
        alliance_id=by.alliance_id,
        group=group,
        title=title,
        words=words,
        reasons=reasons,
        method=method,
        threshold=threshold,
        proposer_id=user_of(by),
        made_at=now(),
        state=PROPOSAL.initial,
        state_since=now(),
    )
    if method == "ranked":
        Option.objects.bulk_create(
            Option(alliance_id=by.alliance_id, proposal=proposal, number=number, words=option)
            for number, option in enumerate(choices, 1)
        )
    _touch(proposal, organisation_id=organisation_id, subject=subject)
    return proposal


def _touch(proposal: Proposal, *, organisation_id: UUID | None, subject: str) -> None:
    alliance = proposal.alliance_id
    if organisation_id:
        Touch.objects.create(alliance_id=alliance, proposal=proposal, organisation_id=organisation_id)
    if subject:
        Touch.objects.create(alliance_id=alliance, proposal=proposal, subject=subject)


def _held(proposal: Proposal, *states: str, otherwise: str) -> Proposal:
    """The proposal's row, held: a ballot and the closing wait for each other."""
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("group", "proposer")
    held = rows.get(pk=proposal.pk)
    if held.state not in states:
        raise Stale(otherwise)
    return held


@action(Permission.GROUP_TAKE_PART, records="What a proposal touches was added")
def add_touch(
    proposal: Proposal, *, by: Actor, organisation_id: UUID | None = None, subject: str = ""
) -> Proposal:
    """Say what it touches, while it is still talked about. Whoever has an interest is then shown it."""
    if not organisation_id and not subject:
        raise Missing("Choose an organisation or a subject.", field="organisation")
    held = _held(proposal, "draft", "open", otherwise="It is being decided already. Nothing was changed.")
    _touch(held, organisation_id=organisation_id, subject=subject)
    return held


@action(Permission.GROUP_TAKE_PART, records="Proposal changed")
def change_proposal(
    proposal: Proposal, *, title: str, words: str, by: Actor, reasons: str = "", seen: str = ""
) -> Proposal:
    """Other words, from whoever proposed it, until everyone is asked. The words before stay in its history."""
    before = {"words": words, "before": proposal.words}
    changes = {"title": title, "words": words, "reasons": reasons}
    move_subject(proposal, "change", by=by, supplied=before, changes=changes, seen=seen)
    return proposal


@action(Permission.GROUP_TAKE_PART, records="Proposal opened for discussion")
def publish_proposal(proposal: Proposal, *, by: Actor, seen: str = "") -> Proposal:
    """Show it to the group, to talk about."""
    move_subject(proposal, "publish", by=by, seen=seen)
    return proposal


@action(Permission.GROUP_TAKE_PART, records="Proposal discussed")
def comment(proposal: Proposal, *, words: str, by: Actor) -> Comment:
    """Say something about it, while it is open or being decided."""
    held = _held(proposal, "open", "deciding", otherwise="It is no longer talked about. Nothing was added.")
    return Comment.objects.create(
        alliance_id=by.alliance_id, proposal=held, user_id=user_of(by), words=words.strip(), at=now()
    )


@action(Permission.MEETING_RUN, records="Everyone asked to decide")
def ask_to_decide(proposal: Proposal, *, closes_on: date, by: Actor, seen: str = "") -> Proposal:
    """Ask each seat for its ballot by 5pm on a day. The register of interests is applied now, and lots are drawn.

    Raises Missing for a day gone by or more than 90 days off.
    """
    if not today() <= closes_on <= today() + timedelta(days=FURTHEST_DAYS) or end_of(closes_on) <= now():
        raise Missing("Choose a day to come, at most 90 days off.", field="closes_on")
    lot = list(proposal.options.values_list("number", flat=True))
    SystemRandom().shuffle(lot)
    closes = end_of(closes_on)
    step = move_subject(
        proposal, "ask", by=by, supplied={"closes_at": closes.isoformat()}, changes={"closes_at": closes, "lot": lot},
        seen=seen,
    )  # fmt: skip
    apply_interests(proposal, at=now())
    tell_group(
        proposal.group_id, template="vote_asked", path=f"/proposals/{proposal.pk}/", cause=str(step.pk), by=by,
        answer_by=closes_on,
    )  # fmt: skip
    return proposal


@action(Permission.GROUP_TAKE_PART, records="Ballot given")
def cast_ballot(
    proposal: Proposal, *, choice: str, by: Actor, reason: str = "", ranking: Sequence[int] = ()
) -> Proposal:
    """A seat's one answer, kept as it is for good. The answer is not in the audit record; the page shows it.

    Raises Stale after the close or for a second one, NotAllowed without a seat or for one that stands aside,
    Missing for an objection without a reason or a ranking of nothing.
    """
    held = _held(proposal, "deciding", otherwise=_closed_words(proposal))
    if held.closes_at and now() >= held.closes_at:
        raise Stale(_closed_words(held))
    term = standing_in(held.group_id, by=by).term
    if term is None:
        raise NotAllowed("Only those with a seat in the group decide this.")
    if StandingAside.objects.filter(proposal=held, seat=term.seat_id).exists():
        raise NotAllowed("This seat stands aside here because of an interest, so it has no ballot.")
    order = _checked(held, choice, reason, ranking)
    ballot = Ballot(
        alliance_id=by.alliance_id,
        proposal=held,
        seat_id=term.seat_id,
        user_id=user_of(by),
        choice=choice,
        ranking=order,
        reason=reason.strip()[:1000],
        at=now(),
    )
    Ballot.objects.bulk_create([ballot], ignore_conflicts=True)
    if not Ballot.objects.filter(pk=ballot.pk).exists():
        raise Stale("There is a ballot from this seat already. It stands, and nothing was counted twice.")
    return held


def _closed_words(proposal: Proposal) -> str:
    if proposal.state in ("draft", "open"):
        return "Nobody is asked to decide this yet. Nothing was counted."
    when = f" on {moment_words(proposal.closes_at)}" if proposal.closes_at else ""
    return f"This closed{when}, so your answer was not counted. Thank you for giving it thought."


def _checked(proposal: Proposal, choice: str, reason: str, ranking: Sequence[int]) -> list[int]:
    if proposal.method == "ranked":
        order = list(dict.fromkeys(ranking))
        known = set(proposal.options.values_list("number", flat=True))
        if choice != "ranked" or not order or not set(order) <= known:
            raise Missing("Put at least one option first.", field="first")
        return order
    if choice not in ANSWERS[proposal.method]:
        raise Missing("Choose an answer.", field="choice")
    if choice == "object" and not reason.strip():
        raise Missing("Say why you object, so that it can be put right.", field="reason")
    return []


@action(Permission.GROUP_TAKE_PART, records="Stood aside from a proposal")
def stand_aside(proposal: Proposal, *, why: str, by: Actor) -> Proposal:
    """Say at the moment that one has an interest, and take no part. A ballot given before is no longer counted."""
    held = _held(proposal, "open", "deciding", otherwise="This is over. Nothing was changed.")
    term = standing_in(held.group_id, by=by).term
    if term is None:
        raise NotAllowed("You have no seat in this group, so you have no part in deciding this.")
    if not why.strip():
        raise Missing("Say what the interest is, in a few words.", field="why")
    note_aside([Conflict(term, None, why.strip())], at=now(), proposal=held)
    return held


@action(Permission.GROUP_TAKE_PART, records="Proposal withdrawn")
def withdraw_proposal(proposal: Proposal, *, reason: str, by: Actor, seen: str = "") -> Proposal:
    """Take it back, saying why. Nothing is decided by it."""
    move_subject(proposal, "withdraw", by=by, supplied={"reason": reason.strip()}, seen=seen)
    return proposal


@action(Permission.MEETING_RUN, records="Proposal closed")
def close_proposal(proposal: Proposal, *, by: Actor) -> Decision:
    """Count it and write the decision. Raises Missing before its time, unless every seat has answered."""
    held = _held(proposal, "deciding", otherwise="This was closed already. Nothing was changed.")
    if held.closes_at and now() < held.closes_at and not _everyone_answered(held):
        raise Missing("Some have not answered yet. It closes by itself when the time is up.")
    return _close(held, by=by)


@action(Permission.GROUP_CLOCK, records="Proposal closed by the clock")
def close_due_proposal(proposal: Proposal, *, by: Actor) -> Decision:
    """The same when the time is up."""
    held = _held(proposal, "deciding", otherwise="This was closed already. Nothing was changed.")
    if held.closes_at is None or now() < held.closes_at:
        raise Stale("Its time is not up.")
    return _close(held, by=by)


def _everyone_answered(proposal: Proposal) -> bool:
    aside = proposal.aside.values_list("seat_id", flat=True)
    cast = proposal.ballots.values_list("seat_id", flat=True)
    sitting = current_terms().filter(seat__group=proposal.group_id)
    return not sitting.exclude(seat__in=aside).exclude(seat__in=cast).exists()


def _close(proposal: Proposal, *, by: Actor) -> Decision:
    moment = now()
    # Who sat there when the time was up, not when the clock came round.
    counted_at: datetime = min(moment, proposal.closes_at or moment)
    apply_interests(proposal, at=counted_at)
    result, held, entitled = tally(proposal, moment=counted_at)
    event = "carry" if result.carried else "fall"
    move_subject(proposal, event, by=by, supplied={"result": result.words})
    chosen = str(result.counts.get("chosen", ""))
    words = f"{proposal.words}\n\nChosen: {chosen}" if chosen else proposal.words
    return Decision.objects.create(
        alliance_id=proposal.alliance_id,
        group=proposal.group,
        proposal=proposal,
        title=proposal.title,
        words=words,
        reasons=proposal.reasons,
        method=proposal.method,
        carried=result.carried,
        quorate=result.quorate,
        counts=kept_counts(result, held, entitled),
        aside=aside_of(proposal.aside.all()),
        by=f"{proposal.group.name}, proposed by {proposal.proposer.name}"[:400],
        decided_at=moment,
        sought=sought(proposal.title, words, proposal.reasons),
    )
