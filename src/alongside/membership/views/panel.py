"""Reading who asks to join: conflicts first, then what each thinks, then a decision."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from alongside.foundation.access.errors import DomainError, NotFound
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.downloads import csv_download
from alongside.foundation.design.render import render
from alongside.foundation.workflow.clock import today

from .. import actions
from ..forms.joining import AdviseForm, DeclareForm, ReadersForm, WordsForm
from ..presenters.joining import application_rows, happened, sections
from ..queries import (
    applications,
    decided_first,
    find_application,
    need_choices,
    readers,
    review_of,
    round_of,
    steps_of,
    ward_choices,
)
from ..rules import PANEL_QUORUM
from ..states import APPLICATION

STATES = [("", "Any"), *[(state.name, state.words) for state in APPLICATION.states if state.name != "draft"]]
DONE = {
    "declare": "Thank you for saying.",
    "readers": "They have been asked to read it.",
    "advise": "What you think is kept.",
    "ask": "The question is on its way.",
    "yes": "They have been told yes, and what to sign.",
    "no": "They have been told, with your reasons.",
}


@page(permission=Permission.APPLICATION_REVIEW)
def application_list(request: AllianceRequest) -> HttpResponse:
    """Who asks to join, whoever waits longest first; ``format=csv`` gives it as a file."""
    state = request.GET.get("state", "")
    state = state if state in dict(STATES) else ""
    rows = application_rows(applications(by=request.actor, state=state), by=request.actor, today=today())
    if request.GET.get("format") == "csv":
        head = ("Organisation", "Reference", "State", "Since", "Readers")
        body = [(row.name, row.reference, row.state, row.since, row.readers) for row in rows]
        return csv_download(f"applications-{today().isoformat()}", head, body)
    waiting = sum(row.kind == "wait" for row in rows)
    context = {"rows": rows, "state": state, "states": STATES, "waiting": waiting}
    return render(request, "membership/applications.html", context)


@page(permission=Permission.APPLICATION_REVIEW)
def application(request: AllianceRequest, application_id: UUID) -> HttpResponse:
    """One of them. Before anything else its reader says whether they have to do with who asks."""
    return _show(request, find_application(application_id, by=request.actor))


def _show(request: AllianceRequest, found: Any, forms: dict[str, Any] | None = None) -> HttpResponse:
    by = request.actor
    mine = review_of(found, by=by)
    declared = mine.conflict if mine else ""
    context: dict[str, Any] = {"pk": found.pk, "reference": found.reference, "declared": declared}
    if declared != "none":
        # Who has not said yet is shown the name alone, for without it nobody could say; who has, not even that.
        context |= {
            "name": "" if declared else found.name,
            "form": (forms or {}).get("declare", DeclareForm()),
        }
        return render(request, "membership/declare.html", context)
    may_decide = by.has(Permission.APPLICATION_DECIDE)
    this_round = [one for one in found.reviews.all() if one.round == round_of(found)]
    said = sum(bool(one.advice) for one in this_round)
    state = APPLICATION.state(found.state)
    barred = decided_first(found) if found.state == "appealed" else set()
    named = {one.user_id for one in this_round}
    options = [pair for pair in readers() if pair[0] not in named | barred]
    context |= {
        "name": found.name,
        "state": state,
        "sections": sections(found, words=_words(), link=False),
        "signatory": ", ".join(filter(None, [found.signatory, found.signatory_role])),
        "events": happened(steps_of(found), theirs=False),
        "reviews": list(found.reviews.all()),
        "may_advise": mine is not None and mine.round == round_of(found) and found.state in ("sent", "asked", "appealed"),
        "may_decide": may_decide and found.state in ("sent", "appealed") and by.user_id not in barred,
        "may_ask": may_decide and found.state == "sent",
        "may_name": may_decide and found.state in ("sent", "asked", "appealed") and bool(options),
        "lacking": max(PANEL_QUORUM - said, 0),
        "advise": AdviseForm(initial={"advice": mine.advice, "words": mine.words} if mine else {}, auto_id="advise_%s"),
        "readers": ReadersForm(choices=options, auto_id="readers_%s"),
        "ask": WordsForm(label="What would you like to know?", auto_id="ask_%s"),
        "yes": WordsForm(label="Why yes? They read this.", auto_id="yes_%s"),
        "no": WordsForm(label="Why not this time? They read this.", auto_id="no_%s"),
        **(forms or {}),
    }  # fmt: skip
    return render(request, "membership/application.html", context)


@page(permission=Permission.APPLICATION_REVIEW, methods=("POST",))
def application_act(request: AllianceRequest, application_id: UUID, act: str) -> HttpResponse:
    """Declare, advise, name readers, ask or decide."""
    found, by = find_application(application_id, by=request.actor), request.actor
    form = _form(act, request)
    problem = ""
    if form.is_valid():
        try:
            _do(act, found, form.cleaned_data, by)
            messages.success(request, DONE[act])
            return redirect("membership:application", application_id)
        except DomainError as error:
            problem = error.message
            form.add_error(error.field if error.field in form.fields else None, problem)
            found = find_application(application_id, by=by)
    return _show(request, found, {act: form, "form": form, "opened": act})


def _form(act: str, request: AllianceRequest) -> Any:
    match act:
        case "declare":
            return DeclareForm(request.POST)
        case "advise":
            return AdviseForm(request.POST, auto_id="advise_%s")
        case "readers":
            return ReadersForm(request.POST, choices=list(readers()), auto_id="readers_%s")
        case "ask" | "yes" | "no":
            return WordsForm(request.POST, label="In words", auto_id=f"{act}_%s")
    raise NotFound


def _do(act: str, found: Any, said: dict[str, Any], by: Any) -> None:
    match act:
        case "declare":
            actions.declare(found, conflict=said["conflict"], words=said["words"], by=by)
        case "advise":
            actions.advise(found, advice=said["advice"], words=said["words"], by=by)
        case "readers":
            actions.name_readers(found, user_ids=[UUID(pk) for pk in said["readers"]], by=by)
        case "ask":
            actions.ask_applicant(found, question=said["words"], by=by)
        case _:
            actions.decide(found, yes=act == "yes", reason=said["words"], by=by)


def _words() -> dict[str, dict[str, str]]:
    return {"need_codes": dict(need_choices()), "ward_codes": dict(ward_choices())}
