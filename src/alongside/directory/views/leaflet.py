"""A leaflet of services that somebody chose: to look at, to print in large print, to send on. The address is the leaflet."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from alongside.foundation.access.errors import NotFound
from alongside.foundation.access.pages import page
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.layout import layout_for
from alongside.foundation.design.render import render
from alongside.foundation.tenancy import addresses

from ..chosen import NAME, chosen
from ..paper import leaflet_pdf as pdf_of
from ..presenters.leaflet import kept_of, leaflet_page, leaflet_paper
from ..queries import ServiceShown, services_shown

ASKED_FOR = 60  # that many are looked up, so that what was left out can be said


@page(public=True)
def leaflet(request: AllianceRequest) -> HttpResponse:
    """The leaflet before it is printed, with a way to take each place off."""
    ids, shown = _chosen(request)
    made = leaflet_page(
        ids,
        shown,
        place=request.alliance.place,
        key=request.GET.get("search", "")[:20],
        address=addresses.address(request.alliance, ""),
    )
    return render(request, "directory/leaflet.html", {"page": made})


@page(public=True)
def leaflet_pdf(request: AllianceRequest) -> HttpResponse:
    """The leaflet as a PDF to print."""
    ids, shown = _chosen(request)
    if not kept_of(ids, shown):
        raise NotFound("There is no place on this leaflet that is running now.")
    layout = layout_for(request)
    said = leaflet_paper(
        ids,
        shown,
        place=request.alliance.place,
        alliance=request.alliance.name,
        contacts=layout.crisis_contacts,
        address=addresses.address(request.alliance, reverse("directory:find")),
        telephone=layout.telephone,
    )
    response = HttpResponse(pdf_of(said), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="leaflet.pdf"'
    return response


def _chosen(request: AllianceRequest) -> tuple[list[UUID], dict[UUID, ServiceShown]]:
    ids = chosen(request.GET.getlist(NAME))[:ASKED_FOR]
    return ids, services_shown(ids)
