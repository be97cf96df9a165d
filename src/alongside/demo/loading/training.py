"""Eighteen months of the shared training, and the months to come, told in memory and saved in a dozen statements.

What the actions would leave is left: everyone joins the line, and ``rules.next_in_line`` gives the places.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.utils import timezone

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.models import AccessRole
from alongside.foundation.workflow.clock import is_working_day
from alongside.training.actions.register import CODE_LENGTH, CODE_LETTERS, months_after
from alongside.training.models import (
    Booking,
    BookingStep,
    Certificate,
    Course,
    Facilitator,
    Feedback,
    Requirement,
    Session,
    SessionNote,
    SessionStep,
)  # fmt: skip
from alongside.training.rules import Room, next_in_line
from alongside.training.states import BOOKING, SESSION
from alongside.training.vocabulary import SMALL_SIZES

from ..content.seed import dice, stable_id
from ..content.training import CALLED_OFF, COURSES, REQUIRED, SAID
from ..content.training import Course as MadeUp
from .cast import Cast

WEEKS_BACK, WEEKS_AHEAD = 78, 22
HOURS = (time(9, 30), time(10), time(13), time(14), time(17, 30))
LEARNS, COMES, GIVES_UP, ANSWERS = 0.8, 0.86, 0.06, 0.6
ORDER = (
    Course, Facilitator, Requirement, Session, SessionStep, SessionNote, Booking, BookingStep, Certificate, Feedback,
)  # fmt: skip


@dataclass
class Told:
    """The rows of one alliance's training, by model, not saved yet."""

    cast: Cast
    now: datetime
    rows: dict[type, list[Any]] = field(default_factory=lambda: {model: [] for model in ORDER})
    moved: Counter[UUID] = field(default_factory=Counter)

    def add(self, model: type, *key: object, **values: Any) -> Any:
        row = model(
            id=UUID(stable_id(self.cast.place, model.__name__, *key)), alliance=self.cast.alliance, **values
        )
        self.rows[model].append(row)
        return row

    def move(self, subject: Any, event: str, *, at: datetime, by: Actor, **supplied: str) -> None:
        """As ``workflow.move`` does, without asking the database."""
        table, steps, link = (
            (BOOKING, BookingStep, "booking")
            if isinstance(subject, Booking)
            else (SESSION, SessionStep, "session")
        )
        row = table.transition(event)
        self.moved[subject.pk] += 1
        number = self.moved[subject.pk]
        self.add(
            steps, subject.pk, number, **{link: subject}, number=number, event=event, from_state=subject.state,
            to_state=row.target, side=row.sides[0].value, at=at, user_id=by.user_id, organisation_id=by.organisation_id,
            by=by.label, supplied=supplied,
        )  # fmt: skip
        subject.state, subject.state_since = row.target, at


def load_training(cast: Cast, now: datetime) -> None:
    """Tell and save all of it. Within the alliance's fence."""
    told = Told(cast, now)
    people = sorted(_learners(cast), key=lambda actor: actor.email)
    people = [actor for actor in people if dice("learns", actor.email).random() < LEARNS]
    for number, course in enumerate(COURSES[cast.place]):
        _tell_course(told, course, number, people)
    for model, rows in told.rows.items():
        model._default_manager.bulk_create(rows, batch_size=1000)  # type: ignore[attr-defined]


def _learners(cast: Cast) -> Iterator[Actor]:
    """Everyone with an account, for the first organisation that they work for."""
    seen: set[UUID] = set()
    for role in cast.roles:
        if role.user_id not in seen:
            seen.add(role.user_id)
            yield _actor(cast, role)


def _actor(cast: Cast, role: AccessRole) -> Actor:
    return Actor(
        alliance=cast.alliance, user_id=role.user_id, organisation_id=role.organisation_id, name=role.user.name,
        organisation_name=role.organisation.name, email=role.user.email,
    )  # fmt: skip


def _tell_course(told: Told, made_up: MadeUp, number: int, people: list[Actor]) -> None:
    cast, organisation = told.cast, told.cast.organisations[made_up.by]
    course = told.add(
        Course, made_up.title, title=made_up.title, learn=made_up.learn, for_whom=made_up.for_whom,
        organisation=organisation, needs=list(made_up.needs), priorities=list(made_up.priorities),
        minutes=made_up.minutes, format=made_up.format, access=made_up.access,
        gives_certificate=made_up.months is not None, valid_months=made_up.months or None,
    )  # fmt: skip
    users = {user.name: user for user in cast.users.values()}
    for name, lived in made_up.with_:
        told.add(
            Facilitator,
            made_up.title,
            name,
            course=course,
            name=name,
            lived_experience=lived,
            user=users.get(name),
        )
    for title, role, kind in REQUIRED:
        if title == made_up.title:
            told.add(Requirement, title, role, kind, course=course, role=role, kind=kind)
    trainer = next((one for one in people if one.organisation_id == organisation.pk), None) or cast.clock(
        organisation.pk
    )
    today = timezone.localdate(told.now)
    had: dict[UUID, date] = {}
    for week in range(-WEEKS_BACK + number % made_up.every, WEEKS_AHEAD, made_up.every):
        roll = dice("training", cast.place, made_up.title, week)
        day = _working(today + timedelta(weeks=week, days=roll.randrange(5)))
        _tell_session(told, course, made_up, day, roll, people, trainer, had)
    if number == 0:  # one whose register waits to be taken today
        roll = dice("training today", cast.place)
        _tell_session(told, course, made_up, _working(today), roll, people, trainer, had)


def _working(day: date) -> date:
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def _tell_session(
    told: Told,
    course: Course,
    made_up: MadeUp,
    day: date,
    roll: Random,
    people: list[Actor],
    trainer: Actor,
    had: dict[UUID, date],
) -> None:
    """One session as it would stand now: planned, open with its line, held with its register, or called off."""
    starts = timezone.make_aware(datetime.combine(day, roll.choice(HOURS)))
    days_off = (day - timezone.localdate(told.now)).days
    first = min(starts - timedelta(days=70), told.now - timedelta(days=2))
    session = told.add(
        Session, course.pk, len(told.rows[Session]), course=course, state="planned", state_since=first, starts_at=starts,
        ends_at=starts + timedelta(minutes=made_up.minutes), place=made_up.venue,
        link=f"https://meet.example/{course.pk.hex[:10]}" if made_up.format != "in_person" else "",
        places=made_up.places, held_places=made_up.held, most_each=3, fair_until=day - timedelta(days=14),
        reminded_days=1 if days_off <= 1 else 7 if days_off <= 7 else None,
    )  # fmt: skip
    if days_off > 112:
        return
    told.move(session, "open", at=first, by=trainer)
    # Nobody comes again within the year, and fewer ask where the day is far.
    lasting = timedelta(days=330)
    may_ask = [one for one in people if not (one.user_id in had and day - had[one.user_id] < lasting)]  # type: ignore[index]
    keen = made_up.asked + roll.randrange(-3, 4) - max(days_off - 30, 0) // 12
    asking = roll.sample(may_ask, min(max(keen, 0), len(may_ask)))
    line = _tell_line(told, session, asking, roll, first)
    if starts <= told.now:
        _end_waits(told, session, line)
    if (days_off > 0 and roll.random() < 0.05) or roll.random() < 0.02:
        at = min(starts - timedelta(days=3), told.now - timedelta(hours=3))
        told.move(session, "call_off", at=at, by=trainer, reason=roll.choice(CALLED_OFF))
        for booking in line:
            if booking.state in BOOKING.open_states():
                told.move(booking, "call_off", at=at, by=trainer)
    elif days_off < 0:
        _tell_register(told, session, line, roll, trainer, had)
    elif days_off < 10 and any(one.state == "booked" for one in line):
        told.add(
            SessionNote, session.pk, session=session, by=trainer.label, at=told.now - timedelta(days=1),
            words="Please bring something to write on. There is tea from a quarter of an hour before.",
        )  # fmt: skip


def _tell_line(
    told: Told, session: Session, asking: list[Actor], roll: Random, first: datetime
) -> list[Booking]:
    """Who asked, when, and who had a place by now."""
    last = min(session.starts_at - timedelta(days=2), told.now - timedelta(hours=1))
    moments = sorted(first + (last - first) * roll.random() for _ in asking)
    line = []
    for number, (actor, at) in enumerate(zip(asking, moments, strict=True), 1):
        organisation = told.cast.organisation(actor.organisation_id)
        booking = told.add(
            Booking, session.pk, number, session=session, user=told.cast.users[actor.email], line=number,
            organisation=organisation, from_small=organisation.size in SMALL_SIZES, booked_by=actor.label,
            state=BOOKING.initial, state_since=at,
        )  # fmt: skip
        line.append(booking)
    clock = told.cast.clock(None)
    room = Room.of(session, ())
    given = timezone.localdate(min(told.now, session.starts_at))
    for booking in next_in_line(line, room, today=given):
        told.move(booking, "give_place", at=booking.state_since, by=clock)
    if room.left:  # nobody waits, so who gave theirs up left a place and not a gap
        for booking, actor in zip(line, asking, strict=True):
            if booking.state == "booked" and roll.random() < GIVES_UP:
                told.move(booking, "give_up", at=last, by=actor)
    return line


def _end_waits(told: Told, session: Session, line: list[Booking]) -> None:
    """As the clock does when a session begins."""
    for booking in line:
        if booking.state == "waiting":
            told.move(booking, "end_wait", at=session.starts_at, by=told.cast.clock(None))


def _tell_register(
    told: Told, session: Session, line: list[Booking], roll: Random, trainer: Actor, had: dict[UUID, date]
) -> None:
    course, day, at = session.course, timezone.localdate(session.starts_at), session.ends_at
    for booking in line:
        if booking.state == "booked":
            told.move(booking, "attend" if roll.random() < COMES else "miss", at=at, by=trainer)
        if booking.state != "attended":
            continue
        had[booking.user_id] = day
        if course.gives_certificate:
            _tell_certificate(told, booking, day, roll)
        if roll.random() < ANSWERS:
            useful, took_part, will_do, change = roll.choice(SAID)
            booking.feedback_on = day
            told.add(
                Feedback, session.pk, booking.line, session=session, useful=useful, took_part=took_part,
                will_do=will_do, change=change,
            )  # fmt: skip
    told.move(session, "hold", at=at, by=trainer)


def _tell_certificate(told: Told, booking: Booking, day: date, roll: Random) -> None:
    course = booking.session.course
    until = months_after(day, course.valid_months) if course.valid_months else None
    left = (until - timezone.localdate(told.now)).days if until else 999
    told.add(
        Certificate, booking.pk, booking=booking, user=booking.user, course=course, name=booking.user.name,
        course_title=course.title, given_by=course.organisation.name, given_on=day, runs_out_on=until,
        code="".join(roll.choices(CODE_LETTERS, k=CODE_LENGTH)),
        reminded_days=14 if left <= 14 else 60 if left <= 60 else None,
    )  # fmt: skip
