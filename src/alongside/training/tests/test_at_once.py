"""200 people book the last 20 places at the same moment, each in a transaction of their own."""

import threading

import pytest
from conftest import make_alliance
from django.db import connection

from alongside.foundation.messages.models import Message
from alongside.foundation.tenancy.context import in_alliance
from alongside.training.actions import book_place, give_up_place
from alongside.training.models import Booking, BookingStep

from .factories import make_person, make_session, make_world

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, PLACES, BROWSERS = 200, 20, 8


def all_at_once(alliance, works):
    """Do each work in its own transaction, from BROWSERS connections that start at one instant; gives what failed."""
    gate, failed = threading.Barrier(BROWSERS), []

    def run(mine):
        try:
            gate.wait()
            for work in mine:
                with in_alliance(alliance):
                    work()
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(works[start::BROWSERS],)) for start in range(BROWSERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return failed


def test_exactly_twenty_have_a_place_and_the_rest_wait_in_order(transactional_db):
    alliance = make_alliance("first")
    world = make_world(alliance)
    with in_alliance(alliance):
        session = make_session(world, places=PLACES)
        people = [make_person(alliance, world.fairlead, f"Person {number}") for number in range(PEOPLE)]
    assert all_at_once(alliance, [lambda by=by: book_place(session, by=by) for by in people]) == []
    with in_alliance(alliance):
        line = list(Booking.objects.filter(session=session).order_by("line").values_list("line", "state"))
        assert line == [(n, "booked" if n <= PLACES else "waiting") for n in range(1, PEOPLE + 1)]
        told = Message.objects.filter(template="training_place")
        assert told.count() == PLACES == told.values("to").distinct().count()
        placed = list(
            Booking.objects.filter(session=session, state="booked").select_related("session__course")
        )
        actor_of = {by.user_id: by for by in people}
    # And when all twenty give their place up at once, the next twenty have one, in order.
    works = [lambda one=one: give_up_place(one, by=actor_of[one.user_id]) for one in placed]
    assert all_at_once(alliance, works) == []
    with in_alliance(alliance):
        line = Booking.objects.filter(session=session).order_by("line").values_list("state", flat=True)
        assert list(line) == ["cancelled"] * 20 + ["booked"] * 20 + ["waiting"] * 160
        given = BookingStep.objects.filter(event="give_place").order_by("at", "booking__line")
        assert list(given.values_list("booking__line", flat=True)) == list(range(1, 41))


def test_one_person_pressing_eight_times_at_once_books_once(transactional_db):
    alliance = make_alliance("first")
    world = make_world(alliance)
    with in_alliance(alliance):
        session = make_session(world)
    assert all_at_once(alliance, [lambda: book_place(session, by=world.worker)] * BROWSERS) == []
    with in_alliance(alliance):
        assert Booking.objects.count() == 1
