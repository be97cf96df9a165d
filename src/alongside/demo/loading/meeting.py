"""Two years of a group's meetings: agenda, who came, minutes, what was taken on and decided in the room."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from alongside.foundation.design.formats import DAYS
from alongside.governance.counting import Quorum
from alongside.governance.models import (
    ActionPoint,
    AgendaItem,
    Decision,
    Group,
    Meeting,
    MeetingStep,
    Presence,
    Term,
)
from alongside.governance.record import sought

from ..content.governance import ACTIONS, MINUTES, PAPER, ROOM, Table

if TYPE_CHECKING:
    from .governing import Governing

AHEAD = 4
HOURS = {"10am": 10, "11am": 11, "2pm": 14, "4pm": 16}
EVENTS = (("send_papers", "planned", "papers_out", -7), ("begin", "papers_out", "under_way", 0),
          ("end", "under_way", "held", 0), ("agree", "held", "agreed", 28))  # fmt: skip


def hold_meetings(story: "Governing", table: Table, group: Group, terms: list[Term]) -> list[Meeting]:
    """All of them, the first first. The next has its papers out; one in the past was cancelled."""
    every = timedelta(weeks=table.every_weeks)
    weekday = next(place for place, day in enumerate(DAYS) if day in table.meets)
    coming = story.today + timedelta(days=(weekday - story.today.weekday()) % 7 or 7)
    past = int(timedelta(days=730) / every)
    held = []
    for number in range(-past, AHEAD):
        meeting = _meeting(story, table, group, coming + number * every, number)
        held.append(meeting)
        if meeting.state != "cancelled":
            _agenda(story, table, group, meeting, terms, number)
    return held


def _meeting(story: "Governing", table: Table, group: Group, day: date, number: int) -> Meeting:
    hour = next(hour for words, hour in HOURS.items() if table.meets.endswith(words))
    starts = story.at(day, hour)
    state = (
        "agreed" if number < -1 else "held" if number == -1 else "papers_out" if number == 0 else "planned"
    )
    if number == -9:
        state = "cancelled"
    place = ("The Old Chapel, Grimsby", "Freshwater Hall, Cleethorpes", "Quayside rooms, Immingham")[
        number % 3
    ]
    meeting = Meeting(
        id=story.id(table.name, "meeting", number),
        group=group,
        starts_at=starts,
        minutes_long=120 if table.kind == "steering" else 90,
        place=place if table.kind == "steering" or number % 2 else "",
        link=f"https://meet.example/{table.name.lower().replace(' ', '-')}",
        state=state,
        state_since=starts,
        changed_at=starts - timedelta(days=60),
        changed=1 if state == "cancelled" else 0,
        began_at=starts if state in ("held", "agreed") else None,
        ended_at=starts + timedelta(minutes=110) if state in ("held", "agreed") else None,
    )
    story.add(meeting)
    done = {"papers_out": 1, "held": 3, "agreed": 4}.get(state, 0)
    for place_, (event, before, after, days) in enumerate(EVENTS[:done], 1):
        _step(
            story,
            meeting,
            place_,
            event,
            before,
            after,
            starts + timedelta(days=days, hours=2 * (event == "end")),
        )
    if state == "cancelled":
        _step(story, meeting, 1, "cancel", "planned", "cancelled", starts - timedelta(days=2), reason="Snow")
    return meeting


def _step(
    story: "Governing",
    meeting: Meeting,
    number: int,
    event: str,
    before: str,
    after: str,
    at: datetime,
    **supplied: Any,
) -> None:
    story.add(
        MeetingStep(
            meeting=meeting, number=number, event=event, from_state=before, to_state=after, side="chair",
            at=min(at, story.now), by="The chair", supplied=supplied,
        )
    )  # fmt: skip


def _agenda(
    story: "Governing", table: Table, group: Group, meeting: Meeting, terms: list[Term], number: int
) -> None:
    roll, over = story.roll, meeting.state in ("held", "agreed")
    if number > 1:
        return  # too far off for an agenda
    titles = [
        "Welcome, and actions from last time",
        *roll.sample(table.talk, k=min(4, len(table.talk))),
        "Any other business",
    ]
    chair = terms[0].user.name if terms else ""
    present = [term for term in terms if roll.random() < 0.82]
    if over:
        _attendance(story, meeting, terms, present)
    for place, title in enumerate(titles, 1):
        who = chair if place in (1, len(titles)) else roll.choice(terms).user.name
        item = story.add(
            AgendaItem(
                meeting=meeting,
                number=place,
                title=title,
                presenter=who,
                minutes_long=(5, 20, 25, 20, 25, 10)[place - 1] if len(titles) == 6 else 15,
                paper=PAPER.format(title=title) if place in (2, 3) else "",
                minutes=roll.choice(MINUTES).format(who=who) if over and 1 < place < len(titles) else "",
            )
        )  # fmt: skip
        if over and place in (2, 4) and roll.random() < 0.8:
            _action(story, group, meeting, item, present or terms)
        if over and place == 3 and number % 3 == 0:
            _decision(story, table, group, meeting, item, present, terms, number)


def _attendance(story: "Governing", meeting: Meeting, terms: list[Term], present: list[Term]) -> None:
    for term in terms:
        came = term in present
        late = timedelta(minutes=story.roll.choice((0, 0, 0, 4, 12)))
        kind, at = (
            ("arrived", meeting.starts_at + late)
            if came
            else ("apologies", meeting.starts_at - timedelta(days=1))
        )
        story.add(Presence(meeting=meeting, seat=term.seat, user=term.user, kind=kind, at=at))


def _action(story: "Governing", group: Group, meeting: Meeting, item: AgendaItem, owners: list[Term]) -> None:
    roll = story.roll
    made = meeting.starts_at + timedelta(minutes=40)
    due = meeting.starts_at.date() + timedelta(days=roll.choice((14, 21, 28)))
    age = (story.today - due).days
    done = age > 60 or roll.random() < 0.55
    finished = min(made + timedelta(days=roll.randrange(3, 40)), story.now - timedelta(hours=2))
    story.add(
        ActionPoint(
            group=group,
            meeting=meeting,
            item=item,
            words=roll.choice(ACTIONS),
            owner=roll.choice(owners).user,
            due_on=due,
            made_at=made,
            done_at=finished if done else None,
            note="Done, and told the group." if done else "",
            reminded_on=story.today if age > -2 else None,  # so that loading it sends no reminders
        )
    )


def _decision(
    story: "Governing", table: Table, group: Group, meeting: Meeting, item: AgendaItem, present: list[Term],
    terms: list[Term], number: int,
) -> None:  # fmt: skip
    title, words, reasons = ROOM[(number // 3) % len(ROOM)]
    lived = sum(term.seat.kind == "lived" for term in present)
    held = Quorum(-(-len(terms) // 2), len(present), group.quorum_lived, lived)
    hands = number % 2 == 0
    against = 1 if hands and len(present) > 4 else 0
    counts: dict[str, Any] = {"words": "By consent: nobody objected."}
    if hands:
        ayes = len(present) - against
        counts = {
            "counts": {"for": ayes, "against": against, "abstained": 0},
            "words": f"{ayes} for, {against} against, 0 abstained.",
        }
    counts["quorum"] = {
        "needed": held.needed, "here": held.here, "lived_needed": held.lived_needed, "lived_here": held.lived_here,
    }  # fmt: skip
    story.add(
        Decision(
            id=story.id(table.name, "room", number),
            group=group,
            meeting=meeting,
            item=item,
            title=title,
            words=words,
            reasons=reasons,
            method="room" if hands else "consent",
            carried=True,
            quorate=held.met,
            counts=counts,
            by=f"{group.name}, in a meeting",
            decided_at=meeting.starts_at + timedelta(minutes=50),
            sought=sought(title, words, reasons),
        )
    )
