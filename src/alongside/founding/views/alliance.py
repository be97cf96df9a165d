"""The alliance's own pages: what is ready, what is left, and changing each; and its colours as a style sheet."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from alongside.foundation.access.errors import DomainError, NotFound
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.render import render
from alongside.foundation.design.theme import name_of, stylesheet

from .. import actions, presenters, queries
from ..forms import OWN, ClocksForm, ColoursForm, CrisisForm, DetailsForm, FrontDoorForm

FORM = ("GET", "HEAD", "POST")
FOR_EVER = "public, max-age=31536000, immutable"


@page(permission=Permission.ALLIANCE_EDIT)
def overview(request: AllianceRequest) -> HttpResponse:
    shown = presenters.overview(request.alliance, queries.what_is_ready(by=request.actor))
    return render(request, "founding/overview.html", {"shown": shown})


@page(permission=Permission.ALLIANCE_EDIT, methods=FORM)
def details(request: AllianceRequest) -> HttpResponse:
    names = ("name", "place", "telephone", "open_hours", "languages")
    form = DetailsForm(
        request.POST or None, initial={name: getattr(request.alliance, name) for name in names}
    )
    return _changed(
        request,
        form,
        lambda said: actions.change_details(request.alliance, **said, by=request.actor),
        title="Name, telephone and languages",
    )


@page(permission=Permission.ALLIANCE_EDIT, methods=FORM)
def clocks(request: AllianceRequest) -> HttpResponse:
    now = {name: getattr(request.alliance, name) for name in ClocksForm.base_fields}
    return _changed(
        request,
        ClocksForm(request.POST or None, initial=now),
        lambda said: actions.change_clocks(request.alliance, **said, by=request.actor),
        title="Clocks",
        about="What was sent already keeps the day that it was promised.",
    )


@page(permission=Permission.ALLIANCE_EDIT, methods=FORM)
def crisis(request: AllianceRequest) -> HttpResponse:
    form = CrisisForm(request.POST or None, now=request.alliance.crisis_contacts)
    return _changed(
        request,
        form,
        lambda said: actions.change_crisis_contacts(
            request.alliance, contacts=form.contacts, by=request.actor
        ),
        title="Crisis help",
        template="founding/crisis.html",
    )


@page(permission=Permission.ALLIANCE_EDIT, methods=FORM)
def colours(request: AllianceRequest) -> HttpResponse:
    def keep(said: dict[str, Any]) -> None:
        own = said["whose"] == OWN
        actions.change_colours(
            request.alliance,
            person=said["person"] if own else "",
            us=said["us"] if own else "",
            by=request.actor,
        )

    return _changed(
        request,
        ColoursForm.of(request.alliance, request.POST or None),
        keep,
        title="Colours",
        about="Each shade is worked out from these two, for light and dark, and checked so that it can be read. The "
        "dark colour of crisis help stays as it is, so that people learn it once.",
    )


@page(permission=Permission.ALLIANCE_EDIT, methods=FORM)
def front_door(request: AllianceRequest) -> HttpResponse:
    form = FrontDoorForm(
        request.POST or None,
        organisations=queries.front_door_choices(by=request.actor),
        initial={"organisation": str(request.alliance.front_door or "")},
    )
    return _changed(
        request,
        form,
        lambda said: actions.choose_front_door(
            request.alliance, organisation_id=UUID(said["organisation"]), by=request.actor
        ),
        title="Who answers new requests",
    )


@page(public=True)
def theme(request: AllianceRequest, name: str) -> HttpResponse:
    """The alliance's colours. The name changes with them, so a browser may keep the sheet for ever."""
    pair = request.alliance.person_colour, request.alliance.alliance_colour
    if name != name_of(*pair):
        raise NotFound
    return HttpResponse(stylesheet(*pair), content_type="text/css", headers={"Cache-Control": FOR_EVER})


def _changed(
    request: AllianceRequest,
    form: Any,
    keep: Callable[[dict[str, Any]], object],
    *,
    title: str,
    about: str = "",
    template: str = "founding/change.html",
) -> HttpResponse:
    """One form about the alliance: shown, put right, kept; then back to the overview."""
    if request.method == "POST" and form.is_valid():
        try:
            keep(form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, f"{title}: kept.")
            return redirect("founding:overview")
    return render(request, template, {"form": form, "title": title, "about": about})
