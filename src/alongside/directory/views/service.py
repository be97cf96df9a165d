"""The page of one service."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.render import render
from alongside.foundation.tenancy import addresses

from ..chosen import MOST, NAME, chosen, query_of
from ..presenters import service_page
from ..presenters.fit import fit
from ..presenters.leaflet import leaflet_link
from ..presenters.markup import service_markup
from ..presenters.sharing import share_service
from ..queries import criteria_of, kept_search, services_shown, stands_in, wanted_by


@page(public=True, in_languages=True)
def service(request: AllianceRequest, service_id: UUID) -> HttpResponse:
    """One service: in words for people, and inside them in the words of schema.org for search sites."""
    shown = services_shown([service_id]).get(service_id)
    if shown is None:
        if (entry := stands_in(service_id)) is not None:
            return redirect("directory:service", entry)
        raise Http404
    key = request.GET.get("search", "")[:20]
    ids = chosen(request.GET.getlist(NAME))[:MOST]
    whole = addresses.address(request.alliance, reverse("directory:service", args=[service_id]))
    asked = kept_search(request.session, key) if key else None
    wanted = wanted_by(asked) if asked else None
    keeps = request.actor.has(Permission.LIST_KEEP)
    context = {
        "page": service_page(shown, key, may_propose=request.actor.has(Permission.DIRECTORY_PROPOSE)),
        "back": reverse("directory:find") + query_of(ids, search=key),
        "markup": service_markup(shown, whole),
        "share": share_service(shown, whole),
        "leaflet": leaflet_link(service_id, ids, key),
        "fit": fit(criteria_of(service_id, wanted), wanted) if wanted else [],
        "keep": reverse("directory:keep", args=[service_id]) if keeps else "",
    }
    response = render(request, "directory/service.html", context)
    if wanted:  # what someone asked for is on it: no browser or proxy may keep it
        response.headers["Cache-Control"] = "no-store, private"
    return response
