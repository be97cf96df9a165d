"""The membership's clock as a job: every morning, reminders of papers that end and applications left unfinished."""

from procrastinate.contrib.django import app

from alongside.foundation.tenancy.models import Alliance

from .actions import expire_applications, run_reminders


@app.periodic(cron="10 7 * * *")
@app.task(name="membership.clock", queueing_lock="membership.clock")
def tick(timestamp: int) -> None:
    """Each alliance in its own transactions, so that one's trouble does not hold up another."""
    for alliance in Alliance.objects.order_by("pk"):
        run_reminders(alliance)
        expire_applications(alliance)
