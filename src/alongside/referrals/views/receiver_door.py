"""The way in for a receiver without an account: a link that works once, spent by a press and never by a look."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers

from alongside.foundation.access.actor import public
from alongside.foundation.access.actors import Door, close_door, is_open, open_door
from alongside.foundation.access.errors import Ended
from alongside.foundation.access.links import find_link, use_link
from alongside.foundation.access.pages import page
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.accounts.limits import may_try, network_address
from alongside.foundation.design.render import render
from alongside.membership.queries import organisation_name

from ..actions import send_fresh_link
from ..actions.tell import RECEIVER_PURPOSE

OPEN_MINUTES = 120


def _unkept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store, private"
    patch_vary_headers(response, ("Cookie",))
    return response


@page(public=True, methods=("GET", "HEAD", "POST"))
def link(request: AllianceRequest, token: str) -> HttpResponse:
    """A look (or a mail scanner's) shows one button and nothing about anyone; a press spends the link."""
    try:
        found = find_link(token, purpose=RECEIVER_PURPOSE)
        if request.method != "POST":
            return _unkept(render(request, "referrals/receiver/link.html", {"token": token}))
        use_link(found)
    except Ended:
        return _unkept(render(request, "referrals/receiver/ended.html", {"token": token[:200]}, 410))
    open_door(
        request,
        Door.RECEIVER,
        minutes=OPEN_MINUTES,
        subject=found.subject_id,
        organisation=found.organisation_id,
        organisation_name=organisation_name(found.organisation_id),
    )
    return _unkept(redirect("referrals:receiver"))


@page(public=True, methods=("POST",))
def again(request: AllianceRequest, token: str) -> HttpResponse:
    """Sends a fresh link to the address already held. Says the same for every token there is or is not."""
    address = network_address(request)
    if may_try("fresh link address", address) and may_try("fresh link", token[:200]):
        send_fresh_link(token=token, by=public(request.alliance))
    return _unkept(render(request, "referrals/receiver/sent.html"))


@page(public=True)
def start(request: AllianceRequest) -> HttpResponse:
    """For someone whose two hours are over: the link in the message sends another."""
    if is_open(request, Door.RECEIVER):
        return _unkept(redirect("referrals:receiver"))
    return _unkept(render(request, "referrals/receiver/start.html"))


@page(public=True, methods=("POST",))
def leave(request: AllianceRequest) -> HttpResponse:
    """Close the page before its two hours are over."""
    close_door(request, Door.RECEIVER)
    return _unkept(redirect("referrals:receiver_start"))
