"""The way in to a person's own page: a long link, then a code; and the way out."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation.access.actor import public
from alongside.foundation.access.actors import Door, close_door, is_open, open_door
from alongside.foundation.access.errors import Ended, TooMany
from alongside.foundation.access.links import find_link, mark_of
from alongside.foundation.access.pages import page
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.accounts.limits import may_try, network_address
from alongside.foundation.accounts.own_code import opens
from alongside.foundation.design.render import render
from alongside.referrals.actions import send_fresh_code
from alongside.referrals.actions.own_page import PURPOSE

from ..forms.code import CodeForm

OPEN_MINUTES = 30
SENT = gettext_lazy(
    "If you told us a way that is safe for messages, a new code is on its way, with a link to type it at. "
    "It works once, for 1 hour. Your old code still works too."
)


def _unkept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store, private"
    patch_vary_headers(response, ("Cookie",))
    return response


def _ended(request: AllianceRequest) -> HttpResponse:
    """The same for a link that is made up, used, ended or run out."""
    return _unkept(render(request, "home/own/ended.html", status=410))


@page(public=True, in_languages=True)
def your_page(request: AllianceRequest) -> HttpResponse:
    """How to get back in; straight on for someone who is in already."""
    if is_open(request, Door.PERSON):
        return _unkept(redirect("home:own_page"))
    return _unkept(render(request, "home/own/way_in.html", {"minutes": OPEN_MINUTES}))


@page(public=True, methods=("GET", "HEAD", "POST"), in_languages=True)
def own_link(request: AllianceRequest, token: str) -> HttpResponse:
    """Asks for the code. Looking at the page uses nothing up."""
    try:
        link = find_link(token, purpose=PURPOSE)
    except Ended:
        return _ended(request)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        # A refusal here is an answer of 200: the count of wrong tries must be kept.
        try:
            if opens(link, form.cleaned_data["code"], address=network_address(request)):
                open_door(
                    request,
                    Door.PERSON,
                    minutes=OPEN_MINUTES,
                    idle=True,
                    person=link.subject_id,
                    link=link.pk,
                    mark=mark_of(link),
                )
                return _unkept(redirect("home:own_page"))
            form.add_error("code", _("That isn’t the code we have. Check it and try again"))
        except TooMany as error:
            form.add_error(None, _(error.message))
    return _unkept(_code_page(request, token, form))


@page(public=True, methods=("POST",), in_languages=True)
def own_code(request: AllianceRequest, token: str) -> HttpResponse:
    """Sends a new code to the way they said is safe. Says the same whether there is one or not."""
    try:
        link = find_link(token, purpose=PURPOSE)
    except Ended:
        return _ended(request)
    address = network_address(request)
    if may_try("own code address", address) and may_try("own code", link.subject_id):
        send_fresh_code(token=token, by=public(request.alliance))
    messages.success(request, SENT)
    return _unkept(redirect("home:own_link", token))


@page(public=True, methods=("POST",), in_languages=True)
def close(request: AllianceRequest) -> HttpResponse:
    """Shut the page: Back shows nothing."""
    close_door(request, Door.PERSON)
    messages.success(request, _("Your page is closed."))
    return _unkept(redirect("home:your_page"))


@page(public=True)
def leave(request: AllianceRequest) -> HttpResponse:
    """Out, at once: forget what was typed, shut every door, and go somewhere else.

    A signed-in worker stays signed in; for anyone else nothing of this browser's is kept.
    """
    if request.actor.is_staff:
        for door in (Door.PERSON, Door.RECEIVER):
            close_door(request, door)
    else:
        request.session.flush()
    return _unkept(redirect(settings.ALONGSIDE_EXIT_ADDRESS))


def _code_page(request: AllianceRequest, token: str, form: Any) -> HttpResponse:
    return render(request, "home/own/code.html", {"form": form, "token": token})
