"""Where someone goes once they are in."""

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme


def wanted(request: HttpRequest) -> str:
    """The page that was asked for before signing in, if it is one of ours; else ""."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if ours else ""


def onward(request: HttpRequest) -> str:
    """That page, or Today, or one's own account where there is no Today."""
    if address := wanted(request):
        return address
    try:
        return reverse("home:today")
    except NoReverseMatch:
        return reverse("accounts:own")
