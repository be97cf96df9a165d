"""One line of Today: who, by which day, what is next, and the one button that moves it on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from alongside.directory.understanding import default_lexicon
from alongside.foundation.design.formats import clock_time, in_london, plural, short_date, weekday, with_query
from alongside.people.queries import age_on
from alongside.referrals.queries.due import REFERRER_TURN, ways_on

# state of a referral -> the words of its one button
MOVES = {
    "draft": "Ask and send",
    "sent": "Answer",
    "awaiting_information": "Answer",
    "accepted": "First contact",
    "in_support": "Say how it is",
    "declined": "Find another",
    "expired": "Find another",
    "handed_back": "Find another",
    "unable_to_contact": "Tell them",
    "finished": "Tell them",
    "withdrawn": "Tell them",
}
MOST_ACTS = 3  # besides opening the record
# What is said in place of days, once the waiting is over.
AFTER = {"in_support": "getting help", "finished": "finished"}
CHECK_IN = "Check in"
CHECK_IN_DAYS = 1  # somebody who waits is asked how they are today or tomorrow
ANOTHER_DAY = ("new_day", "check_in")
WITH_THEM = ("sent", "awaiting_information", "accepted", "in_support")


@dataclass(frozen=True)
class Act:
    label: str
    href: str


@dataclass(frozen=True)
class Row:
    """One line of the ledger. ``take_on`` is where the button posts; else it is a link to ``move_href``."""

    key: str
    pick: str
    name: str
    age: str
    href: str
    due: str
    due_kind: str
    next_step: str
    quoted: bool
    safety: bool
    urgent: bool
    needs: str
    where: str
    days: int | None
    after: str
    move: str
    move_href: str
    take_on: str
    seen: str
    date_href: str
    open_href: str
    is_open: bool
    acts: list[Act]
    on: date
    asked: Any
    group: str


def rows_of(requests: Iterable[Any], referrals: Iterable[Any], *, today: date, opened: UUID | None = None,
            address: str = "", by: Any = None, order: str = "due") -> list[Row]:  # fmt: skip
    """Every row in the order asked for; the earliest due, then the most urgent, then the longest waiting."""
    found = [request_row(row, today=today, opened=opened, address=address, by=by) for row in requests]
    found += [referral_row(row, today=today, opened=opened, address=address, by=by) for row in referrals]
    orders: dict[str, Callable[[Row], Any]] = {
        "due": lambda row: (row.on, not (row.safety or row.urgent), row.asked, row.key),
        "wait": lambda row: (row.asked, row.on, row.key),
        "name": lambda row: (row.name.casefold(), row.on, row.key),
    }
    return sorted(found, key=orders.get(order, orders["due"]))


def request_row(request: Any, *, today: date, opened: UUID | None, address: str, by: Any) -> Row:
    """A request that we own."""
    person, page = request.person, reverse("referrals:request", args=[request.pk])
    is_new = request.state == "new"
    live = next((r for r in getattr(request, "live", ()) if r.state in WITH_THEM), None)
    acts = [
        Act("Refer to a service", reverse("referrals:refer", args=[request.pk])),
        Act("New date", f"{page}?do=next#next"),
        Act("Hand over", f"{page}?do=assign#next"),
        Act("Open the request", page),
    ]
    if is_new:
        move = "Take this on"
    elif live is None:
        move = "Do it now"
    else:
        move = "Chase" if live.state == "sent" else CHECK_IN
    quoted = is_new and bool(request.words.strip())
    return Row(
        key=f"request-{request.pk}",
        pick=str(request.pk),
        name=person.name,
        age=_age(person, today),
        href=page,
        due=due_words(request.next_step_on, today, by_day=is_new),
        due_kind=_due_kind(request.next_step_on, today),
        next_step=request.words.strip() if quoted else request.next_step,
        quoted=quoted,
        safety=is_new and request.words_raise_concern,
        urgent=request.urgency == "urgent",
        needs=need_words(request.needs),
        where=_door(request) if is_new else live.service_name if live else "You",
        days=(today - in_london(request.asked_at).date()).days,
        after="",
        move=move,
        move_href=f"{page}#next",
        take_on=reverse("referrals:take_on", args=[request.pk]) if is_new else "",
        seen=request.state,
        date_href=f"{page}?do=next#next",
        open_href=_open_href(address, request.pk, opened),
        is_open=request.pk == opened,
        acts=acts,
        on=request.next_step_on,
        asked=request.asked_at,
        group=_group(request.next_step_on, today, is_new=is_new, checks_in=move == CHECK_IN),
    )


def referral_row(referral: Any, *, today: date, opened: UUID | None, address: str, by: Any) -> Row:
    """A referral whose next step is ours; or one of ours that awaits somebody's answer."""
    person, request = referral.person, referral.request
    page = reverse("referrals:referral", args=[referral.pk])
    ours = referral.owner_id == getattr(by, "organisation_id", referral.owner_id)
    on = referral.next_step_on
    days = (
        None
        if referral.state in ("in_support", "finished")
        else (today - in_london(request.asked_at).date()).days
    )
    move = MOVES.get(referral.state, "Open") if ours else "Chase"
    if ours and referral.state == "accepted" and referral.on_waiting_list:
        move = CHECK_IN
    due = due_words(on, today)
    if ours and referral.state == "sent" and on == today and referral.answer_due_at:
        due = f"by {clock_time(referral.answer_due_at)}"
    ways = ways_on(referral, by=by) if by else []
    acts = [Act(words, f"{page}?do={event}#answer") for event, words in ways[:MOST_ACTS]]
    acts.append(Act("Open the referral", page))
    another_day = next((event for event, _words in ways if event in ANOTHER_DAY), "")
    return Row(
        key=f"referral-{referral.pk}",
        pick=str(referral.pk) if ours and referral.state in REFERRER_TURN else "",
        name=person.name,
        age=_age(person, today),
        href=page,
        due=due,
        due_kind=_due_kind(on, today),
        next_step=referral.next_step if ours else f"Waiting for {referral.service_name} to answer",
        quoted=False,
        safety=False,
        urgent=referral.urgency == "urgent",
        needs=need_words([referral.need]),
        where=referral.service_name if referral.state in WITH_THEM else "You",
        days=days,
        after=AFTER.get(referral.state, ""),
        move=move,
        move_href=f"{page}#answer",
        take_on="",
        seen=referral.state,
        date_href=f"{page}?do={another_day}#answer" if another_day else page,
        open_href=_open_href(address, referral.pk, opened),
        is_open=referral.pk == opened,
        acts=acts,
        on=on,
        asked=request.asked_at,
        group=_group(on, today, checks_in=move == CHECK_IN),
    )


def due_words(on: date, today: date, *, by_day: bool = False) -> str:
    """4 days late, today, tomorrow, Thursday, 12 Dec; new requests say "by"."""
    days = (on - today).days
    if days < 0:
        return f"{plural(-days, 'day')} late"
    words = (
        ("today", "tomorrow")[days] if days < 2 else weekday(on).split(" ")[0] if days < 7 else short_date(on)
    )
    return f"by {words}" if by_day and days else words


def need_words(codes: Iterable[str]) -> str:
    """The main need as staff say it, and how many more there are."""
    labels = [default_lexicon().staff_label(code) for code in codes if code]
    more = f" +{len(labels) - 1}" if len(labels) > 1 else ""
    return f"{labels[0]}{more}" if labels else ""


def _age(person: Any, today: date) -> str:
    age = age_on(person, today)
    return str(age) if age is not None else person.postcode[:4].strip() if not person.given_name else ""


def _door(request: Any) -> str:
    return {"online": "Online", "phone": "By phone", "in_person": "In person", "gp": "GP practice"}.get(
        request.channel, "Online"
    )


def _due_kind(on: date, today: date) -> str:
    return "late" if on < today else "soon" if on == today else ""


def _group(on: date, today: date, *, is_new: bool = False, checks_in: bool = False) -> str:
    days = (on - today).days
    if days < 0:
        return "late"
    if checks_in and days <= CHECK_IN_DAYS:
        return "waiting"
    if days == 0:
        return "today"
    return "new" if is_new else "coming" if days <= 7 else "later"


def _open_href(address: str, pk: UUID, opened: UUID | None) -> str:
    return with_query(address, open=None if pk == opened else pk) + f"#row-{pk}"
