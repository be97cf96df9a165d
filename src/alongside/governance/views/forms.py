"""Pages that are one form; and pressing a button that may be refused."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.dateparse import parse_datetime

from alongside.foundation.access.errors import DomainError, NotAllowed, NotFound
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.render import render

from ..rules import standing_in


def form_page(
    request: AllianceRequest,
    form: Any,
    *,
    title: str,
    button: str,
    back: tuple[str, str],
    line: str = "",
    status: int = 200,
) -> HttpResponse:
    """A page that asks for one thing. ``back`` is the words and the address of where one came from."""
    context = {"form": form, "title": title, "line": line, "button": button, "back": back}
    return render(request, "governance/form.html", context, status)


def done(form: Any, act: Callable[[], Any]) -> Any:
    """What the action gives; or None, with its refusal on the form."""
    try:
        return act()
    except NotFound:
        raise
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return None


def pressed(request: AllianceRequest, act: Callable[[], Any], words: str) -> bool:
    """Do what a button says, and leave on the next page that it was done, or why not."""
    try:
        act()
    except NotFound:
        raise
    except DomainError as error:
        messages.warning(request, error.message)
        return False
    if words:
        messages.success(request, words)
    return True


def typed(text: str | None, most: int) -> str:
    """What came in an address or a button's form, as a database can hold it."""
    return (text or "").replace("\0", "")[:most].strip()


def once(subject: Any, form: Any) -> str:
    """The key by which sending one drawn form twice acts once."""
    return f"{getattr(subject, 'pk', subject)}-{form.cleaned_data['once']}"


def moment_from(text: str | None) -> datetime | None:
    """A moment from an address; None for anything else."""
    try:
        moment = parse_datetime((text or "").replace(" ", "+")[:40])
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo else None


def runs_or_refuse(request: AllianceRequest, group_id: UUID) -> None:
    """Raises NotAllowed for who sits there without running it: they know that the page is there."""
    if not standing_in(group_id, by=request.actor).runs:
        raise NotAllowed("The chair does this, or the coordinator.")


def done_once(form: Any, act: Callable[..., Any], *subject: Any, about: Any, **said: Any) -> Any:
    """``done``, at most once for one drawn form however often it is sent. ``about`` is what the form is about."""
    return done(form, lambda: act(*subject, once=once(about, form), **said))
