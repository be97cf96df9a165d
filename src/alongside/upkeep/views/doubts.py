"""Something is wrong: for anyone who meets an entry."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from alongside.directory.queries import find_running
from alongside.foundation.access.errors import DomainError
from alongside.foundation.access.pages import page
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.accounts.limits import network_address, try_or_stop
from alongside.foundation.design.render import render

from .. import actions
from ..forms import DoubtForm


@page(public=True, methods=("GET", "HEAD", "POST"))
def wrong(request: AllianceRequest, service_id: UUID) -> HttpResponse:
    """Say what is wrong. Who says it is not asked, and not kept."""
    service = find_running(service_id)
    form = DoubtForm(request.POST or None)
    back = reverse("directory:service", args=[service_id])
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            try_or_stop("doubt", network_address(request))
            actions.raise_doubt(service, by=request.actor, **{**said, "once": str(said["once"])})
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            return render(request, "upkeep/thanked.html", {"name": service.name, "back": back})
    return render(request, "upkeep/wrong.html", {"form": form, "name": service.name, "back": back})
