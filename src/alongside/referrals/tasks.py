"""The clock as a job: every five minutes, reminders and waits that ran out."""

from procrastinate.contrib.django import app

from alongside.foundation.tenancy.models import Alliance

from .actions import run_clock


@app.periodic(cron="*/5 * * * *")
@app.task(name="referrals.clock", queueing_lock="referrals.clock")
def tick(timestamp: int) -> None:
    """Each alliance in its own transactions, so that one's trouble does not hold up another."""
    for alliance in Alliance.objects.order_by("pk"):
        run_clock(alliance)
