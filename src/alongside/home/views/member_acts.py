"""What is decided about an organisation: reminded, paused, suspended, gone; and what it says of itself."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

import alongside.membership.actions as membership
import alongside.referrals.actions as referrals
from alongside.foundation.access.errors import DomainError, NotAllowed, NotFound
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.accounts.onward import wanted
from alongside.foundation.design.render import render
from alongside.membership.queries import find_evidence, member_or_partner

from ..forms.members import act_form


@dataclass(frozen=True)
class Act:
    """A page that asks before it is done, and what is said afterwards."""

    title: str
    button: str
    done: str
    follows: str


HANDED = "What they have open goes to others in the same moment, and each person is told."
ACTS: dict[str, Act] = {
    "remind": Act(
        "Remind them",
        "Remind",
        "They have been reminded.",
        "They get a message with a link. It says nothing of what is missing.",
    ),
    "pause": Act(
        "Nobody new for a while",
        "Pause new",
        "Nobody new is sent to them now.",
        "Whoever they have, they go on helping.",
    ),
    "end_pause": Act(
        "Open to new people again",
        "Open again",
        "They take people again.",
        "People can be sent to them from now.",
    ),
    "suspend": Act(
        "Suspend",
        "Suspend them",
        "They are suspended. What they had open has been handed over.",
        f"From now nobody there opens a record. {HANDED}",
    ),
    "end_suspension": Act(
        "End the suspension",
        "End it",
        "They may go on.",
        "Records open to them again, as far as their papers let them.",
    ),
    "leave": Act(
        "They leave the alliance",
        "They leave",
        "They have left. What they had open has been handed over.",
        f"From now nobody there signs in or opens a record. {HANDED} This cannot be taken back.",
    ),
    "hand_over": Act(
        "Hand over what is open",
        "Hand over",
        "What they had open has been handed over.",
        "Each person gets a next step with someone else, and is told.",
    ),
    "places": Act(
        "Places offered",
        "Keep it",
        "Kept.",
        "We use it to see when an organisation is asked to take too many.",
    ),
    "contact": Act(
        "Add a contact",
        "Keep it",
        "Kept.",
        "Members see it. A second one for the same thing takes the place of the first.",
    ),
    "representative": Act(
        "Add who speaks for them",
        "Keep it",
        "Kept.",
        "A representative may sign the terms, by the link that we send.",
    ),
}
OWN = ("pause", "end_pause", "places", "contact", "representative")


@page(permission=Permission.MEMBER_VIEW, methods=("GET", "HEAD", "POST"))
def member_act(request: AllianceRequest, organisation_id: UUID, act: str) -> HttpResponse:
    """A page that says what follows, and a button that does it."""
    if act not in ACTS:
        raise NotFound
    by = request.actor
    needed = Permission.STANDING_RENEW if act in OWN else Permission.MEMBER_EDIT
    organisation = member_or_partner(organisation_id, by=by)
    if not by.has(needed) or (not by.has(Permission.MEMBER_EDIT) and organisation_id != by.organisation_id):
        raise NotAllowed(
            "Only who runs the alliance can do this, or for some of it a lead of the organisation."
        )
    words = ACTS[act]
    form = act_form(act, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _do(act, organisation, form.cleaned_data, by)
            messages.success(request, words.done)
            left = act == "leave"
            back = reverse("home:members") if left else reverse("home:member", args=[organisation_id])
            return redirect(wanted(request) or back)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
    context = {
        "form": form,
        "title": words.title,
        "button": words.button,
        "follows": words.follows,
        "name": organisation.name,
        "pk": organisation_id,
    }
    return render(request, "home/member_act.html", context)


def _do(act: str, organisation: Any, said: dict[str, Any], by: Any) -> None:
    match act:
        case "leave":
            referrals.leave_alliance(organisation, by=by, **said)
        case "suspend":
            referrals.suspend_member(organisation, by=by, **said)
        case "hand_over":
            referrals.hand_over_now(organisation, by=by)
        case "places":
            membership.offer_places(organisation, by=by, **said)
        case "contact":
            membership.set_contact(organisation, by=by, **said)
        case "representative":
            membership.add_representative(organisation, by=by, **said)
        case "pause":
            membership.pause(organisation, by=by, **said)
        case "remind":
            membership.remind(organisation, by=by)
        case "end_pause":
            membership.end_pause(organisation, by=by)
        case _:
            membership.end_suspension(organisation, by=by)


@page(permission=Permission.MEMBER_EDIT, methods=("POST",))
def evidence_check(request: AllianceRequest, evidence_id: UUID) -> HttpResponse:
    """A coordinator has seen a paper."""
    found = find_evidence(evidence_id, by=request.actor)
    membership.check_evidence(found, by=request.actor)
    messages.success(request, "Checked.")
    return redirect("home:member", found.organisation_id)


@page(permission=Permission.MEMBER_EDIT, methods=("GET", "HEAD", "POST"))
def evidence_refuse(request: AllianceRequest, evidence_id: UUID) -> HttpResponse:
    """It is not what it should be, and why."""
    found = find_evidence(evidence_id, by=request.actor)
    form = act_form("refuse", request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        membership.refuse_evidence(found, reason=form.cleaned_data["reason"], by=request.actor)
        messages.success(request, "Refused. It counts for nothing from now.")
        return redirect("home:member", found.organisation_id)
    context = {
        "form": form, "title": f"Refuse: {found}", "button": "Refuse it", "name": found.organisation.name,
        "follows": "From now it counts for nothing, so some pages may close to them.", "pk": found.organisation_id,
    }  # fmt: skip
    return render(request, "home/member_act.html", context)
