"""Governance's clock as a job: every five minutes, votes that close, elections, and reminders."""

from procrastinate.contrib.django import app

from alongside.foundation.tenancy.rounds import for_each_alliance

from .actions import run_clock


@app.periodic(cron="*/5 * * * *")
@app.task(name="governance.clock", queueing_lock="governance.clock")
def tick(timestamp: int) -> None:
    """Each alliance in its own transactions, so that one's trouble does not hold up another."""
    for_each_alliance(run_clock)
