"""The nightly job of accounts."""

from datetime import timedelta

from procrastinate.contrib.django import app

from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance
from alongside.foundation.workflow.clock import now

from .models import Try


@app.periodic(cron="41 3 * * *")
@app.task(name="accounts.forget_tries", queueing_lock="accounts.forget_tries")
def forget_old_tries(timestamp: int) -> None:
    """Tries older than two days count for nothing."""
    for alliance_id in Alliance.objects.values_list("pk", flat=True):
        with in_alliance(alliance_id):
            Try.objects.filter(at__lt=now() - timedelta(days=2)).delete()
