"""Proposals: made, talked about, answered."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.foundation.access.errors import NotAllowed, NotFound
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.render import render

from .. import actions, queries
from ..forms import (
    AskForm,
    ChangeForm,
    ConsentForm,
    ItemAsideForm,
    ProposalForm,
    RankedForm,
    ReasonForm,
    TouchForm,
    VoteForm,
    WordsForm,
)
from ..presenters.proposals import proposal_page
from ..rules import standing_in
from ..states import PROPOSAL
from .forms import done, done_once, form_page, once, pressed

ABOUT = ("title", "words", "reasons")


@page(permission=Permission.GROUP_TAKE_PART, methods=("GET", "HEAD", "POST"))
def new(request: AllianceRequest, group_id: UUID) -> HttpResponse:
    actor = request.actor
    found = queries.find_group(group_id, by=actor)
    standing = standing_in(found.pk, by=actor)
    if standing.term is None and not standing.is_coordinator:
        raise NotAllowed("Those with a seat in the group make proposals to it.")
    form = ProposalForm(request.POST or None, organisations=queries.organisation_choices())
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        about = {name: said[name] for name in (*ABOUT, "method", "subject")}
        made = done_once(
            form,
            actions.make_proposal,
            found,
            about=found,
            threshold=said["threshold"] or "majority",
            options=said["options"].splitlines() if said["options"] else (),
            organisation_id=UUID(said["organisation"]) if said["organisation"] else None,
            by=actor,
            **about,
        )
        if made:
            messages.success(request, "It is a draft. Open it when the words are right.")
            return redirect("governance:proposal", made.pk)
    back = (found.name, reverse("governance:group", args=[found.pk]))
    status = 400 if form.is_bound else 200
    return form_page(
        request, form, title="New proposal", button="Keep it as a draft", back=back, status=status
    )


@page(permission=Permission.GROUP_VIEW)
def proposal(request: AllianceRequest, proposal_id: UUID) -> HttpResponse:
    return _page(request, queries.find_proposal(proposal_id, by=request.actor))


def _ballot(data: Any, room: Any) -> Any:
    kind = {"vote": VoteForm, "consent": ConsentForm, "ranked": RankedForm}[room.proposal.method]
    more = {"options": [(str(one.number), one.words) for one in room.options]} if kind is RankedForm else {}
    return kind(data, ids="ballot", **more)


def _forms(room: Any, *, organisations: bool = True) -> dict[str, Any]:
    """The forms that are possible for this reader now, by what they do."""
    standing, proposal = room.standing, room.proposal
    state, term = proposal.state, standing.term
    forms: dict[str, Any] = {}
    aside = {one.seat_id for one in room.aside}
    answered = {one.seat_id for one in room.ballots}
    if room.is_open and term and term.seat_id not in aside | answered:
        forms["answer"] = _ballot(None, room)
    if state in ("open", "deciding") and (term or standing.is_coordinator):
        forms["comment"] = WordsForm(ids="comment")
    if state in ("open", "deciding") and term and term.seat_id not in aside:
        forms["aside"] = ItemAsideForm(ids="aside")
    if state in ("draft", "open") and (term or standing.is_coordinator):
        forms["touch"] = TouchForm(
            ids="touch", organisations=queries.organisation_choices() if organisations else []
        )
    if state == "open" and standing.runs:
        forms["ask"] = AskForm(ids="ask")
    return forms


def _page(
    request: AllianceRequest, found: Any, *, sent: Any = None, what: str = "", status: int = 200
) -> HttpResponse:
    actor = request.actor
    room = queries.proposal_room(found, by=actor)
    forms = _forms(room)
    if sent is not None:
        forms[what] = sent
    sides = room.standing.sides(found.proposer_id, actor.user_id)
    context = {
        "proposal": found,
        "p": proposal_page(room, table=PROPOSAL, user_id=actor.user_id),
        "forms": forms,
        "form": sent,
        "opened": what or next(iter(forms), ""),
        "events": [row for row in PROPOSAL.possible(found.state, sides) if row.button],
        "may_close": room.standing.runs and found.state == "deciding",
        "is_open": room.is_open,
        "seated": room.standing.term is not None,
    }
    return render(request, "governance/proposal.html", context, status)


SAID = {
    "answer": "Your answer is given. It stays as it is.",
    "comment": "Said.",
    "aside": "Thank you. You stand aside here, and the record says so.",
    "touch": "Added. Whoever has an interest in it is shown.",
    "ask": "Everyone at the table is asked, and told until when.",
}


@page(permission=Permission.GROUP_TAKE_PART, methods=("POST",))
def act(request: AllianceRequest, proposal_id: UUID, what: str) -> HttpResponse:
    """One form of the page, or one press. Refused, the page comes back as it is now, with what was typed."""
    actor = request.actor
    found = queries.find_proposal(proposal_id, by=actor)
    if what in ("publish", "close"):
        do = actions.publish_proposal if what == "publish" else actions.close_proposal
        words = "It is open for discussion." if what == "publish" else "It is counted and written down."
        pressed(request, lambda: do(found, by=actor), words)  # type: ignore[operator]
        return redirect("governance:proposal", found.pk)
    form = _sent(request, found, what)
    if form.is_valid() and done(form, lambda: _do(found, what, form, actor)):
        messages.success(request, SAID[what])
        return redirect("governance:proposal", found.pk)
    return _page(request, found, sent=form, what=what, status=400)


def _sent(request: AllianceRequest, found: Any, what: str) -> Any:
    data = request.POST
    if what == "answer":
        return _ballot(data, queries.proposal_room(found, by=request.actor))
    if what == "touch":
        return TouchForm(data, ids="touch", organisations=queries.organisation_choices())
    kinds = {"comment": WordsForm, "aside": ItemAsideForm, "ask": AskForm}
    if what not in kinds:
        raise NotFound
    return kinds[what](data, ids=what)


def _do(found: Any, what: str, form: Any, actor: Any) -> Any:
    said = form.cleaned_data
    if what == "answer":
        ranked = isinstance(form, RankedForm)
        return actions.cast_ballot(
            found,
            choice="ranked" if ranked else said["choice"],
            ranking=form.ranking if ranked else (),
            reason=said.get("reason", ""),
            by=actor,
        )
    if what == "comment":
        say: Any = actions.comment
        return say(found, words=said["words"], by=actor, once=once(found, form))
    if what == "aside":
        return actions.stand_aside(found, why=said["why"], by=actor)
    if what == "touch":
        organisation = UUID(said["organisation"]) if said["organisation"] else None
        return actions.add_touch(found, organisation_id=organisation, subject=said["subject"], by=actor)
    return actions.ask_to_decide(found, closes_on=said["closes_on"], by=actor, seen=said["seen"])


@page(permission=Permission.GROUP_TAKE_PART, methods=("GET", "HEAD", "POST"))
def change(request: AllianceRequest, proposal_id: UUID) -> HttpResponse:
    found = queries.find_proposal(proposal_id, by=request.actor)
    form = ChangeForm(request.POST or None, initial={name: getattr(found, name) for name in ABOUT})
    if request.method == "POST" and form.is_valid():
        about = {name: form.cleaned_data[name] for name in ABOUT}
        if done(form, lambda: actions.change_proposal(found, by=request.actor, **about)):
            messages.success(request, "The words are changed. Its history keeps what they were.")
            return redirect("governance:proposal", found.pk)
    back = ("The proposal", reverse("governance:proposal", args=[found.pk]))
    status = 400 if form.is_bound else 200
    return form_page(
        request, form, title="Change the words", button="Keep these words", back=back, status=status
    )


@page(permission=Permission.GROUP_TAKE_PART, methods=("GET", "HEAD", "POST"))
def withdraw(request: AllianceRequest, proposal_id: UUID) -> HttpResponse:
    found = queries.find_proposal(proposal_id, by=request.actor)
    form = ReasonForm(request.POST or None, initial={"seen": found.state})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if done(form, lambda: actions.withdraw_proposal(found, reason=said["reason"], by=request.actor)):
            messages.success(request, "Withdrawn. Nothing is decided by it.")
            return redirect("governance:proposal", found.pk)
    back = ("The proposal", reverse("governance:proposal", args=[found.pk]))
    status = 400 if form.is_bound else 200
    return form_page(
        request, form, title="Withdraw the proposal", button="Withdraw it", back=back, status=status
    )
