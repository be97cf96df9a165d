"""Planning, moving, holding and cancelling meetings. The chair's, or the coordinator's in their place."""

from datetime import date, time, timedelta

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import Missing
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.design.formats import in_london
from alongside.foundation.tenancy.ids import uuid7
from alongside.foundation.workflow.clock import now, today
from alongside.foundation.workflow.move import move
from alongside.foundation.workflow.states import Side

from ..calendar import days_after, moment_on
from ..models import Group, Meeting, MeetingStep
from ..moving import move_subject
from ..states import MEETING
from ..telling import tell_group

MOST_AT_ONCE = 24
FURTHEST_DAYS = 2 * 366
GONE_BY = "That time has gone by. Choose a day and time to come."
PLACE = "Say where it is, or give a link to join it, or both."


@action(Permission.MEETING_RUN, records="Meetings planned")
def plan_meetings(
    group: Group,
    *,
    day: date,
    at: time,
    by: Actor,
    minutes_long: int = 120,
    place: str = "",
    link: str = "",
    title: str = "",
    every: str = "",
    times: int = 1,
) -> Meeting:
    """One meeting, or a row of them by the same clock time in London, winter and summer. Gives the first.

    Raises Missing without a place or a link, for a time that has gone by or that the clocks leave out, for one more
    than two years off, and for more than 24.
    """
    _check(day, at, place, link)
    times = times if every else 1
    if not 1 <= times <= MOST_AT_ONCE:
        raise Missing(f"Plan from 1 to {MOST_AT_ONCE} meetings in one go.", field="times")
    series = uuid7() if times > 1 else None
    moment = now()
    meetings = [
        Meeting(
            alliance_id=by.alliance_id,
            group=group,
            title=title,
            starts_at=moment_on(one, at),
            minutes_long=minutes_long,
            place=place,
            link=link,
            series=series,
            state=MEETING.initial,
            state_since=moment,
            changed_at=moment,
        )
        for one in days_after(day, every, times)
    ]
    Meeting.objects.bulk_create(meetings)
    return meetings[0]


def _check(day: date, at: time, place: str, link: str) -> None:
    if not place and not link:
        raise Missing(PLACE, field="place")
    if moment_on(day, at) <= now():
        raise Missing(GONE_BY, field="day" if day < today() else "time")
    if day > today() + timedelta(days=FURTHEST_DAYS):
        raise Missing("Choose a day in the next two years.", field="day")


@action(Permission.MEETING_RUN, records="Meeting papers sent round")
def send_papers(meeting: Meeting, *, by: Actor, seen: str = "") -> Meeting:
    """Tell everyone at the table that the agenda and papers are there. Raises Missing with nothing on the agenda."""
    if not meeting.items.filter(taken_off=False).exists():
        raise Missing("Put something on the agenda first.")
    step = move_subject(meeting, "send_papers", by=by, seen=seen)
    _tell(meeting, "meeting_papers", cause=str(step.pk), by=by, on=in_london(meeting.starts_at).date())
    return meeting


@action(Permission.MEETING_RUN, records="Meeting moved")
def move_meeting(
    meeting: Meeting,
    *,
    day: date,
    at: time,
    minutes_long: int,
    by: Actor,
    place: str = "",
    link: str = "",
    seen: str = "",
) -> Meeting:
    """Another day, time or place, still to come. Everyone's calendar follows, and everyone is told."""
    _check(day, at, place, link)
    starts = moment_on(day, at)
    changes = {
        "starts_at": starts,
        "minutes_long": minutes_long,
        "place": place,
        "link": link,
        "changed": meeting.changed + 1,
        "changed_at": now(),
    }
    supplied = {"starts_at": starts.isoformat(), "from": meeting.starts_at.isoformat(), "place": place}
    step = move_subject(meeting, "move", by=by, supplied=supplied, changes=changes, seen=seen)
    _tell(meeting, "meeting_changed", cause=str(step.pk), by=by)
    return meeting


@action(Permission.MEETING_RUN, records="Meeting begun")
def begin_meeting(meeting: Meeting, *, by: Actor, seen: str = "") -> Meeting:
    """Open the meeting: from now arrivals are noted, minutes are written and decisions are made."""
    move_subject(meeting, "begin", by=by, changes={"began_at": now()}, seen=seen)
    return meeting


@action(Permission.MEETING_RUN, records="Meeting ended")
def end_meeting(meeting: Meeting, *, by: Actor, seen: str = "") -> Meeting:
    """Close the room. The minutes can still be written until they are agreed."""
    move_subject(meeting, "end", by=by, changes={"ended_at": now()}, seen=seen)
    return meeting


@action(Permission.GROUP_CLOCK, records="Meeting ended by the clock")
def end_forgotten_meeting(meeting: Meeting, *, by: Actor) -> Meeting:
    """A meeting that nobody ended, the day after."""
    move(
        meeting, "end", table=MEETING, steps=MeetingStep, link="meeting", by=by, side=Side.CLOCK,
        changes={"ended_at": now()},
    )  # fmt: skip
    return meeting


@action(Permission.MEETING_RUN, records="Minutes agreed")
def agree_minutes(meeting: Meeting, *, by: Actor, seen: str = "") -> Meeting:
    """The group agrees that this is what was said. From now they are as they are."""
    move_subject(meeting, "agree", by=by, seen=seen)
    return meeting


@action(Permission.MEETING_RUN, records="Minutes opened again")
def correct_minutes(meeting: Meeting, *, reason: str, by: Actor, seen: str = "") -> Meeting:
    """Something in agreed minutes is wrong: open them again, saying what."""
    move_subject(meeting, "correct", by=by, supplied={"reason": reason.strip()}, seen=seen)
    return meeting


@action(Permission.MEETING_RUN, records="Meeting cancelled")
def cancel_meeting(meeting: Meeting, *, reason: str, by: Actor, seen: str = "") -> Meeting:
    """It does not take place. It stays in calendars, as cancelled; actions go on to the next."""
    changes = {"changed": meeting.changed + 1, "changed_at": now()}
    step = move_subject(
        meeting, "cancel", by=by, supplied={"reason": reason.strip()}, changes=changes, seen=seen
    )
    _tell(meeting, "meeting_changed", cause=str(step.pk), by=by)
    return meeting


def _tell(meeting: Meeting, template: str, *, cause: str, by: Actor, **values: object) -> None:
    path = f"/meetings/{meeting.pk}/"
    tell_group(meeting.group_id, template=template, path=path, cause=cause, by=by, **values)
