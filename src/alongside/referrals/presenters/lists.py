"""Rows of the referrals and the people lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from alongside.foundation.design.formats import in_london, short_date, with_query
from alongside.people.queries import age_on

from ..queries.words import need_label
from ..states import REFERRAL, REQUEST

FILE_HEAD = (
    "Person",
    "Age",
    "Need",
    "Service",
    "From",
    "To",
    "Sent",
    "State",
    "Answer due",
    "Days waiting",
    "Urgent",
    "Reference",
)


@dataclass(frozen=True)
class Row:
    name: str
    age: str
    href: str
    need: str
    service: str
    other: str
    sent: str
    state: str
    tag: str
    due: str
    late: bool
    days: int
    urgent: bool


@dataclass(frozen=True)
class Someone:
    name: str
    age: str
    records: list[dict[str, str]]


def rows_of(referrals: Iterable[Any], *, direction: str, today: date) -> list[Row]:
    """``other`` is the organisation at the other end."""
    return [
        Row(
            name=row.person.name,
            age=_age(row.person, today),
            href=reverse("referrals:referral", args=[row.pk]),
            need=need_label(row.need),
            service=row.service_name,
            other=row.referrer.name if direction == "in" else row.receiver.name,
            sent=short_date(row.sent_at) or "Not sent",
            state=REFERRAL.state(row.state).words,
            tag=REFERRAL.state(row.state).tag,
            due=short_date(row.next_step_on),
            late=bool(row.next_step_on and row.next_step_on < today),
            days=max((today - in_london(row.request.asked_at).date()).days, 0),
            urgent=row.urgency == "urgent",
        )
        for row in referrals
    ]


def file_rows(referrals: Iterable[Any], *, today: date) -> list[list[Any]]:
    return [
        [
            row.person.name,
            _age(row.person, today),
            need_label(row.need),
            row.service_name,
            row.referrer.name,
            row.receiver.name,
            in_london(row.sent_at).date().isoformat() if row.sent_at else "",
            REFERRAL.state(row.state).words,
            in_london(row.answer_due_at).date().isoformat() if row.answer_due_at else "",
            max((today - in_london(row.request.asked_at).date()).days, 0),
            "Urgent" if row.urgency == "urgent" else "",
            row.request.reference,
        ]
        for row in referrals
    ]


def state_links(address: str, *, chosen: str, counts: dict[str, int], direction: str) -> list[dict[str, Any]]:
    """Every open one, each open state with its count, and what is closed."""
    plain = with_query(address, before=None)
    hidden = {"draft"} if direction == "in" else set()
    links: list[dict[str, Any]] = [
        {
            "label": "All that are open",
            "href": with_query(plain, state=None),
            "count": sum(counts.values()),
            "current": not chosen,
        }
    ]
    for state in REFERRAL.states:
        number = counts.get(state.name, 0)
        if state.name in hidden or (state.is_open and not number and state.name != chosen):
            continue
        links.append(
            {
                "label": state.words,
                "href": with_query(plain, state=state.name),
                "count": number if state.is_open else None,
                "current": state.name == chosen,
            }
        )
    return links


def next_page(address: str, rows: list[Any], more: bool) -> str:
    """The address of the page after this one, or "": it begins after the last row of this one."""
    if not more or not rows or rows[-1].sent_at is None:
        return ""
    return with_query(address, before=f"{rows[-1].sent_at.isoformat()}~{rows[-1].pk}")


def someone(found: Any, *, today: date) -> Someone:
    """A person with a line for each thing of theirs that may be opened."""
    records = [
        {
            "href": reverse("referrals:request", args=[row.pk]),
            "label": row.reference,
            "state": REQUEST.state(row.state).words,
            "tag": REQUEST.state(row.state).tag,
            "next": row.next_step,
            "on": short_date(row.next_step_on),
        }
        for row in found.requests
    ]
    records += [
        {
            "href": reverse("referrals:referral", args=[row.pk]),
            "label": f"Referral to {row.service_name}",
            "state": REFERRAL.state(row.state).words,
            "tag": REFERRAL.state(row.state).tag,
            "next": row.next_step,
            "on": short_date(row.next_step_on),
        }
        for row in found.referrals
    ]
    return Someone(found.person.name, _age(found.person, today), records)


def _age(person: Any, today: date) -> str:
    age = age_on(person, today)
    return "" if age is None else str(age)
