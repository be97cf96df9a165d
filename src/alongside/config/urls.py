"""Every address. A slice that is present hangs its own under its name."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def healthz(request: HttpRequest) -> HttpResponse:
    """Says that the server answers; touches nothing."""
    return HttpResponse("ok\n", content_type="text/plain")


urlpatterns = [path("healthz", healthz)]
handler400 = "alongside.foundation.design.errors.bad_request"
handler403 = "alongside.foundation.design.errors.forbidden"
handler404 = "alongside.foundation.design.errors.not_found"
handler500 = "alongside.foundation.design.errors.server_error"
