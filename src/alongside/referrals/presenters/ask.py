"""Words for the pages of asking: what a text would say, who will see what, and what happens next."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.directory.understanding import default_lexicon
from alongside.foundation.design.formats import long_date, phone, weekday
from alongside.foundation.design.languages import ENGLISH, current
from alongside.foundation.messages.catalogue import write
from alongside.foundation.tenancy.addresses import address
from alongside.people.actions import CONSENT_DAYS
from alongside.people.models import Person
from alongside.people.queries import verbs_for

from ..queries.ask import promised

TITLES = {
    "words": (gettext_lazy("What’s going on?"), gettext_lazy("What’s going on?")),
    "reach": (gettext_lazy("How can we reach you safely?"), gettext_lazy("How can we reach them safely?")),
    "about": (gettext_lazy("About you"), gettext_lazy("About them, and you")),
    "agree": (gettext_lazy("Check and say yes"), gettext_lazy("Check and say yes")),
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
        title=str(TITLES[step][other]),
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
    found = [Seer(front_door, _("Everything on this page"), _("It stays in your record with them"))]
    if service:
        found.append(
            Seer(
                organisation or service,
                _("Your words, what you need help with, and how to reach you. Only if you say yes below"),
                _("%(day)s, or sooner if you stop it") % {"day": until()},
            )
        )
    return found


def answers(draft: Any) -> list[Answer]:
    """What was said so far, in the order it was asked."""
    reach, about = draft.reach, draft.about
    label = dict(Person.SafeWay.choices)
    safe = _(", ").join(str(label[way]) for way in reach["safe_ways"])
    details = [phone(reach.get("telephone")), reach.get("email"), reach.get("through")]
    name = f"{about['given_name']} {about['family_name']}".strip() or _("No name given")
    rows = [
        Answer(_("What’s going on"), f"“{draft.words}”", "words"),
        Answer(_("Safe to use"), ". ".join(filter(None, [safe, *details])), "reach"),
    ]
    if "phone" in reach["safe_ways"]:
        voicemail = str(dict(Person.Voicemail.choices)[reach["voicemail"]])
        rows.append(Answer(_("Leave a voicemail"), voicemail, "reach"))
    if reach.get("not_times"):
        rows.append(Answer(_("Don’t ring"), reach["not_times"], "reach"))
    rows.append(Answer(_("Name"), name, "about"))
    rows.append(Answer(_("Age"), str(about["age"]), "about"))
    if about.get("postcode"):
        rows.append(Answer(_("Postcode"), about["postcode"], "about"))
    if draft.other:
        who = _(", ").join(filter(None, [about.get("asker_name"), phone(about.get("asker_telephone"))]))
        rows.append(Answer(_("Asking for them"), who, "about"))
    return rows


def need_label(code: str) -> str:
    return _(default_lexicon().label(code)) if code else ""


def done(shown: dict[str, Any]) -> Done:
    """From what ``views.ask`` kept when it finished."""
    other, day = shown["other"], promised(date.fromisoformat(shown["on"]))
    lines = []
    if shown["service"]:
        asked = {
            "service": shown["service"],
            "day": weekday(date.fromisoformat(shown["answer_by"])),
            "front_door": shown["front_door"],
        }
        words = (
            _(
                "We have also asked %(service)s. They say by %(day)s if they can help. If they say no, they don’t start "
                "again: %(front_door)s will find another place."
            )
            if other
            else _(
                "We have also asked %(service)s. They say by %(day)s if they can help. If they say no, you don’t start "
                "again: %(front_door)s will find another place."
            )
        )
        lines.append(words % asked)
    notes = []
    if other:
        notes.append(
            _("They can see their own page too. We have sent them a link by a way you said is safe.")
            if shown["sent"]
            else _(
                "They can have their own page too. The person who gets in touch will give them the way in."
            )
        )
    elif shown["sent"]:
        notes.append(
            _("We have sent you the link too, by a way you said is safe. We never send the code with it.")
        )
    return Done(
        sentence=_in_touch(shown["front_door"], shown["reach"]["safe_ways"], day, other=other),
        lines=lines,
        reference=shown["reference"],
        path="" if other else shown["path"],
        code="" if other else shown["code"],
        notes=notes,
    )


def _in_touch(who: str, safe_ways: list[str], day: str, *, other: bool) -> str:
    """Who gets in touch, how and by when. How is said where one word has it; other languages say it more plainly."""
    if current() is ENGLISH:
        return f"Someone from {who} will {verbs_for(safe_ways)} {'them' if other else 'you'} {day}."
    if other:
        return _("Someone from %(who)s will get in touch with them, %(day)s.") % {"who": who, "day": day}
    return _("Someone from %(who)s will get in touch with you, %(day)s.") % {"who": who, "day": day}
