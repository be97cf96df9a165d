"""Asking to join, without an account: begun by an address, kept on the server, opened again by a link."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers

from alongside.foundation.access.actor import public
from alongside.foundation.access.actors import Door, close_door, is_open, open_door
from alongside.foundation.access.errors import DomainError, Ended, NotFound
from alongside.foundation.access.links import find_link
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.accounts.limits import network_address, try_or_stop
from alongside.foundation.design.formats import long_date
from alongside.foundation.design.render import render

from .. import actions
from ..actions.joining import PAGES, PURPOSE
from ..forms.joining import PAGE_FORMS, NumberForm, SendForm, StartForm, WordsForm
from ..presenters.joining import NEXT, happened, join_page, sections
from ..presenters.papers import standing_page
from ..queries import (
    appeal_until,
    application_of,
    current_version,
    may_appeal,
    need_choices,
    seats_at_the_table,
    standing_of,
    steps_of,
    ward_choices,
)
from ..states import APPLICATION

ORDER = list(PAGES)
OPEN_MINUTES = 120
EMPTY_IS_NONE = ("insured_until", "places_offered")
ASKS = {"answer": ("answer", "Your answer"), "appeal": ("reason", "Why should other people look again?")}


def _unkept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store, private"
    patch_vary_headers(response, ("Cookie",))
    return response


def _let_in(request: AllianceRequest, application_id: Any, organisation_id: Any, name: str) -> None:
    open_door(
        request, Door.APPLICANT, minutes=OPEN_MINUTES, idle=True, subject=application_id,
        organisation=organisation_id, organisation_name=name,
    )  # fmt: skip


@page(public=True, methods=("GET", "HEAD", "POST"))
def join(request: AllianceRequest) -> HttpResponse:
    """What the alliance is for, what members get and promise, who can join; and the first step."""
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try_or_stop("join", network_address(request))
        made = actions.start_application(email=form.cleaned_data["email"], by=public(request.alliance))
        _let_in(request, made.pk, None, "")
        return _unkept(redirect("membership:join_page", ORDER[0]))
    context = {
        "form": form,
        "members": seats_at_the_table().get("community", 0),
        "under_way": is_open(request, Door.APPLICANT),
    }
    return render(request, "membership/join/start.html", context)


@page(public=True, methods=("GET", "HEAD", "POST"))
def link(request: AllianceRequest, token: str) -> HttpResponse:
    """The link that was mailed. A look shows a button; a press opens it for two hours, as often as it is needed."""
    try:
        found = find_link(token, purpose=PURPOSE)
    except Ended:
        return _unkept(render(request, "membership/join/ended.html", {}, 410))
    if request.method != "POST":
        return _unkept(render(request, "membership/join/link.html", {"token": token}))
    _let_in(request, found.subject_id, None, "")
    return _unkept(redirect("membership:join_status"))


@page(permission=Permission.APPLICATION_WRITE, door=Door.APPLICANT, methods=("GET", "HEAD", "POST"))
def join_step(request: AllianceRequest, step: str) -> HttpResponse:
    """One page of it, saved when it is sent; what is there already is shown."""
    if step not in PAGES:
        raise NotFound
    application = application_of(request.actor)
    if application.state != "draft":
        return redirect("membership:join_status")
    form = PAGE_FORMS[step](request.POST or None, initial=_initial(application, step))
    later = "later" in request.POST
    if request.method == "POST" and (form.is_valid() or later):
        done = not form.errors
        # Half a number is no number: what stops here without being right is kept but for that.
        values = form.cleaned_data if not isinstance(form, NumberForm) else form.said() if done else {}
        try_or_stop("join page", application.pk)
        saved = actions.save_page(application, page=step, values=_plain(values), done=done, by=request.actor)
        return redirect("membership:join_status") if later else redirect(*_after(saved, step))
    context = {"form": form, "step": join_page(step, ORDER), "email": application.contact_email}
    return render(request, "membership/join/page.html", context)


def _initial(application: Any, step: str) -> dict[str, Any]:
    values = {name: getattr(application, name) for name in PAGES[step]}
    if step == "number":
        values["company"] = values["number"] if values["number_kind"] == "company" else ""
    return values


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """What was left empty is kept as its column keeps it."""
    return {
        name: "" if value is None and name not in EMPTY_IS_NONE else value for name, value in values.items()
    }


def _after(application: Any, step: str) -> tuple[str, ...]:
    """The next page that is not done yet; the check page when all are."""
    later = [*ORDER[ORDER.index(step) + 1 :], *ORDER]
    left = next((name for name in later if name not in application.pages_done), None)
    return ("membership:join_page", left) if left else ("membership:join_check",)


@page(permission=Permission.APPLICATION_WRITE, door=Door.APPLICANT, methods=("GET", "HEAD", "POST"))
def check(request: AllianceRequest) -> HttpResponse:
    """Everything they said, each with a way to change it; and who will sign."""
    application = application_of(request.actor)
    if application.state != "draft":
        return redirect("membership:join_status")
    initial = {"signatory": application.contact_name, "signatory_role": application.contact_role}
    form = SendForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try_or_stop("join send", network_address(request))  # a no tells who has asked before them
        try:
            actions.send_application(application, by=request.actor, **form.cleaned_data)
            return redirect("membership:join_status")
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
    shown = sections(application, words=_words())
    context = {"form": form, "sections": shown, "ready": all(one.done for one in shown)}
    return render(request, "membership/join/check.html", context)


@page(permission=Permission.APPLICATION_WRITE, door=Door.APPLICANT)
def status(request: AllianceRequest) -> HttpResponse:
    """Where it has got to, what happens next, and what is theirs to do."""
    return _status(request)


def _status(request: AllianceRequest, form: WordsForm | None = None) -> HttpResponse:
    application = application_of(request.actor)
    state = APPLICATION.state(application.state)
    event = {"asked": "answer", "declined": "appeal"}.get(application.state, "")
    if event == "appeal" and not may_appeal(application):
        event = ""
    standing = None
    organisation = application.organisation
    if organisation is not None:
        _let_in(request, application.pk, organisation.pk, organisation.name)
        signs = {
            paper: f"/papers/mine/sign/{version.pk}/"
            for paper in ("terms", "data_sharing")
            if (version := current_version(paper))
        }
        standing = standing_page(standing_of(organisation.pk), renew="/papers/mine/{}/", sign=signs)
    context = {
        "reference": application.reference,
        "name": application.name or "Your organisation",
        "state": state,
        "next": NEXT[application.state],
        "events": happened(steps_of(application)),
        "draft": application.state == "draft",
        "event": event,
        "form": form or (WordsForm(label=ASKS[event][1]) if event else None),
        "until": long_date(appeal_until(application)) if event == "appeal" else "",
        "may_withdraw": application.state in APPLICATION.transition("withdraw").sources,
        "standing": standing,
    }
    return render(request, "membership/join/status.html", context)


@page(permission=Permission.APPLICATION_WRITE, door=Door.APPLICANT, methods=("POST",))
def act(request: AllianceRequest, event: str) -> HttpResponse:
    """Answer, ask for a second look, or take it back."""
    application = application_of(request.actor)
    if event == "withdraw":
        actions.withdraw_application(application, by=request.actor)
        return redirect("membership:join_status")
    if event not in ASKS:
        raise NotFound
    form = WordsForm(request.POST, label=ASKS[event][1])
    if not form.is_valid():
        return _status(request, form)
    words = form.cleaned_data["words"]
    if event == "answer":
        actions.answer_panel(application, answer=words, by=request.actor)
    else:
        actions.appeal(application, reason=words, by=request.actor)
    return redirect("membership:join_status")


@page(public=True, methods=("POST",))
def leave(request: AllianceRequest) -> HttpResponse:
    """Close it on this device; the link opens it again."""
    close_door(request, Door.APPLICANT)
    return _unkept(redirect("membership:join"))


def _words() -> dict[str, dict[str, str]]:
    return {"need_codes": dict(need_choices()), "ward_codes": dict(ward_choices())}
