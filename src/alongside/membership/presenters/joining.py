"""An application in words, for who asks and for who reads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from alongside.foundation.design.formats import in_london, long_date, plural

from ..states import APPLICATION

TITLES = {
    "about": "About you",
    "number": "Your number",
    "area": "Where you work",
    "people": "Who you help",
    "offers": "What you offer, and what would help you",
    "safety": "Keeping people safe",
    "lived": "Lived experience",
}
# The same, for who reads it.
THEIR_TITLES = {
    **TITLES,
    "about": "About them",
    "number": "Their number",
    "area": "Where they work",
    "people": "Who they help",
    "offers": "What they offer, and what would help them",
}
PAGE_FIELDS = {
    "about": (("Organisation", "name"), ("Kind", "kind"), ("Spends in a year", "size"), ("What it is for", "purpose"),
              ("Who asks", "contact_name"), ("Their role", "contact_role"), ("Phone", "contact_telephone")),
    "number": (("Registered as", "number_kind"), ("Number", "number")),
    "area": (("Places", "ward_codes"), ("In their words", "area_words")),
    "people": (("Helps with", "need_codes"), ("Who it is for", "people_words")),
    "offers": (("Could offer", "offers"), ("Would help", "wants"), ("New people in 28 days", "places_offered")),
    "safety": (("Keeping people safe", "safeguarding"), ("Insured by", "insurer"), ("Policy", "policy"),
               ("Insured until", "insured_until"), ("People’s information", "data_protection")),
    "lived": (("Lived experience", "lived_experience"),),
}  # fmt: skip
NEXT = {
    "draft": "Finish it when you can. We keep what you typed.",
    "sent": "People from the alliance read it. We write to you when there is something new, usually within 3 weeks.",
    "asked": "They asked you something. Answer below, and they carry on.",
    "declined": "Not this time. You can read why below, and ask other people to look again.",
    "appealed": "Other people are looking at it again. We write to you when they have decided.",
    "approved": "Welcome. Sign the terms and show your papers below, and you are a member.",
    "refused": "Other people looked, and it is not this time. You can ask again when things have changed.",
    "withdrawn": "You took it back. You can begin again whenever you like.",
    "expired": "Nobody had touched this for 60 days, so it ended. You can begin again whenever you like.",
}
TOLD = {
    "send": "You sent it",
    "ask": "The panel asked you something",
    "answer": "You answered",
    "approve": "They said yes",
    "decline": "They said not this time",
    "appeal": "You asked for a second look",
    "refuse": "They looked again, and it is not this time",
    "withdraw": "You took it back",
    "expire": "It was left unfinished",
}


@dataclass(frozen=True)
class Answer:
    label: str
    text: str


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    done: bool
    href: str
    answers: list[Answer]


@dataclass(frozen=True)
class Happened:
    title: str
    text: str
    at: datetime
    by: str


@dataclass(frozen=True)
class Page:
    number: int
    total: int
    title: str
    back: str


def join_page(step: str, order: list[str]) -> Page:
    number = order.index(step)
    back = reverse("membership:join_page", args=[order[number - 1]]) if number else reverse("membership:join")
    return Page(number + 1, len(order) + 1, TITLES[step], back)


def sections(application: Any, *, words: dict[str, dict[str, str]], link: bool = True) -> list[Section]:
    """What was answered, page by page. ``words`` give the labels of codes, by field."""
    return [
        Section(
            key,
            (TITLES if link else THEIR_TITLES)[key],
            key in application.pages_done,
            reverse("membership:join_page", args=[key]) if link else "",
            [Answer(label, said) for label, name in fields if (said := _said(application, name, words))],
        )
        for key, fields in PAGE_FIELDS.items()
    ]


def _said(application: Any, name: str, words: dict[str, dict[str, str]]) -> str:
    value = getattr(application, name)
    known = words.get(name, {})
    if isinstance(value, list):
        return ", ".join(str(known.get(code, code)) for code in value)
    if isinstance(value, date):
        return long_date(value)
    display = getattr(application, f"get_{name}_display", None)
    return (
        str(display() if display and value else known.get(str(value), value))
        if value not in (None, "")
        else ""
    )


def happened(steps: Iterable[Any], *, theirs: bool = True) -> list[Happened]:
    """What happened, oldest first. ``theirs``: as told to who asked, without names."""
    found = []
    for step in steps:
        said = next(
            (step.supplied[key] for key in ("question", "answer", "reason") if step.supplied.get(key)), ""
        )
        title = TOLD[step.event] if theirs else APPLICATION.transition(step.event).done
        found.append(Happened(title, said, step.at, "" if theirs else step.by))
    return found


@dataclass(frozen=True)
class Row:
    name: str
    reference: str
    href: str
    state: str
    kind: str
    since: date
    days: int | None
    readers: str
    button: str


def application_rows(rows: Iterable[Any], *, by: Any, today: date) -> list[Row]:
    """Who waits longest comes first. The button says what is yours to do."""
    found = []
    for row in rows:
        state = APPLICATION.state(row.state)
        reviews = list(row.reviews.all())
        mine = next((one for one in reviews if one.user_id == by.user_id), None)
        hidden = mine is not None and mine.conflict == "conflicted"
        day = in_london(row.state_since).date()
        said = sum(bool(one.advice) for one in reviews)
        found.append(
            Row(
                name="An application you may not read" if hidden else row.name,
                reference=row.reference,
                href=reverse("membership:application", args=[row.pk]),
                state=state.words.replace(" for you", " for them"),
                kind=state.tag,
                since=day,
                days=(today - day).days if state.is_open else None,
                readers=f"{said} of {plural(len(reviews), 'reader')}" if reviews else "None named",
                button="Read" if mine and not mine.advice and not hidden and state.is_open else "Open",
            )
        )
    return found
