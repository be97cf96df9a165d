"""Booking when everyone wants the same session: one row is held, and the line is served in order, durably."""

from functools import partial
from typing import Any

from benchmarks.database import Connection, as_web, fence
from benchmarks.measuring import Calls
from benchmarks.measuring import measure as timed
from benchmarks.reporting import Aim, Measurement
from benchmarks.volume.alliance import ORGANISATIONS, make_alliance, worker_of
from benchmarks.volume.filling import insert

WORK = (
    "Eight people at a time book the same session of which the last places are left, until everyone has asked"
)
CLIENTS = 8
PLACES = 20
SMALLEST = 80  # fewer leave some clients without work
WARM_UP = 2
AIMS = (Aim("per_second", ">=", 40), Aim("p99", "<=", 400, "ms"))
FLOOR = "eight psycopg connections, each inserting one row a transaction"


def measure(owner: Connection, size: int) -> list[Measurement]:
    """Measure the floor and the action; and that exactly as many as there were places have one."""
    alliance = make_alliance(owner)
    people = make_people(owner, alliance, max(size, SMALLEST))
    session = make_session(owner, alliance)
    owner.execute("CREATE TABLE bench_floor (id bigserial PRIMARY KEY, said_at timestamptz, words text)")
    owner.execute("GRANT INSERT ON bench_floor TO PUBLIC")
    owner.execute("GRANT USAGE ON SEQUENCE bench_floor_id_seq TO PUBLIC")
    each = len(people) // CLIENTS
    floor = timed(partial(insert_rows, each=each), clients=CLIENTS, warm_up=WARM_UP).as_dict()
    work = [people[number::CLIENTS][:each] for number in range(CLIENTS)]
    booked = timed(partial(book, work=work, session_id=session), clients=CLIENTS, warm_up=WARM_UP).as_dict()
    check(owner, alliance, asked=each * CLIENTS)
    return [Measurement("one session, 8 clients", booked, FLOOR, floor, "per_second", AIMS)]


def make_people(owner: Connection, alliance: Any, number: int) -> list[Any]:
    """So many more accounts, spread over the organisations; gives an actor for each."""
    from dataclasses import replace

    from alongside.foundation.accounts.models import User

    with owner.transaction():
        fence(owner, alliance_id=alliance.pk)
        insert(
            owner, User, f"generate_series(1, {number}) AS n", id="bench_id('learner', n)",
            alliance_id=f"'{alliance.pk}'::uuid", password="''", name="'Learner ' || n",
            email="'learner-' || n || '@staff.example'",
        )  # fmt: skip
        ids = owner.execute(
            f"SELECT bench_id('learner', n) FROM generate_series(1, {number}) AS n"
        ).fetchall()
    workers = [worker_of(owner, alliance, one) for one in range(ORGANISATIONS)]
    return [
        replace(workers[n % ORGANISATIONS], user_id=row[0], name=f"Learner {n}") for n, row in enumerate(ids)
    ]


def make_session(owner: Connection, alliance: Any) -> Any:
    """One open session with a few places; gives its id."""
    from alongside.training.models import Course, Session

    with owner.transaction():
        fence(owner, alliance_id=alliance.pk)
        mine, one = f"'{alliance.pk}'::uuid", "(SELECT 1) AS one"
        insert(
            owner, Course, one, id="bench_id('course', 1)", alliance_id=mine, title="'Bench'", learn="'x'",
            for_whom="'x'", minutes="60", format="'online'", organisation_id="bench_id('organisation', 0)",
        )  # fmt: skip
        insert(
            owner, Session, one, id="bench_id('session', 1)", alliance_id=mine, course_id="bench_id('course', 1)",
            state="'open'", state_since="now()", starts_at="now() + interval '30 days'",
            ends_at="now() + interval '30 days 2 hours'", places=str(PLACES), fair_until="current_date",
        )  # fmt: skip
        row = owner.execute("SELECT bench_id('session', 1)").fetchone()
    return row and row[0]


def insert_rows(number: int, *, each: int) -> Calls:
    """The floor: the least that a durable write can be."""
    connection = as_web()
    for _ in range(each):
        yield partial(
            connection.execute,
            "INSERT INTO bench_floor (said_at, words) VALUES (now(), %s)",
            [f"client {number}"],
        )


def book(number: int, *, work: list[list[Any]], session_id: Any) -> Calls:
    """Everyone of one client books the session."""
    for actor in work[number]:
        yield partial(book_one, session_id, actor)


def book_one(session_id: Any, actor: Any) -> None:
    """As the page does it: fence, session, action, commit."""
    from alongside.foundation.tenancy.context import in_alliance
    from alongside.training.actions import book_place
    from alongside.training.models import Session

    with in_alliance(actor.alliance, organisation=actor.organisation_id, user=actor.user_id):
        book_place(Session.objects.get(pk=session_id), by=actor)


def check(owner: Connection, alliance: Any, *, asked: int) -> None:
    """Raises RuntimeError unless the first in line have the places and everyone else waits in order."""
    with owner.transaction():
        fence(owner, alliance_id=alliance.pk)
        line = owner.execute("SELECT line, state FROM training_booking ORDER BY line").fetchall()
    wanted = [(n, "booked" if n <= PLACES else "waiting") for n in range(1, asked + 1)]
    if line != wanted:
        raise RuntimeError("Places were not given in the order of the line.")
