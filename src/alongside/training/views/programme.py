"""The programme, as a page, a file and a calendar."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from alongside.directory.queries import need_choices
from alongside.foundation.access.errors import NotFound
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.downloads import csv_download
from alongside.foundation.design.render import render
from alongside.foundation.tenancy.addresses import address
from alongside.foundation.workflow.clock import now, today

from .. import queries
from ..feed import calendar_of
from ..forms.programme import filters_on, wanted_from
from ..presenters.links import rooms
from ..presenters.programme import FILE_HEAD, file_rows, line, month_choices, months_of, next_page
from ..vocabulary import FORMATS, PRIORITIES


@page(permission=Permission.TRAINING_VIEW)
def programme(request: AllianceRequest) -> HttpResponse:
    """What is to come, by month; ``file=csv`` in the address gives the same as a file."""
    actor, day = request.actor, today()
    wanted = wanted_from(request.GET)
    if request.GET.get("file") == "csv":
        found, _, _ = queries.programme(wanted, by=actor, most=queries.MOST_IN_A_FILE)
        return csv_download(f"training-{day.isoformat()}", FILE_HEAD, file_rows(found))
    found, more, total = queries.programme(wanted, by=actor)
    address_here = request.get_full_path()
    context = {
        "rooms": rooms(actor, "training:programme"),
        "months": months_of(found, small=queries.is_small(actor.organisation_id), today=day),
        "line": line(total),
        "wanted": wanted,
        "filters_on": filters_on(wanted),
        "month": f"{wanted.month:%Y-%m}" if wanted.month else "",
        "month_choices": month_choices(queries.months_ahead(by=actor)),
        "needs": [("", "Anything"), *need_choices(staff=True)],
        "priorities": [("", "Any priority"), *PRIORITIES],
        "formats": [("", "Any way"), *FORMATS],
        "next_page": next_page(address_here, found, more),
        "address": address_here,
    }
    return render(request, "training/programme.html", context)


@page(public=True)
def calendar(request: AllianceRequest) -> HttpResponse:
    """The programme for people's own calendars, which cannot sign in. It holds no names and no joining links."""
    return _calendar(request, queries.programme_for_everyone(), name=f"Training, {request.alliance.place}")


@page(public=True)
def session_calendar(request: AllianceRequest, session_id: UUID) -> HttpResponse:
    """One session of it."""
    found = queries.programme_for_everyone(session_id)
    if not found:
        raise NotFound
    return _calendar(request, found, name=found[0].course.title)


def _calendar(request: AllianceRequest, sessions: list[Any], *, name: str) -> HttpResponse:
    def link(session: Any) -> str:
        return address(request.alliance, reverse("training:session", args=[session.pk]))

    body = calendar_of(sessions, name=name, link=link, moment=now())
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")
