"""A request's page in words: what they said, who has the next step, and each need's chain of referrals."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from alongside.foundation.access.permissions import Permission
from alongside.foundation.design.formats import long_date, plural, short_date, weekday

from ..queries.words import need_label
from ..rules import request_sides, sides
from ..states import REFERRAL, REQUEST
from .person import Fact, about_line, reach_facts, waiting

WITH_THEM = ("sent", "awaiting_information", "accepted", "in_support")
OVER = ("declined", "expired", "handed_back", "withdrawn", "unable_to_contact")


@dataclass(frozen=True)
class Made:
    """One referral as a link of its need's chain."""

    name: str
    text: str
    note: str
    state: str
    href: str
    tel: str = ""


@dataclass(frozen=True)
class NeedChain:
    need: str
    refer_href: str
    links: list[Made]


@dataclass(frozen=True)
class Page:
    name: str
    first_name: str
    about: str
    state: str
    tag: str
    reference: str
    words: str
    asked: str
    safety: bool
    reach: list[Fact]
    facts: list[Fact]
    chains: list[NeedChain]
    owner: str
    owner_user: str
    next_step: str
    next_on: date | None
    due: str
    is_closed: bool
    is_owner: bool
    may_take: bool
    may_close: bool
    may_reopen: bool
    open_referrals: int


def present(request: Any, *, referrals: Iterable[Any], by: Any, today: date, moment: datetime) -> Page:
    """Everything but the forms, the history and the agreements."""
    made, person = list(referrals), request.person
    closed = request.state == "closed"
    events = {row.event: row for row in REQUEST.possible(request.state, request_sides(by, request))}
    within = events["reopen"].within_days if "reopen" in events else None
    still_open = [row for row in made if REFERRAL.state(row.state).is_open]
    works = by.has(Permission.REQUEST_WORK)
    state = REQUEST.state(request.state)
    return Page(
        name=person.name,
        first_name=person.given_name or "them",
        about=about_line(person, today=today),
        state=state.words,
        tag=state.tag,
        reference=request.reference,
        words=request.words,
        asked=long_date(request.asked_at),
        safety=request.words_raise_concern and not closed,
        reach=reach_facts(person),
        facts=[
            Fact("Asked by", _asker(request)),
            Fact("Came in by", f"{request.asked_of.name}, {request.get_channel_display().lower()}"),
            Fact("How soon", request.get_urgency_display(), strong=request.urgency == "urgent"),
            Fact("Waiting", waiting(request.asked_at, today=today)),
        ],
        chains=chains_of(request, made, by=by),
        owner=request.owner.name if request.owner else "",
        owner_user=request.owner_user.name if request.owner_user else "",
        next_step=request.next_step,
        next_on=request.next_step_on,
        due=_due(request.next_step_on, today),
        is_closed=closed,
        is_owner=works and request.owner_id == by.organisation_id,
        may_take="take_on" in events and works and request.owner_id == by.organisation_id,
        may_close="close" in events and works and not still_open,
        may_reopen="reopen" in events
        and works
        and not (within and (moment - request.state_since).days > within),
        open_referrals=len(still_open),
    )


def chains_of(request: Any, made: list[Any], *, by: Any) -> list[NeedChain]:
    """One line for each need: every place that was asked for it, in order."""
    codes = list(dict.fromkeys([*request.needs, *(row.need for row in made)])) or [""]
    refer = reverse("referrals:refer", args=[request.pk])
    return [
        NeedChain(
            need_label(code),
            f"{refer}?need={code}" if code else refer,
            [_link(row, by) for row in made if row.need == code],
        )
        for code in codes
    ]


def _link(row: Any, by: Any) -> Made:
    over = row.state in OVER or bool(row.decline_reason)
    text = REFERRAL.state(row.state).words
    on = row.declined_at or row.closed_at or row.state_since
    return Made(
        row.service_name,
        f"{'Said no' if row.decline_reason else text}, {short_date(on)}",
        row.receiver.name if row.receiver.name != row.service_name else "",
        "no" if over else "done" if row.state in ("finished", "closed") else "here",
        reverse("referrals:referral", args=[row.pk]) if sides(by, row) else "",
        row.receiver.telephone if row.state in WITH_THEM and row.receiver_id != by.organisation_id else "",
    )


def _asker(request: Any) -> str:
    who = {
        "self": "Themselves",
        "carer": "Someone who cares about them",
        "worker": "Someone who works with them",
    }
    return ": ".join(filter(None, [who.get(request.for_whom, ""), request.asker_name]))


def _due(on: date | None, today: date) -> str:
    if on is None:
        return ""
    late = (today - on).days
    return f"{plural(late, 'day')} late" if late > 0 else "Today" if late == 0 else weekday(on)
