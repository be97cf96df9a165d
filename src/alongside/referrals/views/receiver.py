"""One referral for a receiver without an account: what was agreed they may see, and their answer.

The same forms, actions and state table as for staff; only the door differs.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from alongside.foundation.access.actors import Door
from alongside.foundation.access.errors import DomainError, NotFound, Stale
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.render import render
from alongside.foundation.workflow.clock import now, today
from alongside.people.queries import is_live

from ..forms.referral import EventForm
from ..presenters.consent import agreement
from ..presenters.referral import present
from ..queries.referrals import chain_of, find_referral, last_step, open_referral
from .events import act_on, done_words, form_of, forms_of

EVENTS = ("accept", "ask", "decline", "begin_support", "check_in", "no_contact", "finish")


@page(permission=Permission.REFERRAL_VIEW, door=Door.RECEIVER)
def receiver(request: AllianceRequest) -> HttpResponse:
    """The referral of the link, while there is anything for them to do; then thanks, and nothing more."""
    actor = request.actor
    try:
        return _page(request, open_referral(actor.subject_id, by=actor))
    except NotFound:
        return render(request, "referrals/receiver/over.html")


@page(permission=Permission.REFERRAL_VIEW, door=Door.RECEIVER, methods=("POST",))
def act(request: AllianceRequest, event: str) -> HttpResponse:
    """Accept, ask, decline, or say how it is going."""
    actor = request.actor
    if event not in EVENTS:
        raise NotFound
    try:
        found = find_referral(actor.subject_id, by=actor)
    except NotFound:
        return redirect("referrals:receiver")
    form = form_of(event, found, request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, status=400)
    try:
        act_on(found, form, by=actor)
    except Stale as error:
        messages.warning(request, error.message)
        return redirect("referrals:receiver")
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return _page(request, find_referral(actor.subject_id, by=actor), form=form, status=error.status)
    messages.success(request, done_words(event, found, service=found.service_name))
    return redirect("referrals:receiver")


def _page(
    request: AllianceRequest, found: Any, *, form: EventForm | None = None, status: int = 200
) -> HttpResponse:
    last = last_step(found)
    shown = present(
        found,
        chain=chain_of(found),
        by=request.actor,
        today=today(),
        moment=now(),
        question=str(last.supplied.get("question", "")) if last and last.event == "ask" else "",
    )
    forms = forms_of([one.event for one in shown.options if one.event in EVENTS], found, sent=form)
    consent = found.consent
    context = {
        "ref": shown,
        "state": found.state,
        "forms": forms,
        "form": form,
        "opened": form.event if form is not None else next(iter(forms), ""),
        "agreed": agreement(consent, who=found.receiver.name, live=is_live(consent)) if consent else None,
    }
    return render(request, "referrals/receiver/referral.html", context, status)
