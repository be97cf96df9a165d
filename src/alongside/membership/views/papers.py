"""An organisation's own papers: what is missing, one button each; and the texts that are signed."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from alongside.foundation.access.actors import Door, open_door
from alongside.foundation.access.errors import DomainError, Ended, NotFound
from alongside.foundation.access.links import find_link
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.render import render
from alongside.foundation.workflow.clock import today

from .. import actions
from ..actions.telling import PAPERS_PURPOSE
from ..forms.papers import DraftForm, PaperForm, PublishForm, RequirementForm, SignForm
from ..presenters.papers import shown_papers, standing_page, version_rows
from ..presenters.parties import parties
from ..queries import (
    current_version,
    difference,
    evidence_of,
    find_version,
    organisation_name,
    own_organisation,
    paragraphs,
    requirements,
    signatures,
    standing_of,
    versions,
)
from ..vocabulary import PAPERS, SHOWN, SIGNED

OPEN_MINUTES = 60
METHODS = ("GET", "HEAD", "POST")


@page(permission=Permission.STANDING_RENEW)
def papers(request: AllianceRequest) -> HttpResponse:
    """For someone with an account."""
    return _papers(request, "membership:papers")


@page(permission=Permission.STANDING_RENEW, door=Door.APPLICANT)
def papers_mine(request: AllianceRequest) -> HttpResponse:
    """For someone whom a signed link let in."""
    return _papers(request, "membership:papers_mine")


@page(public=True, methods=METHODS)
def papers_link(request: AllianceRequest, token: str) -> HttpResponse:
    """A look shows a button; a press opens the organisation's papers for an hour, and nobody's record."""
    try:
        found = find_link(token, purpose=PAPERS_PURPOSE)
    except Ended:
        return _unkept(render(request, "membership/join/ended.html", {}, 410))
    if request.method != "POST":
        return _unkept(render(request, "membership/papers_link.html", {"token": token}))
    open_door(
        request, Door.APPLICANT, minutes=OPEN_MINUTES, organisation=found.organisation_id,
        organisation_name=organisation_name(found.organisation_id),
    )  # fmt: skip
    return _unkept(redirect("membership:papers_mine"))


def _unkept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store, private"
    patch_vary_headers(response, ("Cookie",))
    return response


def _papers(request: AllianceRequest, home: str) -> HttpResponse:
    organisation = own_organisation(by=request.actor)
    base = reverse(home)
    sign = {paper: f"{base}sign/{found.pk}/" for paper in SIGNED if (found := current_version(paper))}
    context = {
        "standing": standing_page(standing_of(organisation.pk), renew=f"{base}{{}}/", sign=sign),
        "shown": shown_papers(evidence_of(organisation.pk, by=request.actor), may_check=False),
        "layout_name": "design/staff.html" if request.actor.is_staff else "design/public.html",
        "places": organisation.places_offered,
    }
    return render(request, "membership/papers.html", context)


@page(permission=Permission.STANDING_RENEW, methods=METHODS)
def paper(request: AllianceRequest, paper: str) -> HttpResponse:
    """Renew one."""
    return _paper(request, paper, "membership:papers")


@page(permission=Permission.STANDING_RENEW, door=Door.APPLICANT, methods=METHODS)
def paper_mine(request: AllianceRequest, paper: str) -> HttpResponse:
    """Renew one, by link."""
    return _paper(request, paper, "membership:papers_mine")


def _paper(request: AllianceRequest, code: str, home: str) -> HttpResponse:
    if code not in SHOWN:
        raise NotFound
    organisation = own_organisation(by=request.actor)
    form = PaperForm(request.POST or None, initial={"valid_from": today()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        once = str(said.pop("once"))
        try:
            actions.add_evidence(organisation, paper=code, by=request.actor, **{"once": once, **said})
            messages.success(
                request, f"{dict(PAPERS)[code]} is kept. It counts from now, and someone checks it."
            )
            return redirect(home)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
    return _form_page(
        request, form, title=f"{dict(PAPERS)[code]}", name=organisation.name, home=home, button="Keep it"
    )


@page(permission=Permission.TERMS_ACCEPT, methods=METHODS)
def sign(request: AllianceRequest, version_id: UUID) -> HttpResponse:
    """Read a version and sign it."""
    return _sign(request, version_id, "membership:papers")


@page(permission=Permission.TERMS_ACCEPT, door=Door.APPLICANT, methods=METHODS)
def sign_mine(request: AllianceRequest, version_id: UUID) -> HttpResponse:
    """Read a version and sign it, by link."""
    return _sign(request, version_id, "membership:papers_mine")


def _sign(request: AllianceRequest, version_id: UUID, home: str) -> HttpResponse:
    organisation = own_organisation(by=request.actor)
    version = find_version(version_id, by=request.actor)
    form = SignForm(request.POST or None, initial={"signatory": request.actor.name})
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("signatory", "signatory_role", "authority")}
        said["once"] = str(form.cleaned_data["once"])
        try:
            actions.accept_terms(organisation, version_id=version_id, by=request.actor, **said)
            messages.success(request, f"{version.get_paper_display()} signed. Thank you.")
            return redirect(home)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
    return _form_page(
        request, form, title=f"Sign the {version.get_paper_display().lower()}", name=organisation.name, home=home,
        button="Sign it", text=paragraphs(version.text), version=version,
    )  # fmt: skip


def _form_page(request: AllianceRequest, form: Any, *, home: str, **context: Any) -> HttpResponse:
    layout = "design/staff.html" if request.actor.is_staff else "design/public.html"
    return render(
        request,
        "membership/paper.html",
        {"form": form, "layout_name": layout, "back": reverse(home), **context},
    )


@page(permission=Permission.MEMBER_VIEW)
def terms(request: AllianceRequest) -> HttpResponse:
    """Every version of both texts, newest first."""
    rows = version_rows(versions(by=request.actor))
    return render(
        request,
        "membership/terms.html",
        {"rows": rows, "may_write": request.actor.has(Permission.MEMBER_EDIT)},
    )


@page(permission=Permission.MEMBER_VIEW, methods=METHODS)
def terms_version(request: AllianceRequest, version_id: UUID) -> HttpResponse:
    """One version, or with ``with`` what changed since another; and for a draft, publishing it."""
    by = request.actor
    version = find_version(version_id, by=by)
    form = PublishForm(request.POST or None) if version.published_on is None else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            actions.publish_terms(version, accept_by=form.cleaned_data["accept_by"], by=by)
            messages.success(request, "Published. Everyone is asked to sign it.")
            return redirect("membership:terms_version", version_id)
        except DomainError as error:
            form.add_error("accept_by", error.message)
    other = _other(request, version)
    context = {
        "version": version,
        "other": other,
        "text": difference(other.text, version.text) if other else paragraphs(version.text),
        "others": [one for one in versions(by=by) if one.paper == version.paper and one.pk != version.pk],
        "signed": signatures(version) if by.has(Permission.MEMBER_EDIT) else [],
        "form": form if by.has(Permission.MEMBER_EDIT) else None,
    }
    return render(request, "membership/terms_version.html", context)


def _other(request: AllianceRequest, version: Any) -> Any:
    asked = request.GET.get("with", "")
    return next(
        (one for one in versions(by=request.actor) if str(one.pk) == asked and one.paper == version.paper),
        None,
    )


@page(permission=Permission.MEMBER_EDIT, methods=METHODS)
def terms_draft(request: AllianceRequest) -> HttpResponse:
    """Write the next version; begun from the one in force."""
    wanted = request.GET.get("paper", "terms")
    wanted = wanted if wanted in SIGNED else "terms"
    rows = [one for one in versions(by=request.actor) if one.paper == wanted]
    initial = {"paper": wanted, "text": rows[0].text if rows else "", "what_changed": ""}
    form = DraftForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        draft = actions.draft_terms(by=request.actor, **form.cleaned_data)
        messages.success(request, "The draft is kept. Nobody is asked to sign it until you publish it.")
        return redirect("membership:terms_version", draft.pk)
    return render(request, "membership/terms_draft.html", {"form": form})


@page(permission=Permission.MEMBER_VIEW)
def parties_page(request: AllianceRequest) -> HttpResponse:
    """Each kind of party, what it may see and what it must have."""
    return render(request, "membership/parties.html", {"rows": parties(requirements())})


@page(permission=Permission.MEMBER_EDIT, methods=METHODS)
def requirements_page(request: AllianceRequest) -> HttpResponse:
    """What members and partners must have, and setting one more."""
    form = RequirementForm(request.POST or None, initial={"from_on": today() + timedelta(days=60)})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.set_requirement(by=request.actor, **{**said, "kinds": tuple(said["kinds"])})
            messages.success(request, f"{said['name']} is kept.")
            return redirect("membership:requirements")
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
    return render(request, "membership/requirements.html", {"form": form, "rows": requirements()})
