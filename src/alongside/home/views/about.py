"""What the software does with what it is told, and who may do what: public, and true of the code."""

from django.http import HttpResponse
from django.urls import reverse

from alongside.foundation.access.pages import page
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.formats import and_list
from alongside.foundation.design.languages import offered
from alongside.foundation.design.render import render
from alongside.foundation.tenancy import addresses

from ..presenters.about import role_rows

ROBOTS = "User-agent: *\nDisallow: /my/\nDisallow: /answer/\nDisallow: /ask/\nDisallow: /leaflet/\n"


@page(public=True)
def privacy(request: AllianceRequest) -> HttpResponse:
    """What is kept, for how long, and who sees it."""
    return render(request, "home/privacy.html")


@page(public=True)
def accessibility(request: AllianceRequest) -> HttpResponse:
    languages = [language.in_english for language in offered(request.alliance.languages or [])]
    return render(request, "home/accessibility.html", {"languages": and_list(languages)})


@page(public=True)
def roles(request: AllianceRequest) -> HttpResponse:
    """Every role and what it may do, read from the code that decides it."""
    return render(request, "home/roles.html", {"roles": role_rows()})


@page(public=True)
def robots(request: AllianceRequest) -> HttpResponse:
    """What search sites leave alone, and where every page that they may read is named."""
    sitemap = addresses.address(request.alliance, reverse("directory:sitemap"))
    return HttpResponse(f"{ROBOTS}Sitemap: {sitemap}\n", content_type="text/plain")
