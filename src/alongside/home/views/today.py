"""Today: what is due, for whom, and the next step of each."""

from typing import Any
from uuid import UUID

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
from alongside.foundation.design.formats import plural, with_query
from alongside.foundation.design.render import render
from alongside.foundation.workflow.clock import today as this_day
from alongside.referrals.actions import assign_requests, move_days
from alongside.referrals.queries.due import colleagues, counts_of
from alongside.referrals.queries.words import need_choices

from ..actions import choose_keys, forget_list, save_list
from ..forms.today import ChosenForm, SaveListForm, asks_of, id_from, wanted_from
from ..presenters.today import FILE_HEAD, ORDERS, file_rows, present, suggested_name
from ..queries.saved import saved_lists
from ..queries.today import day, picked_rows, rows


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
    request: AllianceRequest,
    form: ChosenForm | None,
    *,
    naming: SaveListForm | None = None,
    address: str = "",
    status: int = 200,
) -> HttpResponse:
    actor = request.actor
    wanted, opened = wanted_from(request.GET), id_from(request.GET.get("open"))
    found = day(wanted, by=actor, opened=opened)
    order = request.GET.get("order", "due")
    address = address or request.get_full_path()
    choices = _choices(found.wards)
    asks = asks_of(wanted, order)
    kept = saved_lists(by=actor)
    shown = present(
        found,
        wanted,
        by=actor,
        today=this_day(),
        address=address,
        order=order,
        opened=opened,
        saved=list(zip(kept, counts_of([wanted_from(row.asks) for row in kept], by=actor), strict=True)),
        asks=asks,
        called=suggested_name(choices, asks),
    )
    naming = naming or SaveListForm(initial={"name": shown.keeping.name if shown.keeping else ""})
    context = {
        "today": shown,
        "form": form or ChosenForm(people=found.colleagues),
        "wanted": wanted,
        "order": order,
        "address": address,
        "choices": choices,
        "naming": naming,
        "errors": naming.errors,
        "picked": form.picked if form else set(),
    }
    return render(request, "home/today.html", context, status)


def _choices(wards: list[tuple[str, str]]) -> dict[str, Any]:
    return {
        "need": [("", "Any need"), *need_choices()],
        "urgency": [("", "Any"), ("urgent", "Urgent"), ("routine", "Routine")],
        "ward": [("", "Any ward"), *wards],
        "where": [("", "Anywhere"), ("us", "With us"), ("away", "With another service")],
        "order": ORDERS,
    }


@page(permission=Permission.REQUEST_WORK, methods=("POST",))
def chosen(request: AllianceRequest) -> HttpResponse:
    """Do one thing to every ticked row, or to none of them."""
    actor = request.actor
    address = _address(request)
    form = ChosenForm(request.POST, people=colleagues(by=actor))
    if form.is_valid():
        said = form.cleaned_data
        requests, referrals = picked_rows(said["pick"], by=actor)
        count = len(requests) + len(referrals)
        try:
            if said["do"] == "date":
                move_days(
                    requests=requests, referrals=referrals, on=said["on"], reason=said["reason"], by=actor
                )
            else:
                theirs = {row.pk: row for row in [*requests, *(row.request for row in referrals)]}
                assign_requests(requests=theirs.values(), user_id=said["user"], by=actor)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            done = "have a new date" if said["do"] == "date" else "were handed over"
            if count == 1:
                done = "has a new date" if said["do"] == "date" else "was handed over"
            messages.success(request, f"{plural(count, 'row')} {done}.")
            return redirect(address)
    return _page(request, form, address=address, status=400)


@page(permission=Permission.REQUEST_VIEW, methods=("POST",))
def save(request: AllianceRequest) -> HttpResponse:
    """Keep the list at hand, of which the address holds the filters, under a name."""
    actor, form = request.actor, SaveListForm(request.POST)
    asks = asks_of(wanted_from(request.GET), request.GET.get("order", ""))
    if form.is_valid():
        try:
            save_list(name=form.cleaned_data["name"], asks=asks, by=actor)
        except DomainError as error:
            form.add_error("name", error.message)
        else:
            messages.success(request, f"“{form.cleaned_data['name']}” is saved, with your lists.")
            return redirect(with_query(reverse("home:today"), **asks))
    return _page(request, None, naming=form, address=_address(request), status=400)


@page(permission=Permission.REQUEST_VIEW, methods=("POST",))
def forget(request: AllianceRequest, list_id: UUID) -> HttpResponse:
    """Take a list out of the saved ones. Nothing that it showed changes."""
    forget_list(list_id=list_id, by=request.actor)
    messages.success(request, "The saved list is removed. Nothing else has changed.")
    return redirect("home:today")


def _address(request: AllianceRequest) -> str:
    """Today as it was when something was sent from it."""
    return f"{reverse('home:today')}?{request.GET.urlencode()}".rstrip("?")


@page(permission=Permission.SIGNED_IN, methods=("POST",))
def keys(request: AllianceRequest) -> HttpResponse:
    """Switch single-letter keys on or off, for this user on every machine."""
    on = request.POST.get("keys") == "on"
    choose_keys(on=on, by=request.actor)
    messages.success(request, f"Single-letter keys are {'on' if on else 'off'}.")
    return redirect(onward(request))
