"""The page of one service."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse

from alongside.foundation.access.pages import page
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.render import render
from alongside.foundation.tenancy import addresses

from ..presenters import service_page
from ..presenters.markup import service_markup
from ..queries import services_shown


@page(public=True)
def service(request: AllianceRequest, service_id: UUID) -> HttpResponse:
    """One service: in words for people, and inside them in the words of schema.org for search sites."""
    shown = services_shown([service_id]).get(service_id)
    if shown is None:
        raise Http404
    key = request.GET.get("search", "")[:20]
    back = f"{reverse('directory:find')}?{urlencode({'search': key})}" if key else reverse("directory:find")
    whole = addresses.address(request.alliance, reverse("directory:service", args=[service_id]))
    context = {"page": service_page(shown, key), "back": back, "markup": service_markup(shown, whole)}
    return render(request, "directory/service.html", context)
