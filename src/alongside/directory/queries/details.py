"""What a page shows of services: ten queries, however many services. A hidden address never leaves here."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from alongside.membership.queries import not_taking

from ..models import (
    Accessibility,
    Capacity,
    CostOption,
    Language,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceNeed,
)


@dataclass(frozen=True)
class PlaceShown:
    """Somewhere that a service is. For a hidden address everything is blank but `hidden`."""

    id: UUID
    name: str = ""
    street: str = ""
    town: str = ""
    postcode: str = ""
    transport: str = ""
    latitude: float | None = None
    longitude: float | None = None
    hidden: bool = False
    virtual: bool = False
    access: list[str] = field(default_factory=list)


@dataclass
class ServiceShown:
    """A service and what hangs off it, in the order in which it reads."""

    service: Service
    organisation: str = ""
    capacity: Capacity | None = None
    places: list[PlaceShown] = field(default_factory=list)
    phones: list[Phone] = field(default_factory=list)
    schedules: list[Schedule] = field(default_factory=list)
    costs: list[CostOption] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    areas: list[str] = field(default_factory=list)
    need_codes: list[str] = field(default_factory=list)
    not_taking: bool = False

    @property
    def hidden(self) -> bool:
        return any(place.hidden for place in self.places)


def services_shown(ids: Iterable[UUID]) -> dict[UUID, ServiceShown]:
    """Active services by id. Ids of another alliance, or of services not running, are left out."""
    wanted = list(ids)
    services = Service.objects.filter(pk__in=wanted, status=Service.Status.ACTIVE).select_related(
        "organisation"
    )
    shown = {
        s.pk: ServiceShown(s, organisation=s.organisation.name if s.organisation else "") for s in services
    }
    if not shown:
        return {}
    members = {s.pk: s.organisation.member_id for s in services if s.organisation}
    shut = not_taking(members.values())
    for pk, member_id in members.items():
        shown[pk].not_taking = member_id in shut
    inside = {"service_id__in": list(shown)}
    newest = (
        Capacity.objects.filter(**inside).order_by("service_id", "-said_at", "-id").distinct("service_id")
    )
    for capacity in newest:
        shown[capacity.service_id].capacity = capacity
    for phone in Phone.objects.filter(**inside).order_by("id"):
        shown[_id(phone)].phones.append(phone)
    for schedule in Schedule.objects.filter(**inside, closed=False).order_by("id"):
        shown[_id(schedule)].schedules.append(schedule)
    for cost in CostOption.objects.filter(**inside).order_by("amount", "id"):
        shown[cost.service_id].costs.append(cost)
    for language in Language.objects.filter(**inside).exclude(name="").order_by("name"):
        shown[_id(language)].languages.append(language.name)
    for area in ServiceArea.objects.filter(**inside).exclude(name="").order_by("name"):
        shown[area.service_id].areas.append(area.name)
    for need in ServiceNeed.objects.filter(**inside).order_by("-confidence", "need_code"):
        shown[need.service_id].need_codes.append(need.need_code)
    _add_places(shown)
    return shown


def _id(row: Phone | Schedule | Language) -> UUID:
    """The service of a row that was asked for by its service."""
    assert row.service_id is not None
    return row.service_id


def _add_places(shown: dict[UUID, ServiceShown]) -> None:
    at = list(
        ServiceAtLocation.objects.filter(service_id__in=list(shown)).select_related("location").order_by("id")
    )
    access: dict[UUID, list[str]] = defaultdict(list)
    for said in Accessibility.objects.filter(location_id__in=[a.location_id for a in at]).order_by("id"):
        access[said.location_id].append((said.description or said.details).strip())
    for each in at:
        where = each.location
        if where.address_hidden:
            place = PlaceShown(where.pk, hidden=True)
        else:
            place = PlaceShown(
                where.pk,
                where.name,
                ", ".join(part for part in (where.address_1, where.address_2) if part),
                where.city,
                where.postcode,
                where.transport,
                where.latitude,
                where.longitude,
                virtual=where.location_type == "virtual",
                access=[text for text in access[where.pk] if text],
            )
        shown[each.service_id].places.append(place)


def languages_spoken() -> list[str]:
    """The languages that any service of the alliance says it speaks, by name."""
    names = Language.objects.exclude(name="").values_list("name", flat=True).distinct()
    return sorted({name.strip().capitalize() for name in names})
