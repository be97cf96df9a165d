"""Finds the alliance by host name and holds each request in one fenced transaction."""

from collections.abc import Callable

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound

from .context import set_context
from .models import Alliance
from .statements import Given, Statement

UNFENCED = ("/healthz",)
BY_DOMAIN = Statement(lambda: Alliance.objects.filter(domain=Given("domain")))
OLDEST = Statement(lambda: Alliance.objects.order_by("pk")[:1])


def alliance_for(host: str) -> Alliance | None:
    """The alliance that answers to a host name; in the demo, any other loopback name means the first one."""
    name = host.rsplit(":", 1)[0].lower().rstrip(".")
    found = BY_DOMAIN.first(domain=name)
    if found is None and (settings.DEMO or settings.TESTING):
        found = OLDEST.first()
    return found


class AllianceMiddleware:
    """One request, one transaction, one alliance.

    The whole of it, sessions included, is read and written inside the fence; an answer of 500 or an
    exception rolls everything back, so no write is half done. The answer leaves after the commit.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path in UNFENCED:
            return self.get_response(request)
        with transaction.atomic():
            alliance = alliance_for(request.get_host())
            if alliance is None:
                return HttpResponseNotFound(
                    "No alliance answers to this address.\n", content_type="text/plain"
                )
            request.alliance = alliance  # type: ignore[attr-defined]
            set_context(alliance=alliance)
            response = self.get_response(request)
            if response.status_code >= 500 or getattr(request, "roll_back", False):
                transaction.set_rollback(True)
            elif connection.needs_rollback:
                # Something swallowed a database error: nothing was kept, so nothing may be acknowledged.
                raise RuntimeError(
                    "The request's transaction was broken but the page answered as if it were whole."
                )
        return response
