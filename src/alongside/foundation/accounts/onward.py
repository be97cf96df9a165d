"""Where someone goes once they are in."""

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme


def wanted(request: HttpRequest) -> str:
    """The page that the address or the form asks to come to next, if it is one of ours; else ""."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    # A path, never a bare word: redirect() would look for a page of that name.
    ours = asked.startswith("/") and url_has_allowed_host_and_scheme(
        asked, allowed_hosts=None, require_https=request.is_secure()
    )
    return asked if ours else ""


def onward(request: HttpRequest) -> str:
    """That page, or where one's role starts, or one's own account where there are no such pages."""
    if address := wanted(request):
        return address
    try:
        return reverse("home:start")
    except NoReverseMatch:
        return reverse("accounts:own")
