"""The two pages for people: take the whole directory, and how programs read it."""

from django.http import HttpResponse
from django.urls import reverse

from alongside.foundation.access.pages import page
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.render import render

from ..presenters.open_directory import documentation_page, take_page
from ..queries import how_many_services
from .document import NOUNS
from .parameters import LISTS


@page(public=True)
def take(request: AllianceRequest) -> HttpResponse:
    """Take the whole directory."""
    whole = {form: reverse(f"directory:whole_{form}") for form in ("csv", "json", "zip")}
    made = take_page(how_many_services(), request.alliance.name, whole, reverse("directory:documentation"))
    return render(request, "directory/take.html", {"page": made})


@page(public=True)
def documentation(request: AllianceRequest) -> HttpResponse:
    """How programs read it."""
    base = request.build_absolute_uri(reverse("directory:oruk")).rstrip("/")
    lists = [
        (kind, NOUNS[kind], [(one.name, one.about) for one in parameters])
        for kind, parameters in LISTS.items()
    ]
    made = documentation_page(base, lists, reverse("directory:openapi"), reverse("directory:take"))
    return render(request, "directory/documentation.html", {"page": made})
