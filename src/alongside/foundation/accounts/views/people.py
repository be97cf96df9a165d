"""Who works here: the list, inviting, ending a role; and one's own account."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from alongside.foundation.access.errors import DomainError
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.downloads import csv_download
from alongside.foundation.design.render import render
from alongside.foundation.workflow.clock import today

from .. import actions, presenters, queries, rules
from .. import second_factor as factors
from ..forms import InviteForm, ReasonForm

FORM = ("GET", "HEAD", "POST")
#: More than anyone reads: from here on they look for a name.
MOST_SHOWN = 200


@page(permission=Permission.USER_INVITE, methods=FORM)
def people(request: AllianceRequest) -> HttpResponse:
    """Who may sign in and as what, found by ``q``, or with ``format=csv`` as a file; and inviting someone."""
    by = request.actor
    roles, hints = presenters.role_choices(rules.roles_to_give(by))
    form = InviteForm(
        request.POST or None,
        roles=roles,
        hints=hints,
        organisations=queries.organisations_to_invite_for(by=by),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.invite(
                email=form.cleaned_data["email"],
                role=form.cleaned_data["role"],
                organisation_id=UUID(form.organisation_id),
                by=by,
            )
        except DomainError as error:
            form.add_error(error.field, error.message)
        else:
            messages.success(request, f"We have sent an invitation to {made.email}. It works for 7 days.")
            return redirect("accounts:people")
    text = request.GET.get("q", "").strip()[:100]
    roles_held = queries.held_roles(text=text, by=by)
    if request.GET.get("format") == "csv":
        rows = presenters.held_roles(roles_held, by=by)
        return csv_download(
            f"accounts-{today().isoformat()}", presenters.PEOPLE_HEAD, presenters.people_file(rows)
        )
    shown = {
        "form": form,
        "people": presenters.held_roles(roles_held[:MOST_SHOWN], by=by),
        "total": roles_held.count(),
        "q": text,
        "waiting": presenters.waiting(queries.open_invitations(by=by)),
        "everyone": rules.reaches_everyone(by),
        "organisation": by.organisation_name,
    }
    return render(request, "accounts/people.html", shown)


@page(permission=Permission.USER_INVITE, methods=FORM)
def end_role(request: AllianceRequest, role_id: UUID) -> HttpResponse:
    by = request.actor
    role = queries.held_role(role_id, by=by)
    if request.method == "POST":
        actions.end_role(role, by=by)
        messages.success(request, f"{role.user.name} no longer has this role.")
        return redirect("accounts:people")
    (row,) = presenters.held_roles([role], by=by)
    return render(request, "accounts/end_role.html", {"row": row})


@page(permission=Permission.USER_EDIT, methods=FORM)
def reset_second_factor(request: AllianceRequest, role_id: UUID) -> HttpResponse:
    by = request.actor
    role = queries.held_role(role_id, by=by)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.reset_second_factor(role.user, reason=form.cleaned_data["reason"], by=by)
        messages.success(request, f"{role.user.name} sets up a new second step when they next sign in.")
        return redirect("accounts:people")
    (row,) = presenters.held_roles([role], by=by)
    return render(request, "accounts/reset_second_factor.html", {"row": row, "form": form})


@page(permission=Permission.SIGNED_IN)
def own(request: AllianceRequest) -> HttpResponse:
    by = request.actor
    return render(
        request,
        "accounts/own.html",
        {
            "by": by,
            "roles": [presenters.role_words(role) for role in sorted(by.roles)],
            "factors": factors.factors(request.user),
            "codes_left": len(factors.recovery_codes(request.user)),
        },
    )
