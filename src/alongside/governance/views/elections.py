"""Elections for a seat."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.foundation.access.errors import NotFound
from alongside.foundation.access.pages import page
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.render import render
from alongside.foundation.workflow.clock import now

from .. import actions, queries
from ..forms import CallForm, ReasonForm
from ..presenters.records import election_page, seat_words
from ..rules import speaks_for_organisation, standing_in
from ..states import ELECTION
from .forms import done, done_once, form_page, pressed, typed


@page(permission=Permission.GROUP_EDIT, methods=("GET", "HEAD", "POST"))
def call(request: AllianceRequest, seat_id: UUID) -> HttpResponse:
    seat = queries.find_seat(seat_id, by=request.actor)
    form = CallForm(request.POST or None)
    names = ("electorate", "nominations_until", "voting_until", "starts_on", "until")
    if request.method == "POST" and form.is_valid():
        about = {name: form.cleaned_data[name] for name in names}
        made = done_once(form, actions.call_election, seat, about=seat, by=request.actor, **about)
        if made:
            messages.success(request, "Nominations are open.")
            return redirect("governance:election", made.pk)
    back = (seat.group.name, reverse("governance:table", args=[seat.group_id]))
    title = f"Call an election for the {seat_words(seat)}"
    status = 400 if form.is_bound else 200
    return form_page(request, form, title=title, button="Call it", back=back, status=status)


@page(permission=Permission.GROUP_VIEW)
def election(request: AllianceRequest, election_id: UUID) -> HttpResponse:
    """Who stands, until when, and, when it is over, how it went. Every vote is secret."""
    actor = request.actor
    found = queries.find_election(election_id)
    voted, number = queries.has_voted(found, by=actor)
    candidates = queries.standing_candidates(found)
    shown = election_page(found, candidates, table=ELECTION, user_id=actor.user_id, voted=number)
    context = {
        "election": found,
        "e": shown,
        "stands": any(one.mine for one in shown.candidates),
        "may_stand": found.state == "nominating" and now() < found.nominations_until,
        "may_vote": found.state == "voting"
        and now() < found.voting_until
        and not voted
        and _has_a_vote(found, actor),
        "voted": voted,
        "events": [
            row
            for row in ELECTION.possible(found.state, standing_in(found.group_id, by=actor).sides())
            if row.button
        ],
    }
    return render(request, "governance/election.html", context)


def _has_a_vote(found: Any, actor: Any) -> bool:
    if found.electorate == "organisation":
        return speaks_for_organisation(actor)
    return standing_in(found.group_id, by=actor).term is not None


@page(permission=Permission.GROUP_VIEW, methods=("POST",))
def act(request: AllianceRequest, election_id: UUID, what: str) -> HttpResponse:
    """Stand, stand no more, vote; or, for the coordinator, open the vote and count."""
    actor, data = request.actor, request.POST
    found = queries.find_election(election_id)
    acts: dict[str, tuple[Any, str]] = {
        "stand": (
            lambda: actions.nominate(found, statement=typed(data.get("statement"), 2000), by=actor),
            "You stand. Thank you for offering.",
        ),
        "unstand": (lambda: actions.withdraw_nomination(found, by=actor), "You no longer stand."),
        "vote": (
            lambda: actions.vote_in(found, nomination_id=_chosen(data.get("nomination")), by=actor),
            "Your vote is in the box. Nobody can see what it was.",
        ),
        "open_voting": (lambda: actions.open_voting(found, by=actor), "Nominations are closed."),
        "count": (lambda: actions.count_election(found, by=actor), "Counted."),
    }
    if what not in acts:
        raise NotFound
    pressed(request, *acts[what])
    return redirect("governance:election", found.pk)


def _chosen(text: str | None) -> UUID:
    try:
        return UUID(text or "")
    except ValueError:
        return UUID(int=0)


@page(permission=Permission.GROUP_EDIT, methods=("GET", "HEAD", "POST"))
def cancel(request: AllianceRequest, election_id: UUID) -> HttpResponse:
    found = queries.find_election(election_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if done(form, lambda: actions.cancel_election(found, reason=reason, by=request.actor)):
            messages.success(request, "Cancelled.")
            return redirect("governance:election", found.pk)
    back = ("The election", reverse("governance:election", args=[found.pk]))
    status = 400 if form.is_bound else 200
    return form_page(request, form, title="Cancel the election", button="Cancel it", back=back, status=status)
