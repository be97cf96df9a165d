"""Words for the pages of asking: what a text would say, who will see what, and what happens next."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from alongside.directory.understanding import default_lexicon
from alongside.foundation.design.formats import long_date, phone, weekday
from alongside.foundation.messages.catalogue import write
from alongside.foundation.tenancy.addresses import address
from alongside.people.actions import CONSENT_DAYS
from alongside.people.models import Person
from alongside.people.queries import verbs_for

from ..queries.ask import promised

TITLES = {
    "words": ("What’s going on?", "What’s going on?"),
    "reach": ("How can we reach you safely?", "How can we reach them safely?"),
    "about": ("About you", "About them, and you"),
    "agree": ("Check and say yes", "Check and say yes"),
}


@dataclass(frozen=True)
class Answer:
    """One thing that was said, with where to change it."""

    label: str
    text: str
    step: str


@dataclass(frozen=True)
class Seer:
    """Who will see what, until when; as ``who_can_see`` draws it."""

    who: str
    sees: str
    until: str
    stop: None = None


@dataclass(frozen=True)
class StepPage:
    """What stands around the questions of one step."""

    title: str
    number: int
    total: int
    back: str
    beside: bool


@dataclass(frozen=True)
class Done:
    """The last page: a sentence with a day, and the keys to the person's own page if they are theirs to have."""

    sentence: str
    lines: list[str]
    reference: str
    path: str = ""
    code: str = ""
    notes: list[str] = field(default_factory=list)


def step_page(step: str, steps: tuple[str, ...], *, other: bool) -> StepPage:
    at = steps.index(step) if step in steps else 0
    return StepPage(
        title=TITLES[step][other],
        number=at + 1,
        total=len(steps),
        back=steps[at - 1] if at else "",
        beside=step in ("reach", "about"),
    )


def text_preview(alliance: Any) -> str:
    """All that a text message would say."""
    return write("your_page", {"link": address(alliance, "/my/")}, alliance=alliance).text


def until(day: date | None = None) -> str:
    """The day on which an agreement made today ends."""
    return long_date((day or date.today()) + timedelta(days=CONSENT_DAYS))


def seers(*, front_door: str, service: str, organisation: str) -> list[Seer]:
    found = [Seer(front_door, "Everything on this page", "It stays in your record with them")]
    if service:
        found.append(
            Seer(
                organisation or service,
                "Your words, what you need help with, and how to reach you. Only if you say yes below",
                f"{until()}, or sooner if you stop it",
            )
        )
    return found


def answers(draft: Any) -> list[Answer]:
    """What was said so far, in the order it was asked."""
    reach, about = draft.reach, draft.about
    label = dict(Person.SafeWay.choices)
    safe = ", ".join(str(label[way]) for way in reach["safe_ways"])
    details = [phone(reach.get("telephone")), reach.get("email"), reach.get("through")]
    name = f"{about['given_name']} {about['family_name']}".strip() or "No name given"
    rows = [
        Answer("What’s going on", f"“{draft.words}”", "words"),
        Answer("Safe to use", ". ".join(filter(None, [safe, *details])), "reach"),
    ]
    if "phone" in reach["safe_ways"]:
        voicemail = str(dict(Person.Voicemail.choices)[reach["voicemail"]])
        rows.append(Answer("Leave a voicemail", voicemail, "reach"))
    if reach.get("not_times"):
        rows.append(Answer("Don’t ring", reach["not_times"], "reach"))
    rows.append(Answer("Name", name, "about"))
    rows.append(Answer("Age", str(about["age"]), "about"))
    if about.get("postcode"):
        rows.append(Answer("Postcode", about["postcode"], "about"))
    if draft.other:
        who = ", ".join(filter(None, [about.get("asker_name"), phone(about.get("asker_telephone"))]))
        rows.append(Answer("Asking for them", who, "about"))
    return rows


def need_label(code: str) -> str:
    return default_lexicon().label(code) if code else ""


def done(shown: dict[str, Any]) -> Done:
    """From what ``views.ask`` kept when it finished."""
    other, day = shown["other"], promised(date.fromisoformat(shown["on"]))
    who = "them" if other else "you"
    act = verbs_for(shown["reach"]["safe_ways"])
    lines = []
    if shown["service"]:
        lines.append(
            f"We have also asked {shown['service']}. They say by {weekday(date.fromisoformat(shown['answer_by']))} "
            f"if they can help. If they say no, {'they don’t' if other else 'you don’t'} start again: "
            f"{shown['front_door']} will find another place."
        )
    notes = []
    if other:
        notes.append(
            "They can see their own page too. We have sent them a link by a way you said is safe."
            if shown["sent"]
            else "They can have their own page too. The person who gets in touch will give them the way in."
        )
    elif shown["sent"]:
        notes.append(
            "We have sent you the link too, by a way you said is safe. We never send the code with it."
        )
    return Done(
        sentence=f"Someone from {shown['front_door']} will {act} {who} {day}.",
        lines=lines,
        reference=shown["reference"],
        path="" if other else shown["path"],
        code="" if other else shown["code"],
        notes=notes,
    )
