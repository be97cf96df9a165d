"""What a page shows of services: eleven queries, however many services. A hidden address never leaves here."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection

from alongside.foundation.tenancy.statements import EachGiven, Statement
from alongside.membership.queries import not_taking

from ..models import (
    Accessibility,
    Capacity,
    CostOption,
    Language,
    Phone,
    Schedule,
    SeenWait,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceNeed,
)

THESE = EachGiven("ids")
SERVICES = Statement(
    lambda: Service.objects.filter(pk__in=THESE, status=Service.Status.ACTIVE).select_related("organisation")
)
NEWEST_CAPACITIES = Statement(
    lambda: (
        Capacity.objects.filter(service_id__in=THESE)
        .order_by("service_id", "-said_at", "-id")
        .distinct("service_id")
    )
)
SEEN_WAITS = Statement(lambda: SeenWait.objects.filter(service_id__in=THESE))
PHONES = Statement(lambda: Phone.objects.filter(service_id__in=THESE).order_by("id"))
SCHEDULES = Statement(lambda: Schedule.objects.filter(service_id__in=THESE, closed=False).order_by("id"))
COSTS = Statement(lambda: CostOption.objects.filter(service_id__in=THESE).order_by("amount", "id"))
LANGUAGES = Statement(lambda: Language.objects.filter(service_id__in=THESE).exclude(name="").order_by("name"))
AREAS = Statement(lambda: ServiceArea.objects.filter(service_id__in=THESE).exclude(name="").order_by("name"))
NEEDS = Statement(
    lambda: ServiceNeed.objects.filter(service_id__in=THESE).order_by("-confidence", "need_code")
)
PLACES = Statement(
    lambda: ServiceAtLocation.objects.filter(service_id__in=THESE).select_related("location").order_by("id")
)
# From one name to the next by the index: a DISTINCT reads every language of every service, 6 ms of 100,000 services.
NAMES_OF_LANGUAGES = """
    WITH RECURSIVE spoken AS (
      (SELECT name FROM directory_language WHERE name > '' ORDER BY name LIMIT 1)
      UNION ALL
      SELECT (SELECT l.name FROM directory_language l WHERE l.name > s.name ORDER BY l.name LIMIT 1)
      FROM spoken s WHERE s.name IS NOT NULL
    ) SELECT name FROM spoken WHERE name IS NOT NULL
"""
ACCESSIBILITY = Statement(lambda: Accessibility.objects.filter(location_id__in=THESE).order_by("id"))


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
    seen_wait: SeenWait | None = None

    @property
    def hidden(self) -> bool:
        return any(place.hidden for place in self.places)


def services_shown(ids: Iterable[UUID]) -> dict[UUID, ServiceShown]:
    """Active services by id. Ids of another alliance, or of services not running, are left out."""
    services = SERVICES.all(ids=list(ids))
    shown = {
        s.pk: ServiceShown(s, organisation=s.organisation.name if s.organisation else "") for s in services
    }
    if not shown:
        return {}
    members = {s.pk: s.organisation.member_id for s in services if s.organisation}
    shut = not_taking(members.values())
    for pk, member_id in members.items():
        shown[pk].not_taking = member_id in shut
    inside = {"ids": list(shown)}
    for capacity in NEWEST_CAPACITIES.all(**inside):
        shown[capacity.service_id].capacity = capacity
    for seen in SEEN_WAITS.all(**inside):
        shown[seen.service_id].seen_wait = seen
    for phone in PHONES.all(**inside):
        shown[_id(phone)].phones.append(phone)
    for schedule in SCHEDULES.all(**inside):
        shown[_id(schedule)].schedules.append(schedule)
    for cost in COSTS.all(**inside):
        shown[cost.service_id].costs.append(cost)
    for language in LANGUAGES.all(**inside):
        shown[_id(language)].languages.append(language.name)
    for area in AREAS.all(**inside):
        shown[area.service_id].areas.append(area.name)
    for need in NEEDS.all(**inside):
        shown[need.service_id].need_codes.append(need.need_code)
    _add_places(shown)
    return shown


def _id(row: Phone | Schedule | Language) -> UUID:
    """The service of a row that was asked for by its service."""
    assert row.service_id is not None
    return row.service_id


def _add_places(shown: dict[UUID, ServiceShown]) -> None:
    at = PLACES.all(ids=list(shown))
    access: dict[UUID, list[str]] = defaultdict(list)
    for said in ACCESSIBILITY.all(ids=[each.location_id for each in at]):
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
    with connection.cursor() as cursor:
        cursor.execute(NAMES_OF_LANGUAGES)
        return sorted({name.strip().capitalize() for (name,) in cursor.fetchall()})
