"""What happens next: who does what, by which day, and what could go otherwise."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from alongside.foundation.design.formats import in_london, weekday
from alongside.foundation.design.languages import ENGLISH, current
from alongside.people.queries import verbs_for
from alongside.referrals.queries.ask import promised
from alongside.referrals.queries.own_page import OwnRecord

from .timeline import Event

LONG_WAIT_DAYS = 14
NOW = {
    "sent": gettext_noop("%(service)s has what you told us, and is deciding"),
    "awaiting_information": gettext_noop("%(service)s is waiting for our answer"),
    "accepted": gettext_noop("%(service)s said yes, and you are waiting for them"),
    "in_support": gettext_noop("%(service)s is helping you"),
}
NO_RESTART = gettext_noop("If they say no, you don’t start again: we bring you another choice.")


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
            _("Nothing is waiting just now."), [_("You can ask us again at any time.")], [], nothing_open=True
        )
    first, rest = found[0], found[1:]
    lines = [first.more] if first.more else []
    if first.on < today:
        lines.insert(
            0, _("That day has gone by, and we’re sorry. You can ring us and we’ll look into it now.")
        )
    lines += [coming.sentence for coming in rest]
    return Upcoming(
        sentence=first.sentence,
        lines=lines,
        events=_now(record, today)
        + [
            Event("next", coming.title, moment=coming.on, when=_("By %(day)s") % {"day": weekday(coming.on)})
            for coming in found
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
        sorry = "" if helped or days < LONG_WAIT_DAYS else _waited(days)
        for one in live:
            title = _(NOW[one.state]) % {"service": one.service_name}
            found.append(Event("now", title, sorry, when=_("Now")))
            sorry = ""
    return found


def _waited(days: int) -> str:
    return ngettext(
        "You’ve waited %(n)s day. That’s longer than we want, and we’re sorry.",
        "You’ve waited %(n)s days. That’s longer than we want, and we’re sorry.",
        days,
    ) % {"n": days}


def helper(request: Any) -> str:
    """ "Priya from Haven Street", or "Someone from Haven Street" before anyone took it on."""
    name = request.owner_user.get_short_name() if request.owner_user else _("Someone")
    return _("%(name)s from %(place)s") % {"name": name, "place": request.owner.name}


def _of_request(record: OwnRecord, request: Any) -> list[Coming]:
    who, day = helper(request), request.next_step_on
    found = [
        coming
        for referral in record.referrals_of(request)
        if (coming := _of_referral(referral, who=who, check=day)) is not None
    ]
    if request.state == "new" or request.next_step_by_hand or not found:
        title = _("%(who)s gets in touch") % {"who": who}
        found.append(Coming(day, _in_touch(who, record.person.safe_ways, promised(day)), title))
    return found


def _in_touch(who: str, safe_ways: list[str], day: str) -> str:
    """How is said where one word has it; other languages say it more plainly."""
    if current() is ENGLISH:
        return f"{who} will {verbs_for(safe_ways)} you {day}."
    return _("%(who)s will get in touch with you, %(day)s.") % {"who": who, "day": day}


def _of_referral(referral: Any, *, who: str, check: date) -> Coming | None:
    names = {"service": referral.service_name, "who": who}
    if referral.state == "sent":
        on = in_london(referral.answer_due_at).date()
        return _coming(
            on,
            _("%(service)s will say by %(day)s if they can help."),
            _("%(service)s gives an answer"),
            names,
            _(NO_RESTART),
        )
    if referral.state == "awaiting_information":
        return _coming(
            referral.next_step_on,
            _("%(who)s is answering a question from %(service)s, by %(day)s."),
            _("%(service)s has our answer"),
            names,
            _("Then they say if they can help."),
        )
    if referral.state == "accepted" and referral.first_contact_on:
        on = referral.first_contact_on
        sentence = _("%(service)s will be in touch with you on %(day)s.")
        return _coming(on, sentence, _("%(service)s gets in touch"), names)
    if referral.state == "accepted":
        sentence = _(
            "You are on the waiting list for %(service)s. %(who)s checks how it is going by %(day)s."
        )
        return _coming(check, sentence, _("%(who)s checks how the wait is going"), names)
    if referral.state == "in_support":
        sentence = _("%(service)s is helping you. %(who)s checks how it is going by %(day)s.")
        return _coming(check, sentence, _("%(who)s checks in"), names)
    if referral.state in ("declined", "expired", "handed_back"):
        sentence = _("%(who)s will find you another place by %(day)s.")
        return _coming(check, sentence, _("%(who)s brings another choice"), names, _(NO_RESTART))
    if referral.state in ("finished", "unable_to_contact", "withdrawn"):
        sentence = _("%(who)s will ask how you are by %(day)s.")
        return _coming(check, sentence, _("%(who)s asks how you are"), names)
    return None


def _coming(on: date, sentence: str, title: str, names: dict[str, str], more: str = "") -> Coming:
    return Coming(on, sentence % {**names, "day": weekday(on)}, title % names, more)
