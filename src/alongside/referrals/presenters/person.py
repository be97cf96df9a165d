"""A person at the head of a staff page, and how to reach them safely."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.foundation.design.formats import in_london, phone, plural
from alongside.people.models import Person
from alongside.people.queries import age_on

WAYS = dict(Person.SafeWay.choices)


@dataclass(frozen=True)
class Fact:
    label: str
    text: str
    href: str = ""
    strong: bool = False


def about_line(person: Any, *, today: date, rest: tuple[str, ...] = ()) -> str:
    """34, she/her · DN32 · ..."""
    age = age_on(person, today)
    first = ", ".join(filter(None, ["" if age is None else str(age), person.pronouns]))
    half = person.postcode[:-3] if len(person.postcode) > 4 else person.postcode
    return " · ".join(filter(None, [first, half, *rest]))


def reach_facts(person: Any) -> list[Fact]:
    """How to reach them, safest thing first; says so where nothing was said to be safe."""
    ways = [str(WAYS.get(way, way)) for way in person.safe_ways]
    facts = [Fact("Reach them by", ", ".join(ways) or "Nothing was said to be safe. Ask who sent it.")]
    if person.telephone:
        facts.append(Fact("Number", phone(person.telephone), f"tel:{person.telephone}"))
        facts.append(Fact("Voicemail", person.get_voicemail_display(), strong=person.voicemail == "no"))
    if person.not_times:
        facts.append(Fact("Not at", person.not_times, strong=True))
    if person.email:
        facts.append(Fact("Email", person.email, f"mailto:{person.email}"))
    if person.through:
        facts.append(Fact("Go through", person.through, strong=True))
    if person.language or person.needs_interpreter:
        words = "with an interpreter" if person.needs_interpreter else ""
        facts.append(Fact("Language", ", ".join(filter(None, [person.language, words]))))
    return facts


def waiting(asked_at: Any, *, today: date) -> str:
    days = max((today - in_london(asked_at).date()).days, 0)
    return f"{plural(days, 'day')} since they first asked" if days else "Asked today"
