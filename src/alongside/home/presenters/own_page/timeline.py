"""What has happened so far. Events become sentences; what staff write to each other is never shown."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from alongside.foundation.design.formats import weekday
from alongside.referrals.queries.own_page import OwnRecord
from alongside.referrals.vocabulary import decline_reason

NOT_YOU = gettext_noop("It wasn’t anything you did.")


@dataclass(frozen=True)
class Event:
    """One thing on the line, as the timeline component draws it. ``who``: you, us, now or next."""

    who: str
    title: str
    text: str = ""
    moment: date | datetime | None = None
    when: str = ""


Teller = Callable[[Any, Any], Event | None]


def timeline(record: OwnRecord) -> list[Event]:
    """Everything that happened, oldest first."""
    requests = {request.pk: request for request in record.requests}
    referrals = {referral.pk: referral for referral in record.referrals}
    found: list[Event | None] = [_asked(request) for request in record.requests]
    for asked in record.request_steps:
        tell = REQUEST_EVENTS.get(asked.event)
        found += [tell(asked, requests[asked.request_id])] if tell else []
    for step in record.referral_steps:
        tell = REFERRAL_EVENTS.get(step.event)
        found += [tell(step, referrals[step.referral_id])] if tell else []
    told: list[Any] = [event for event in found if event]
    return sorted(told, key=lambda event: event.moment)


def _asked(request: Any) -> Event:
    if request.for_whom == "self":
        title = (
            _("You asked for help")
            if request.channel == "online"
            else _("You asked %(place)s for help") % {"place": request.asked_of.name}
        )
    else:
        who = request.asker_name or _("Someone who knows you")
        title = _("%(who)s asked for help for you") % {"who": who}
    return Event("you", title, moment=request.asked_at)


def _name(step: Any) -> str:
    """A first name and where they work, from "Priya Nair, Haven Street"."""
    name, _comma, organisation = step.by.partition(", ")
    if organisation and name:
        return _("%(name)s from %(place)s") % {"name": name.split()[0], "place": organisation}
    return name or _("Someone")


def _names(referral: Any) -> dict[str, str]:
    """The service that was asked, and the place that offers it."""
    return {"service": referral.service_name, "place": referral.receiver.name}


def _sorry() -> str:
    return " ".join([_("We’re sorry."), _(NOT_YOU), _("We are finding another place.")])


def _by_person(step: Any) -> bool:
    return step.side == "person"


def _taken_on(step: Any, request: Any) -> Event:
    title = _("%(who)s took this on") % {"who": _name(step)}
    return Event("us", title, _("They look after it from here."), step.at)


def _request_closed(step: Any, request: Any) -> Event:
    if _by_person(step):
        return Event("you", _("You said you don’t want this help any more"), moment=step.at)
    return Event(
        "us", _("We closed this"), _("If things change, you can open it again or ask us anew."), step.at
    )


def _request_reopened(step: Any, request: Any) -> Event:
    return Event("you" if _by_person(step) else "us", _("This was opened again"), moment=step.at)


def _sent(step: Any, referral: Any) -> Event:
    names = _names(referral)
    text = _("We sent what you told us to %(place)s, so you don’t have to say it all again.") % names
    if step.supplied.get("basis", "consent") != "consent":
        return Event("us", _("We told %(place)s, to keep someone safe") % names, "", step.at)
    if _by_person(step):
        return Event("you", _("You asked %(service)s") % names, text, step.at)
    return Event("us", _("We asked %(service)s for you") % names, text, step.at)


def _question(step: Any, referral: Any) -> Event:
    title = _("%(service)s asked us a question") % _names(referral)
    return Event("us", title, _("We are answering it for you."), step.at)


def _answered(step: Any, referral: Any) -> Event:
    return Event("us", _("We answered %(service)s") % _names(referral), moment=step.at)


def _accepted(step: Any, referral: Any) -> Event:
    day = step.supplied.get("first_contact_on")
    text = (
        _("They said they would be in touch on %(day)s.") % {"day": weekday(date.fromisoformat(day))}
        if day
        else _("You are on their waiting list.")
    )
    return Event("us", _("%(service)s said yes") % _names(referral), text, step.at)


def _declined(step: Any, referral: Any) -> Event:
    try:
        reason = decline_reason(str(step.supplied.get("reason", "")))
    except KeyError:
        reason = decline_reason("other")
    said = [_(reason.to_person)] if reason.to_person else []
    if reason.whose == "provider":
        said.append(_(NOT_YOU))
    if suggested := step.supplied.get("suggestion"):
        said.append(_("They thought of %(service)s instead.") % {"service": suggested})
    return Event("us", _("%(service)s couldn’t take you") % _names(referral), " ".join(said), step.at)


def _expired(step: Any, referral: Any) -> Event:
    return Event("us", _("%(service)s didn’t answer in time") % _names(referral), _sorry(), step.at)


def _handed_back(step: Any, referral: Any) -> Event:
    left = step.supplied.get("reason") == "left"
    title = _("%(place)s left the alliance") if left else _("%(service)s had to stop")
    return Event("us", title % _names(referral), _sorry(), step.at)


def _request_handed_on(step: Any, request: Any) -> Event:
    names = {
        "who": step.supplied.get("from") or _("Whoever looked after this"),
        "door": step.supplied.get("to") or _("our front door"),
    }
    title = _("%(who)s can’t look after this now, so %(door)s does") % names
    return Event("us", title, _("You don’t have to say anything again."), step.at)


def _withdrawn(step: Any, referral: Any) -> Event:
    if _by_person(step):
        stopped = step.supplied.get("reason") == "sharing_stopped"
        title = _("You stopped sharing with %(place)s") if stopped else _("You said no to %(service)s")
        return Event("you", title % _names(referral), moment=step.at)
    return Event("us", _("We took back what we asked %(service)s") % _names(referral), moment=step.at)


def _began(step: Any, referral: Any) -> Event:
    return Event("us", _("%(service)s began helping you") % _names(referral), moment=step.at)


def _checked_in(step: Any, referral: Any) -> Event:
    if moved := step.supplied.get("first_contact_on"):
        title = _("%(service)s moved the day they get in touch")
        text = _("It is now %(day)s.") % {"day": weekday(date.fromisoformat(moved))}
    elif step.from_state == "in_support":
        title, text = _("%(service)s told us they are still helping you"), ""
    else:
        title = _("%(service)s told us you are still on their waiting list")
        text = _("You haven’t lost your place.")
    return Event("us", title % _names(referral), text, step.at)


def _not_reached(step: Any, referral: Any) -> Event:
    tries = int(step.supplied.get("attempts", 1))
    text = ngettext(
        "They tried once. Nothing is lost: we’ll find out how you are.",
        "They tried %(n)s times. Nothing is lost: we’ll find out how you are.",
        tries,
    )
    title = _("%(service)s couldn’t reach you") % _names(referral)
    return Event("us", title, text % {"n": tries}, step.at)


def _finished(step: Any, referral: Any) -> Event:
    return Event("us", _("%(service)s finished their part") % _names(referral), moment=step.at)


def _reopened(step: Any, referral: Any) -> Event:
    return Event("us", _("We opened this again with %(service)s") % _names(referral), moment=step.at)


REQUEST_EVENTS: dict[str, Teller] = {
    "take_on": _taken_on,
    "close": _request_closed,
    "reopen": _request_reopened,
    "hand_on": _request_handed_on,
}
# Left out: "redirect", whose next referral says it; "hand_on", which its request says; "close" and "new_day", which
# are our own paperwork.
REFERRAL_EVENTS: dict[str, Teller] = {
    "send": _sent,
    "ask": _question,
    "answer": _answered,
    "accept": _accepted,
    "decline": _declined,
    "expire": _expired,
    "hand_back": _handed_back,
    "withdraw": _withdrawn,
    "begin_support": _began,
    "check_in": _checked_in,
    "no_contact": _not_reached,
    "finish": _finished,
    "reopen": _reopened,
}
