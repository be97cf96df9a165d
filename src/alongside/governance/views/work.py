"""A meeting's page, and the forms that are open on it for the item at hand."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from alongside.foundation.access.request import AllianceRequest
from alongside.foundation.design.render import render
from alongside.foundation.workflow.clock import today

from .. import actions, queries
from ..forms import ActionForm, ItemAsideForm, MinutesForm, RoomForm
from ..presenters.meetings import here_choices, meeting_page, people_choices, waiting_choices
from ..states import MEETING

EVENTS = {
    "send_papers": (actions.send_papers, "Everyone at the table is told."),
    "begin": (actions.begin_meeting, "The meeting has begun. Note who is here."),
    "end": (actions.end_meeting, "The meeting has ended. Finish the minutes when you like."),
    "agree": (actions.agree_minutes, "The minutes are agreed."),
}


@dataclass
class Work:
    """The forms that are open for one item."""

    item: UUID
    minutes: Any
    room: Any
    action: Any
    opened: str


def working(request: AllianceRequest, room: Any, view: Any, *, sent: Any = None) -> Work | None:
    """The forms for the item of the address, for whoever runs a meeting that is under way or held."""
    if not room.standing.runs or room.meeting.state not in ("under_way", "held"):
        return None
    chosen = getattr(sent, "item_id", None) or request.GET.get("item", "")
    item = next((one for one in room.items if str(one.pk) == str(chosen)), None)
    if item is None:
        return None
    sent_name = type(sent).__name__
    minutes = sent if sent_name == "MinutesForm" else minutes_form(None, item)
    action = sent if sent_name == "ActionForm" else action_form(None, room.terms)
    decision = None
    if room.meeting.state == "under_way":
        decision = sent if sent_name == "RoomForm" else decision_form(None, room, view)
    opened = {"RoomForm": "decide", "ActionForm": "action"}.get(sent_name, "minutes")
    return Work(item.pk, minutes, decision, action, opened)


def minutes_form(data: Any, item: Any) -> MinutesForm:
    return MinutesForm(data, ids="minutes", initial={"minutes": item.minutes, "before": item.minutes})


def action_form(data: Any, terms: Any) -> ActionForm:
    return ActionForm(data, ids="action", people=people_choices(terms))


def decision_form(data: Any, room: Any, view: Any) -> RoomForm:
    return RoomForm(
        data,
        ids="decide",
        organisations=queries.organisation_choices(),
        here=here_choices(view),
        waiting=waiting_choices(queries.unconfirmed(room.meeting.group_id)),
    )


def room_page(
    request: AllianceRequest, found: object, *, sent: object = None, status: int = 200
) -> HttpResponse:
    actor = request.actor
    room = queries.meeting_room(found, by=actor)  # type: ignore[arg-type]
    view = meeting_page(room, table=MEETING, today=today(), user_id=actor.user_id)
    state = room.meeting.state
    sides = room.standing.sides()
    context = {
        "meeting": room.meeting,
        "m": view,
        "standing": room.standing,
        "events": [row for row in MEETING.possible(state, sides) if row.event in EVENTS],
        "other": [row for row in MEETING.possible(state, sides) if row.event not in EVENTS],
        "editable": room.standing.runs and state in ("planned", "papers_out", "under_way"),
        "writable": room.standing.runs and state in ("under_way", "held"),
        "live": room.standing.runs and state == "under_way",
        "reason": queries.last_reason(room.meeting) if state == "cancelled" else "",
        "work": working(request, room, view, sent=sent),
        "form": sent,
        "aside_form": ItemAsideForm(ids="aside"),
    }
    return render(request, "governance/meeting.html", context, status)
