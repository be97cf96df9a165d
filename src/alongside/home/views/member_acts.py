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
from alongside.foundation.access.rules import can
from alongside.foundation.accounts.onward import wanted
from alongside.foundation.design.render import render
from alongside.membership.queries import contacts_of, find_evidence, member_or_partner, representatives_of

from ..forms.members import act_form
from ..presenters.member import who_may_go


@dataclass(frozen=True)
class Act:
    """A page that asks before it is done, and what is said afterwards."""

    title: str
    button: str
    done: str
    follows: str
    needs: Permission = Permission.MEMBER_EDIT


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
        needs=Permission.STANDING_RENEW,
    ),
    "end_pause": Act(
        "Open to new people again",
        "Open again",
        "They take people again.",
        "People can be sent to them from now.",
        needs=Permission.STANDING_RENEW,
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
        needs=Permission.STANDING_RENEW,
    ),
    "contact": Act(
        "Add a contact",
        "Keep it",
        "Kept.",
        "Members see it. A second one for the same thing takes the place of the first.",
        needs=Permission.STANDING_RENEW,
    ),
    "no_longer": Act(
        "Take someone off",
        "Take off",
        "Taken off.",
        "Whoever speaks for them does so until the end of today. A contact goes at once.",
        needs=Permission.STANDING_RENEW,
    ),
    "representative": Act(
        "Add who speaks for them",
        "Keep it",
        "Kept.",
        "A representative may sign the terms, by the link that we send.",
        needs=Permission.STANDING_RENEW,
    ),
}


@page(permission=Permission.MEMBER_VIEW, methods=("GET", "HEAD", "POST"))
def member_act(request: AllianceRequest, organisation_id: UUID, act: str) -> HttpResponse:
    """A page that says what follows, and a button that does it."""
    if act not in ACTS:
        raise NotFound
    by = request.actor
    organisation = member_or_partner(organisation_id, by=by)
    if not can(by, ACTS[act].needs, organisation):
        raise NotAllowed(
            "Only who runs the alliance can do this, or for some of it a lead of the organisation."
        )
    words = ACTS[act]
    data = request.POST if request.method == "POST" else None
    form = act_form(act, data, who=_who(organisation_id) if act == "no_longer" else ())
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


def _who(organisation_id: UUID) -> list[tuple[str, str]]:
    return who_may_go(contacts=contacts_of(organisation_id), speakers=representatives_of(organisation_id))


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
        case "no_longer":
            kind, key = said["who"].split()
            if kind == "speaker":
                membership.end_representative(organisation, representative_id=UUID(key), by=by)
            else:
                membership.remove_contact(organisation, contact_id=UUID(key), by=by)
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
