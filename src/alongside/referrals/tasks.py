"""The clock as a job: every five minutes, reminders, waits that ran out, and what the lapsed still have."""

from procrastinate.contrib.django import app

from alongside.foundation.tenancy.rounds import for_each_alliance

from .actions import run_clock, run_handovers


@app.periodic(cron="*/5 * * * *")
@app.task(name="referrals.clock", queueing_lock="referrals.clock")
def tick(timestamp: int) -> None:
    """Each alliance in its own transactions, so that one's trouble does not hold up another."""
    for_each_alliance(run_clock, run_handovers)
