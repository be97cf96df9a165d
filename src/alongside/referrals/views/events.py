"""What a referral's events mean: the form of each, the action it stands for, and what is said when it is done.

Shared by the page for those at work and the page for a receiver without an account.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from alongside.foundation.workflow.clock import today

from .. import actions
from ..forms.referral import FORMS, EventForm, Services
from ..presenters.refer import place_choices
from ..queries.choosing import places_to_try

Said = dict[str, Any]
# What each event's form means to its action: (referral, what was said) -> keyword arguments.
ACTS: dict[str, tuple[Callable[..., Any], Callable[[Said], Said]]] = {
    "send": (
        actions.send_referral,
        lambda said: {"given_how": said["given_how"], "evidence": said["evidence"]},
    ),
    "accept": (
        actions.accept_referral,
        lambda said: {
            "first_contact_on": said["first_contact_on"],
            "on_waiting_list": said["how"] == "list",
            "note": said["note"],
        },
    ),
    "ask": (actions.ask_question, lambda said: {"question": said["question"]}),
    "decline": (
        actions.decline_referral,
        lambda said: {
            "reason": said["reason"],
            "note": said["note"],
            "suggestion_id": said["suggestion"] or None,
        },
    ),
    "begin_support": (actions.begin_support, lambda said: {"first_contact": said["first_contact"]}),
    "check_in": (
        actions.check_in,
        lambda said: {"next_day": said["next_day"], "note": said["note"]},
    ),
    "new_day": (
        actions.put_to_another_day,
        lambda said: {"next_day": said["next_day"], "reason": said["reason"]},
    ),
    "no_contact": (
        actions.report_no_contact,
        lambda said: {"attempts": said["attempts"], "note": said["note"]},
    ),
    "finish": (actions.finish_support, lambda said: {"outcome": said["outcome"], "note": said["note"]}),
    "answer": (actions.answer_question, lambda said: {"answer": said["answer"]}),
    "withdraw": (actions.withdraw_referral, lambda said: {"reason": said["reason"]}),
    "redirect": (
        actions.redirect_referral,
        lambda said: {
            "service_id": said["service"],
            "given_how": "" if said["given_how"] == "not_yet" else said["given_how"],
        },
    ),
    "close": (actions.close_referral, lambda said: {"told": said["told"], "note": said["note"]}),
    "reopen": (actions.reopen_referral, lambda said: {"reason": said["reason"]}),
}
DONE = {
    "send": "Sent to {service}. They answer by the day below.",
    "accept": "Accepted. The referrer and {name} are told.",
    "ask": "Asked. The clock is stopped until they answer.",
    "decline": "Declined. It has gone back to the referrer, and {name} is told.",
    "begin_support": "Support began.",
    "check_in": "Thank you. The referrer is told, and the new day is kept.",
    "new_day": "Put to another day.",
    "no_contact": "Handed back to the referrer, who will find out how they are.",
    "finish": "Finished. The referrer will ask {name} how it went.",
    "answer": "Answered. {service} has it again.",
    "withdraw": "Withdrawn. {service} is told.",
    "redirect": "Passed on to {service}.",
    "close": "Closed. Everyone who needs to know, knows.",
    "reopen": "Opened again.",
}


def form_of(event: str, found: Any, data: Mapping[str, Any]) -> EventForm:
    """The form of one event, as it was sent."""
    return FORMS[event](data, services=_services(found))


def forms_of(events: Iterable[str], found: Any, *, sent: EventForm | None = None) -> dict[str, EventForm]:
    """A form for each event that is possible now; the one that was sent stays as it was typed."""
    services = _services(found)
    fresh = {"seen": found.state, "first_contact": today()}
    return {
        event: sent
        if sent is not None and sent.event == event
        else FORMS[event](initial=fresh, services=services)
        for event in events
    }


def act_on(found: Any, form: EventForm, *, by: Any) -> Any:
    """Do what a valid form asks, once however often it is sent; gives what the action gives."""
    do, means = ACTS[form.event]
    said = form.cleaned_data
    return do(found, by=by, seen=said["seen"], once=f"{found.pk}-{said['once']}", **means(said))


def done_words(event: str, found: Any, *, service: str) -> str:
    return DONE[event].format(service=service, name=found.person.given_name or "the person")


def _services(found: Any) -> Services:
    """The places that might be tried instead, looked for at most once, and only where a form asks."""
    return cache(lambda: place_choices(places_to_try(found), suggested_id=found.suggested_service_id))
