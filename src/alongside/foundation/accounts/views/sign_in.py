"""Signing in and out, and choosing for whom one works just now."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from alongside.foundation.access.actor import public
from alongside.foundation.access.actors import ORGANISATION_KEY
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.render import render

from .. import limits, presenters, queries
from ..actions import open_demo_door
from ..forms import SignInForm
from ..onward import onward, wanted
from ..second_factor import SECOND_FACTOR_KEY

# The same words for a wrong password and an address that nobody has.
WRONG = "Check your email address and your password, and try again"
POST = ("POST",)
BACKEND = "alongside.foundation.accounts.backends.AllianceBackend"


def _demo(request: AllianceRequest) -> bool:
    return bool(settings.DEMO and request.alliance.is_demo)


@page(public=True, methods=("GET", "HEAD", "POST"))
def sign_in(request: AllianceRequest) -> HttpResponse:
    form = SignInForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        email, here = form.cleaned_data["email"], limits.network_address(request)
        may = (
            limits.may_try("address", here)
            and limits.may_try("sign in", email)
            and limits.may_try("sign in here", email, here)
        )
        user = authenticate(request, username=email, password=form.cleaned_data["password"]) if may else None
        if user is not None:
            limits.forget_tries("sign in here", email, here)
            limits.forget_tries("sign in", email)
            return _let_in(request, user)
        form.add_error(None, WRONG if may else limits.WAIT)
        status = 200 if may else 429
    roles = presenters.demo_roles(queries.demo_accounts(request.alliance)) if _demo(request) else []
    doors = presenters.demo_doors(queries.demo_doors(request.alliance)) if _demo(request) else []  # type: ignore[attr-defined]
    return render(
        request,
        "accounts/sign_in.html",
        {"form": form, "roles": roles, "doors": doors, "next": wanted(request)},
        status,
    )


def _let_in(request: AllianceRequest, user: object) -> HttpResponse:
    request.session.pop(SECOND_FACTOR_KEY, None)
    login(request, user, backend=BACKEND)  # type: ignore[arg-type]
    return redirect(onward(request))


@page(public=True, methods=POST)
def demo_sign_in(request: AllianceRequest, user_id: UUID) -> HttpResponse:
    """One press, in the demo alone."""
    if not _demo(request):
        raise Http404
    return _let_in(request, queries.demo_user(request.alliance, user_id))


@page(public=True, methods=POST)
def demo_door(request: AllianceRequest, place: int) -> HttpResponse:
    """A link as someone without an account would have been sent it, in the demo alone."""
    if not _demo(request):
        raise Http404
    shown, token = open_demo_door(place=place, by=public(request.alliance))
    return redirect(shown, token)


@page(public=True, methods=POST)
def sign_out(request: AllianceRequest) -> HttpResponse:
    logout(request)
    messages.success(request, "You are signed out.")
    return redirect("accounts:sign_in")


@page(permission=Permission.SIGNED_IN, methods=POST)
def switch_organisation(request: AllianceRequest) -> HttpResponse:
    chosen = request.POST.get("organisation", "")
    if chosen not in {str(key) for key, _name in request.actor.organisations}:
        raise Http404
    request.session[ORGANISATION_KEY] = chosen
    return redirect(onward(request))


def sign_in_address(next_address: str) -> str:
    return f"{reverse('accounts:sign_in')}?{urlencode({'next': next_address})}"
