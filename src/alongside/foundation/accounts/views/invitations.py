"""Taking an invitation up."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import redirect

from alongside.foundation.access.actor import Actor, public
from alongside.foundation.access.errors import Ended
from alongside.foundation.access.pages import page
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.render import render

from .. import actions, presenters, queries
from ..forms import NewAccountForm
from ..onward import onward
from .sign_in import BACKEND, sign_in_address


@page(public=True, methods=("GET", "HEAD", "POST"))
def invitation(request: AllianceRequest, token: str) -> HttpResponse:
    try:
        return _answer(request, token)
    except Ended:
        return render(request, "accounts/invitation_ended.html", {}, 410)


def _answer(request: AllianceRequest, token: str) -> HttpResponse:
    found = queries.find_invitation(token)
    shown = {
        "organisation": found.organisation.name,
        "role": presenters.role_words(found.role),
        "email": found.email,
        "invited_by": found.invited_by,
    }
    if not request.user.is_authenticated:
        if queries.find_user(found.email):
            return redirect(sign_in_address(request.path))
        return _new_account(request, token, shown, found.email)
    if request.user.email.lower() != found.email.lower():
        return render(request, "accounts/invitation_not_yours.html", shown, 403)
    if request.method == "POST":
        actions.take_up_role(token=token, user=request.user, by=_oneself(request))
        messages.success(request, f"You now work for {found.organisation.name} here too.")
        return redirect(onward(request))
    return render(request, "accounts/invitation_join.html", shown)


def _new_account(request: AllianceRequest, token: str, shown: dict[str, str], email: str) -> HttpResponse:
    form = NewAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = actions.accept_invitation(
            token=token,
            name=form.cleaned_data["name"],
            password=form.cleaned_data["password"],
            by=replace(public(request.alliance), name=form.cleaned_data["name"], email=email),
        )
        login(request, user, backend=BACKEND)
        return redirect(onward(request))
    return render(request, "accounts/invitation.html", {**shown, "form": form})


def _oneself(request: AllianceRequest) -> Actor:
    """Someone whose every role has ended is still themselves when they join again."""
    return replace(public(request.alliance), user_id=request.user.pk, name=request.user.name)  # type: ignore
