"""One referral: its page, and every move that can be made from it."""

from collections.abc import Iterable
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
from alongside.people.queries import is_live

from ..forms.referral import FORMS, EventForm
from ..presenters.consent import agreement
from ..presenters.in_turn import turn_of
from ..presenters.referral import present
from ..queries.history import referral_events
from ..queries.in_turn import unanswered
from ..queries.referrals import chain_of, find_referral, last_step, open_referral
from .events import act_on, done_words, form_of, forms_of


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
    form = form_of(event, found, request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, status=400)
    try:
        result = act_on(found, form, by=actor)
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
    messages.success(request, done_words(event, found, service=service))
    try:
        find_referral(result.pk, by=actor)
    except NotFound:  # saying no ends what may be seen
        return redirect("referrals:list")
    return redirect("referrals:referral", referral_id=result.pk)


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
    forms = forms_of([option.event for option in shown.options], found, sent=form)
    if form is not None and form.event not in forms:  # the move is no longer possible from here
        stale, late, form = stale or "This can’t be done any more. Nothing was changed.", form, None
    consent = found.consent
    context = {
        "ref": shown,
        "turn": turn_of(found.pk, unanswered(by=actor)) if shown.is_receiver else None,
        "forms": forms,
        "form": form,
        "opened": form.event if form is not None else _asked_for(request, forms),
        "events": referral_events(found, whole=not shown.receiver_only),
        "agreed": agreement(consent, who=found.receiver.name, live=is_live(consent)) if consent else None,
        "stale": stale,
        "first": last if stale else None,
        "kept": late.typed() if late else [],
        "tel": found.person.telephone if "phone" in found.person.safe_ways else "",
    }
    return render(request, "referrals/referral.html", context, status)


def _asked_for(request: AllianceRequest, forms: Iterable[str]) -> str:
    """The answer that stands open: the one that a link named, or the first. Taking it back is never offered so."""
    known = list(forms)
    named = request.GET.get("do", "")
    return named if named in known else next((event for event in known if event != "withdraw"), "")
