"""The jobs: send one message, and find those that a lost worker left behind."""

from uuid import UUID

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance
from alongside.foundation.tenancy.rounds import for_each_alliance

from .delivery import send
from .waiting import left_waiting

LEFT_MINUTES = 10


class NotYet(Exception):
    """A try did not work; the next is due in ``seconds``."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"next try in {seconds} seconds")
        self.seconds = seconds


class NextTry(BaseRetryStrategy):
    """After NotYet, when it says; after anything unforeseen, up to ten times, further and further apart."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if isinstance(exception, NotYet):
            return RetryDecision(retry_in={"seconds": exception.seconds})
        return RetryDecision(retry_in={"seconds": 15 * 2**job.attempts}) if job.attempts < 10 else None


@app.task(name="messages.send", queue="messages", retry=NextTry())
def send_message(*, alliance: str, message: str, person: str | None = None) -> None:
    """Try to send one message. The arguments are ids."""
    wait = send(
        alliance_id=UUID(alliance), message_id=UUID(message), person_id=UUID(person) if person else None
    )
    if wait is not None:
        raise NotYet(wait)


def defer_send(*, alliance_id: UUID, message_id: UUID, person_id: UUID | None) -> None:
    """Put the job that sends a message in the queue, in the transaction at hand."""
    send_message.defer(
        alliance=str(alliance_id), message=str(message_id), person=str(person_id) if person_id else None
    )


def sweep() -> int:
    """Queue again each message that waits with no live job; gives how many."""
    found: list[UUID] = []

    def sweep_one(alliance: Alliance) -> None:
        with in_alliance(alliance):
            for message_id, person_id in left_waiting(minutes=LEFT_MINUTES):
                defer_send(alliance_id=alliance.pk, message_id=message_id, person_id=person_id)
                found.append(message_id)

    for_each_alliance(sweep_one)
    return len(found)


@app.periodic(cron="*/5 * * * *")
@app.task(name="messages.sweep", queue="messages", queueing_lock="messages.sweep")
def sweep_messages(timestamp: int) -> None:
    """Every five minutes."""
    sweep()


@app.periodic(cron="* * * * *")
@app.task(name="jobs.revive", queueing_lock="jobs.revive")
async def revive_jobs(timestamp: int) -> None:
    """Every minute: take up again the jobs, of any kind, whose worker died in the middle of one."""
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(job)


@app.periodic(cron="17 3 * * *")
@app.task(name="jobs.clear", queueing_lock="jobs.clear")
async def clear_jobs(timestamp: int) -> None:
    """Every night: forget the jobs that ended more than a week ago."""
    await app.job_manager.delete_old_jobs(
        nb_hours=7 * 24, include_failed=True, include_cancelled=True, include_aborted=True
    )
