"""A worker asks for help for someone they work with."""

from typing import Any

from django.http import HttpResponse

from alongside.directory.queries import hear
from alongside.foundation.access.errors import DomainError
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.render import render

from .. import actions
from ..forms.new_request import NewRequestForm
from .request import own_page_key, ward_of


@page(permission=Permission.REQUEST_WORK, methods=("GET", "HEAD", "POST"))
def new_request(request: AllianceRequest) -> HttpResponse:
    """The form; with "suggest", the form with the needs that their words speak of; else the request is made."""
    actor = request.actor
    front_door = request.alliance.front_door
    may_pass = bool(front_door) and front_door != actor.organisation_id
    if request.method != "POST":
        return _show(request, NewRequestForm(may_pass=may_pass), heard=[])
    if "suggest" in request.POST:
        data = request.POST.copy()
        heard = hear(data.get("words", "")).codes
        data.setlist("needs", list(dict.fromkeys([*data.getlist("needs"), *heard])))
        form = NewRequestForm(initial={}, may_pass=may_pass)
        form.keep(data)
        return _show(request, form, heard=heard)
    form = NewRequestForm(request.POST, may_pass=may_pass)
    if form.is_valid():
        try:
            found = _open(form.cleaned_data, form.about(), actor, keep=not may_pass)
            key = actions.give_own_page(found, by=actor)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            return own_page_key(request, found, key, "Help has been asked for")
    return _show(request, form, heard=[], status=400)


def _open(said: dict[str, Any], about: dict[str, Any], actor: Any, *, keep: bool) -> Any:
    heard = hear(said["words"])
    about = {name: value for name, value in about.items() if value not in ("", None, [])}
    if about.get("postcode"):
        about["ward_code"] = ward_of(about["postcode"])
    keep = keep or said.get("where") == "keep"
    return actions.open_request(
        about=about,
        words=said["words"],
        needs=said["needs"] or heard.codes,
        urgency=said["urgency"],
        words_raise_concern=heard.crisis,
        for_whom="worker",
        channel=said["channel"],
        asker_name=actor.label[:200],
        keep=keep,
        agreed_how=said.get("agreed_how") or "spoken",
        decided_by=said.get("decided_by") or "person",
        by=actor,
        once=str(said["once"]),  # type: ignore[call-arg]
    )


def _show(
    request: AllianceRequest, form: NewRequestForm, *, heard: list[str], status: int = 200
) -> HttpResponse:
    context = {"form": form, "heard": heard, "suggested": "suggest" in request.POST}
    return render(request, "referrals/new_request.html", context, status)
