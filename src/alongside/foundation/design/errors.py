"""Pages for when something went wrong: what happened, that nothing was lost, what to do.

For the root urls: handler400 = "alongside.foundation.design.errors.bad_request", and so on.
CSRF_FAILURE_VIEW is csrf_failure. KindErrors gives a page to bare 405 and 429 answers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.foundation.design.layout import bare_layout
from alongside.foundation.design.navigation import address
from alongside.foundation.design.render import render
from alongside.foundation.tenancy.models import CRISIS_CONTACTS


@dataclass(frozen=True)
class ErrorPage:
    """title says what happened, each line what to do."""

    title: Any
    lines: tuple[Any, ...]
    label: str = ""
    href: str = ""


PAGES = {
    400: ErrorPage(
        _("We couldn’t read that"),
        (
            _("Something in the address or the form didn’t come through in one piece."),
            _("Go back and try again."),
        ),
    ),
    403: ErrorPage(
        _("This page isn’t open to you"),
        (
            _("It may belong to another organisation, or need a different role."),
            _("If you need it for your work, ask the person who runs Alongside in your organisation."),
        ),
    ),
    404: ErrorPage(
        _("We can’t find that page"),
        (
            _("The address may have a slip in it, or the page may have moved."),
            _("If someone sent you the link, ask them to send it again."),
        ),
    ),
    405: ErrorPage(
        _("That can’t be done from here"),
        (_("Go back to the page you came from and use the button there."),),
    ),
    429: ErrorPage(
        _("Please wait a few minutes"),
        (
            _("We had a lot of tries from your address in a short time, so we’re taking a short break."),
            _("Nothing is lost. Wait five minutes, then try again."),
        ),
    ),
    500: ErrorPage(
        _("Sorry, something went wrong on our side"),
        (
            _("It wasn’t anything you did. If you had just sent something, look before you send it again."),
            _("Please try again in a few minutes."),
        ),
    ),
}
REFUSALS = {
    403: _("This isn’t open to you"),
    409: _("Someone else got there first"),
    410: _("This link has ended"),
    429: _("Please wait a few minutes"),
}
STALE_FORM = ErrorPage(
    _("This page was open a long time"),
    (
        _("To keep you safe, a form only works for a while, and only in the browser that opened it."),
        _("Go back, reload the page and send it again. Your browser may still have what you typed."),
    ),
)


def error_page(request: HttpRequest, status: int, page: ErrorPage | None = None) -> HttpResponse:
    return render(request, "design/error.html", {"page": page or PAGES[status]}, status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 404)


def refused(request: HttpRequest, error: Exception) -> HttpResponse:
    """A DomainError that no form caught: its one plain sentence, with its status."""
    status = getattr(error, "status", 400)
    line = str(getattr(error, "message", "") or PAGES[400].lines[0])
    title = REFUSALS.get(status, _("That can’t be done"))
    return error_page(request, status, ErrorPage(title, (gettext(line), _("Nothing was changed."))))


def shut(request: HttpRequest, rights: Any) -> HttpResponse:
    """Standing shuts this to an organisation: why, what is missing, and whom to ring."""
    missing = [f"To open it again: {', '.join(rights.missing)}."] if rights.missing else []
    lines = (rights.why, *missing, *([f"To talk to someone, ring {rights.ring}."] if rights.ring else []))
    calm = "Nobody you were helping is lost: someone at the alliance looks after what is open."
    actor = getattr(request, "actor", None)
    href = address("membership:papers") if actor is not None and actor.has("standing.renew") else ""
    closed = ErrorPage(
        "This is closed to your organisation for now", (*lines, calm), "Renew our papers", href
    )
    return error_page(request, 403, closed)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return error_page(request, 403, STALE_FORM)


def server_error(request: HttpRequest) -> HttpResponse:
    """Asks nothing of the request or the database: either may be what failed."""
    try:
        page = render_to_string("design/error.html", {"layout": bare_layout(), "page": PAGES[500]})
    except Exception:
        # The theme itself may be what is missing; the numbers to ring must not be.
        lines = format_html_join("", "<p>{}</p>", ((line,) for line in PAGES[500].lines))
        numbers = format_html_join(
            "", "<p>{label}: {value}</p>", (dict(contact) for contact in CRISIS_CONTACTS)
        )
        page = format_html(
            "<!DOCTYPE html><title>{0}</title><h1>{0}</h1>{1}{2}", PAGES[500].title, lines, numbers
        )
    return HttpResponse(page, status=500)


class KindErrors:
    """Middleware: an empty 405 or 429 answer to a browser becomes a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        bare = response.status_code in (405, 429) and not response.streaming and not response.content
        if not bare or not request.accepts("text/html"):
            return response
        page = error_page(request, response.status_code)
        for name, value in response.items():
            if name.lower() not in ("content-type", "content-length"):
                page[name] = value
        return page
