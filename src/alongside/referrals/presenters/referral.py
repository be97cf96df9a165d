"""A referral's page in words: its clock, its chain, and what can be done from here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from alongside.foundation.access.permissions import Permission
from alongside.foundation.design.formats import (
    clock_time,
    in_london,
    long_date,
    phone,
    plural,
    short_date,
    weekday,
)
from alongside.foundation.workflow.states import Side

from ..queries.words import need_label
from ..rules import request_sides, sides
from ..states import REFERRAL
from ..vocabulary import DECLINE_CHOICES, MOST_OFTEN_FIRST, words
from .person import Fact, about_line, reach_facts, waiting

OVER = ("declined", "expired", "handed_back", "withdrawn", "unable_to_contact")
UNSEEN_EVENTS = ("expire", "hand_back", "hand_on")


@dataclass(frozen=True)
class Stop:
    label: str
    short: str
    share: float
    bold: bool = False


@dataclass(frozen=True)
class Clock:
    """The picture of how long an answer may take; see the component ``clock``."""

    title: str
    stops: list[Stop]
    now: float
    now_label: str
    now_short: str


@dataclass(frozen=True)
class Link:
    name: str
    text: str
    note: str
    state: str
    href: str = ""


@dataclass(frozen=True)
class Option:
    """One thing that can be done: an event of the state table, its button, and where it posts."""

    event: str
    label: str
    action: str


@dataclass(frozen=True)
class Page:
    name: str
    first_name: str
    about: str
    state: str
    tag: str
    service: str
    reference: str
    words: str
    asked: str
    needs: list[dict[str, str]]
    note: str
    question: str
    reach: list[Fact]
    facts: list[Fact]
    clock: Clock | None
    chain: list[Link]
    is_receiver: bool
    receiver_only: bool
    request_href: str
    more_href: str
    sees_words: bool
    title: str
    line: str
    options: list[Option] = field(default_factory=list)


def present(referral: Any, *, chain: Iterable[Any], by: Any, today: date, moment: datetime,
            question: str = "", passed_on: bool = False) -> Page:  # fmt: skip
    """Everything but the forms and the history."""
    person, request = referral.person, referral.request
    standing = sides(by, referral)
    receiver_only = standing == {Side.RECEIVER}
    shares = referral.consent.shares if referral.consent else "referral"
    sees_words = not receiver_only or shares in ("referral", "plan")
    state = REFERRAL.state(referral.state)
    main = referral.need
    others = [code for code in request.needs if code != main] if sees_words else []
    sender = referral.referrer_user.name if referral.referrer_user else ""
    return Page(
        name=person.name,
        first_name=person.given_name or "This person",
        about=about_line(person, today=today),
        state=_state_words(referral, standing),
        tag=state.tag,
        service=referral.service_name,
        reference=request.reference,
        words=request.words if sees_words else "",
        asked=long_date(request.asked_at),
        needs=[
            {"text": need_label(main), "note": "this one"},
            *({"text": need_label(code), "note": ""} for code in others),
        ],
        note=referral.note if sees_words else "",
        question=question,
        reach=reach_facts(person),
        facts=[
            Fact("From", ", ".join(filter(None, [sender, referral.referrer.name]))),
            Fact("To", ", ".join(dict.fromkeys([referral.service_name, referral.receiver.name]))),
            *_their_number(referral, standing),
            Fact("How soon", referral.get_urgency_display(), strong=referral.urgency == "urgent"),
            Fact("Waiting", waiting(request.asked_at, today=today)),
            *_next_fact(referral),
        ],
        clock=clock_of(referral, moment=moment),
        chain=chain_links(referral, chain, by=by),
        is_receiver=Side.RECEIVER in standing,
        receiver_only=receiver_only,
        request_href=reverse("referrals:request", args=[request.pk]) if request_sides(by, request) else "",
        more_href=f"{reverse('referrals:refer', args=[request.pk])}?need={main}&after={referral.pk}",
        sees_words=sees_words,
        title="Your answer"
        if Side.RECEIVER in standing and state.turn is Side.RECEIVER
        else "What you can do",
        line=f"{person.given_name or 'They'} will see what you choose, in plain words.",
        options=options_for(referral, by=by, moment=moment, passed_on=passed_on),
    )


def options_for(referral: Any, *, by: Any, moment: datetime, passed_on: bool = False) -> list[Option]:
    """What this actor could do now, from the state table alone; nothing that would be refused."""
    found = []
    for row in REFERRAL.possible(referral.state, sides(by, referral)):
        if row.event in UNSEEN_EVENTS or not by.has(Permission(row.permission)):
            continue
        if row.event == "reopen" and (passed_on or _too_old(referral, moment, row.within_days)):
            continue
        found.append(Option(row.event, row.button, reverse("referrals:act", args=[referral.pk, row.event])))
    # Of someone who waits the next thing is how they are; of someone promised a day, that it was kept.
    first = "check_in" if referral.state == "accepted" and referral.on_waiting_list else ""
    return sorted(found, key=lambda option: (option.event != first, MOST_OFTEN_FIRST.index(option.event)))


def _too_old(referral: Any, moment: datetime, days: int | None) -> bool:
    return bool(days and referral.closed_at and (moment - referral.closed_at).days > days)


def _state_words(referral: Any, standing: frozenset[Side]) -> str:
    if referral.state == "sent":
        return "Sent, waiting for your answer" if Side.RECEIVER in standing else "Sent, waiting for an answer"
    if referral.state == "accepted" and referral.on_waiting_list:
        return "Accepted, on the waiting list"
    if referral.state == "declined":
        return f"Declined: {words(DECLINE_CHOICES, referral.decline_reason).lower()}"
    return REFERRAL.state(referral.state).words


def _their_number(referral: Any, standing: frozenset[Side]) -> list[Fact]:
    """Whom to ring about it, for those who wait for an answer."""
    number = referral.receiver.telephone
    return (
        [Fact("Ring them on", phone(number), f"tel:{number}")]
        if number and Side.RECEIVER not in standing
        else []
    )


def _next_fact(referral: Any) -> list[Fact]:
    if referral.first_contact_on:
        return [Fact("First contact", weekday(referral.first_contact_on), strong=True)]
    return []


def clock_of(referral: Any, *, moment: datetime) -> Clock | None:
    """A line from the day it was sent to the day it goes back; none once it was answered."""
    if referral.state not in ("sent", "awaiting_information") or not referral.expires_at:
        return None
    sent, due, back = (
        in_london(at) for at in (referral.sent_at, referral.answer_due_at, referral.expires_at)
    )
    now = in_london(moment)
    span = max((back - sent).total_seconds(), 1)

    def share(at: datetime) -> float:
        return round(min(max((at - sent).total_seconds() / span * 100, 0), 100), 1)

    day = (now.date() - sent.date()).days + 1
    late = now > due
    stopped = referral.state == "awaiting_information"
    by = f"{short_date(due)}, {clock_time(due)}"
    head = "The clock is stopped while a question is open." if stopped else f"Answer due {weekday(due)}."
    return Clock(
        title=f"Sent {short_date(sent)}. Today is day {day}. {head} Goes back to who sent it on {short_date(back)}.",
        stops=[
            Stop(f"Sent {short_date(sent)}", short_date(sent), 0),
            Stop(f"Answer by {by}", f"Answer by {short_date(due)}", share(due), bold=True),
            Stop(f"Goes back {short_date(back)}", f"Back {short_date(back)}", 100),
        ],
        now=share(now),
        now_label=f"Today, {plural((now - due).days, 'day')} late"
        if late and (now - due).days
        else f"Today, day {day}",
        now_short=f"Today is day {day}",
    )


def chain_links(referral: Any, chain: Iterable[Any], *, by: Any) -> list[Link]:
    """Who was asked, in order, and what follows if the answer is no: seen before anybody decides."""
    request = referral.request
    owner = request.owner.name if request.owner else ""
    links = [
        Link(
            request.asked_of.name,
            f"Asked, {short_date(request.asked_at)}",
            f"{owner} has the next step" if owner else "",
            "done",
        )
    ]
    for row in chain:
        here = row.pk == referral.pk
        links.append(
            Link(
                row.receiver.name,
                _chain_text(row, by=by),
                row.service_name if row.service_name != row.receiver.name else "",
                "no"
                if row.state in OVER or (row.decline_reason and not here)
                else "here"
                if here
                else "done",
                "" if here or not sides(by, row) else reverse("referrals:referral", args=[row.pk]),
            )
        )
    if referral.state in ("sent", "awaiting_information"):
        yours = referral.receiver_id == by.organisation_id
        links.append(
            Link(
                "If you say no" if yours else "If they say no",
                f"Back to {referral.referrer.name}, the same day",
                "The person is told who and when",
                "next",
            )
        )
    return links


def _chain_text(row: Any, *, by: Any) -> str:
    if row.decline_reason:
        return f"Said no, {short_date(row.declined_at or row.state_since)}"
    if row.state == "sent":
        whom = "you" if row.receiver_id == by.organisation_id else "them"
        return f"With {whom} since {short_date(row.sent_at)}"
    if row.state == "closed":
        return f"Closed, {short_date(row.closed_at)}"
    return f"{REFERRAL.state(row.state).words}, {short_date(row.state_since)}"
