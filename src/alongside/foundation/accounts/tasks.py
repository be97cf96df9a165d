"""The nightly job of accounts."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from procrastinate.contrib.django import app

from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance
from alongside.foundation.tenancy.rounds import for_each_alliance
from alongside.foundation.workflow.clock import now

from .models import Try


@app.periodic(cron="41 3 * * *")
@app.task(name="accounts.forget_tries", queueing_lock="accounts.forget_tries")
def forget_old_tries(timestamp: int) -> None:
    """Tries older than two days count for nothing."""
    for_each_alliance(forget_tries_of)


def forget_tries_of(alliance: Alliance) -> None:
    with in_alliance(alliance):
        Try.objects.filter(at__lt=now() - timedelta(days=2)).delete()


@app.periodic(cron="51 3 * * *")
@app.task(name="accounts.forget_sessions", queueing_lock="accounts.forget_sessions")
def forget_old_sessions(timestamp: int) -> None:
    """What browsers were shown or typed, once it can no longer be opened: nobody's words lie about."""
    Session.objects.filter(expire_date__lt=now()).delete()
