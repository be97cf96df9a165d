"""Lists of services that a worker keeps for their organisation."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.foundation.access.errors import DomainError
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.downloads import csv_download
from alongside.foundation.design.render import render
from alongside.foundation.tenancy import addresses

from .. import actions, queries
from ..forms import KeepForm, RenameForm
from ..presenters import lists as presenters

FORM = ("GET", "HEAD", "POST")


@page(permission=Permission.LIST_KEEP)
def lists(request: AllianceRequest) -> HttpResponse:
    """Every list of the organisation."""
    words = request.GET.get("q", "").strip()[:100]
    found = queries.service_lists(by=request.actor, words=words)
    if request.GET.get("format") == "csv":
        return csv_download("lists", presenters.LISTS_HEAD, presenters.lists_file(found))
    return render(request, "directory/lists.html", {"rows": presenters.list_rows(found), "words": words})


@page(permission=Permission.LIST_KEEP, methods=FORM)
def one_list(request: AllianceRequest, list_id: UUID) -> HttpResponse:
    """One list; POST gives it another name."""
    found = queries.service_list(list_id, by=request.actor)
    form = RenameForm(request.POST or None, initial={"name": found.row.name})
    if request.method == "POST" and form.is_valid():
        try:
            actions.rename_list(found.row, name=form.cleaned_data["name"], by=request.actor)
        except DomainError as error:
            form.add_error("name", error.message)
        else:
            messages.success(request, "Renamed.")
            return redirect("directory:list", list_id)
        found = queries.service_list(list_id, by=request.actor)
    shown = queries.services_shown(found.ids)
    names = queries.names_of([pk for pk in found.ids if pk not in shown])
    if request.GET.get("format") == "csv":
        rows = presenters.services_file(found.ids, shown, names)
        return csv_download("list", presenters.SERVICES_HEAD, rows)
    made = presenters.list_page(
        found.row, found.ids, shown, names, address=addresses.address(request.alliance, "")
    )
    return render(request, "directory/list.html", {"page": made, "form": form})


@page(permission=Permission.LIST_KEEP, methods=FORM)
def keep(request: AllianceRequest, service_id: UUID) -> HttpResponse:
    """Put a service on a list."""
    shown = queries.services_shown([service_id]).get(service_id)
    if shown is None:
        raise Http404
    found = queries.service_lists(by=request.actor)
    on_it = queries.lists_with(service_id, by=request.actor)
    choices = presenters.list_choices(found, on_it)
    form = KeepForm(request.POST or None, lists=choices)
    if request.method == "POST" and form.is_valid():
        try:
            kept = _keep(request, service_id, form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, f"{shown.service.name} is on the list.")
            return redirect("directory:list", kept.pk)
    context = {
        "form": form,
        "name": shown.service.name,
        "back": reverse("directory:service", args=[service_id]),
        "on_it": [row.name for row in found if row.pk in on_it],
    }
    return render(request, "directory/keep.html", context)


@page(permission=Permission.LIST_KEEP, methods=("POST",))
def take_off(request: AllianceRequest, list_id: UUID, service_id: UUID) -> HttpResponse:
    """Take a service off a list."""
    found = queries.service_list(list_id, by=request.actor)
    actions.drop_service(found.row, service_id=service_id, by=request.actor)
    messages.success(request, "Taken off the list.")
    return redirect("directory:list", list_id)


@page(permission=Permission.LIST_KEEP, methods=("POST",))
def remove_list(request: AllianceRequest, list_id: UUID) -> HttpResponse:
    """Remove a whole list."""
    found = queries.service_list(list_id, by=request.actor)
    actions.end_list(found.row, by=request.actor)
    messages.success(request, f"“{found.row.name}” is removed. Its services are still in the directory.")
    return redirect("directory:lists")


def _keep(request: AllianceRequest, service_id: UUID, given: dict[str, Any]) -> Any:
    where = given.get("where", "new")
    if where == "new":
        return actions.start_list(name=given["name"], service_id=service_id, by=request.actor)
    found = queries.service_list(UUID(where), by=request.actor)
    return actions.keep_service(found.row, service_id=service_id, by=request.actor)
