"""Every address. A slice that is present brings its own ``urls`` (with an ``app_name``), from the root down."""

from importlib.util import find_spec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def healthz(request: HttpRequest) -> HttpResponse:
    """Says that the server answers; touches nothing."""
    return HttpResponse("ok\n", content_type="text/plain")


urlpatterns = [
    path("healthz", healthz),
    *(
        path("", include(f"{app}.urls"))
        for app in settings.INSTALLED_APPS
        if app.startswith("alongside.") and find_spec(f"{app}.urls")
    ),
]
handler400 = "alongside.foundation.design.errors.bad_request"
handler403 = "alongside.foundation.design.errors.forbidden"
handler404 = "alongside.foundation.design.errors.not_found"
handler500 = "alongside.foundation.design.errors.server_error"
