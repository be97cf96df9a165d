"""What happened, newest first, in sentences: read out of the immutable steps and the audit record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.design.formats import long_date, plural
from alongside.foundation.tenancy.statements import Given, Statement

from ..models import HelpRequest, HelpRequestStep, Referral, ReferralStep
from ..vocabulary import (
    CLOSE_REASONS,
    DECLINE_CHOICES,
    NEW_DATE_REASONS,
    OUTCOMES,
    TOLD_HOW,
    WITHDRAW_REASONS,
    words,
)

# Reasons to say no that say something of the service alone, so the next one asked may read them too.
OF_THE_SERVICE = {"no_capacity", "list_closed", "not_eligible_age", "not_eligible_area", "not_eligible_need"}
# Acts on a request that leave no step: told from the audit record.
WITHOUT_STEP = ("Next step set", "Request handed to someone else")
ASKED = {
    "self": "Asked for help",
    "carer": "Someone close to them asked for help",
    "worker": "Someone who works with them asked for help",
}
# By the chain alone, of which a referral is one itself: with an OR the database would read every referral there is.
STEPS_OF_CHAIN = Statement(
    lambda: ReferralStep.objects.filter(referral__chain=Given("chain")).select_related("referral")
)


@dataclass(frozen=True)
class Event:
    """One thing that happened. ``said`` is what someone wrote, word for word."""

    at: datetime
    sentence: str
    by: str = ""
    said: str = ""


def request_events(request: HelpRequest, *, most: int | None = None) -> list[Event]:
    """Everything about a request and its referrals; for its owner."""
    steps = ReferralStep.objects.filter(referral__request=request).select_related("referral")
    own = HelpRequestStep.objects.filter(request=request)
    acts = AuditEntry.objects.filter(subject_id=request.pk, sentence__in=WITHOUT_STEP)
    found = [
        *(told(step, step.referral) for step in steps.order_by("-at")[:most]),
        *(told_of_request(step) for step in own.order_by("-at")[:most]),
        *(_act(entry) for entry in acts.order_by("-at")[:most]),
        _asking(request),
    ]
    return _newest(found, most)


def referral_events(referral: Referral, *, whole: bool) -> list[Event]:
    """The chain that a referral is part of. ``whole`` is False for its receiver.

    The receiver reads what was written in this referral, and only that the others in the chain happened.
    """
    found = [
        told(step, step.referral, quoting=whole or step.referral_id == referral.pk)
        for step in STEPS_OF_CHAIN.all(chain=referral.chain)
    ]
    return _newest([*found, _asking(referral.request)], None)


def last_events(*, request_id: UUID, referral_id: UUID | None = None, most: int = 3) -> list[Event]:
    """The newest few of a row of Today: a referral's own, or a request's with its referrals'."""
    if referral_id:
        steps = ReferralStep.objects.filter(referral=referral_id).select_related("referral").order_by("-at")
        found = [told(step, step.referral) for step in steps[:most]]
        return found or [_asking(request) for request in HelpRequest.objects.filter(pk=request_id)]
    request = HelpRequest.objects.filter(pk=request_id).first()
    return request_events(request, most=most) if request else []


def _newest(found: Iterable[Event], most: int | None) -> list[Event]:
    return sorted(found, key=lambda event: event.at, reverse=True)[:most]


def _asking(request: HelpRequest) -> Event:
    who = ASKED.get(request.for_whom, ASKED["self"])
    return Event(request.asked_at, f"{who}, {request.get_channel_display().lower()}", request.asker_name)


def _act(entry: AuditEntry) -> Event:
    why = words(NEW_DATE_REASONS, entry.reason).lower() if entry.reason else ""
    sentence = {"Next step set": "New next step", "Request handed to someone else": "Handed to a colleague"}
    return Event(
        entry.at, f"{sentence[entry.sentence]}: {why}" if why else sentence[entry.sentence], entry.by
    )


def told_of_request(step: Any) -> Event:
    """One step of a request. Pure."""
    supplied = step.supplied
    reason = words(CLOSE_REASONS, supplied.get("reason", ""))
    how = words(TOLD_HOW, supplied.get("told", "")).lower()
    sentence = {
        "take_on": "Taken on",
        "close": f"Closed: {reason.lower()}. Told: {how}",
        "reopen": "Opened again",
    }.get(step.event, step.event.capitalize())
    return Event(step.at, sentence, step.by, supplied.get("reason", "") if step.event == "reopen" else "")


def told(step: Any, referral: Any, *, quoting: bool = True) -> Event:
    """One step of a referral. Pure. Without ``quoting`` it leaves out what people wrote."""
    supplied, name = step.supplied, referral.service_name
    said = next((supplied[key] for key in ("question", "answer", "note") if supplied.get(key)), "")
    if step.event == "reopen":
        said = supplied.get("reason", "")
    if not quoting and step.event == "decline" and supplied.get("reason") not in OF_THE_SERVICE:
        sentence = f"{name} said no"
    else:
        sentence = _sentence(step.event, name, supplied)
    return Event(step.at, sentence, step.by, said if quoting else "")


def _sentence(event: str, name: str, supplied: dict[str, Any]) -> str:
    if event == "send":
        without = supplied.get("basis", "consent") != "consent"
        return f"Sent to {name}" + (", without consent, to keep them safe" if without else "")
    if event == "accept":
        return f"{name} said yes: {_first_contact(supplied)}"
    if event == "decline":
        suggested = f". They suggest {supplied['suggestion']}" if supplied.get("suggestion") else ""
        return f"{name} said no: {words(DECLINE_CHOICES, supplied.get('reason', '')).lower()}{suggested}"
    if event == "withdraw":
        return f"Withdrawn from {name}: {words(WITHDRAW_REASONS, supplied.get('reason', '')).lower()}"
    if event == "finish":
        return f"Finished with {name}: {words(OUTCOMES, supplied.get('outcome', '')).lower()}"
    if event == "close":
        return f"Closed with {name}. Told: {words(TOLD_HOW, supplied.get('told', '')).lower()}"
    if event == "begin_support":
        return f"{name} made first contact on {_day(supplied.get('first_contact'))}"
    if event == "check_in":
        return f"{name} {_checked_in(supplied)}"
    if event == "new_day":
        why = words(NEW_DATE_REASONS, supplied.get("reason", "")).lower()
        return f"Put to {_day(supplied.get('next_day'))}: {why}"
    if event == "no_contact":
        tries = supplied.get("attempts", 0)
        return f"{name} could not reach them, after {plural(int(tries), 'try', 'tries')}"
    plain = {
        "ask": f"{name} asked a question",
        "answer": f"Answered {name}",
        "redirect": f"Passed on, after {name}, to another place",
        "expire": f"No answer from {name} in time",
        "reopen": f"Opened again with {name}",
    }
    return plain.get(event, event.replace("_", " ").capitalize())


def _first_contact(supplied: dict[str, Any]) -> str:
    if supplied.get("first_contact_on"):
        return f"first contact {_day(supplied['first_contact_on'])}"
    return "on their waiting list"


def _checked_in(supplied: dict[str, Any]) -> str:
    if supplied.get("first_contact_on"):
        return f"moved first contact to {_day(supplied['first_contact_on'])}"
    return f"checked in, and looks again on {_day(supplied.get('next_day'))}"


def _day(text: str | None) -> str:
    return long_date(date.fromisoformat(text)) if text else "a day they did not say"
