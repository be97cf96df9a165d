"""Courses: the list, one of them, offering and changing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from alongside.foundation.access.errors import DomainError
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.render import render
from alongside.foundation.workflow.clock import today

from .. import actions, queries
from ..forms.courses import CourseForm
from ..presenters.courses import course_page, course_row
from ..presenters.links import rooms
from ..rules import trains


@page(permission=Permission.TRAINING_VIEW)
def courses(request: AllianceRequest) -> HttpResponse:
    """Everything that is offered, by title."""
    context = {
        "rooms": rooms(request.actor, "training:courses"),
        "rows": [course_row(one) for one in queries.offered_courses(by=request.actor)],
        "may_offer": request.actor.has(Permission.TRAINING_OFFER),
    }
    return render(request, "training/courses.html", context)


@page(permission=Permission.TRAINING_VIEW)
def course(request: AllianceRequest, course_id: UUID) -> HttpResponse:
    """One course and its sessions."""
    found = queries.find_course(course_id, by=request.actor)
    sessions = queries.sessions_of(found, by=request.actor)
    shown = course_page(found, sessions, runs=trains(request.actor, found), today=today())
    return render(request, "training/course.html", {"shown": shown})


@page(permission=Permission.TRAINING_OFFER, methods=("GET", "HEAD", "POST"))
def offer(request: AllianceRequest) -> HttpResponse:
    """Offer a course as one's own organisation."""
    form = CourseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.offer_course(
                about=form.about(),
                facilitators=form.facilitators(),
                by=request.actor,
                once=str(form.cleaned_data["once"]),  # type: ignore[call-arg]
            )
        except DomainError as error:
            form.add_error(error.field, error.message)
        else:
            messages.success(request, "It is offered. Plan its first session.")
            return redirect("training:course", course_id=made.pk)
    return render(
        request, "training/course_form.html", {"form": form, "title": "Offer a course"}, _status(form)
    )


@page(permission=Permission.TRAINING_OFFER, methods=("GET", "HEAD", "POST"))
def change(request: AllianceRequest, course_id: UUID) -> HttpResponse:
    """Change a course that one runs."""
    found = queries.own_course(course_id, by=request.actor)
    form = CourseForm(request.POST or None, course=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_course(
                found, about=form.about(), facilitators=form.facilitators(), by=request.actor
            )
        except DomainError as error:
            form.add_error(error.field, error.message)
        else:
            messages.success(request, "It is changed.")
            return redirect("training:course", course_id=found.pk)
    context = {"form": form, "title": "Change this course", "course": found}
    return render(request, "training/course_form.html", context, _status(form))


@page(permission=Permission.TRAINING_OFFER, methods=("POST",))
def end(request: AllianceRequest, course_id: UUID) -> HttpResponse:
    """Offer it no longer."""
    actions.end_course(queries.own_course(course_id, by=request.actor), by=request.actor)
    messages.success(request, "It is no longer offered. Certificates stay good.")
    return redirect("training:course", course_id=course_id)


def _status(form: CourseForm) -> int:
    return 400 if form.is_bound and form.errors else 200
