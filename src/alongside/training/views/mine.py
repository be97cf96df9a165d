"""Someone's own training, and saying how it was."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from alongside.foundation.access.errors import NotFound
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.render import render
from alongside.foundation.workflow.clock import now, today

from .. import actions, queries
from ..forms.people import FeedbackForm
from ..presenters.links import rooms
from ..presenters.mine import my_training
from ..presenters.words import when_words


@page(permission=Permission.TRAINING_BOOK)
def mine(request: AllianceRequest) -> HttpResponse:
    """What is coming, what is behind, and one's certificates."""
    bookings, certificates = queries.my_bookings(by=request.actor), queries.my_certificates(by=request.actor)
    shown = my_training(bookings, certificates, moment=now(), today=today())
    return render(
        request, "training/mine.html", {"shown": shown, "rooms": rooms(request.actor, "training:mine")}
    )


@page(permission=Permission.TRAINING_BOOK, methods=("GET", "HEAD", "POST"))
def feedback(request: AllianceRequest, booking_id: UUID) -> HttpResponse:
    """Say how it was, once. The trainer sees no answer until five people have given one."""
    booking = queries.find_booking(booking_id, by=request.actor)
    if booking.user_id != request.actor.user_id:
        raise NotFound
    form = FeedbackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answers = {name: form.cleaned_data[name] for name in ("useful", "took_part", "will_do", "change")}
        actions.give_feedback(booking, by=request.actor, **answers)
        messages.success(request, "Thank you. Nobody is told which answer is yours.")
        return redirect("training:mine")
    context = {"form": form, "title": booking.session.course.title, "when": when_words(booking.session)}
    return render(request, "training/feedback.html", context, 400 if form.is_bound and form.errors else 200)
