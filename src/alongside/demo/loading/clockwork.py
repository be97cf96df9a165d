"""What happens by itself: the clock, and owners who keep up with their people."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from alongside.foundation.workflow.clock import add_working_days, end_of
from alongside.referrals.models import HelpRequest, Referral

from ..content import flow
from . import asking, codes, referring
from .record import Record, day_of
from .who import owner_of

CLOCK_LATE = timedelta(minutes=2)
LOOK_AGAIN = "Look again for somewhere that fits"
RING_AGAIN = "Ring again and agree what happens next"
_KEPT_UP = ("Check", "Agree with them", "Look again", "Get in touch", "Ring again")
_FRESH = timedelta(hours=30)
_NOT_GIVEN_UP = timedelta(days=75)


@dataclass
class Telling:
    """A story while it is told: `last` is the moment of the latest act, `lag` how far behind its owner is."""

    record: Record
    story: flow.PersonHistory
    last: datetime
    lag: timedelta
    by_id: dict[str, Referral] = field(default_factory=dict)
    ended: set[UUID] = field(default_factory=set)


def is_waiting(referral: Referral) -> bool:
    """Whether the clock runs against its receiver."""
    return referral.state in ("sent", "awaiting_information") and referral.expires_at is not None


def expiry_of(referral: Referral) -> datetime:
    """When the clock would end the wait. Raises ValueError where none runs."""
    if referral.expires_at is None:
        raise ValueError(f"{referral} has not been sent.")
    return referral.expires_at + CLOCK_LATE


def advance(telling: Telling, to: datetime) -> None:
    """Reminders, expiry, check-ins and closings that fall due until a moment."""
    record = telling.record
    while due := min(_due(telling, to), key=lambda one: one[0], default=None):
        at, what, subject = due
        telling.last = max(telling.last, at)
        if what == "expire":
            referring.expire(record, at, subject)
        elif what == "remind":
            referring.remind(record, at, subject)
        elif what == "end":
            _end_request(telling, at, subject)
        else:
            _keep_up(telling, at, subject)


def _due(telling: Telling, to: datetime) -> Iterator[tuple[datetime, str, Any]]:
    record = telling.record
    for referral in filter(is_waiting, record.referrals):
        reminder = (referral.answer_due_at or to) + CLOCK_LATE
        if expiry_of(referral) <= to:
            yield expiry_of(referral), "expire", referral
        if referral.state == "sent" and not referral.reminded_at and reminder <= min(to, expiry_of(referral)):
            yield reminder, "remind", referral
    for request in record.requests:
        if request.state != "taken_on" or request.next_step_on is None:
            continue
        if request.pk in telling.ended:
            at = telling.last + timedelta(minutes=9)
            if at <= min(to, record.now - _FRESH):
                yield at, "end", request
        elif request.next_step.startswith(_KEPT_UP):
            day = max(request.next_step_on, day_of(telling.last) + timedelta(days=1))
            at = in_hours(day, request.pk.int)
            if at <= min(to, record.now - telling.lag):
                yield at, "keep up", request


def _keep_up(telling: Telling, at: datetime, request: HelpRequest) -> None:
    """The owner did what was due, and said what is next."""
    alliance = telling.record.cast.alliance
    urgent = request.urgency == "urgent"
    days = alliance.check_in_days_urgent if urgent else alliance.check_in_days_routine
    words = request.next_step
    if words.startswith("Check that "):
        name = words.removeprefix("Check that ").removesuffix(" got in touch")
        words = f"Check in: how is it going with {name}?"
    elif not words.startswith(("Check in", "Look again")):
        words = RING_AGAIN
    on = add_working_days(day_of(at) + timedelta(days=days), 0)
    asking.set_next_step(telling.record, at, owner_of(telling.record, request), request, words=words, on=on)


def _end_request(telling: Telling, at: datetime, request: HelpRequest) -> None:
    """Nothing more is wanted: closed with the person's knowledge, for the reason its last referral ended.

    Where nobody could help them and they have not said that they want no more, its owner looks again.
    """
    record, by = telling.record, owner_of(telling.record, request)
    telling.ended.discard(request.pk)
    last = [r for r in record.referrals if r.request_id == request.pk][-1]
    steps = {step.event: step for step in record.steps if step.referral_id == last.pk}
    nobody = "expire" in steps or ("decline" in steps and last.decline_reason not in codes.CHOSEN)
    if nobody and record.now - at < _NOT_GIVEN_UP:
        on = add_working_days(day_of(at), 10)
        asking.set_next_step(record, at, by, request, words=LOOK_AGAIN, on=on)
        return
    if "withdraw" in steps:
        reason = codes.WITHDRAWN_ENDS.get(steps["withdraw"].supplied["reason"], "their_choice")
    elif "no_contact" in steps:
        reason = "not_reachable"
    else:
        reason = codes.ENDED.get(last.outcome, codes.CHOSEN.get(last.decline_reason, "their_choice"))
    told = steps["close"].supplied["told"] if "close" in steps else "phone"
    asking.close_request(record, at, by, request, reason=reason, told=told)


def in_hours(day: date, chance: int) -> datetime:
    """Some time between ten and three on a day, or on the next working day."""
    return end_of(add_working_days(day, 0)) - timedelta(minutes=120 + chance % 300)
