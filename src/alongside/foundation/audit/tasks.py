"""The job that seals the audit record."""

from procrastinate.contrib.django import app

from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance
from alongside.foundation.tenancy.rounds import for_each_alliance

from .verify import seal


def seal_all() -> int:
    """Seal what every alliance has done since last time; gives how many entries."""
    sealed: list[int] = []

    def seal_one(alliance: Alliance) -> None:
        with in_alliance(alliance):
            sealed.append(seal())

    for_each_alliance(seal_one)
    return sum(sealed)


@app.periodic(cron="* * * * *")
@app.task(name="audit.seal", queueing_lock="audit.seal")
def seal_audit(timestamp: int) -> None:
    """Every minute, so that at most a minute of the record is open to change."""
    seal_all()
