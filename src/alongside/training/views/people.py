"""For who runs a session: its people, the register, a note to them all, and what they said."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from alongside.foundation.access.errors import DomainError
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.downloads import csv_download
from alongside.foundation.design.formats import in_london
from alongside.foundation.design.render import render
from alongside.foundation.workflow.clock import today

from .. import actions, queries
from ..forms.people import RegisterForm
from ..forms.sessions import NoteForm
from ..presenters.people import FILE_HEAD, file_rows, people_line, person_row, said
from ..presenters.words import when_words
from ..states import TAKES_A_PLACE


@page(permission=Permission.TRAINING_OFFER)
def people(request: AllianceRequest, session_id: UUID) -> HttpResponse:
    """Everyone who booked; ``file=csv`` gives the same as a file."""
    session = queries.own_session(session_id, by=request.actor)
    if request.GET.get("file") == "csv":
        rows = file_rows(queries.people_of(session, by=request.actor))
        return csv_download(f"people-{in_london(session.starts_at).date().isoformat()}", FILE_HEAD, rows)
    return _page(request, session)


@page(permission=Permission.TRAINING_OFFER, methods=("POST",))
def register(request: AllianceRequest, session_id: UUID) -> HttpResponse:
    """Mark who came. When everyone is marked the session is over and certificates are given."""
    session = queries.own_session(session_id, by=request.actor)
    form = RegisterForm(request.POST, bookings=_marked(session, request))
    if not form.is_valid():
        return _page(
            request, session, errors=["Choose “Came” or “Did not come”, or leave it open."], status=400
        )
    try:
        held = actions.take_register(
            session, came=form.marked("came"), missed=form.marked("missed"), by=request.actor
        )
    except DomainError as error:
        return _page(request, session, errors=[error.message], status=error.status)
    finished = "Everyone is marked. Those who came have their certificate."
    messages.success(request, finished if held.state == "held" else "Kept. Come back for the others.")
    return redirect("training:people", session_id=session_id)


@page(permission=Permission.TRAINING_OFFER, methods=("POST",))
def note(request: AllianceRequest, session_id: UUID) -> HttpResponse:
    """Leave a note for everyone who comes."""
    session = queries.own_session(session_id, by=request.actor)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, session, form=form, status=400)
    actions.add_note(
        session,
        words=form.cleaned_data["words"],
        by=request.actor,
        once=str(form.cleaned_data["once"]),  # type: ignore[call-arg]
    )
    messages.success(request, "Everyone who has a place is told that there is a note.")
    return redirect("training:people", session_id=session_id)


def _marked(session: Any, request: AllianceRequest) -> list[Any]:
    rows = [one for one in queries.people_of(session, by=request.actor) if one.state in TAKES_A_PLACE]
    return sorted(rows, key=lambda one: one.user.name)


def _page(
    request: AllianceRequest,
    session: Any,
    *,
    form: NoteForm | None = None,
    errors: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    everyone = queries.people_of(session, by=request.actor)
    in_it = sorted((one for one in everyone if one.state in TAKES_A_PLACE), key=lambda one: one.user.name)
    the_day = in_london(session.starts_at).date() <= today() and session.state in ("open", "held")
    context = {
        "session": session,
        "when": when_words(session),
        "line": people_line(everyone),
        "rows": [person_row(one) for one in everyone],
        "register": RegisterForm(bookings=in_it) if the_day else None,
        "note_form": form or NoteForm(),
        "form": form,
        "said": said(*queries.what_they_said(session, by=request.actor)) if session.state == "held" else None,
        "errors": errors or [],
    }
    return render(request, "training/people.html", context, status)
