"""The map beside the directory: boundaries loaded from a file, looked at, put in use, taken away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

import alongside.places.actions as places
from alongside.foundation.access.errors import DomainError, NotFound
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.render import render
from alongside.places.boundaries import MOST_BYTES, TOO_BIG
from alongside.places.queries import area_map as map_of

from .. import presenters
from ..forms import MapForm


@page(permission=Permission.ALLIANCE_EDIT, methods=("GET", "HEAD", "POST"), takes_file=MOST_BYTES)
def area_map(request: AllianceRequest) -> HttpResponse:
    """The map in use, the one that waits to be looked at, and a form to load another."""
    form = MapForm(request.POST or None, request.FILES or None)
    if form.is_bound and int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        form.fields["file"].error_messages["required"] = TOO_BIG
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            places.load_map(
                file_name=said["file"].name, data=said["file"].read(), credit=said["credit"], by=request.actor
            )
        except DomainError as error:
            form.add_error(error.field, error.message)
        else:
            messages.success(request, "Here it is. Nobody else sees it until you put it in use.")
            return redirect("founding:map")
    context = {
        "form": form,
        "used": presenters.map_shown(map_of()),
        "waiting": presenters.map_shown(map_of(in_use=False)),
    }
    return render(request, "founding/map.html", context)


@page(permission=Permission.ALLIANCE_EDIT, methods=("POST",))
def use(request: AllianceRequest) -> HttpResponse:
    """Put the map that waits in use."""
    waiting = map_of(in_use=False)
    if waiting is None:
        raise NotFound("There is no map that waits. Load one first.")
    places.use_map(waiting, by=request.actor)
    messages.success(request, "The map is in use. It stands beside the list when people look for help.")
    return redirect("founding:map")


@page(permission=Permission.ALLIANCE_EDIT, methods=("POST",))
def remove(request: AllianceRequest) -> HttpResponse:
    """Throw away the map that waits, or take the one in use away; "which" says which."""
    found = map_of(in_use=request.POST.get("which") == "used")
    if found is None:
        raise NotFound("That map is gone already.")
    places.remove_map(found, by=request.actor)
    messages.success(request, "The map is gone. Lists of services are as they were.")
    return redirect("founding:map")
