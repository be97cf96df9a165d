"""The directory's clock: each morning organisations are asked to look, each night some websites are looked at."""

from concurrent.futures import ThreadPoolExecutor

from procrastinate.contrib.django import app

from alongside.directory.actions import find_likenesses, note_link
from alongside.directory.queries import links_to_check
from alongside.foundation.access.actor import clock
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance
from alongside.foundation.tenancy.rounds import for_each_alliance
from alongside.foundation.workflow.clock import is_hour, is_working_day, today

from .actions import run_nudges
from .looking import fault_of

NUDGE_HOUR, LOOK_HOUR, COMPARE_HOUR = 9, 3, 4
A_NIGHT = 400  # websites of one alliance: 4,000 are gone round in ten nights
AT_ONCE = 8


@app.periodic(cron="20 8,9 * * *")
@app.task(name="upkeep.nudges", queueing_lock="upkeep.nudges")
def ask_to_look(timestamp: int) -> None:
    """At twenty past nine in London on working days, winter and summer."""
    if is_hour(timestamp, NUDGE_HOUR) and is_working_day(today()):
        for_each_alliance(run_nudges)


@app.periodic(cron="40 2,3 * * *")
@app.task(name="upkeep.links", queueing_lock="upkeep.links")
def look_at_websites(timestamp: int) -> None:
    """At twenty to four in London."""
    if is_hour(timestamp, LOOK_HOUR):
        for_each_alliance(run_links)


def run_links(alliance: Alliance) -> int:
    """Look at some websites of one alliance: nothing is locked while the web is waited for. Gives how many.

    A demo's addresses are made up, so none of them is looked at.
    """
    if alliance.is_demo:
        return 0
    with in_alliance(alliance):
        asked = links_to_check(A_NIGHT)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        faults = list(pool.map(fault_of, [address for _service, address in asked]))
    for (service, address), fault in zip(asked, faults, strict=True):
        with in_alliance(alliance):
            note_link(service, address=address, fault=fault, by=clock(alliance))
    return len(asked)


@app.periodic(cron="10 3,4 * * *")
@app.task(name="upkeep.likenesses", queueing_lock="upkeep.likenesses")
def compare_entries(timestamp: int) -> None:
    """At ten past four in London."""
    if is_hour(timestamp, COMPARE_HOUR):
        for_each_alliance(run_likenesses)


def run_likenesses(alliance: Alliance) -> int:
    """Compare the entries of one alliance with each other. Gives how many pairs may be one service."""
    with in_alliance(alliance):
        return find_likenesses(by=clock(alliance))
