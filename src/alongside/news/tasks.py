"""Telling people that there is news: each morning."""

from procrastinate.contrib.django import app

from alongside.foundation.access.actor import clock
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance
from alongside.foundation.tenancy.rounds import for_each_alliance
from alongside.foundation.workflow.clock import is_hour, today

from .actions import send_digests

HOUR = 8


@app.periodic(cron="0 7,8 * * *")
@app.task(name="news.digests", queueing_lock="news.digests")
def tell_of_news(timestamp: int) -> None:
    """At eight in London, winter and summer. A second run of the same day tells nobody twice."""
    if is_hour(timestamp, HOUR):
        for_each_alliance(run_digests)


def run_digests(alliance: Alliance) -> None:
    """Tell whoever is due in one alliance, in a transaction of its own."""
    with in_alliance(alliance):
        send_digests(alliance, on=today(), by=clock(alliance))
