"""Lists of services: those of one's own organisation, and nobody else's."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet
from django.db.models.functions import Lower

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import NotFound
from alongside.foundation.access.permissions import Permission

from ..models import ListedService, Service, ServiceList


@dataclass(frozen=True)
class ListShown:
    """A list and the ids on it, in the order in which they were put there."""

    row: ServiceList
    ids: list[UUID]


def service_lists(*, by: Actor, words: str = "") -> list[ServiceList]:
    """The lists by name, each with ``services``, how many are on it; ``words`` are anywhere in the name."""
    rows = _own(by).annotate(services=Count("listed"))
    for word in words.split()[:8]:
        rows = rows.filter(name__icontains=word)
    return list(rows.order_by(Lower("name"), "pk"))


def service_list(list_id: UUID, *, by: Actor) -> ListShown:
    """Raises NotFound for another organisation's."""
    row = _own(by).filter(pk=list_id).first()
    if row is None:
        raise NotFound
    on_it = ListedService.objects.filter(service_list=row).order_by("listed_at", "pk")
    return ListShown(row, list(on_it.values_list("service_id", flat=True)))


def lists_with(service_id: UUID, *, by: Actor) -> set[UUID]:
    """The ids of one's own lists that a service is on."""
    on = ListedService.objects.filter(service_id=service_id, service_list__in=_own(by))
    return set(on.values_list("service_list_id", flat=True))


def _own(by: Actor) -> QuerySet[ServiceList]:
    if by.organisation_id is None or not by.has(Permission.LIST_KEEP):
        return ServiceList.objects.none()
    return ServiceList.objects.filter(organisation_id=by.organisation_id)


def names_of(ids: list[UUID]) -> dict[UUID, str]:
    """What services are called, whether they are running or not."""
    return dict(Service.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}
