"""The second step of signing in, and looking after it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from alongside.foundation.access.actors import second_factor_passed
from alongside.foundation.access.errors import DomainError, NotAllowed, TooMany
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.render import render

from .. import actions
from .. import second_factor as factors
from ..forms import AppForm, CodeForm, PasskeyForm, ShowPasskeyForm
from ..onward import onward, wanted
from ..owner import stay_in

FORM = ("GET", "HEAD", "POST")
POST = ("POST",)
NEXT_KEY = "after_second_factor"


@page(permission=Permission.SIGNED_IN, methods=FORM)
def second_factor(request: AllianceRequest) -> HttpResponse:
    """Asks for a code or a passkey; the first time, leads to setting one up."""
    if wanted(request):
        request.session[NEXT_KEY] = wanted(request)
    if not factors.has_factor(request.user):
        return redirect("accounts:set_up")
    by_passkey = "credential" in request.POST
    form = CodeForm(None if by_passkey else request.POST or None)
    passkey = ShowPasskeyForm(request.POST if by_passkey else None)
    sent, status = (passkey if by_passkey else form), 200
    if request.method == "POST" and sent.is_valid():
        try:
            if by_passkey:
                right = factors.check_passkey(request.user, sent.cleaned_data["credential"])
            else:
                right = factors.check_code(request.user, sent.cleaned_data["code"])
        except TooMany as error:
            right, status = False, error.status
            form.add_error(None, error.message) if form.is_bound else None
        if right:
            factors.mark_passed(request)
            return redirect(_after(request))
        if form.is_bound and status == 200:
            form.add_error("code", "That code is not right, or was used before. Type the one shown now")
    has_passkey = factors.has_factor(request.user, "webauthn")
    return render(
        request,
        "accounts/second_factor.html",
        {
            "form": form,
            "passkey": passkey if has_passkey else None,
            "passkey_failed": by_passkey,
            "options": factors.ask_passkey(request.user) if has_passkey else None,
            "has_app": factors.has_factor(request.user, "totp"),
        },
        status,
    )


@page(permission=Permission.SIGNED_IN)
def set_up(request: AllianceRequest) -> HttpResponse:
    _may_change(request)
    return render(
        request,
        "accounts/set_up.html",
        {"first": not factors.has_factor(request.user), "has_app": factors.has_factor(request.user, "totp")},
    )


@page(permission=Permission.SIGNED_IN, methods=FORM)
def app(request: AllianceRequest) -> HttpResponse:
    _may_change(request)
    form = AppForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            first = actions.add_app(request=request, code=form.cleaned_data["code"], by=request.actor)
        except DomainError as error:
            form.add_error(error.field, error.message)
        else:
            return _added(request, first)
    setup = factors.begin_app(request, afresh=request.method != "POST")
    return render(request, "accounts/app.html", {"form": form, "setup": setup})


@page(permission=Permission.SIGNED_IN, methods=FORM)
def passkey(request: AllianceRequest) -> HttpResponse:
    _may_change(request)
    form = PasskeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            first = actions.add_passkey(
                name=form.cleaned_data["name"],
                credential=form.cleaned_data["credential"],
                by=request.actor,
            )
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            return _added(request, first)
    options = factors.begin_passkey(request.user)
    return render(request, "accounts/passkey.html", {"form": form, "options": options})


@page(permission=Permission.SIGNED_IN)
def recovery_codes(request: AllianceRequest) -> HttpResponse:
    """Shown once, straight after they were made."""
    _may_change(request)
    if not request.session.pop(factors.SHOW_CODES_KEY, False):
        return redirect("accounts:own")
    codes = [f"{code[:4]} {code[4:]}" for code in factors.recovery_codes(request.user)]
    return render(request, "accounts/recovery_codes.html", {"codes": codes, "onward": _after(request)})


@page(permission=Permission.SIGNED_IN, methods=POST)
def renew_codes(request: AllianceRequest) -> HttpResponse:
    _may_change(request)
    actions.renew_recovery_codes(by=request.actor)
    stay_in(request)
    request.session[factors.SHOW_CODES_KEY] = True
    return redirect("accounts:recovery_codes")


@page(permission=Permission.SIGNED_IN, methods=POST)
def remove_factor(request: AllianceRequest, factor_id: int) -> HttpResponse:
    _may_change(request)
    try:
        actions.remove_factor(factor_id=factor_id, by=request.actor)
    except NotAllowed as error:
        messages.warning(request, error.message)
    else:
        stay_in(request)
        messages.success(request, "It is removed.")
    return redirect("accounts:own")


def _may_change(request: AllianceRequest) -> None:
    """These pages open before a second factor was shown only to someone who has none yet.

    Otherwise a stolen password would be enough to add one.
    """
    if not second_factor_passed(request) and factors.has_factor(request.user):
        raise NotAllowed("Show your second step first.")


def _added(request: AllianceRequest, first: bool) -> HttpResponse:
    stay_in(request)
    factors.mark_passed(request)
    if first:
        request.session[factors.SHOW_CODES_KEY] = True
        return redirect("accounts:recovery_codes")
    messages.success(request, "It is added. You can use it the next time you sign in.")
    return redirect("accounts:own")


def _after(request: AllianceRequest) -> str:
    return request.session.pop(NEXT_KEY, "") or onward(request)
