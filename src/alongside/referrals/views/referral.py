"""One referral: its page, and every move that can be made from it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from alongside.foundation.access.errors import DomainError, NotFound, Stale
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.render import render
from alongside.foundation.workflow.clock import now, today
from alongside.people.queries import age_of, is_live

from .. import actions
from ..forms.referral import FORMS, EventForm
from ..presenters.consent import agreement
from ..presenters.referral import present
from ..queries.choosing import services_for
from ..queries.history import referral_events
from ..queries.referrals import chain_of, find_referral, last_step, open_referral

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


@page(permission=Permission.REFERRAL_VIEW)
def referral(request: AllianceRequest, referral_id: UUID) -> HttpResponse:
    """The whole of one referral, and what can be done about it."""
    actor = request.actor
    return _page(request, open_referral(referral_id, by=actor))


@page(permission=Permission.REFERRAL_VIEW, methods=("POST",))
def act(request: AllianceRequest, referral_id: UUID, event: str) -> HttpResponse:
    """Make one move. Refused, the page comes back as it is now, with what was typed."""
    actor = request.actor
    if event not in FORMS:
        raise NotFound
    found = find_referral(referral_id, by=actor)
    form = FORMS[event](request.POST, services=suggestions(found))
    if not form.is_valid():
        return _page(request, found, form=form, status=400)
    do, means = ACTS[event]
    said = form.cleaned_data
    try:
        once = f"{referral_id}-{said['once']}"
        result = do(found, by=actor, seen=said["seen"], once=once, **means(said))
    except NotFound as error:
        if event != "redirect":
            raise
        form.add_error("service", error.message)
        return _page(request, find_referral(referral_id, by=actor), form=form, status=400)
    except Stale as error:
        return _page(
            request, find_referral(referral_id, by=actor), stale=error.message, late=form, status=error.status
        )
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return _page(request, find_referral(referral_id, by=actor), form=form, status=error.status)
    service = result.service_name if result else found.service_name
    messages.success(
        request, DONE[event].format(service=service, name=found.person.given_name or "the person")
    )
    try:
        find_referral(result.pk, by=actor)
    except NotFound:  # saying no ends what may be seen
        return redirect("referrals:list")
    return redirect("referrals:referral", referral_id=result.pk)


def suggestions(found: Any) -> list[tuple[str, str]]:
    """What may be suggested or tried next: a suggestion that was made comes first; never the same place again."""
    if found.state not in ("sent", "awaiting_information", "declined", "expired"):
        return []
    person = found.person
    rows = services_for(need=found.need, postcode=person.postcode, age=age_of(person), most=9)
    choices = {
        str(row.id): ", ".join(filter(None, [row.name, row.organisation]))
        + (f" ({row.room})" if row.room else "")
        for row in rows
        if row.reachable and row.id != found.service_id
    }
    if found.suggested_service_id:
        first = {str(found.suggested_service_id): f"{found.suggested_service.name}: they suggest it"}
        choices = {**first, **{key: text for key, text in choices.items() if key not in first}}
    return list(choices.items())[:9]


def _page(
    request: AllianceRequest,
    found: Any,
    *,
    form: EventForm | None = None,
    late: EventForm | None = None,
    stale: str = "",
    status: int = 200,
) -> HttpResponse:
    actor = request.actor
    last = last_step(found)
    question = str(last.supplied.get("question", "")) if last and last.event == "ask" else ""
    shown = present(
        found,
        chain=chain_of(found),
        by=actor,
        today=today(),
        moment=now(),
        question=question,
        passed_on=bool(last and last.event == "redirect"),
    )
    services = suggestions(found)
    forms = {
        option.event: form
        if form is not None and form.event == option.event
        else FORMS[option.event](initial={"seen": found.state, "first_contact": today()}, services=services)
        for option in shown.options
    }
    if form is not None and form.event not in forms:  # the move is no longer possible from here
        stale, late, form = stale or "This can’t be done any more. Nothing was changed.", form, None
    consent = found.consent
    context = {
        "ref": shown,
        "forms": forms,
        "form": form,
        "opened": form.event if form is not None else next(iter(forms), ""),
        "events": referral_events(found, whole=not shown.receiver_only),
        "agreed": agreement(consent, who=found.receiver.name, live=is_live(consent)) if consent else None,
        "stale": stale,
        "first": last if stale else None,
        "kept": late.typed() if late else [],
        "tel": found.person.telephone if "phone" in found.person.safe_ways else "",
    }
    return render(request, "referrals/referral.html", context, status)
