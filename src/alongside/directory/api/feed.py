"""The nine addresses of Open Referral UK 3.0."""

import json
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse

from alongside.foundation.access.request import AllianceRequest

from ..queries.published import Asked, record, records, slice_of
from .answers import feed, json_answer, known, unless_unchanged
from .document import openapi
from .parameters import LISTS, PER_PAGE, read, uuid_of
from .problems import Nothing

VERSION = "HSDS-UK-3.0"
PROFILE = "https://docs.openreferraluk.org/en/latest/"


@feed
def about(request: AllianceRequest) -> HttpResponse:
    """Which standard this is, and where it is described."""
    described = request.build_absolute_uri(reverse("directory:openapi"))
    return json_answer(json.dumps({"version": VERSION, "profile": PROFILE, "openapi_url": described}))


@feed
def described(request: AllianceRequest) -> HttpResponse:
    """This API in OpenAPI 3.1."""
    base = request.build_absolute_uri(reverse("directory:oruk")).rstrip("/")
    return json_answer(json.dumps(openapi(base, request.alliance.name), indent=1))


@feed
def listed(request: AllianceRequest, kind: str) -> HttpResponse:
    """A page of a list."""
    values = read(request.GET, LISTS[kind])
    asked = Asked(
        search=values.get("search", ""),
        term=values.get("taxonomy_term_id"),
        taxonomy=values.get("taxonomy_id"),
        organisation=values.get("organization_id"),
        minimum_age=values.get("minimum_age"),
        maximum_age=values.get("maximum_age"),
        opens=values.get("start_time"),
        closes=values.get("end_time"),
        day=values.get("day", ""),
        modified_from=values.get("modified_after"),
        place=values.get("postcode"),
        metres=values.get("proximity"),
    )
    number, size = values.get("page", 1), values.get("per_page", PER_PAGE)

    def make(edition: str | None) -> HttpResponse:
        found = slice_of(kind, asked, page=number, size=size, edition=edition)
        made = records(kind, found.ids, full=values.get("full", False))
        last = max(1, -(-found.total // size))
        about: dict[str, Any] = {
            "total_items": found.total,
            "total_pages": -(-found.total // size),
            "page_number": number,
            "size": len(made),
            "first_page": number == 1,
            "last_page": number >= last,
            "empty": not made,
        }
        text = json.dumps(about)[:-1] + ', "contents": [' + ",\n".join(made) + "]}"
        response = json_answer(text)
        response.headers["Link"] = _links(request, number, last)
        return response

    # Where a postcode is may change without the directory changing.
    return make(None) if asked.place else unless_unchanged(request, make)


@feed
def one(request: AllianceRequest, kind: str, pk: str) -> HttpResponse:
    """All that is known of one thing."""
    wanted = known(uuid_of(pk))

    def make(edition: str | None) -> HttpResponse:
        text = record(kind, wanted)
        if text is None:
            raise Nothing("Nothing that is published has this id.")
        return json_answer(text)

    return unless_unchanged(request, make)


@feed
def nothing(request: AllianceRequest, rest: str) -> HttpResponse:
    """Any other address below the feed's."""
    raise Nothing("There is nothing at this address. What there is stands in openapi.json.")


def _links(request: AllianceRequest, number: int, last: int) -> str:
    """The pages around this one (RFC 8288)."""
    pages = {"first": 1, "prev": number - 1, "next": number + 1, "last": last}
    base = request.build_absolute_uri(request.path)
    given = [(name, value) for name, values in request.GET.lists() for value in values if name != "page"]
    return ", ".join(
        f'<{base}?{urlencode([*given, ("page", page)])}>; rel="{name}"'
        for name, page in pages.items()
        if 1 <= page <= last
    )
