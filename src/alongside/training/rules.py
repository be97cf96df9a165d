"""Who gets a place, who needs a course, and who stands where. Pure: nothing here reads or writes."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.permissions import Permission, Role
from alongside.foundation.access.rules import rule
from alongside.foundation.design.formats import in_london
from alongside.foundation.workflow.states import Side

# --- places held fairly -----------------------------------------------------------------------------------


@dataclass
class Room:
    """What is left of a session's places. ``take`` counts someone in.

    Until ``fair_until`` some places are held for small organisations, and no organisation has more than
    ``most_each``. From that day on every place is open to everyone.
    """

    places: int
    held: int
    most_each: int | None
    fair_until: date
    taken: int = 0
    taken_by_small: int = 0
    taken_by: Counter[UUID] = field(default_factory=Counter)

    @classmethod
    def of(cls, session: Any, booked: Iterable[tuple[UUID, bool]]) -> "Room":
        """The room of a session whose ``booked`` are (organisation, whether it is small)."""
        room = cls(session.places, session.held_places, session.most_each, session.fair_until)
        for organisation_id, small in booked:
            room.take(organisation_id, small=small)
        return room

    @property
    def left(self) -> int:
        return max(self.places - self.taken, 0)

    def left_for(self, *, small: bool, today: date) -> int:
        """Places that someone of this size could have today."""
        if small or today >= self.fair_until:
            return self.left
        return max(self.left - max(self.held - self.taken_by_small, 0), 0)

    def has_place_for(self, organisation_id: UUID, *, small: bool, today: date) -> bool:
        if self.left_for(small=small, today=today) == 0:
            return False
        limited = self.most_each is not None and today < self.fair_until
        return not limited or self.taken_by[organisation_id] < (self.most_each or 0)

    def take(self, organisation_id: UUID, *, small: bool) -> None:
        self.taken += 1
        self.taken_by_small += small
        self.taken_by[organisation_id] += 1


def next_in_line(line: Iterable[Any], room: Room, *, today: date) -> Iterator[Any]:
    """Those of a waiting line who get a place now, in its order; each is counted in as they are given.

    Someone whom the fair share makes wait does not hold up the person behind, for whom there is a place.
    """
    for booking in line:
        if room.left == 0:
            return
        if room.has_place_for(booking.organisation_id, small=booking.from_small, today=today):
            room.take(booking.organisation_id, small=booking.from_small)
            yield booking


def takes_bookings(session: Any, *, moment: datetime) -> bool:
    """Whether someone may book a session, or give a place up: it is open and has not begun."""
    return bool(session.state == "open" and session.starts_at > moment)


def last_day(session: Any) -> date:
    """The last of a session's days, Europe/London."""
    return max([in_london(session.starts_at).date(), *session.more_days])


# --- who needs what ---------------------------------------------------------------------------------------


def is_needed(requirement: Any, *, roles: Collection[str], kind: str) -> bool:
    """Whether someone with these roles at an organisation of this kind needs what is required."""
    return bool(
        roles
        and (not requirement.role or requirement.role in roles)
        and (not requirement.kind or requirement.kind == kind)
    )


# --- who stands where -------------------------------------------------------------------------------------


def trains(actor: Actor, course: Any) -> bool:
    """The people of the organisation that offers a course run it, and so do the facilitators it names.

    ``course.facilitators`` is read, so fetch it beforehand where many are asked about.
    """
    if not actor.is_staff or not actor.has(Permission.TRAINING_OFFER):
        return False
    if actor.organisation_id == course.organisation_id:
        return True
    return any(one.user_id == actor.user_id for one in course.facilitators.all() if one.user_id)


def leads(actor: Actor, organisation_id: UUID | None) -> bool:
    """Whether an actor books for the people of an organisation."""
    return actor.has(Permission.TRAINING_LEAD) and actor.organisation_id == organisation_id is not None


def booking_sides(actor: Actor, booking: Any) -> frozenset[Side]:
    """The sides of a booking that an actor stands on: whose it is, or their lead; the trainer; the clock."""
    found = set()
    if (actor.is_staff and actor.user_id == booking.user_id) or leads(actor, booking.organisation_id):
        found.add(Side.LEARNER)
    if trains(actor, booking.session.course):
        found.add(Side.TRAINER)
    if Role.CLOCK in actor.roles:
        found.add(Side.CLOCK)
    return frozenset(found)


@rule(Permission.TRAINING_BOOK, "training.Booking")
def stands_by_booking(actor: Actor, booking: Any) -> bool:
    return bool(booking_sides(actor, booking))


@rule(Permission.TRAINING_OFFER, "training.Course")
def runs_course(actor: Actor, course: Any) -> bool:
    return trains(actor, course)


@rule(Permission.TRAINING_OFFER, "training.Session")
def runs_session(actor: Actor, session: Any) -> bool:
    return trains(actor, session.course)
