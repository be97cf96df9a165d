"""What happens next: who does what, by which day, and what could go otherwise."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.foundation.design.formats import in_london, plural, weekday
from alongside.people.queries import verbs_for
from alongside.referrals.queries.ask import promised
from alongside.referrals.queries.own_page import OwnRecord

from .timeline import Event

LONG_WAIT_DAYS = 14
SORRY = "That’s longer than we want, and we’re sorry."
NOW = {
    "sent": "{} has what you told us, and is deciding",
    "awaiting_information": "{} is waiting for our answer",
    "accepted": "{} said yes, and you are waiting for them",
    "in_support": "{} is helping you",
}
NO_RESTART = "If they say no, you don’t start again: we bring you another choice."


@dataclass(frozen=True)
class Coming:
    """One thing that is to happen. ``title`` is the same in a few words, for the line of what happened."""

    on: date
    sentence: str
    title: str
    more: str = ""


@dataclass(frozen=True)
class Upcoming:
    """The sentence at the top, the lines under it, and the end of the timeline."""

    sentence: str
    lines: list[str]
    events: list[Event]
    nothing_open: bool


def upcoming(record: OwnRecord, *, today: date) -> Upcoming:
    """From the record as it stands."""
    found: list[Coming] = []
    for request in record.open_requests:
        found += _of_request(record, request)
    found.sort(key=lambda coming: coming.on)
    if not found:
        return Upcoming(
            "Nothing is waiting just now.", ["You can ask us again at any time."], [], nothing_open=True
        )
    first, rest = found[0], found[1:]
    lines = [first.more] if first.more else []
    if first.on < today:
        lines.insert(0, "That day has gone by, and we’re sorry. You can ring us and we’ll look into it now.")
    lines += [coming.sentence for coming in rest]
    return Upcoming(
        sentence=first.sentence,
        lines=lines,
        events=_now(record, today)
        + [
            Event("next", coming.title, moment=coming.on, when=f"By {weekday(coming.on)}") for coming in found
        ],
        nothing_open=False,
    )


def _now(record: OwnRecord, today: date) -> list[Event]:
    """Where it stands at this moment; a long wait is said to be one."""
    found = []
    for request in record.open_requests:
        live = [one for one in record.referrals_of(request) if one.state in NOW]
        days = (today - in_london(request.asked_at).date()).days
        helped = any(one.state == "in_support" for one in live)
        sorry = "" if helped or days < LONG_WAIT_DAYS else f"You’ve waited {plural(days, 'day')}. {SORRY}"
        for one in live:
            found.append(Event("now", NOW[one.state].format(one.service_name), sorry, when="Now"))
            sorry = ""
    return found


def helper(request: Any) -> str:
    """ "Priya from Haven Street", or "Someone from Haven Street" before anyone took it on."""
    who = request.owner_user.get_short_name() if request.owner_user else "Someone"
    return f"{who} from {request.owner.name}"


def _of_request(record: OwnRecord, request: Any) -> list[Coming]:
    who, day = helper(request), request.next_step_on
    found = [
        coming
        for referral in record.referrals_of(request)
        if (coming := _of_referral(referral, who=who, check=day)) is not None
    ]
    if request.state == "new" or request.next_step_by_hand or not found:
        act = verbs_for(record.person.safe_ways)
        found.append(Coming(day, f"{who} will {act} you {promised(day)}.", f"{who} gets in touch"))
    return found


def _of_referral(referral: Any, *, who: str, check: date) -> Coming | None:
    name, due = referral.service_name, referral.next_step_on
    if referral.state == "sent":
        on = in_london(referral.answer_due_at).date()
        return Coming(
            on, f"{name} will say by {weekday(on)} if they can help.", f"{name} gives an answer", NO_RESTART
        )
    if referral.state == "awaiting_information":
        return Coming(
            due,
            f"{who} is answering a question from {name}, by {weekday(due)}.",
            f"{name} has our answer",
            "Then they say if they can help.",
        )
    if referral.state == "accepted" and referral.first_contact_on:
        on = referral.first_contact_on
        return Coming(on, f"{name} will be in touch with you on {weekday(on)}.", f"{name} gets in touch")
    if referral.state == "accepted":
        return Coming(
            check,
            f"You are on the waiting list for {name}. {who} checks how it is going by {weekday(check)}.",
            f"{who} checks how the wait is going",
        )
    if referral.state == "in_support":
        return Coming(
            check,
            f"{name} is helping you. {who} checks how it is going by {weekday(check)}.",
            f"{who} checks in",
        )
    if referral.state in ("declined", "expired", "handed_back"):
        return Coming(
            check,
            f"{who} will find you another place by {weekday(check)}.",
            f"{who} brings another choice",
            NO_RESTART,
        )
    if referral.state in ("finished", "unable_to_contact", "withdrawn"):
        return Coming(check, f"{who} will ask how you are by {weekday(check)}.", f"{who} asks how you are")
    return None
