"""Choosing a new password, with a link or knowing the old one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from alongside.foundation.access.actor import public
from alongside.foundation.access.errors import DomainError, Ended
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.render import render

from .. import actions, limits, queries
from ..forms import ChangePasswordForm, ForgottenForm, NewPasswordForm
from ..owner import stay_in

FORM = ("GET", "HEAD", "POST")


@page(public=True, methods=FORM)
def forgotten(request: AllianceRequest) -> HttpResponse:
    form = ForgottenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        # Over the limit the answer is the same, and nothing is sent.
        if limits.may_try("reset address", limits.network_address(request)) and limits.may_try(
            "reset", email
        ):
            actions.ask_for_new_password(email=email, by=public(request.alliance))
        return render(request, "accounts/forgotten_sent.html", {"email": email})
    return render(request, "accounts/forgotten.html", {"form": form})


@page(public=True, methods=FORM)
def new_password(request: AllianceRequest, token: str) -> HttpResponse:
    try:
        form = NewPasswordForm(request.POST or None, user=queries.find_reset(token))
        if request.method == "POST" and form.is_valid():
            actions.choose_new_password(
                token=token,
                password=form.cleaned_data["password"],
                by=public(request.alliance),
            )
            messages.success(request, "Your new password is set. Sign in with it.")
            return redirect("accounts:sign_in")
    except Ended:
        return render(request, "accounts/link_ended.html", {"again": "accounts:forgotten"}, 410)
    return render(request, "accounts/new_password.html", {"form": form})


@page(permission=Permission.SIGNED_IN, methods=FORM)
def change_password(request: AllianceRequest) -> HttpResponse:
    form = ChangePasswordForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        if not limits.may_try("code", "password", request.user.pk):
            form.add_error(None, limits.WAIT)
            return render(request, "accounts/change_password.html", {"form": form}, 429)
        try:
            actions.change_password(
                old=form.cleaned_data["old"],
                new=form.cleaned_data["password"],
                by=request.actor,
            )
        except DomainError as error:
            form.add_error(error.field, error.message)
        else:
            limits.forget_tries("code", "password", request.user.pk)
            stay_in(request)
            messages.success(
                request, "Your password is changed. Anywhere else you were signed in, you are out."
            )
            return redirect("accounts:own")
    return render(request, "accounts/change_password.html", {"form": form})
