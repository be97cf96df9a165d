"""What every answer of the open feed has in common: anyone's, without a cookie, with an edition and open to other sites."""

import functools
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.module_loading import import_string

from alongside.foundation.access.errors import DomainError
from alongside.foundation.access.pages import UNKEPT, page
from alongside.foundation.access.request import AllianceRequest

from ..queries.published import edition
from .problems import Problem

View = Callable[..., HttpResponse]
METHODS = ("GET", "HEAD", "OPTIONS")
NO_SESSION = "django.contrib.sessions.backends.signed_cookies.SessionStore"  # empty, and without a table
WRONG_METHOD = "This can only be read: GET, HEAD or OPTIONS."
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Link",
    "Access-Control-Max-Age": "86400",
}


def feed(view: View) -> View:
    """Declare a view of the feed. Whoever asks is nobody: cookies are put away before anything is read by them."""

    def answered(request: AllianceRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=204)
        try:
            return view(request, *args, **kwargs)
        except Problem as problem:
            return problem.response()
        except DomainError as error:
            request.roll_back = True
            return Problem(error.status, error.message).response()

    declared = page(public=True, methods=METHODS)(functools.wraps(view)(answered))

    @functools.wraps(declared)
    def shown(request: AllianceRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _put_away_cookies(request)
        response = declared(request, *args, **kwargs)
        if response.status_code == 405:
            allow = response.headers["Allow"]
            response = Problem(405, WRONG_METHOD).response()
            response.headers["Allow"], response.headers["Cache-Control"] = allow, UNKEPT
        for name, value in OPEN.items():
            response.headers[name] = value
        return response

    return shown


def for_anyone(view: View) -> View:
    """Declare a page that is the same for everyone: whoever asks is nobody, and is given no cookie."""
    declared = page(public=True)(view)

    @functools.wraps(declared)
    def shown(request: AllianceRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _put_away_cookies(request)
        return declared(request, *args, **kwargs)

    return shown


def _put_away_cookies(request: HttpRequest) -> None:
    nobody: type[SessionBase] = import_string(NO_SESSION)
    request.COOKIES = {}
    request.session = nobody()


def unless_unchanged(
    request: HttpRequest, make: Callable[[str | None], HttpResponse], *parts: str
) -> HttpResponse:
    """304 where the reader holds this edition already, before anything else is asked of the database."""
    now = edition()
    if now is None:
        return make(None)
    etag = f'W/"{"-".join((now, *parts))}"'
    told: HttpResponse | None = get_conditional_response(request, etag=etag)
    response = make(now) if told is None else told
    response.headers["ETag"] = etag
    return response


def json_answer(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="application/json")


def known(pk: UUID | None) -> UUID:
    """An id that could be one of ours."""
    if pk is None:
        raise Problem(404, "Nothing that is published has this id.")
    return pk
