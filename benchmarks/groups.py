"""The pages of groups, meetings, decisions and interests after ten years of meetings, signed in."""

from functools import partial
from typing import Any

from benchmarks.database import Connection, as_web, fence
from benchmarks.measuring import Calls
from benchmarks.measuring import measure as timed
from benchmarks.reporting import Aim, Measurement
from benchmarks.server import Browser, running_server, sign_in
from benchmarks.volume.alliance import HOST, make_alliance, user_of, worker_of
from benchmarks.volume.groups import MINE, WORKER, make_groups

WORK = "A group's chair opens each page of governance, after ten years of meetings of twenty groups"
OPENED = 30
WARM_UP = 3
AIMS = (Aim("p99", "<=", 300, "ms"),)
FILE_AIMS = (Aim("p99", "<=", 1000, "ms"),)
FLOOR = "psycopg, fifty decisions, the latest first, inside the fence"


def measure(owner: Connection, size: int) -> list[Measurement]:
    """Measure the rows of one page of decisions, and each page through the real server, one client."""
    alliance = make_alliance(owner)
    make_groups(owner, alliance, size)
    actor = worker_of(owner, alliance, WORKER)
    session = sign_in(owner, user_of(owner, alliance, WORKER))
    number = min(OPENED, max(size, 3))
    floor = timed(partial(by_rows, actor=actor, of=number), warm_up=1).as_dict()
    found = []
    with running_server("groups") as (port, server):
        for name, path in pages(owner).items():
            calls = partial(open_page, port=port, session=session, path=path, of=number)
            figures = timed(calls, warm_up=min(WARM_UP, number - 1), server=server).as_dict()
            found.append(
                Measurement(
                    f"HTTP, {name}", figures, FLOOR, floor, "p50", FILE_AIMS if "CSV" in name else AIMS
                )
            )
    return found


def pages(owner: Connection) -> dict[str, str]:
    """Each page and its address."""

    def key(kind: str, number: int) -> Any:
        return owner.execute("SELECT bench_id(%s, %s)", [kind, number]).fetchone()[0]  # type: ignore[index]

    group = key("group", MINE)
    return {
        "our groups": "/groups/",
        "a group": f"/groups/{group}/",
        "its meetings": f"/groups/{group}/meetings/",
        "a meeting": f"/meetings/{key('meeting', 0)}/",
        "decisions": "/groups/decisions/",
        "decisions, by words": "/groups/decisions/?q=decision+wait+7",
        "decisions as CSV": "/groups/decisions/?format=csv",
        "interests": "/groups/interests/",
        "my actions": "/groups/my-actions/",
    }


def by_rows(number: int, *, actor: Any, of: int) -> Calls:
    """The floor."""
    connection = as_web()

    def one() -> None:
        with connection.transaction():
            fence(connection, alliance_id=actor.alliance_id, organisation_id=actor.organisation_id)
            connection.execute(
                "SELECT * FROM governance_decision ORDER BY decided_at DESC LIMIT 50"
            ).fetchall()

    for _ in range(of):
        yield one


def open_page(number: int, *, port: int, session: str, path: str, of: int) -> Calls:
    """One page, through the real server."""
    browser = Browser(port, host=HOST, session=session)

    def one() -> None:
        status, _ = browser.get(path)
        if status != 200:
            raise RuntimeError(f"{path} answered {status} {browser.redirect}.")

    for _ in range(of):
        yield one
