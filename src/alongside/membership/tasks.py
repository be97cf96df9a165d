"""The membership's clock as a job: every morning, reminders of papers that end and applications left unfinished."""

from procrastinate.contrib.django import app

from alongside.foundation.tenancy.rounds import for_each_alliance
from alongside.foundation.workflow.clock import is_hour

from .actions import expire_applications, run_reminders

HOUR = 7


@app.periodic(cron="10 6,7 * * *")
@app.task(name="membership.clock", queueing_lock="membership.clock")
def tick(timestamp: int) -> None:
    """At ten past seven in London, winter and summer; one alliance's trouble does not hold up another."""
    if is_hour(timestamp, HOUR):
        for_each_alliance(run_reminders, expire_applications)
