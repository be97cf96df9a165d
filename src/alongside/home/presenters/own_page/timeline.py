"""What has happened so far. Events become sentences; what staff write to each other is never shown."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from alongside.foundation.design.formats import plural, weekday
from alongside.referrals.queries.own_page import OwnRecord
from alongside.referrals.vocabulary import decline_reason

NOT_YOU = "It wasn’t anything you did."


@dataclass(frozen=True)
class Event:
    """One thing on the line, as the timeline component draws it. ``who``: you, us, now or next."""

    who: str
    title: str
    text: str = ""
    moment: date | datetime | None = None
    when: str = ""


Teller = Callable[[Any, Any], Event | None]


def timeline(record: OwnRecord) -> list[Event]:
    """Everything that happened, oldest first."""
    requests = {request.pk: request for request in record.requests}
    referrals = {referral.pk: referral for referral in record.referrals}
    found: list[Event | None] = [_asked(request) for request in record.requests]
    for asked in record.request_steps:
        tell = REQUEST_EVENTS.get(asked.event)
        found += [tell(asked, requests[asked.request_id])] if tell else []
    for step in record.referral_steps:
        tell = REFERRAL_EVENTS.get(step.event)
        found += [tell(step, referrals[step.referral_id])] if tell else []
    told: list[Any] = [event for event in found if event]
    return sorted(told, key=lambda event: event.moment)


def _asked(request: Any) -> Event:
    if request.for_whom == "self":
        title = (
            "You asked for help"
            if request.channel == "online"
            else f"You asked {request.asked_of.name} for help"
        )
    else:
        title = f"{request.asker_name or 'Someone who knows you'} asked for help for you"
    return Event("you", title, moment=request.asked_at)


def _name(step: Any) -> str:
    """A first name and where they work, from "Priya Nair, Haven Street"."""
    name, _, organisation = step.by.partition(", ")
    return f"{name.split()[0]} from {organisation}" if organisation and name else name or "Someone"


def _by_person(step: Any) -> bool:
    return step.side == "person"


def _taken_on(step: Any, request: Any) -> Event:
    return Event("us", f"{_name(step)} took this on", "They look after it from here.", step.at)


def _request_closed(step: Any, request: Any) -> Event:
    if _by_person(step):
        return Event("you", "You said you don’t want this help any more", moment=step.at)
    return Event("us", "We closed this", "If things change, you can open it again or ask us anew.", step.at)


def _request_reopened(step: Any, request: Any) -> Event:
    return Event("you" if _by_person(step) else "us", "This was opened again", moment=step.at)


def _sent(step: Any, referral: Any) -> Event:
    text = f"We sent what you told us to {referral.receiver.name}, so you don’t have to say it all again."
    if step.supplied.get("basis", "consent") != "consent":
        return Event("us", f"We told {referral.receiver.name}, to keep someone safe", "", step.at)
    if _by_person(step):
        return Event("you", f"You asked {referral.service_name}", text, step.at)
    return Event("us", f"We asked {referral.service_name} for you", text, step.at)


def _question(step: Any, referral: Any) -> Event:
    return Event(
        "us", f"{referral.service_name} asked us a question", "We are answering it for you.", step.at
    )


def _answered(step: Any, referral: Any) -> Event:
    return Event("us", f"We answered {referral.service_name}", moment=step.at)


def _accepted(step: Any, referral: Any) -> Event:
    day = step.supplied.get("first_contact_on")
    text = (
        f"They said they would be in touch on {weekday(date.fromisoformat(day))}."
        if day
        else "You are on their waiting list."
    )
    return Event("us", f"{referral.service_name} said yes", text, step.at)


def _declined(step: Any, referral: Any) -> Event:
    try:
        reason = decline_reason(str(step.supplied.get("reason", "")))
    except KeyError:
        reason = decline_reason("other")
    text = f"{reason.to_person} {NOT_YOU}" if reason.whose == "provider" else reason.to_person
    suggested = step.supplied.get("suggestion")
    if suggested:
        text += f" They thought of {suggested} instead."
    return Event("us", f"{referral.service_name} couldn’t take you", text.strip(), step.at)


def _expired(step: Any, referral: Any) -> Event:
    return Event(
        "us",
        f"{referral.service_name} didn’t answer in time",
        f"We’re sorry. {NOT_YOU} We are finding another place.",
        step.at,
    )


def _handed_back(step: Any, referral: Any) -> Event:
    left = step.supplied.get("reason") == "left"
    title = f"{referral.receiver.name} left the alliance" if left else f"{referral.service_name} had to stop"
    return Event("us", title, f"We’re sorry. {NOT_YOU} We are finding another place.", step.at)


def _request_handed_on(step: Any, request: Any) -> Event:
    who = step.supplied.get("from", "Whoever looked after this")
    door = step.supplied.get("to", "our front door")
    return Event(
        "us",
        f"{who} can’t look after this now, so {door} does",
        "You don’t have to say anything again.",
        step.at,
    )


def _withdrawn(step: Any, referral: Any) -> Event:
    if _by_person(step):
        stopped = step.supplied.get("reason") == "sharing_stopped"
        title = (
            f"You stopped sharing with {referral.receiver.name}"
            if stopped
            else f"You said no to {referral.service_name}"
        )
        return Event("you", title, moment=step.at)
    return Event("us", f"We took back what we asked {referral.service_name}", moment=step.at)


def _began(step: Any, referral: Any) -> Event:
    return Event("us", f"{referral.service_name} began helping you", moment=step.at)


def _checked_in(step: Any, referral: Any) -> Event:
    name, moved = referral.service_name, step.supplied.get("first_contact_on")
    if moved:
        title, text = (
            f"{name} moved the day they get in touch",
            f"It is now {weekday(date.fromisoformat(moved))}.",
        )
    elif step.from_state == "in_support":
        title, text = f"{name} told us they are still helping you", ""
    else:
        title, text = f"{name} told us you are still on their waiting list", "You haven’t lost your place."
    return Event("us", title, text, step.at)


def _not_reached(step: Any, referral: Any) -> Event:
    tries = int(step.supplied.get("attempts", 1))
    return Event(
        "us",
        f"{referral.service_name} couldn’t reach you",
        f"They tried {'once' if tries == 1 else plural(tries, 'time')}. Nothing is lost: we’ll find out how you are.",
        step.at,
    )


def _finished(step: Any, referral: Any) -> Event:
    return Event("us", f"{referral.service_name} finished their part", moment=step.at)


def _reopened(step: Any, referral: Any) -> Event:
    return Event("us", f"We opened this again with {referral.service_name}", moment=step.at)


REQUEST_EVENTS: dict[str, Teller] = {
    "take_on": _taken_on,
    "close": _request_closed,
    "reopen": _request_reopened,
    "hand_on": _request_handed_on,
}
# Left out: "redirect", whose next referral says it; "hand_on", which its request says; "close" and "new_day", which
# are our own paperwork.
REFERRAL_EVENTS: dict[str, Teller] = {
    "send": _sent,
    "ask": _question,
    "answer": _answered,
    "accept": _accepted,
    "decline": _declined,
    "expire": _expired,
    "hand_back": _handed_back,
    "withdraw": _withdrawn,
    "begin_support": _began,
    "check_in": _checked_in,
    "no_contact": _not_reached,
    "finish": _finished,
    "reopen": _reopened,
}
