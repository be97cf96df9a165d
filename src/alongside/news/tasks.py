"""Telling people that there is news: each morning."""

from procrastinate.contrib.django import app

from alongside.foundation.access.actor import clock
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance
from alongside.foundation.workflow.clock import today

from .actions import send_digests


@app.periodic(cron="0 8 * * *")
@app.task(name="news.digests", queueing_lock="news.digests")
def tell_of_news(timestamp: int) -> None:
    """Each alliance in a transaction of its own. A second run of the same day tells nobody twice."""
    for alliance in Alliance.objects.order_by("pk"):
        with in_alliance(alliance):
            send_digests(alliance, on=today(), by=clock(alliance))
