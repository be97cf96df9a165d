"""One request for help: its page, and what its owner does with it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.foundation.access.errors import DomainError, NotFound, Stale
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.forms import AlongsideForm
from alongside.foundation.design.render import render
from alongside.foundation.tenancy.addresses import address
from alongside.foundation.workflow.clock import add_working_days, now
from alongside.foundation.workflow.clock import today as this_day
from alongside.people.actions import change_person
from alongside.people.queries import consents_of, is_live
from alongside.places.queries import locate

from .. import actions
from ..forms.request import AssignForm, CloseRequestForm, NextStepForm, PersonForm, ReopenRequestForm
from ..presenters.consent import agreement
from ..presenters.request import present
from ..queries.due import colleagues
from ..queries.history import request_events
from ..queries.requests import find_request, open_record, referrals_of


@page(permission=Permission.REQUEST_VIEW)
def request_page(request: AllianceRequest, request_id: UUID) -> HttpResponse:
    """The whole of one request."""
    wanted = request.GET.get("do", "")
    opened = wanted if wanted in ("next", "assign", "close") else ""
    return _page(request, open_record(request_id, by=request.actor), opened=opened)


@page(permission=Permission.REQUEST_WORK, methods=("POST",))
def take_on(request: AllianceRequest, request_id: UUID) -> HttpResponse:
    """It is mine from now. Pressed twice by the same person, the second press changes nothing."""
    actor = request.actor
    found = find_request(request_id, by=actor)
    if found.state == "taken_on" and found.owner_user_id == actor.user_id:
        return redirect("referrals:request", request_id=request_id)
    try:
        actions.take_on_request(found, by=actor)
    except Stale as error:
        found = find_request(request_id, by=actor)
        who = found.owner_user.name if found.owner_user else ""
        words = f"{who} took this on first. Nothing was changed." if who else error.message
        return _page(request, found, stale=words, status=error.status)
    messages.success(request, "It’s yours. Say what happens next, and when.")
    return redirect("referrals:request", request_id=request_id)


@page(permission=Permission.REQUEST_WORK, methods=("POST",))
def next_step(request: AllianceRequest, request_id: UUID) -> HttpResponse:
    """Say what happens next and on which day."""

    def do(found: Any, said: dict[str, Any]) -> None:
        actions.set_next_step(
            found, words=said["words"], on=said["on"], reason=said["reason"], by=request.actor
        )  # fmt: skip

    return _act(request, request_id, "next", lambda: NextStepForm(request.POST), do, "The next step is set.")


@page(permission=Permission.REQUEST_WORK, methods=("POST",))
def assign(request: AllianceRequest, request_id: UUID) -> HttpResponse:
    """Hand it to a colleague."""
    actor = request.actor

    def do(found: Any, said: dict[str, Any]) -> None:
        actions.assign_request(found, user_id=said["user"], by=actor)

    return _act(
        request,
        request_id,
        "assign",
        lambda: AssignForm(request.POST, people=colleagues(by=actor)),
        do,
        "Handed over.",
    )


@page(permission=Permission.REQUEST_WORK, methods=("POST",))
def close(request: AllianceRequest, request_id: UUID) -> HttpResponse:
    """Close it, with why and how they know."""

    def do(found: Any, said: dict[str, Any]) -> None:
        actions.close_request(  # type: ignore[call-arg]
            found,
            reason=said["reason"],
            told=said["told"],
            seen=said["seen"],
            by=request.actor,
            once=f"{request_id}-{said['once']}",
        )

    return _act(request, request_id, "close", lambda: CloseRequestForm(request.POST), do, "Closed.")


@page(permission=Permission.REQUEST_WORK, methods=("POST",))
def reopen(request: AllianceRequest, request_id: UUID) -> HttpResponse:
    """Open it again, within 30 days."""

    def do(found: Any, said: dict[str, Any]) -> None:
        actor, once = request.actor, f"{request_id}-{said['once']}"
        actions.reopen_request(found, reason=said["reason"], by=actor, once=once)  # type: ignore[call-arg]

    return _act(
        request,
        request_id,
        "reopen",
        lambda: ReopenRequestForm(request.POST),
        do,
        "Opened again. It’s yours.",
    )


@page(permission=Permission.CONSENT_RECORD, methods=("POST",))
def stop(request: AllianceRequest, request_id: UUID, consent_id: UUID) -> HttpResponse:
    """The person no longer wants an organisation to see them: it ends everywhere, at once."""
    actor = request.actor
    found = find_request(request_id, by=actor)
    agreed = next((row for row in consents_of(found.person_id) if row.pk == consent_id), None)
    if agreed is None:
        raise NotFound
    try:
        actions.stop_sharing(agreed, by=actor)
    except Stale as error:
        return _page(request, find_request(request_id, by=actor), stale=error.message, status=error.status)
    messages.success(request, f"Stopped. {agreed.organisation.name} sees nothing from now on, and is told.")
    if agreed.organisation_id == actor.organisation_id:  # we can't see them ourselves now
        return redirect("referrals:people")
    return redirect("referrals:request", request_id=request_id)


@page(permission=Permission.PERSON_EDIT, methods=("GET", "HEAD", "POST"))
def person(request: AllianceRequest, request_id: UUID) -> HttpResponse:
    """Change who they are and how to reach them."""
    actor = request.actor
    found = (
        find_request(request_id, by=actor) if request.method == "POST" else open_record(request_id, by=actor)
    )
    form = PersonForm(request.POST if request.method == "POST" else None, initial=PersonForm.of(found.person))
    if request.method == "POST" and form.is_valid():
        about = form.changed()
        if "postcode" in about:
            about["ward_code"] = ward_of(about["postcode"])
        try:
            change_person(found.person, **about, by=actor)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, "Changed.")
            return redirect("referrals:request", request_id=request_id)
    context = {
        "form": form,
        "name": found.person.name,
        "back": reverse("referrals:request", args=[request_id]),
    }
    return render(request, "referrals/person.html", context, 400 if form.errors else 200)


@page(permission=Permission.REQUEST_WORK, methods=("POST",))
def own_page(request: AllianceRequest, request_id: UUID) -> HttpResponse:
    """A new link and code for the person's own page, shown this once."""
    actor = request.actor
    found = find_request(request_id, by=actor)
    key = actions.give_own_page(found, by=actor)
    return own_page_key(request, found, key, "A new code for their own page")


def own_page_key(request: AllianceRequest, found: Any, key: Any, title: str) -> HttpResponse:
    """The page that says a link and a code once."""
    context = {
        "title": title,
        "name": found.person.name,
        "first_name": found.person.given_name or "them",
        "link": address(request.alliance, key.path),
        "code": f"{key.code[:3]} {key.code[3:]}",
        "reference": found.reference,
        "next_step": found.next_step,
        "next_on": found.next_step_on,
        "href": reverse("referrals:request", args=[found.pk]),
    }
    return render(request, "referrals/own_page_key.html", context)


def ward_of(postcode: str) -> str:
    """The ward that a postcode is in, or is likely to be in; "" where we can't tell."""
    place = locate(postcode) if postcode else None
    return place.ward.code if place and place.ward else ""


def _act(
    request: AllianceRequest,
    request_id: UUID,
    name: str,
    make: Callable[[], AlongsideForm],
    do: Callable[[Any, dict[str, Any]], None],
    done: str,
) -> HttpResponse:
    """One form of the page: made, done and said, or the page again with what was typed."""
    actor = request.actor
    found, form = find_request(request_id, by=actor), make()
    if not form.is_valid():
        return _page(request, found, form=form, opened=name, status=400)
    try:
        do(found, form.cleaned_data)
    except NotFound:
        raise
    except Stale as error:
        return _page(request, find_request(request_id, by=actor), stale=error.message, status=error.status)
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return _page(request, find_request(request_id, by=actor), form=form, opened=name, status=error.status)
    messages.success(request, done)
    return redirect("referrals:request", request_id=request_id)


def _page(
    request: AllianceRequest,
    found: Any,
    *,
    form: AlongsideForm | None = None,
    opened: str = "",
    stale: str = "",
    status: int = 200,
) -> HttpResponse:
    actor, today = request.actor, this_day()
    shown = present(found, referrals=referrals_of(found), by=actor, today=today, moment=now())
    kept = (
        found.next_step_on
        if found.next_step_on and found.next_step_on >= today
        else add_working_days(today, 1)
    )
    forms: dict[str, AlongsideForm] = {
        "next": NextStepForm(initial={"words": found.next_step, "on": kept}),
        "assign": AssignForm(people=colleagues(by=actor)),
        "close": CloseRequestForm(initial={"seen": found.state}),
        "reopen": ReopenRequestForm(),
    }
    if form is not None and opened:
        forms[opened] = form
    stop_at = "referrals:stop_sharing"
    context = {
        "req": shown,
        "pk": found.pk,
        "forms": forms,
        "form": form,
        "opened": opened,
        "stale": stale,
        "events": request_events(found),
        "agreements": [
            agreement(
                row,
                who=row.organisation.name,
                live=is_live(row),
                stop=reverse(stop_at, args=[found.pk, row.pk]),
            )
            for row in consents_of(found.person_id)
        ],
    }
    return render(request, "referrals/request.html", context, status)
