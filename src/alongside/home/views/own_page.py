"""A person's own page, who has looked, and a copy to keep."""

import json
from typing import Any

from django.http import HttpResponse

from alongside.foundation.access.actors import Door
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.render import render
from alongside.foundation.workflow.clock import today
from alongside.referrals.queries.own_page import ALL, OwnRecord, own_record

from ..presenters.own_page import drafts as drafts_for
from ..presenters.own_page.choices import choices
from ..presenters.own_page.copy import copy_of, labels
from ..presenters.own_page.sharing import looks, sharing
from ..presenters.own_page.timeline import timeline
from ..presenters.own_page.upcoming import upcoming


def _record(request: AllianceRequest, **more: Any) -> OwnRecord:
    return own_record(request.actor, **more)


@page(permission=Permission.OWN_RECORD, door=Door.PERSON, in_languages=True)
def own_page(request: AllianceRequest) -> HttpResponse:
    """What happens next first; then what has happened, who can see it and who has looked."""
    record = _record(request)
    return render(
        request,
        "home/own/page.html",
        {
            "person": record.person,
            "next": upcoming(record, today=today()),
            "drafts": drafts_for.drafts(record),
            "events": timeline(record),
            "said": drafts_for.said(record),
            "sharing": sharing(record),
            "looks": looks(record.looks),
            "looks_in_all": record.looks_in_all,
            "open_requests": record.open_requests,
            "changes": choices(record),
        },
    )


@page(permission=Permission.OWN_RECORD, door=Door.PERSON, in_languages=True)
def own_looks(request: AllianceRequest) -> HttpResponse:
    """Everyone who has looked."""
    record = _record(request, looks=1000)
    return render(
        request, "home/own/looks.html", {"looks": looks(record.looks), "in_all": record.looks_in_all}
    )


@page(permission=Permission.OWN_RECORD, door=Door.PERSON, in_languages=True)
def own_copy(request: AllianceRequest) -> HttpResponse:
    """A copy as a page that needs nothing else to be read."""
    copy = copy_of(_record(request, looks=ALL), today=today())
    response = render(request, "home/own/copy.html", {"copy": copy, "labels": labels()})
    response.headers["Content-Disposition"] = 'attachment; filename="my-record.html"'
    return response


@page(permission=Permission.OWN_RECORD, door=Door.PERSON)
def own_copy_json(request: AllianceRequest) -> HttpResponse:
    """The same for a computer to read."""
    copy = copy_of(_record(request, looks=ALL), today=today())
    response = HttpResponse(
        json.dumps(copy, ensure_ascii=False, indent=2), content_type="application/json; charset=utf-8"
    )
    response.headers["Content-Disposition"] = 'attachment; filename="my-record.json"'
    return response
