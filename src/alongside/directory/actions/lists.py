"""Lists of services that an organisation keeps. Anyone who works for it may change them; nobody else sees them."""

from uuid import UUID

from django.db import IntegrityError, transaction

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import DomainError, Missing, NotAllowed, NotFound
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission

from .. import rules  # noqa: F401 - whose lists are whose
from ..chosen import MOST
from ..models import ListedService, Service, ServiceList

MOST_LISTS = 200
TAKEN = "You have a list of that name already. Give this one another."


@action(Permission.LIST_KEEP, records="List of services begun")
def start_list(*, name: str, service_id: UUID | None = None, by: Actor) -> ServiceList:
    """A new list, with a first service if one is given. Raises DomainError, Missing, NotAllowed, NotFound."""
    if by.organisation_id is None:
        raise NotAllowed("A list belongs to an organisation, and you act for none just now.")
    if ServiceList.objects.filter(organisation_id=by.organisation_id).count() >= MOST_LISTS:
        raise DomainError(f"Your organisation has {MOST_LISTS} lists already. Remove one first.")
    made = ServiceList(
        alliance_id=by.alliance_id,
        organisation_id=by.organisation_id,
        name=_named(name),
        made_by=by.label[:400],
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise DomainError(TAKEN, field="name") from error
    if service_id:
        _keep(made, service_id, by)
    return made


@action(Permission.LIST_KEEP, records="List of services renamed")
def rename_list(found: ServiceList, *, name: str, by: Actor) -> ServiceList:
    """Raises DomainError where the organisation has a list of that name, and Missing."""
    found.name = _named(name)
    try:
        with transaction.atomic():
            found.save(update_fields=["name"])
    except IntegrityError as error:
        raise DomainError(TAKEN, field="name") from error
    return found


@action(Permission.LIST_KEEP, records="Service put on a list")
def keep_service(found: ServiceList, *, service_id: UUID, by: Actor) -> ServiceList:
    """Put a running service on a list; on it already, nothing changes. Raises DomainError when the list is full."""
    ServiceList.objects.select_for_update().get(pk=found.pk)  # two at once would both find room
    _keep(found, service_id, by)
    return found


@action(Permission.LIST_KEEP, records="Service taken off a list")
def drop_service(found: ServiceList, *, service_id: UUID, by: Actor) -> ServiceList:
    """Take a service off; not on it, nothing changes."""
    ListedService.objects.filter(service_list=found, service_id=service_id).delete()
    return found


@action(Permission.LIST_KEEP, records="List of services removed")
def end_list(found: ServiceList, *, by: Actor) -> None:
    """Remove a list. The services stay in the directory."""
    ServiceList.objects.filter(pk=found.pk).delete()


def _named(name: str) -> str:
    tidy = " ".join(name.replace("\0", "").split())[:80]
    if not tidy:
        raise Missing("Give the list a name.", field="name")
    return tidy


def _keep(found: ServiceList, service_id: UUID, by: Actor) -> None:
    if not Service.objects.filter(pk=service_id, status=Service.Status.ACTIVE).exists():
        raise NotFound
    on_it = set(ListedService.objects.filter(service_list=found).values_list("service_id", flat=True))
    if service_id in on_it:
        return
    if len(on_it) >= MOST:
        raise DomainError(
            f"“{found.name}” is full: a list holds {MOST} services, so that it fits on a leaflet. Take one off first."
        )
    ListedService.objects.create(
        alliance_id=by.alliance_id, service_list=found, service_id=service_id, listed_by=by.label[:400]
    )
