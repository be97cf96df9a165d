"""What members offer, and when each last said whether it has room: three queries, however many there are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from ..models import Capacity, Service, ServiceNeed
from .room import is_stale


@dataclass(frozen=True)
class Offer:
    """A running service of a member. `capacity` is what was said last, or None."""

    id: UUID
    name: str
    member_id: UUID
    capacity: Capacity | None
    need_codes: tuple[str, ...]

    @property
    def is_fresh(self) -> bool:
        """Its room was said in the last 28 days."""
        return self.capacity is not None and not is_stale(self.capacity.said_at)

    @property
    def has_room(self) -> bool:
        return self.is_fresh and self.capacity is not None and self.capacity.state == Capacity.State.HAS_ROOM


def how_many_services() -> int:
    """The running services that can be found."""
    return Service.objects.filter(status=Service.Status.ACTIVE).count()


def offers_of_members(members: Iterable[UUID]) -> dict[UUID, list[Offer]]:
    """The running services of organisations of the alliance, by organisation, each list by name."""
    services = list(
        Service.objects.filter(status=Service.Status.ACTIVE, organisation__member_id__in=list(members))
        .order_by("name", "id")
        .values_list("pk", "name", "organisation__member_id")
    )
    inside = {"service_id__in": [pk for pk, _name, _member in services]}
    newest = (
        Capacity.objects.filter(**inside).order_by("service_id", "-said_at", "-id").distinct("service_id")
    )
    capacities = {capacity.service_id: capacity for capacity in newest}
    needs: dict[UUID, list[str]] = defaultdict(list)
    for need in ServiceNeed.objects.filter(**inside).order_by("-confidence", "need_code"):
        needs[need.service_id].append(need.need_code)
    found: dict[UUID, list[Offer]] = defaultdict(list)
    for pk, name, member_id in services:
        found[member_id].append(Offer(pk, name, member_id, capacities.get(pk), tuple(needs[pk])))
    return found
