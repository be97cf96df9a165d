"""One session: reading about it, booking a place, and giving it up."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from alongside.foundation.access.errors import DomainError
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.render import render
from alongside.foundation.workflow.clock import now, today

from .. import actions, queries
from ..forms.people import BookForm
from ..presenters.session import session_page


@page(permission=Permission.TRAINING_VIEW)
def session(request: AllianceRequest, session_id: UUID) -> HttpResponse:
    """What it is, whether there is a place, and where one stands."""
    return _page(request, session_id)


@page(permission=Permission.TRAINING_BOOK, methods=("POST",))
def book(request: AllianceRequest, session_id: UUID) -> HttpResponse:
    """Book a place or join the waiting list: which of the two, the next page says."""
    actor = request.actor
    found = queries.find_session(session_id, by=actor)
    form = BookForm(request.POST, colleagues=queries.colleagues(by=actor))
    if not form.is_valid():
        return _page(
            request, session_id, errors=[str(error) for error in form.errors.get("learner", [])], status=400
        )
    learner = form.cleaned_data["learner"]
    try:
        booking = actions.book_place(found.session, learner_id=UUID(learner) if learner else None, by=actor)
    except DomainError as error:
        return _page(request, session_id, errors=[error.message], status=error.status)
    placed = booking.state == "booked"
    if learner:
        who = booking.user.name
        messages.success(request, f"{who} has a place." if placed else f"{who} is on the waiting list.")
    else:
        messages.success(request, "You have a place." if placed else "You are on the waiting list.")
    return redirect("training:session", session_id=session_id)


@page(permission=Permission.TRAINING_BOOK, methods=("GET", "HEAD", "POST"))
def give_up(request: AllianceRequest, booking_id: UUID) -> HttpResponse:
    """Give a place up, after being asked once."""
    found = queries.find_booking(booking_id, by=request.actor)
    own = found.user_id == request.actor.user_id
    if request.method == "POST":
        actions.give_up_place(found, by=request.actor)
        messages.success(request, "Thank you for saying so. The next person gets the place.")
        return redirect("training:session", session_id=found.session_id)
    context = {"booking": found, "own": own, "waits": found.state == "waiting"}
    return render(request, "training/give_up.html", context)


def _page(
    request: AllianceRequest, session_id: UUID, *, errors: list[str] | None = None, status: int = 200
) -> HttpResponse:
    actor = request.actor
    shown = queries.find_session(session_id, by=actor)
    team = queries.colleagues(by=actor)
    context = {
        "shown": session_page(shown, moment=now(), today=today()),
        "session_id": session_id,
        "book_form": BookForm(colleagues=team),
        "may_book_others": bool(team),
        "errors": errors or [],
    }
    return render(request, "training/session.html", context, status)
