"""Who stands where with a referral or a request, and what follows for the request's next step."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.permissions import Permission, Role
from alongside.foundation.access.rules import rule
from alongside.foundation.workflow.clock import add_working_days
from alongside.foundation.workflow.states import Side

from .states import REQUEST

ALL_REFERRAL = (
    Permission.REFERRAL_VIEW, Permission.REFERRAL_SEND, Permission.REFERRAL_ANSWER, Permission.REFERRAL_REPORT,
    Permission.REFERRAL_WITHDRAW, Permission.REFERRAL_CLOSE, Permission.REFERRAL_CLOCK,
)  # fmt: skip
ALL_REQUEST = (Permission.REQUEST_VIEW, Permission.REQUEST_WORK, Permission.REFERRAL_SEND)


def sides(actor: Actor, referral: Any) -> frozenset[Side]:
    """The sides of a referral that an actor stands on. A request's owner counts as referrer (the navigator)."""
    found = set()
    if actor.organisation_id and (actor.is_staff or actor.subject_id == referral.pk):
        if actor.organisation_id == referral.receiver_id:
            found.add(Side.RECEIVER)
        if actor.is_staff and actor.organisation_id in (referral.referrer_id, referral.request.owner_id):
            found.add(Side.REFERRER)
    if actor.person_id and actor.person_id == referral.person_id:
        found.add(Side.PERSON)
    if Role.CLOCK in actor.roles:
        found.add(Side.CLOCK)
    return frozenset(found)


def request_sides(actor: Actor, request: Any) -> frozenset[Side]:
    """The same for a request: its owner, whoever took it in, or the person; and of a closed one, who keeps the record.

    Whoever took it in may have left the alliance since: then nobody else could open it again.
    """
    found = set()
    if actor.is_staff and (
        actor.organisation_id in (request.owner_id, request.asked_of_id)
        or (request.owner_id is None and actor.organisation_id == request.person.registered_by_id)
    ):
        found.add(Side.REFERRER)
    if actor.person_id and actor.person_id == request.person_id:
        found.add(Side.PERSON)
    return frozenset(found)


def _stands_somewhere(actor: Actor, referral: Any) -> bool:
    return bool(sides(actor, referral))


def _works_on(actor: Actor, request: Any) -> bool:
    return bool(request_sides(actor, request))


for _permission in ALL_REFERRAL:
    rule(_permission, "referrals.Referral")(_stands_somewhere)
for _permission in ALL_REQUEST:
    rule(_permission, "referrals.HelpRequest")(_works_on)


@dataclass(frozen=True)
class NextStep:
    """What its owner does next about a request, and by which day."""

    words: str
    on: date


def next_step_after(referrals: list[Any], *, today: date, check_in_days: int) -> NextStep:
    """What the request's owner does next, given its referrals as they stand: the earliest thing due.

    Of two on one day, the first by its words, so that the answer never hangs on the order of the rows.
    Each referral needs ``state``, ``service_name``, ``answer_due_at``, ``first_contact_on``, ``next_step_on``.
    """
    steps = [step for referral in referrals if (step := _step_for(referral, today, check_in_days))]
    if not steps:
        return NextStep("Agree with them what happens next", add_working_days(today, 1))
    return min(steps, key=lambda step: (step.on, step.words))


def keeps_its_step(request: Any, step: NextStep, *, today: date) -> bool:
    """Whether a request's own next step stands against one that follows from its referrals.

    So does a sooner one that someone set by hand, and the first call to someone whose words raise concern,
    late or not, until a worker has taken it on.
    """
    if request.words_raise_concern and request.state == REQUEST.initial:
        return True
    by_hand = request.next_step_on if request.next_step_by_hand else None
    return by_hand is not None and today <= by_hand <= step.on


def _step_for(referral: Any, today: date, check_in_days: int) -> NextStep | None:
    name = referral.service_name[:120]
    soon = add_working_days(today, 0)
    # Of what is the referrer's to do, the referral's own day: they may have put it to another.
    own_day = max(referral.next_step_on or soon, soon)
    if referral.state == "draft":
        return NextStep(f"Ask them about {name}", own_day)
    if referral.state == "sent":
        due = referral.answer_due_at.date() if referral.answer_due_at else soon
        return NextStep(f"Chase {name} for an answer", max(due, soon))
    if referral.state == "awaiting_information":
        return NextStep(f"Answer the question from {name}", soon)
    if referral.state == "accepted" and referral.first_contact_on:
        return NextStep(
            f"Check that {name} got in touch", max(add_working_days(referral.first_contact_on, 1), soon)
        )
    if referral.state in ("accepted", "in_support"):
        return NextStep(f"Check in: how is it going with {name}?", today + timedelta(days=check_in_days))
    if referral.state in ("declined", "expired"):
        return NextStep(
            f"{name} said no: find another place"
            if referral.state == "declined"
            else f"No answer from {name}: find another place",
            own_day,
        )
    if referral.state == "handed_back":
        return NextStep(f"{name} had to stop: find another place", own_day)
    if referral.state in ("unable_to_contact", "finished", "withdrawn"):
        return NextStep(f"Tell them how it ended with {name}", own_day)
    return None
