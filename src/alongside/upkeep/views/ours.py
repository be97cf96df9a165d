"""An organisation's own entries: still right, room, changes. With an account, or by the link in a message."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from alongside.directory.actions import assure_entry, record_capacity
from alongside.directory.queries import entry_sources, find_entry, own_entries, versions_of
from alongside.foundation.access.actors import Door, open_door
from alongside.foundation.access.errors import DomainError, Ended, NotAllowed
from alongside.foundation.access.links import find_link
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.access.rules import can
from alongside.foundation.accounts.queries import names_of
from alongside.foundation.design.downloads import csv_download
from alongside.foundation.design.render import render
from alongside.foundation.workflow.clock import today
from alongside.membership.queries import organisation_name

from .. import actions, presenters, queries
from ..forms import RoomForm, SheetForm
from ..presenters.entries import initial

OPEN_MINUTES = 60
SECOND_LOOK = "Thank you. Someone takes a second look, then it is in the directory."
LEAVE_THE_REST = "Change what is not right, and leave the rest as it is."
FORM = ("GET", "HEAD", "POST")


@page(permission=Permission.DIRECTORY_ASSURE)
def entries(request: AllianceRequest) -> HttpResponse:
    """The list, or with ``format=csv`` the same as a file."""
    found = own_entries(by=request.actor)
    if request.GET.get("format") == "csv":
        return csv_download(
            f"our-services-{today().isoformat()}", presenters.entries.FILE_HEAD, presenters.file_rows(found)
        )
    return _entries(request, found, "")


@page(permission=Permission.DIRECTORY_ASSURE, door=Door.KEEPER)
def entries_mine(request: AllianceRequest) -> HttpResponse:
    """For someone whom a link let in."""
    return _entries(request, own_entries(by=request.actor), "_mine")


def _entries(request: AllianceRequest, found: Any, door: str) -> HttpResponse:
    context = {
        "rows": presenters.rows(found, door=door),
        "asked": presenters.asked(queries.own_changes(by=request.actor)),
        "name": request.actor.organisation_name,
        "door": door,
        "layout_name": _layout(door),
    }
    return render(request, "upkeep/entries.html", context)


@page(public=True)
def link_start(request: AllianceRequest) -> HttpResponse:
    """Where someone lands whose hour is over."""
    return render(request, "upkeep/link_ended.html", {"again": True})


@page(public=True, methods=FORM)
def link(request: AllianceRequest, token: str) -> HttpResponse:
    """A look shows a button; a press opens the organisation's entries for an hour, and nobody's record."""
    try:
        found = find_link(token, purpose=actions.NUDGE_LINK)
    except Ended:
        return _unkept(render(request, "upkeep/link_ended.html", {"again": False}, 410))
    if request.method != "POST":
        return _unkept(render(request, "upkeep/link.html", {"token": token}))
    open_door(
        request, Door.KEEPER, minutes=OPEN_MINUTES, organisation=found.organisation_id,
        organisation_name=organisation_name(found.organisation_id),
    )  # fmt: skip
    return _unkept(redirect("upkeep:entries_mine"))


def _unkept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store, private"
    patch_vary_headers(response, ("Cookie",))
    return response


@page(permission=Permission.DIRECTORY_PROPOSE)
def entry(request: AllianceRequest, service_id: UUID) -> HttpResponse:
    """One entry: how good it is, where each part comes from, what it was, what is being asked of it."""
    by = request.actor
    found = find_entry(service_id, by=by)
    versions = versions_of(found)
    context = {
        "page": presenters.entry_page(found),
        "service_id": service_id,
        "history": presenters.history(
            found, versions, names_of({one.user_id for one in versions if one.user_id})
        ),
        "asked": queries.changes_of(service_id),
        "speaks": can(by, Permission.DIRECTORY_ASSURE, found.service),
        "decides": by.has(Permission.DIRECTORY_MODERATE),
        "owner": queries.organisation_to_ask(found.owner_id, by=by),
        "last": queries.last_asked(found.owner_id) if found.owner_id else None,
        "sources": presenters.sources_page(found, entry_sources(found)),
    }
    return render(request, "upkeep/entry.html", context)


@page(permission=Permission.DIRECTORY_ASSURE, methods=FORM)
def right(request: AllianceRequest, service_id: UUID) -> HttpResponse:
    return _right(request, service_id, "")


@page(permission=Permission.DIRECTORY_ASSURE, door=Door.KEEPER, methods=FORM)
def right_mine(request: AllianceRequest, service_id: UUID) -> HttpResponse:
    return _right(request, service_id, "_mine")


def _right(request: AllianceRequest, service_id: UUID, door: str) -> HttpResponse:
    """A look shows what would be called right; a press calls it so."""
    found = _own(request, service_id)
    if request.method == "POST":
        assure_entry(found.service, by=request.actor)
        messages.success(request, f"Thank you. {found.service.name} counts as looked at today.")
        return redirect(f"upkeep:entries{door}")
    context = {
        "page": presenters.entry_page(found),
        "back": reverse(f"upkeep:entries{door}"),
        "layout_name": _layout(door),
    }
    return render(
        request, "upkeep/right.html", context | {"change": reverse(f"upkeep:change{door}", args=[service_id])}
    )


@page(permission=Permission.CAPACITY_RECORD, methods=FORM)
def room(request: AllianceRequest, service_id: UUID) -> HttpResponse:
    return _room(request, service_id, "")


@page(permission=Permission.CAPACITY_RECORD, door=Door.KEEPER, methods=FORM)
def room_mine(request: AllianceRequest, service_id: UUID) -> HttpResponse:
    return _room(request, service_id, "_mine")


def _room(request: AllianceRequest, service_id: UUID, door: str) -> HttpResponse:
    found = _own(request, service_id)
    said = found.capacity
    form = RoomForm(request.POST or None, initial={"state": said.state, "weeks": said.weeks} if said else {})
    if request.method == "POST" and form.is_valid():
        try:
            typed: dict[str, Any] = {**form.cleaned_data, "once": str(form.cleaned_data["once"])}
            record_capacity(found.service, by=request.actor, **typed)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, f"Kept. Everyone sees it now beside {found.service.name}.")
            return redirect(f"upkeep:entries{door}")
    return _form(request, form, found, door, title="Room or wait", button="Say it", line="")


@page(permission=Permission.DIRECTORY_PROPOSE, methods=FORM)
def change(request: AllianceRequest, service_id: UUID) -> HttpResponse:
    return _change(request, service_id, "")


@page(permission=Permission.DIRECTORY_PROPOSE, door=Door.KEEPER, methods=FORM)
def change_mine(request: AllianceRequest, service_id: UUID) -> HttpResponse:
    return _change(request, service_id, "_mine")


def _change(request: AllianceRequest, service_id: UUID, door: str) -> HttpResponse:
    """The sheet as a form. What is sent waits for a second look, unless whoever sends it gives that."""
    by = request.actor
    found = find_entry(service_id, by=by)
    form = SheetForm(request.POST or None, initial=initial(found))
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        rest: dict[str, Any] = {"once": str(said.pop("once")), "note": said.pop("note")}
        try:
            made = actions.propose(found.service, wanted=said, by=by, **rest)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            done = made is not None and made.state == "approved"
            said_so = (
                "It is in the directory."
                if done
                else "Thank you. Someone takes a second look, then it is in the directory."
            )
            messages.success(request, said_so)
            return redirect(*_after(service_id, door))
    title = "Change what the directory says"
    button = "Change it" if by.has(Permission.DIRECTORY_MODERATE) else "Ask for this change"
    return _form(request, form, found, door, title=title, button=button, line=LEAVE_THE_REST)


def _after(service_id: UUID, door: str) -> tuple[Any, ...]:
    return ("upkeep:entries_mine",) if door else ("upkeep:entry", service_id)


@page(permission=Permission.DIRECTORY_PROPOSE, methods=FORM)
def withdraw(request: AllianceRequest, change_id: UUID) -> HttpResponse:
    """Take a change back that one's own organisation asked for."""
    found = queries.find_change(change_id, by=request.actor)
    if request.method == "POST":
        actions.withdraw(found, by=request.actor)
        messages.success(request, "Taken back. The directory stays as it is.")
        return redirect("upkeep:entries")
    return render(request, "upkeep/withdraw.html", {"change": found})


def _form(
    request: AllianceRequest, form: Any, found: Any, door: str, *, title: str, button: str, line: str
) -> HttpResponse:
    own = door or can(request.actor, Permission.DIRECTORY_ASSURE, found.service)
    to_list = own and not request.actor.has(Permission.DIRECTORY_MODERATE)
    back = reverse(f"upkeep:entries{door}") if to_list else reverse("upkeep:entry", args=[found.service.pk])
    context = {
        "form": form,
        "title": title,
        "button": button,
        "name": found.service.name,
        "line": line,
        "back": back,
    }
    return render(request, "upkeep/form.html", context | {"layout_name": _layout(door)})


def _own(request: AllianceRequest, service_id: UUID) -> Any:
    """An entry that the actor may speak for. Raises NotFound, NotAllowed."""
    found = find_entry(service_id, by=request.actor)
    if not can(request.actor, Permission.DIRECTORY_ASSURE, found.service):
        raise NotAllowed(
            "Only those who offer this service can say this of it. You can ask for a change to it."
        )
    return found


def _layout(door: str) -> str:
    return "design/public.html" if door else "design/staff.html"
