"""One item of a meeting: put on the agenda; and its minutes, decisions and actions, written in the room."""

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
from alongside.foundation.workflow.clock import today

from .. import actions, queries
from ..forms import ItemAsideForm, ItemForm
from ..presenters.meetings import meeting_page
from ..rules import standing_in
from ..states import MEETING
from .forms import done, done_once, form_page, once, pressed, runs_or_refuse
from .work import action_form, decision_form, minutes_form, room_page

ITEM = ("title", "presenter", "minutes_long", "paper", "paper_link")


def _back(item: Any) -> HttpResponse:
    return redirect(f"{reverse('governance:meeting', args=[item.meeting_id])}?item={item.pk}#item-{item.pk}")


@page(permission=Permission.MEETING_RUN, methods=("POST",))
def write(request: AllianceRequest, item_id: UUID, what: str) -> HttpResponse:
    """Minutes, a decision or an action of one item. Refused, the page comes back with what was typed."""
    actor = request.actor
    item = queries.find_item(item_id, by=actor)
    runs_or_refuse(request, item.meeting.group_id)
    room = queries.meeting_room(item.meeting, by=actor)
    view = meeting_page(room, table=MEETING, today=today(), user_id=actor.user_id)
    if what == "minutes":
        form: Any = minutes_form(request.POST, item)
        act, words = _write_minutes, "The minutes are kept."
    elif what == "decide":
        form = decision_form(request.POST, room, view)
        act, words = _decide, "The decision is recorded."
    elif what == "action":
        form = action_form(request.POST, room.terms)
        act, words = _agree_action, "Agreed. They are reminded before it is due."
    else:
        raise NotFound
    form.item_id = item.pk
    if form.is_valid():
        made = done(form, lambda: act(item, form, actor))
        if made:
            if what == "decide" and not made.quorate:
                messages.warning(
                    request,
                    "Recorded as not quorate. It binds nobody until a meeting with a quorum confirms it.",
                )
            else:
                messages.success(request, words)
            return _back(item)
    return room_page(request, item.meeting, sent=form, status=400)


def _write_minutes(item: Any, form: Any, actor: Any) -> Any:
    said = form.cleaned_data
    return actions.write_minutes(item, minutes=said["minutes"], before=said["before"], by=actor)


def _agree_action(item: Any, form: Any, actor: Any) -> Any:
    said = form.cleaned_data
    agree: Any = actions.agree_action
    return agree(
        item.meeting,
        words=said["words"],
        owner_id=UUID(said["owner"]),
        due_on=said["due_on"],
        item=item,
        by=actor,
        once=once(item, form),
    )


def _decide(item: Any, form: Any, actor: Any) -> Any:
    said = form.cleaned_data
    hands = (said["ayes"], said["noes"], said["abstained"]) if said["how"] == "hands" else None
    confirms = queries.find_decision(UUID(said["confirms"])) if said.get("confirms") else None
    record: Any = actions.decide_in_room
    return record(
        item,
        title=said["title"],
        words=said["words"],
        reasons=said["reasons"],
        hands=hands,
        organisation_ids=frozenset([UUID(said["organisation"])] if said["organisation"] else []),
        subjects=frozenset([said["subject"]] if said["subject"] else []),
        aside={UUID(seat): "" for seat in said.get("aside", [])},
        confirms=confirms,
        by=actor,
        once=once(item, form),
    )


@page(permission=Permission.MEETING_RUN, methods=("GET", "HEAD", "POST"))
def new_item(request: AllianceRequest, meeting_id: UUID) -> HttpResponse:
    found = queries.find_meeting(meeting_id, by=request.actor)
    runs_or_refuse(request, found.group_id)
    chosen = request.GET.get("proposal", "")
    standing = standing_in(found.group_id, by=request.actor)
    rows = queries.group_proposals(found.group, by=request.actor, standing=standing)
    proposal = next((one for one in rows if str(one.pk) == chosen), None)
    form = ItemForm(request.POST or None, initial={"title": proposal.title} if proposal else None)
    if request.method == "POST" and form.is_valid():
        about = {name: form.cleaned_data[name] for name in ITEM}
        made = done_once(
            form, actions.add_item, found, about=found, proposal=proposal, by=request.actor, **about
        )
        if made:
            messages.success(request, "It is on the agenda.")
            return redirect(f"{reverse('governance:meeting', args=[found.pk])}#item-{made.pk}")
    back = ("The meeting", reverse("governance:meeting", args=[found.pk]))
    status = 400 if form.is_bound else 200
    return form_page(
        request, form, title="Put something on the agenda", button="Add it", back=back, status=status
    )


@page(permission=Permission.MEETING_RUN, methods=("GET", "HEAD", "POST"))
def edit_item(request: AllianceRequest, item_id: UUID) -> HttpResponse:
    item = queries.find_item(item_id, by=request.actor)
    runs_or_refuse(request, item.meeting.group_id)
    form = ItemForm(request.POST or None, initial={name: getattr(item, name) for name in ITEM})
    if request.method == "POST" and form.is_valid():
        about = {name: form.cleaned_data[name] for name in ITEM}
        if done(form, lambda: actions.change_item(item, by=request.actor, **about)):
            messages.success(request, "Changed.")
            return redirect(f"{reverse('governance:meeting', args=[item.meeting_id])}#item-{item.pk}")
    back = ("The meeting", reverse("governance:meeting", args=[item.meeting_id]))
    status = 400 if form.is_bound else 200
    return form_page(request, form, title="Change this item", button="Keep it so", back=back, status=status)


@page(permission=Permission.MEETING_RUN, methods=("POST",))
def place_item(request: AllianceRequest, item_id: UUID) -> HttpResponse:
    """Up, down, or off the agenda."""
    item = queries.find_item(item_id, by=request.actor)
    where = request.POST.get("to", "")
    if where == "off":
        pressed(
            request, lambda: actions.remove_item(item, by=request.actor), f"“{item.title}” is off the agenda."
        )
        return redirect("governance:meeting", item.meeting_id)
    pressed(request, lambda: actions.place_item(item, earlier=where == "up", by=request.actor), "")
    return redirect(f"{reverse('governance:meeting', args=[item.meeting_id])}#item-{item.pk}")


@page(permission=Permission.GROUP_TAKE_PART, methods=("POST",))
def stand_aside(request: AllianceRequest, item_id: UUID) -> HttpResponse:
    """Someone says that they have an interest in an item."""
    item = queries.find_item(item_id, by=request.actor)
    form = ItemAsideForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    pressed(
        request,
        lambda: actions.stand_aside_here(item, why=why, by=request.actor),
        "Thank you. You stand aside here, and the record says so.",
    )
    return redirect(f"{reverse('governance:meeting', args=[item.meeting_id])}#item-{item.pk}")
