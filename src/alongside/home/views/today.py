"""Today: what is due, for whom, and the next step of each."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.foundation.access.errors import DomainError
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.accounts.onward import onward
from alongside.foundation.design.downloads import csv_download
from alongside.foundation.design.formats import plural
from alongside.foundation.design.render import render
from alongside.foundation.workflow.clock import today as this_day
from alongside.referrals.actions import assign_requests, move_days
from alongside.referrals.queries.due import colleagues
from alongside.referrals.queries.requests import owned_requests
from alongside.referrals.queries.words import need_choices

from ..actions import choose_keys
from ..forms.today import ChosenForm, id_from, wanted_from
from ..presenters.today import FILE_HEAD, ORDERS, file_rows, present
from ..queries.today import day, rows


@page(permission=Permission.REQUEST_VIEW)
def today(request: AllianceRequest) -> HttpResponse:
    """The list, or with ``format=csv`` the same rows as a file."""
    if request.GET.get("format") == "csv":
        actor = request.actor
        found = rows(wanted_from(request.GET), by=actor)
        name = f"today-{this_day().isoformat()}"
        return csv_download(name, FILE_HEAD, file_rows(*found, today=this_day(), by=actor))
    return _page(request, None)


def _page(
    request: AllianceRequest, form: ChosenForm | None, *, address: str = "", status: int = 200
) -> HttpResponse:
    actor = request.actor
    wanted, opened = wanted_from(request.GET), id_from(request.GET.get("open"))
    found = day(wanted, by=actor, opened=opened)
    order = request.GET.get("order", "due")
    address = address or request.get_full_path()
    shown = present(found, wanted, by=actor, today=this_day(), address=address, order=order, opened=opened)
    context = {
        "today": shown,
        "form": form or ChosenForm(people=found.colleagues),
        "wanted": wanted,
        "order": order,
        "address": address,
        "choices": {
            "need": [("", "Any need"), *need_choices()],
            "urgency": [("", "Any"), ("urgent", "Urgent"), ("routine", "Routine")],
            "ward": [("", "Any ward"), *found.wards],
            "where": [("", "Anywhere"), ("us", "With us"), ("away", "With another service")],
            "order": ORDERS,
        },
        "picked": form.picked if form else set(),
    }
    return render(request, "home/today.html", context, status)


@page(permission=Permission.REQUEST_WORK, methods=("POST",))
def chosen(request: AllianceRequest) -> HttpResponse:
    """Do one thing to every ticked request, or to none of them."""
    actor = request.actor
    address = f"{reverse('home:today')}?{request.GET.urlencode()}".rstrip("?")
    form = ChosenForm(request.POST, people=colleagues(by=actor))
    if form.is_valid():
        said = form.cleaned_data
        found = owned_requests(said["pick"], by=actor)
        try:
            if said["do"] == "date":
                move_days(requests=found, on=said["on"], reason=said["reason"], by=actor)
            else:
                assign_requests(requests=found, user_id=said["user"], by=actor)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            done = "have a new date" if said["do"] == "date" else "were handed over"
            if len(found) == 1:
                done = "has a new date" if said["do"] == "date" else "was handed over"
            messages.success(request, f"{plural(len(found), 'request')} {done}.")
            return redirect(address)
    return _page(request, form, address=address, status=400)


@page(permission=Permission.SIGNED_IN, methods=("POST",))
def keys(request: AllianceRequest) -> HttpResponse:
    """Switch single-letter keys on or off, for this user on every machine."""
    on = request.POST.get("keys") == "on"
    choose_keys(on=on, by=request.actor)
    messages.success(request, f"Single-letter keys are {'on' if on else 'off'}.")
    return redirect(onward(request))
