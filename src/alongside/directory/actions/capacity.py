"""What a service says of its room."""

from collections.abc import Sequence

from django.utils import timezone

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import DomainError
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission

from ..models import Capacity, SeenWait, Service


@action(Permission.CAPACITY_RECORD, records="Capacity said")
def record_capacity(service: Service, *, state: str, weeks: int | None = None, by: Actor) -> Capacity:
    """Say how much room a service has, as of now. `weeks` goes with a waiting list. Raises DomainError."""
    if state not in Capacity.State.values:
        raise DomainError(
            "Say whether the service has room, a waiting list, is full, or should be asked first."
        )
    if weeks is not None and state != Capacity.State.WAITING_LIST:
        raise DomainError("Weeks of waiting go with a waiting list only.")
    if weeks is not None and not 0 <= weeks <= 520:
        raise DomainError("Weeks of waiting must be a number from 0 to 520.")
    said = Capacity(
        alliance_id=by.alliance_id,
        service=service,
        state=state,
        weeks=weeks,
        said_at=timezone.now(),
        said_by=by.label[:400],
    )
    said.save(force_insert=True)
    return said


@action(Permission.UPKEEP_CLOCK, records="Waits measured")
def note_waits(measured: Sequence[SeenWait], *, by: Actor) -> int:
    """Keep what was measured in place of what was measured before. Gives how many services have one.

    Whoever measures leaves out services with too few people to show (``SeenWait``).
    """
    SeenWait.objects.all().delete()
    for one in measured:
        one.alliance_id = by.alliance_id
    SeenWait.objects.bulk_create(measured, batch_size=1_000)
    return len(measured)
