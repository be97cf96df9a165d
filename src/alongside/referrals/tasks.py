"""The clock as a job: every five minutes, reminders, waits that ran out, and what the lapsed still have."""

from procrastinate.contrib.django import app

from alongside.foundation.tenancy.rounds import for_each_alliance
from alongside.foundation.workflow.clock import is_hour

from .actions import run_clock, run_handovers, run_waits

MEASURE_HOUR = 4


@app.periodic(cron="*/5 * * * *")
@app.task(name="referrals.clock", queueing_lock="referrals.clock")
def tick(timestamp: int) -> None:
    """Each alliance in its own transactions, so that one's trouble does not hold up another."""
    for_each_alliance(run_clock, run_handovers)


@app.periodic(cron="30 3,4 * * *")
@app.task(name="referrals.waits", queueing_lock="referrals.waits")
def measure_waits(timestamp: int) -> None:
    """At half past four in London: what people waited, for the directory to show beside what services say."""
    if is_hour(timestamp, MEASURE_HOUR):
        for_each_alliance(run_waits)
