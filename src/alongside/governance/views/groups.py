"""Our groups, one group, and its table."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.downloads import csv_download
from alongside.foundation.design.render import render
from alongside.foundation.workflow.clock import today

from .. import actions, queries
from ..forms import EndTermForm, FillForm, GroupForm, SeatsForm
from ..presenters.meetings import meeting_line
from ..presenters.proposals import decision_line
from ..presenters.records import election_line
from ..presenters.tables import group_line, point_line, proposal_line, table_view
from ..rules import standing_in
from ..states import MEETING, PROPOSAL
from .forms import done, done_once, form_page, moment_from, pressed

ABOUT = ("name", "kind", "purpose", "meets", "quorum_kind", "quorum_number", "quorum_lived")


@page(permission=Permission.GROUP_VIEW)
def groups(request: AllianceRequest) -> HttpResponse:
    """Our groups: one's own first."""
    actor = request.actor
    rows = [group_line(row) for row in queries.group_rows(by=actor)]
    context = {
        "rows": rows,
        "mine": sum(bool(row.mine) for row in rows),
        "elections": [election_line(one) for one in queries.open_elections()],
        "ending": queries.ending_soon(by=actor) if actor.has(Permission.GROUP_EDIT) else [],
        "may_make": actor.has(Permission.GROUP_EDIT),
        "my_points": len(queries.my_points(by=actor)),
    }
    return render(request, "governance/groups.html", context)


@page(permission=Permission.GROUP_VIEW)
def group(request: AllianceRequest, group_id: UUID) -> HttpResponse:
    """One group: its table, what comes next, what is put to it, and what was taken on."""
    actor, day = request.actor, today()
    found = queries.find_group(group_id, by=actor)
    standing = standing_in(found.pk, by=actor)
    coming = queries.next_meeting(found)
    lately, _ = queries.group_meetings(found, most=5, by=actor)
    decided, _ = queries.listed_decisions(group=found.pk, most=5)
    context = {
        "group": found,
        "standing": standing,
        "table": table_view(found, queries.seats_of(found), today=day),
        "coming": meeting_line(coming, MEETING, group_name=found.name) if coming else None,
        "lately": [meeting_line(one, MEETING, group_name=found.name) for one in lately],
        "proposals": [
            proposal_line(one, PROPOSAL.state(one.state))
            for one in queries.group_proposals(found, by=actor, standing=standing)
        ],
        "points": [point_line(one, today=day, user_id=actor.user_id) for one in queries.open_points(found)]
        if standing.inside
        else [],
        "decisions": [decision_line(one) for one in decided],
        "elections": [election_line(one) for one in queries.open_elections(found.pk)],
        "may_edit": actor.has(Permission.GROUP_EDIT),
    }
    return render(request, "governance/group.html", context)


@page(permission=Permission.GROUP_EDIT, methods=("GET", "HEAD", "POST"))
def new_group(request: AllianceRequest) -> HttpResponse:
    form = GroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        about = {name: form.cleaned_data[name] for name in ABOUT}
        made = done_once(form, actions.make_group, about=request.actor.user_id, by=request.actor, **about)
        if made:
            messages.success(request, f"{made.name} is there. Put seats at its table.")
            return redirect("governance:table", made.pk)
    back = ("Our groups", reverse("governance:groups"))
    return form_page(
        request, form, title="New group", button="Make the group", back=back, status=_status(form)
    )


@page(permission=Permission.GROUP_EDIT, methods=("GET", "HEAD", "POST"))
def edit_group(request: AllianceRequest, group_id: UUID) -> HttpResponse:
    found = queries.find_group(group_id, by=request.actor)
    form = GroupForm(request.POST or None, initial={name: getattr(found, name) for name in ABOUT})
    if request.method == "POST" and form.is_valid():
        about = {name: form.cleaned_data[name] for name in ABOUT}
        if done(form, lambda: actions.change_group(found, by=request.actor, **about)):
            messages.success(request, "Changed.")
            return redirect("governance:group", found.pk)
    back = (found.name, reverse("governance:group", args=[found.pk]))
    return form_page(
        request, form, title="Change the group", button="Keep it so", back=back, status=_status(form)
    )


def _status(form: object) -> int:
    return 400 if getattr(form, "is_bound", False) else 200


@page(permission=Permission.GROUP_EDIT, methods=("GET", "HEAD", "POST"))
def table(request: AllianceRequest, group_id: UUID) -> HttpResponse:
    """Seats and who sits in them. A POST puts more empty seats at the table."""
    found = queries.find_group(group_id, by=request.actor)
    form = SeatsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        about = {"kind": said["kind"], "number": said["number"], "name": said["name"]}
        if done_once(form, actions.add_seats, found, about=found, by=request.actor, **about):
            messages.success(request, "The seats are there, and empty.")
            return redirect("governance:table", found.pk)
    view = table_view(found, queries.seats_of(found), today=today())
    context = {"group": found, "table": view, "form": form}
    return render(request, "governance/table.html", context, _status(form))


@page(permission=Permission.GROUP_EDIT, methods=("GET", "HEAD", "POST"))
def fill_seat(request: AllianceRequest, seat_id: UUID) -> HttpResponse:
    seat = queries.find_seat(seat_id, by=request.actor)
    form = FillForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        term = done(
            form, lambda: actions.fill_seat(seat, email=said["email"], until=said["until"], by=request.actor)
        )
        if term:
            messages.success(request, "They have the seat.")
            return redirect("governance:table", seat.group_id)
    back = (seat.group.name, reverse("governance:table", args=[seat.group_id]))
    title = f"Who takes seat {seat.number}?"
    line = f"{seat.get_kind_display()}{', ' + seat.name if seat.name else ''}."
    return form_page(
        request, form, title=title, line=line, button="Give them the seat", back=back, status=_status(form)
    )


@page(permission=Permission.GROUP_EDIT, methods=("GET", "HEAD", "POST"))
def end_term(request: AllianceRequest, term_id: UUID) -> HttpResponse:
    term = queries.find_term(term_id, by=request.actor)
    form = EndTermForm(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    if sent and done(form, lambda: actions.end_term(term, why=form.cleaned_data["why"], by=request.actor)):
        messages.success(request, "The seat is empty now.")
        return redirect("governance:table", term.seat.group_id)
    back = (term.seat.group.name, reverse("governance:table", args=[term.seat.group_id]))
    title = f"End {term.user.name}’s time in seat {term.seat.number}?"
    line = "The seat is empty from today. What they voted while they sat there still counts."
    return form_page(request, form, title=title, line=line, button="End it", back=back, status=_status(form))


@page(permission=Permission.GROUP_EDIT, methods=("POST",))
def end_seat(request: AllianceRequest, seat_id: UUID) -> HttpResponse:
    seat = queries.find_seat(seat_id, by=request.actor)
    pressed(request, lambda: actions.end_seat(seat, by=request.actor), "The seat is taken away.")
    return redirect("governance:table", seat.group_id)


@page(permission=Permission.GROUP_VIEW)
def meetings(request: AllianceRequest, group_id: UUID) -> HttpResponse:
    """All of a group's meetings, the latest first; ``format=csv`` as a file."""
    found = queries.find_group(group_id, by=request.actor)
    if request.GET.get("format") == "csv":
        rows, _ = queries.group_meetings(found, most=2000, by=request.actor)
        lines = [meeting_line(one, MEETING, group_name=found.name) for one in rows]
        head = ("Meeting", "When", "Where", "State")
        return csv_download("meetings", head, [(one.title, one.when, one.where, one.state) for one in lines])
    rows, more = queries.group_meetings(
        found, before=moment_from(request.GET.get("before")), by=request.actor
    )
    context = {
        "group": found,
        "rows": [meeting_line(one, MEETING, group_name=found.name) for one in rows],
        "next": rows[-1].starts_at.isoformat() if more else "",
        "first": not request.GET.get("before"),
        "inside": standing_in(found.pk, by=request.actor).inside,
    }
    return render(request, "governance/meetings.html", context)
