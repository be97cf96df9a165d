"""The agenda, its papers and its minutes; who came and went; what was taken on."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import Missing, NotAllowed, Stale
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.workflow.clock import now, today

from ..models import ActionPoint, AgendaItem, Meeting, Presence, Proposal
from ..rules import standing_in
from ..seating import terms_in
from ..telling import tell_users

MOST_ITEMS = 60
BEFORE = ("planned", "papers_out", "under_way")
WRITABLE = ("under_way", "held")
ITEM_FIELDS = ("title", "presenter", "minutes_long", "paper", "paper_link")


def _held(meeting_id: UUID, *states: str, doing: str) -> Meeting:
    """The meeting's row, held, so that one thing happens after another. Raises Stale in any other state."""
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("group").get(pk=meeting_id)
    if meeting.state not in states:
        raise Stale(f"The meeting is not at a stage where you can {doing}. Nothing was changed.")
    return meeting


@action(Permission.MEETING_RUN, records="Agenda item added")
def add_item(
    meeting: Meeting, *, title: str, by: Actor, proposal: Proposal | None = None, **about: Any
) -> AgendaItem:
    """Put something last on the agenda. ``about``: presenter, minutes_long, paper, paper_link. At most 60 items."""
    held = _held(meeting.pk, *BEFORE, doing="change the agenda")
    if AgendaItem.objects.filter(meeting=meeting, taken_off=False).count() >= MOST_ITEMS:
        raise Missing(
            f"An agenda holds {MOST_ITEMS} items at most. Nobody could sit through more.", field="title"
        )
    last = AgendaItem.objects.filter(meeting=meeting).aggregate(last=Max("number"))["last"] or 0
    return AgendaItem.objects.create(
        alliance_id=by.alliance_id,
        meeting=held,
        number=last + 1,
        title=title,
        proposal=proposal,
        **_about(about),
    )


@action(Permission.MEETING_RUN, records="Agenda item changed")
def change_item(item: AgendaItem, *, by: Actor, **about: Any) -> AgendaItem:
    """Change what an item is: title, presenter, minutes_long, paper, paper_link."""
    _held(item.meeting_id, *BEFORE, doing="change the agenda")
    AgendaItem.objects.filter(pk=item.pk).update(**_about(about))
    item.refresh_from_db()
    return item


def _about(about: dict[str, Any]) -> dict[str, Any]:
    unknown = set(about) - set(ITEM_FIELDS)
    if unknown:
        raise TypeError(f"An item has no {', '.join(sorted(unknown))}.")
    return about


@action(Permission.MEETING_RUN, records="Agenda item taken off")
def remove_item(item: AgendaItem, *, by: Actor) -> Meeting:
    """Take an item off. Raises Stale once the meeting has begun: then it is minuted as not reached."""
    meeting = _held(item.meeting_id, "planned", "papers_out", doing="take items off")
    AgendaItem.objects.filter(pk=item.pk).update(taken_off=True)
    return meeting


@action(Permission.MEETING_RUN, records="Agenda put in another order")
def place_item(item: AgendaItem, *, earlier: bool, by: Actor) -> AgendaItem:
    """One place up or down. At the end of the agenda it stays where it is."""
    _held(item.meeting_id, *BEFORE, doing="change the agenda")
    items = list(AgendaItem.objects.filter(meeting=item.meeting_id, taken_off=False).order_by("number", "pk"))
    place = next((number for number, one in enumerate(items) if one.pk == item.pk), None)
    if place is not None:
        other = max(place - 1, 0) if earlier else min(place + 1, len(items) - 1)
        items[place], items[other] = items[other], items[place]
        for number, one in enumerate(items, 1):
            one.number = number
        AgendaItem.objects.bulk_update(items, ["number"])
    item.refresh_from_db()
    return item


@action(Permission.MEETING_RUN, records="Minutes written")
def write_minutes(item: AgendaItem, *, minutes: str, by: Actor, before: str | None = None) -> AgendaItem:
    """The minutes of one item. ``before`` is what the page showed: if another wrote meanwhile, Stale."""
    _held(item.meeting_id, *WRITABLE, doing="write its minutes")
    rows = AgendaItem.objects.filter(pk=item.pk)
    if before is not None and (rows.values_list("minutes", flat=True).first() or "") != before:
        raise Stale("Someone else wrote on this item meanwhile. Theirs is kept; yours is below, to add.")
    rows.update(minutes=minutes)
    item.refresh_from_db()
    return item


@action(Permission.MEETING_RUN, records="Attendance noted")
def note_presence(
    meeting: Meeting, *, kind: str, by: Actor, seat_ids: tuple[UUID, ...] = (), guest: str = ""
) -> Meeting:
    """Who arrived or left, as it happens. Noting what is so already changes nothing."""
    held = _held(meeting.pk, "under_way", doing="note who comes and goes")
    terms = {term.seat_id: term for term in terms_in(held.group_id)}
    last = _last_words(held)
    moment = now()
    rows = [
        Presence(
            alliance_id=by.alliance_id,
            meeting=held,
            seat_id=seat,
            user_id=terms[seat].user_id,
            kind=kind,
            at=moment,
        )
        for seat in dict.fromkeys(seat_ids)
        if seat in terms and last.get(seat) != kind
    ]
    if guest.strip():
        rows.append(
            Presence(
                alliance_id=by.alliance_id, meeting=held, guest=guest.strip()[:120], kind=kind, at=moment
            )
        )
    Presence.objects.bulk_create(rows)
    return held


@action(Permission.GROUP_TAKE_PART, records="Apologies sent")
def send_apologies(meeting: Meeting, *, coming: bool, by: Actor) -> Meeting:
    """Say that one cannot come, or can after all. Raises NotAllowed without a seat."""
    held = _held(meeting.pk, *BEFORE, doing="send apologies")
    term = standing_in(held.group_id, by=by).term
    if term is None:
        raise NotAllowed("Only those with a seat in the group are expected.")
    kind = Presence.Kind.COMING if coming else Presence.Kind.APOLOGIES
    if _last_words(held).get(term.seat_id) != kind:
        Presence.objects.create(
            alliance_id=by.alliance_id,
            meeting=held,
            seat_id=term.seat_id,
            user_id=by.user_id,
            kind=kind,
            at=now(),
        )
    return held


def _last_words(meeting: Meeting) -> dict[UUID, str]:
    rows = Presence.objects.filter(meeting=meeting, seat__isnull=False).order_by("at", "pk")
    return dict(rows.values_list("seat_id", "kind"))


@action(Permission.MEETING_RUN, records="Action agreed")
def agree_action(
    meeting: Meeting, *, words: str, owner_id: UUID, due_on: date, by: Actor, item: AgendaItem | None = None
) -> ActionPoint:
    """Someone at the table takes something on, by a day. It comes up at every meeting until it is done."""
    held = _held(meeting.pk, *WRITABLE, doing="agree actions")
    if owner_id not in {term.user_id for term in terms_in(held.group_id)}:
        raise Missing("Choose someone who sits in the group.", field="owner")
    if due_on < today():
        raise Missing("Choose today or a day to come.", field="due_on")
    return ActionPoint.objects.create(
        alliance_id=by.alliance_id,
        group_id=held.group_id,
        meeting=held,
        item=item,
        words=words,
        owner_id=owner_id,
        due_on=due_on,
        made_at=now(),
    )


@action(Permission.GROUP_TAKE_PART, records="Action finished")
def finish_action(point: ActionPoint, *, by: Actor, note: str = "", dropped: bool = False) -> ActionPoint:
    """It is done, or no longer needed. Whoever took it on says so, or whoever runs the meetings. Stale if it was."""
    rows = ActionPoint.objects.filter(pk=point.pk, done_at__isnull=True)
    if not rows.update(done_at=now(), note=note.strip()[:500], dropped=dropped):
        raise Stale("This was finished already. Nothing was changed.")
    point.refresh_from_db()
    return point


@action(Permission.MEETING_RUN, records="Action put to another day")
def move_action(point: ActionPoint, *, due_on: date, by: Actor, owner_id: UUID | None = None) -> ActionPoint:
    """Another day for an open action, or someone else at the table to do it. Whoever has it now is reminded.

    Raises Missing for a day that is past or someone who does not sit there, and Stale once it is finished.
    """
    if due_on < today():
        raise Missing("Choose today or a day to come.", field="due_on")
    handed = owner_id is not None and owner_id != point.owner_id
    if handed and owner_id not in {term.user_id for term in terms_in(point.group_id) if term.user.is_active}:
        raise Missing("Choose someone who sits in the group.", field="owner")
    changes = {"owner_id": owner_id} if handed else {}
    if not ActionPoint.objects.filter(pk=point.pk, done_at__isnull=True).update(
        due_on=due_on, reminded_on=None, **changes
    ):
        raise Stale("This was finished already. Nothing was changed.")
    point.refresh_from_db()
    if handed and point.owner_id != by.user_id:
        tell_users(
            [point.owner],
            template="action_handed",
            path="/groups/my-actions/",
            cause=f"{point.pk}-{today().isoformat()}",
            by=by,
            on=due_on,
        )
    return point
