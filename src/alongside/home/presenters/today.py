"""Today in words and links: what is late, due, coming and new, and the lists beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from alongside.foundation.design.formats import plural, weekday, with_query
from alongside.referrals.queries.due import MOST_COUNTED

from .rows import Row, rows_of

LISTS = (
    ("mine", "Mine"),
    ("organisation", "My organisation"),
    ("sent", "Sent, no answer yet"),
    ("long", "Waiting over 28\u00a0days"),
)
ORDERS = (("due", "Latest due first"), ("wait", "Longest wait first"), ("name", "By name"))


@dataclass(frozen=True)
class Group:
    title: str
    rows: list[Row]
    note: str = ""
    count: str = ""


@dataclass(frozen=True)
class Keeping:
    """What can be done about the list at hand: save it under a name, or take it out of the saved ones."""

    name: str
    forget: str = ""


@dataclass(frozen=True)
class Today:
    line: str
    groups: list[Group]
    lists: list[dict[str, Any]]
    saved: list[dict[str, Any]]
    keeping: Keeping | None
    all_owned: bool
    left: dict[str, str] | None
    failed: list[str]
    events: list[Any]
    empty: str
    cut: str
    later: dict[str, str] | None
    picks: bool
    filters_on: int


def suggested_name(choices: Mapping[str, Sequence[tuple[str, str]]], asks: Mapping[str, str]) -> str:
    """What a list with these filters could be called: "Urgent, Sleep, East Marsh"."""
    named = ("urgency", "need", "ward", "where")
    words = [dict(choices[part]).get(asks[part], "") for part in named if part in asks]
    whose = dict(LISTS).get(asks.get("list", ""), "")
    return ", ".join(filter(None, [whose, *words]))[:60]


def groups_of(rows: list[Row], *, whose: str, cut: bool = False) -> list[Group]:
    """Late, due today, those who wait, new, and coming. A new request that is due already stands among what is due.

    Where the list was cut, its last group has more than are shown.
    """
    coming = "Coming, the next 7\u00a0days"
    titles = {
        "late": "Late",
        "today": "Due today",
        "waiting": "Waiting, time to check in",
        "new": "New requests",
        "coming": coming,
        "later": "Later than that",
    }
    notes = {"new": "yours until someone takes them" if whose == "mine" else ""}
    held = [(code, [row for row in rows if row.group == code]) for code in titles]
    held = [(code, found) for code, found in held if found]
    last = held[-1][0] if held and cut else ""
    return [
        Group(titles[code], found, notes.get(code, ""), f"{len(found)}{' or more' if code == last else ''}")
        for code, found in held
    ]


def present(day: Any, wanted: Any, *, by: Any, today: date, address: str, order: str = "due",
            opened: UUID | None = None, saved: Sequence[tuple[Any, int]] = (), asks: Mapping[str, str] | None = None,
            called: str = "") -> Today:  # fmt: skip
    """The whole page, from what ``home.queries.today.day`` gives.

    ``saved`` are this user's lists, each with its length; ``asks`` is what this page's address asks for.
    """
    asks = asks or {}
    here = next((row for row, _count in saved if row.asks == asks), None)
    rows = rows_of(
        day.requests, day.referrals, today=today, opened=opened, address=address, by=by, order=order
    )
    counts = day.counts
    plain = with_query(address, open=None)
    left = None
    if counts.left:
        held = f"{plural(counts.left, 'request')} with someone who has left"
        left = {"label": held, "href": with_query(plain, list="left")}
    return Today(
        line=f"{weekday(today)}. {_summary(counts)}",
        groups=groups_of(rows, whose=wanted.whose, cut=day.cut),
        lists=[
            {
                "label": label,
                "href": with_query(reverse("home:today"), list=code if code != "mine" else None),
                "count": _number(getattr(counts, code), code),
                "current": code == wanted.whose and here is None,
            }
            for code, label in LISTS
        ],
        saved=[
            {
                "label": row.name,
                "href": with_query(reverse("home:today"), **row.asks),
                "count": f"{count:,}",
                "current": row is here,
            }
            for row, count in saved
        ],
        keeping=_keeping(here, asks, called),
        all_owned=day.all_owned and not counts.left,
        left=left,
        failed=[_failure(message) for message in day.failed],
        events=day.events,
        empty=_empty(wanted),
        cut="These are the first 100, the most overdue first. Use the filters to see the rest."
        if day.cut
        else "",
        later=_later(wanted, plain),
        picks=any(row.pick for row in rows),
        filters_on=sum(map(bool, (wanted.need, wanted.urgency, wanted.ward, wanted.where))),
    )


def _keeping(here: Any, asks: Mapping[str, str], called: str) -> Keeping | None:
    """Nothing where the list is Mine as it comes: that is kept anyway."""
    if here is not None:
        return Keeping(here.name, reverse("home:today_forget", args=[here.pk]))
    return Keeping(called) if asks else None


def _number(count: int, code: str) -> str:
    return f"{count:,}+" if code == "sent" and count >= MOST_COUNTED else f"{count:,}"


def _summary(counts: Any) -> str:
    if not counts.mine:
        return "Nothing is waiting for you."
    late = f", {counts.late} {'is' if counts.late == 1 else 'are'} late" if counts.late else ", none late"
    return f"{plural(counts.mine, 'thing')} for you{late}."


def _empty(wanted: Any) -> str:
    if wanted.need or wanted.urgency or wanted.ward or wanted.where:
        return "Nothing in this list fits these filters."
    return {
        "mine": "Nothing left for today.",
        "organisation": "Nothing left for today, for any of us.",
        "sent": "Everyone you asked has answered.",
        "long": "Nobody has waited over 28\u00a0days.",
        "left": "Nothing is with someone who has left.",
    }[wanted.whose]


def _later(wanted: Any, address: str) -> dict[str, str] | None:
    if wanted.whose not in ("mine", "organisation"):
        return None
    if wanted.every:
        return {"label": "Show only the next 7\u00a0days", "href": with_query(address, days=None)}
    return {"label": "Show what is due later as well", "href": with_query(address, days="all")}


def _failure(message: Any) -> str:
    kind = "A text" if message.channel == "text" else "An email"
    return f"{kind} to {message.to} could not be sent: {message.problem.rstrip('.') or 'we don’t know why'}."


FILE_HEAD = (
    "Due",
    "Person",
    "Age",
    "Next step",
    "Needs",
    "With",
    "Days waiting",
    "Urgent",
    "Reference",
    "Kind",
)


def file_rows(requests: list[Any], referrals: list[Any], *, today: date, by: Any) -> list[list[Any]]:
    """The same rows for a spreadsheet, each with the request's reference."""
    references = {f"request-{row.pk}": row.reference for row in requests}
    references |= {f"referral-{row.pk}": row.request.reference for row in referrals}
    return [
        [
            row.on.isoformat(),
            row.name,
            row.age,
            row.next_step,
            row.needs,
            row.where,
            "" if row.days is None else row.days,
            "Urgent" if row.urgent else "",
            references[row.key],
            row.key.split("-")[0].capitalize(),
        ]
        for row in rows_of(requests, referrals, today=today, by=by)
    ]
