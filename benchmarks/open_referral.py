"""Opening one referral of very many, signed in: the page, with the note in the person's record of who looked."""

from functools import partial
from typing import Any

from benchmarks.database import Connection, as_web, fence
from benchmarks.measuring import Calls
from benchmarks.measuring import measure as timed
from benchmarks.reporting import Aim, Measurement
from benchmarks.server import Browser, running_server, sign_in
from benchmarks.volume.alliance import HOST, make_alliance, user_of, worker_of
from benchmarks.volume.referrals import make_referrals

WORK = "A worker of the receiving organisation opens referrals, each another one"
OPENED = 500
SMALLEST = 1_000  # fewer leave some organisations without a referral
WARM_UP = 30
CLIENTS = 4
WORKER = 7
AIMS = (Aim("p99", "<=", 25, "ms"),)
FLOOR = "psycopg, the row of the referral by its primary key, inside both fences"


def measure(owner: Connection, size: int) -> list[Measurement]:
    """Measure the row, the query that the page is drawn from, and the page through the real server."""
    alliance = make_alliance(owner)
    make_referrals(owner, alliance, max(size, SMALLEST))
    actor = worker_of(owner, alliance, WORKER)
    user = user_of(owner, alliance, WORKER)
    number = min(OPENED, size)
    warm_up = min(WARM_UP, number)
    ids = of_receiver(owner, actor, number + warm_up)
    session = sign_in(owner, user)
    floor = timed(partial(by_key, actor=actor, ids=ids), warm_up=warm_up).as_dict()
    inside = timed(partial(open_inside, actor=actor, ids=ids), warm_up=warm_up)
    with running_server("open-referral") as (port, server):
        one = timed(
            partial(open_page, port=port, session=session, ids=ids, of=1), warm_up=warm_up, server=server
        )
        many = timed(
            partial(open_page, port=port, session=session, ids=ids, of=CLIENTS),
            clients=CLIENTS,
            warm_up=warm_up // CLIENTS,
            server=server,
        )
    return [
        Measurement("inside: the referral, and who looked", inside.as_dict(), FLOOR, floor),
        Measurement("HTTP, signed in, one client", one.as_dict(), FLOOR, floor, "p50", AIMS),
        Measurement(f"HTTP, signed in, {CLIENTS} clients", many.as_dict(), FLOOR, floor),
    ]


def of_receiver(owner: Connection, actor: Any, number: int) -> list[Any]:
    """So many referrals to the actor's organisation, drawn by lot; some of them twice if there are too few."""
    with owner.transaction():
        fence(owner, alliance_id=actor.alliance_id, organisation_id=actor.organisation_id)
        rows = owner.execute(
            "SELECT id FROM referrals_referral WHERE receiver_id = %s ORDER BY md5(id::text) LIMIT %s",
            [actor.organisation_id, number],
        ).fetchall()
    return [rows[place % len(rows)][0] for place in range(number)]


def by_key(number: int, *, actor: Any, ids: list[Any]) -> Calls:
    """The floor."""
    connection = as_web()

    def one(pk: Any) -> None:
        with connection.transaction():
            fence(connection, alliance_id=actor.alliance_id, organisation_id=actor.organisation_id)
            if connection.execute("SELECT * FROM referrals_referral WHERE id = %s", [pk]).fetchone() is None:
                raise RuntimeError("The floor reads a referral that is out of sight.")

    for pk in ids:
        yield partial(one, pk)


def open_inside(number: int, *, actor: Any, ids: list[Any]) -> Calls:
    """The query alone: one referral with its person and request, and the read entry, committed."""
    from alongside.foundation.tenancy.context import in_alliance
    from alongside.referrals.queries.referrals import open_referral

    def one(pk: Any) -> None:
        with in_alliance(actor.alliance, organisation=actor.organisation_id, user=actor.user_id):
            open_referral(pk, by=actor)

    for pk in ids:
        yield partial(one, pk)


def open_page(number: int, *, port: int, session: str, ids: list[Any], of: int) -> Calls:
    """The page, through the real server; with several clients each opens its own share."""
    browser = Browser(port, host=HOST, session=session)

    def one(pk: Any) -> None:
        status, _ = browser.get(f"/referrals/{pk}/")
        if status != 200:
            raise RuntimeError(f"The page of a referral answered {status} {browser.redirect}.")

    for pk in ids[number::of]:
        yield partial(one, pk)
