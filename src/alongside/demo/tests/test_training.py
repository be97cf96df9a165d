"""The shared training of the demo stands as the actions would have left it."""

from collections import Counter, defaultdict

import pytest

from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.workflow.clock import at
from alongside.membership.models import Organisation
from alongside.training.actions import run_clock
from alongside.training.models import Booking, BookingStep, Certificate, Course, Session, SessionStep
from alongside.training.queries import training_held
from alongside.training.rules import Room, next_in_line
from alongside.training.states import BOOKING, SESSION, TAKES_A_PLACE

from .conftest import NOW
from .test_demo import NEL, replayed

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(demo):
    with in_alliance(demo[NEL]):
        yield demo[NEL]


def test_there_is_something_of_everything(here):
    sessions, bookings = (
        Counter(model.objects.values_list("state", flat=True)) for model in (Session, Booking)
    )
    assert Course.objects.count() == 14 and set(sessions) == {state.name for state in SESSION.states}
    assert set(bookings) == {state.name for state in BOOKING.states} and Certificate.objects.count() > 200


@pytest.mark.parametrize(
    ("model", "steps", "link", "table"),
    [(Booking, BookingStep, "booking_id", BOOKING), (Session, SessionStep, "session_id", SESSION)],
)
def test_every_state_is_what_the_steps_lead_to(here, model, steps, link, table):
    by_subject = defaultdict(list)
    for step in steps.objects.all():
        by_subject[getattr(step, link)].append(step)
    for row in model.objects.all():
        assert replayed(table, by_subject[row.pk]) == row.state


def test_no_session_is_overbooked_and_nobody_waits_who_could_have_a_place(here):
    lines = defaultdict(list)
    for booking in Booking.objects.order_by("line"):
        lines[booking.session_id].append(booking)
    for session in Session.objects.all():
        line = lines[session.pk]
        room = Room.of(
            session, ((one.organisation_id, one.from_small) for one in line if one.state in TAKES_A_PLACE)
        )
        assert room.taken <= session.places
        waiting = [one for one in line if one.state == "waiting"]
        assert not list(next_in_line(waiting, room, today=NOW.date())), session


def test_the_clock_has_nothing_left_to_do(here):
    with at(NOW):
        assert not any(run_clock(here).values())


def test_some_have_what_they_need_and_some_lack_it(here):
    with at(NOW):
        held = [one for organisation in Organisation.objects.all() for one in training_held(organisation)]
    assert held and any(one.have for one in held) and not all(one.complete for one in held)
