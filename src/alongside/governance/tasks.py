"""Governance's clock as a job: every five minutes, votes that close, elections, and reminders."""

from procrastinate.contrib.django import app

from alongside.foundation.access.actor import clock
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance

from .actions import pass_time


@app.periodic(cron="*/5 * * * *")
@app.task(name="governance.clock", queueing_lock="governance.clock")
def tick(timestamp: int) -> None:
    """Each alliance in a transaction of its own."""
    for alliance in Alliance.objects.order_by("pk"):
        with in_alliance(alliance):
            pass_time(by=clock(alliance))
