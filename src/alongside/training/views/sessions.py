"""For who runs a course: planning a session, changing it, opening it, calling it off."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from alongside.foundation.access.errors import DomainError
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.render import render

from .. import actions, queries
from ..forms.sessions import CallOffForm, SessionForm
from ..presenters.words import when_words


@page(permission=Permission.TRAINING_OFFER, methods=("GET", "HEAD", "POST"))
def plan(request: AllianceRequest, course_id: UUID) -> HttpResponse:
    """Plan a session of a course."""
    course = queries.own_course(course_id, by=request.actor)
    form = SessionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.plan_session(
                course,
                about=form.about(),
                opened=form.cleaned_data["opened"] == "yes",
                by=request.actor,
                once=str(form.cleaned_data["once"]),  # type: ignore[call-arg]
            )
        except DomainError as error:
            form.add_error(error.field, error.message)
        else:
            messages.success(request, "It is planned.")
            return redirect("training:session", session_id=made.pk)
    return _form_page(request, form, title="Plan a session", course=course)


@page(permission=Permission.TRAINING_OFFER, methods=("GET", "HEAD", "POST"))
def change(request: AllianceRequest, session_id: UUID) -> HttpResponse:
    """Change a session; who booked is told of another time or place."""
    found = queries.own_session(session_id, by=request.actor)
    form = SessionForm(request.POST or None, session=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_session(found, about=form.about(), by=request.actor)
        except DomainError as error:
            form.add_error(error.field, error.message)
        else:
            messages.success(
                request, "It is changed. Where the time or place is new, everyone who booked is told."
            )
            return redirect("training:session", session_id=found.pk)
    return _form_page(request, form, title="Change this session", course=found.course, session=found)


@page(permission=Permission.TRAINING_OFFER, methods=("POST",))
def open_it(request: AllianceRequest, session_id: UUID) -> HttpResponse:
    """Let people book."""
    actions.open_session(queries.own_session(session_id, by=request.actor), by=request.actor)
    messages.success(request, "It is open. It is in the programme now.")
    return redirect("training:session", session_id=session_id)


@page(permission=Permission.TRAINING_OFFER, methods=("GET", "HEAD", "POST"))
def call_off(request: AllianceRequest, session_id: UUID) -> HttpResponse:
    """Call a session off, with a reason."""
    found = queries.own_session(session_id, by=request.actor)
    form = CallOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.call_off_session(found, reason=form.cleaned_data["reason"], by=request.actor)
        messages.success(request, "It is called off. Everyone who booked is told.")
        return redirect("training:session", session_id=found.pk)
    context = {"form": form, "session": found, "when": when_words(found)}
    return render(request, "training/call_off.html", context, _status(form))


def _form_page(
    request: AllianceRequest, form: SessionForm, *, title: str, course: Any, session: Any = None
) -> HttpResponse:
    context = {"form": form, "title": title, "course": course, "session": session}
    return render(request, "training/session_form.html", context, _status(form))


def _status(form: Any) -> int:
    return 400 if form.is_bound and form.errors else 200
