"""The clock as a job: every hour, reminders, held places and waits."""

from procrastinate.contrib.django import app

from alongside.foundation.tenancy.rounds import for_each_alliance

from .actions import run_clock


@app.periodic(cron="7 * * * *")
@app.task(name="training.clock", queueing_lock="training.clock")
def tick(timestamp: int) -> None:
    """Each alliance in its own transactions, so that one's trouble does not hold up another."""
    for_each_alliance(run_clock)
