"""The clock as a job: every hour, reminders, held places and waits."""

from procrastinate.contrib.django import app

from alongside.foundation.tenancy.models import Alliance

from .actions import run_clock


@app.periodic(cron="7 * * * *")
@app.task(name="training.clock", queueing_lock="training.clock")
def tick(timestamp: int) -> None:
    """Each alliance in its own transactions, so that one's trouble does not hold up another."""
    for alliance in Alliance.objects.order_by("pk"):
        run_clock(alliance)
