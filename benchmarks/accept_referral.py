"""Accepting a referral: durable, with its step, its audit entry and the messages that it causes."""

from functools import partial
from typing import Any

from benchmarks.database import Connection, as_web, fence
from benchmarks.measuring import Calls
from benchmarks.measuring import measure as timed
from benchmarks.reporting import Aim, Measurement
from benchmarks.server import Browser, running_server, sign_in
from benchmarks.volume.alliance import HOST, ORGANISATIONS, make_alliance, user_of, worker_of
from benchmarks.volume.referrals import make_referrals

WORK = "Eight workers of the receiving organisations accept referrals, each another one, as fast as they can"
CLIENTS = 8
EACH = 400
SMALLEST = 1_000  # fewer leave some clients without work
WARM_UP = 10
AIMS = (Aim("per_second", ">=", 300), Aim("p99", "<=", 40, "ms"))
Job = tuple[int, Any, Any]  # the organisation's number, who accepts for it, which referral
FLOOR = "eight psycopg connections, each inserting one row a transaction"


def measure(owner: Connection, size: int) -> list[Measurement]:
    """Measure the floor and the action."""
    alliance = make_alliance(owner)
    make_referrals(owner, alliance, max(size, SMALLEST))
    owner.execute("CREATE TABLE bench_floor (id bigserial PRIMARY KEY, said_at timestamptz, words text)")
    owner.execute("GRANT INSERT ON bench_floor TO PUBLIC")
    owner.execute("GRANT USAGE ON SEQUENCE bench_floor_id_seq TO PUBLIC")
    work = work_of_clients(owner, alliance)
    each = min(EACH + WARM_UP, *(len(one) // 2 for one in work))
    warm_up = min(WARM_UP, each // 3)
    floor = timed(partial(insert_rows, each=each), clients=CLIENTS, warm_up=warm_up).as_dict()
    accepted = timed(
        partial(accept, work=[one[:each] for one in work]), clients=CLIENTS, warm_up=warm_up
    ).as_dict()
    sessions = {number: sign_in(owner, user_of(owner, alliance, number)) for number in range(ORGANISATIONS)}
    with running_server("accept-referral") as (port, server):
        rest = [one[each : each * 2] for one in work]
        posted = timed(
            partial(post, port=port, sessions=sessions, work=rest),
            clients=CLIENTS, warm_up=warm_up, server=server,
        ).as_dict()  # fmt: skip
    return [
        Measurement("through the action, 8 clients", accepted, FLOOR, floor, "per_second", AIMS),
        Measurement("HTTP, the form sent, 8 clients", posted, FLOOR, floor, "per_second", AIMS),
    ]


def work_of_clients(owner: Connection, alliance: Any) -> list[list[Job]]:
    """For each client the referrals that wait for an answer of its organisations, by lot, with who answers."""
    work: list[list[Job]] = [[] for _ in range(CLIENTS)]
    for number in range(ORGANISATIONS):
        actor = worker_of(owner, alliance, number)
        with owner.transaction():
            fence(owner, alliance_id=alliance.pk, organisation_id=actor.organisation_id)
            rows = owner.execute(
                "SELECT id FROM referrals_referral WHERE receiver_id = %s AND state = 'sent'",
                [actor.organisation_id],
            )
            work[number % CLIENTS] += [(number, actor, row[0]) for row in rows]
    return [sorted(one, key=lambda job: job[2].hex[::-1]) for one in work]


def insert_rows(number: int, *, each: int) -> Calls:
    """The floor: the least that a durable write can be."""
    connection = as_web()
    for _ in range(each):
        yield partial(
            connection.execute,
            "INSERT INTO bench_floor (said_at, words) VALUES (now(), %s)",
            [f"client {number}"],
        )


def accept(number: int, *, work: list[list[Job]]) -> Calls:
    """Accept what waits for the organisations of one client."""
    for _, actor, referral_id in work[number]:
        yield partial(accept_one, referral_id, actor)


def post(number: int, *, port: int, sessions: dict[int, str], work: list[list[Job]]) -> Calls:
    """The same by sending the form of the referral's page, signed in."""
    browser = Browser(port, host=HOST, session=sessions[work[number][0][0]])
    browser.get(f"/referrals/{work[number][0][2]}/")  # gives the secret that forms are sent with

    def one(organisation: int, referral_id: Any) -> None:
        browser.cookies["sessionid"] = sessions[organisation]
        said = {"how": "list", "note": "", "seen": "sent", "once": referral_id.hex}
        status, _ = browser.post(f"/referrals/{referral_id}/accept/", said)
        if status != 302:
            raise RuntimeError(f"Accepting by the page answered {status}.")

    for organisation, _, referral_id in work[number]:
        yield partial(one, organisation, referral_id)


def accept_one(referral_id: Any, actor: Any) -> None:
    """As the page does it: fence, referral, action, commit."""
    from alongside.foundation.tenancy.context import in_alliance
    from alongside.foundation.workflow.clock import today
    from alongside.referrals.actions import accept_referral
    from alongside.referrals.queries.referrals import find_referral

    with in_alliance(actor.alliance, organisation=actor.organisation_id, user=actor.user_id):
        accept_referral(find_referral(referral_id, by=actor), first_contact_on=today(), by=actor)
