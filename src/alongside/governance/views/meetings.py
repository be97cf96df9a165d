"""Meetings: planned, run in the room, and minuted."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.foundation.access.errors import NotFound
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.formats import in_london

from .. import actions, queries
from ..forms import MoveForm, PlanForm, ReasonForm
from ..states import MEETING
from .forms import done, done_once, form_page, pressed, runs_or_refuse, typed
from .work import EVENTS, room_page

WITH_REASON = {
    "cancel": (
        actions.cancel_meeting,
        "Cancel the meeting",
        "Everyone is told, and calendars show it as cancelled.",
    ),
    "correct": (
        actions.correct_minutes,
        "Put the minutes right",
        "They are open again until you agree them anew.",
    ),
}


@page(permission=Permission.MEETING_RUN, methods=("GET", "HEAD", "POST"))
def plan(request: AllianceRequest, group_id: UUID) -> HttpResponse:
    found = queries.find_group(group_id, by=request.actor)
    runs_or_refuse(request, found.pk)
    form = PlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        about = {
            name: said[name] for name in ("day", "minutes_long", "place", "link", "title", "every", "times")
        }
        made = done_once(
            form, actions.plan_meetings, found, about=found, at=said["time"], by=request.actor, **about
        )
        if made:
            times = said["times"] if said["every"] else 1
            messages.success(request, "Planned." if times == 1 else f"{times} meetings are planned.")
            return redirect("governance:meeting", made.pk)
    back = (found.name, reverse("governance:group", args=[found.pk]))
    status = 400 if form.is_bound else 200
    return form_page(request, form, title="Plan a meeting", button="Plan it", back=back, status=status)


@page(permission=Permission.GROUP_VIEW)
def meeting(request: AllianceRequest, meeting_id: UUID) -> HttpResponse:
    """One meeting. With ``item=`` the forms for that item are open, for whoever runs the meeting."""
    found = queries.find_meeting(meeting_id, by=request.actor)
    return room_page(request, found)


@page(permission=Permission.MEETING_RUN, methods=("POST",))
def act(request: AllianceRequest, meeting_id: UUID, event: str) -> HttpResponse:
    """One press of a button that needs nothing else."""
    found = queries.find_meeting(meeting_id, by=request.actor)
    if event not in EVENTS:
        raise NotFound
    do, words = EVENTS[event]
    pressed(request, lambda: do(found, by=request.actor), words)
    return redirect("governance:meeting", found.pk)


@page(permission=Permission.MEETING_RUN, methods=("GET", "HEAD", "POST"))
def move(request: AllianceRequest, meeting_id: UUID) -> HttpResponse:
    found = queries.find_meeting(meeting_id, by=request.actor)
    runs_or_refuse(request, found.group_id)
    starts = in_london(found.starts_at)
    initial = {
        "day": starts.date(), "time": starts.time(), "minutes_long": found.minutes_long, "place": found.place,
        "link": found.link, "seen": found.state,
    }  # fmt: skip
    form = MoveForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        about = {name: said[name] for name in ("day", "minutes_long", "place", "link", "seen")}
        if done(form, lambda: actions.move_meeting(found, at=said["time"], by=request.actor, **about)):
            messages.success(request, "Moved. Everyone at the table is told, and their calendars follow.")
            return redirect("governance:meeting", found.pk)
    back = ("The meeting", reverse("governance:meeting", args=[found.pk]))
    status = 400 if form.is_bound else 200
    return form_page(request, form, title="Move the meeting", button="Move it", back=back, status=status)


@page(permission=Permission.MEETING_RUN, methods=("GET", "HEAD", "POST"))
def with_reason(request: AllianceRequest, meeting_id: UUID, event: str) -> HttpResponse:
    """Cancel it, or open agreed minutes again: both ask why."""
    found = queries.find_meeting(meeting_id, by=request.actor)
    if event not in WITH_REASON:
        raise NotFound
    runs_or_refuse(request, found.group_id)
    do, title, line = WITH_REASON[event]
    form = ReasonForm(request.POST or None, initial={"seen": found.state})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if done(form, lambda: do(found, reason=said["reason"], by=request.actor, seen=said["seen"])):
            messages.success(request, MEETING.transition(event).done + ".")
            return redirect("governance:meeting", found.pk)
    back = ("The meeting", reverse("governance:meeting", args=[found.pk]))
    status = 400 if form.is_bound else 200
    return form_page(request, form, title=title, line=line, button=title, back=back, status=status)


@page(permission=Permission.MEETING_RUN, methods=("POST",))
def presence(request: AllianceRequest, meeting_id: UUID) -> HttpResponse:
    """Who arrived or left, one press each; or a guest's name; or everyone who was expected."""
    found = queries.find_meeting(meeting_id, by=request.actor)
    data = request.POST
    kind = "left" if "left" in data else "arrived"
    seats = _ids(data.getlist("left") or data.getlist("arrived"))
    if "everyone" in data:
        room = queries.meeting_room(found, by=request.actor)
        seats = tuple(
            term.seat_id
            for term in room.terms
            if room.words.get(term.seat_id, ("",))[0] not in ("apologies", "left")
        )
    pressed(
        request,
        lambda: actions.note_presence(
            found, kind=kind, seat_ids=seats, guest=typed(data.get("guest"), 120), by=request.actor
        ),
        "",
    )
    return redirect(f"{reverse('governance:meeting', args=[found.pk])}#room")


def _ids(values: list[str]) -> tuple[UUID, ...]:
    found = []
    for value in values[:100]:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return tuple(found)


@page(permission=Permission.GROUP_TAKE_PART, methods=("POST",))
def apologies(request: AllianceRequest, meeting_id: UUID) -> HttpResponse:
    """One cannot come, or can after all."""
    found = queries.find_meeting(meeting_id, by=request.actor)
    coming = request.POST.get("coming") == "yes"
    words = (
        "Thank you. We look forward to seeing you."
        if coming
        else "Thank you for saying. Your apologies are noted."
    )
    pressed(request, lambda: actions.send_apologies(found, coming=coming, by=request.actor), words)
    return redirect("governance:meeting", found.pk)
