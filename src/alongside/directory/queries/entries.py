"""Entries as those who keep them see them: running or not, with their sheet, what is wrong and where it comes from."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import NotFound
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.rules import can
from alongside.foundation.design.forms import PhoneField
from alongside.foundation.workflow.clock import now, today

from ..models import (
    Capacity,
    CostOption,
    EntryVersion,
    FieldDecision,
    LinkCheck,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceNeed,
)
from ..quality import Facts, Quality, quality
from ..sheet import Value, sheet_of

BROKEN_DAYS = 2
SHORT = 6  # digits of a number such as 111 or 116 123
PAGE = 50


@dataclass(frozen=True)
class Entry:
    """One entry. ``conflicts`` are decisions whose source says another thing since."""

    service: Service
    sheet: dict[str, Value]
    capacity: Capacity | None
    quality: Quality
    bad_phones: tuple[str, ...] = ()
    broken_link: LinkCheck | None = None
    decisions: tuple[FieldDecision, ...] = ()

    @property
    def conflicts(self) -> tuple[FieldDecision, ...]:
        return tuple(one for one in self.decisions if is_conflict(one))

    @property
    def owner_id(self) -> UUID | None:
        return self.service.organisation.member_id if self.service.organisation else None


@dataclass
class _Hanging:
    phones: list[Phone] = field(default_factory=list)
    times: list[Schedule] = field(default_factory=list)
    decisions: list[FieldDecision] = field(default_factory=list)


def is_conflict(decision: FieldDecision) -> bool:
    """Whether its source has come to say another thing than it did when this was decided, and than this."""
    return decision.source_says not in (decision.over, decision.value)


def own_entries(*, by: Actor) -> list[Entry]:
    """The entries of the organisation that someone acts for, by name; those that ended left out."""
    if by.organisation_id is None:
        return []
    return _entries(_kept().filter(organisation__member_id=by.organisation_id).order_by("name", "id"))


def every_entry(*, words: str = "", after: int = 0, by: Actor) -> tuple[list[Entry], int]:
    """A page of entries, those that nobody has looked at for longest first; and how many there are."""
    if not by.has(Permission.DIRECTORY_MODERATE):
        return [], 0
    rows = _kept()
    for word in words.split()[:6]:
        rows = rows.filter(Q(name__icontains=word) | Q(organisation__name__icontains=word))
    ordered = rows.order_by(F("assured_on").asc(nulls_first=True), "name", "id")
    return _entries(ordered[after : after + PAGE]), rows.count()


def find_entry(service_id: UUID, *, by: Actor) -> Entry:
    """One entry, for whoever may ask for a change to it. Raises NotFound."""
    found = _entries(_kept().filter(pk=service_id))
    if not found or not can(by, Permission.DIRECTORY_PROPOSE, found[0].service):
        raise NotFound
    return found[0]


def find_entries(ids: list[UUID], *, by: Actor) -> list[Entry]:
    """Entries by their ids, for whoever looks after them all; what is not there is left out."""
    return _entries(_kept().filter(pk__in=ids)) if by.has(Permission.DIRECTORY_MODERATE) else []


def find_running(service_id: UUID) -> Service:
    """A service that anyone can find. Raises NotFound."""
    found = (
        Service.objects.filter(pk=service_id, status=Service.Status.ACTIVE)
        .select_related("organisation")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def conflicting(*, by: Actor) -> list[FieldDecision]:
    """Decisions whose source says another thing since, the newest first."""
    if not by.has(Permission.DIRECTORY_MODERATE):
        return []
    rows = FieldDecision.objects.exclude(source_says=F("over")).select_related(
        "service__organisation", "service__source"
    )
    return [one for one in rows.order_by("-decided_at", "id")[:500] if is_conflict(one)]


def broken_links(*, by: Actor) -> list[LinkCheck]:
    """Websites that did not answer on two days in a row, the longest first."""
    if not by.has(Permission.DIRECTORY_MODERATE):
        return []
    rows = LinkCheck.objects.filter(failed_days__gte=BROKEN_DAYS).exclude(
        service__status__in=(Service.Status.DEFUNCT, Service.Status.MERGED)
    )
    return list(rows.select_related("service__organisation").order_by("failed_since", "id")[:500])


def links_to_check(most: int) -> list[tuple[Service, str]]:
    """Running services with a website, those looked at longest ago first."""
    rows = Service.objects.filter(status=Service.Status.ACTIVE, url__startswith="http").order_by(
        F("link_checks__checked_at").asc(nulls_first=True), "id"
    )
    return [(one, one.url) for one in rows[:most]]


def versions_of(entry: Entry, *, most: int = 300) -> list[EntryVersion]:
    """What an entry and what hangs off it were, the newest first."""
    places = ServiceAtLocation.objects.filter(service=entry.service).values_list("location_id", flat=True)
    mine = Q(entry=entry.service.pk) | Q(row__in=list(places))
    return list(EntryVersion.objects.filter(mine).order_by("-at", "-transaction", "id")[:most])


def is_real_number(text: str) -> bool:
    """Whether a telephone number could be one, by the numbering plans (phonenumbers)."""
    digits = "".join(letter for letter in text if letter.isdigit())
    if 3 <= len(digits) <= SHORT and digits[0] != "0":
        return True
    try:
        return bool(PhoneField().clean(text))
    except ValidationError:
        return False


def _kept() -> QuerySet[Service]:
    gone = (Service.Status.DEFUNCT, Service.Status.MERGED)
    return Service.objects.exclude(status__in=gone).select_related("organisation", "source")


def _entries(rows: Iterable[Service]) -> list[Entry]:
    services = list(rows)
    inside: dict[str, Any] = {"service_id__in": [one.pk for one in services]}
    hanging: dict[UUID, _Hanging] = defaultdict(_Hanging)
    for phone in Phone.objects.filter(**inside).order_by("id"):
        hanging[phone.service_id].phones.append(phone)  # type: ignore[index]
    for times in Schedule.objects.filter(**inside, closed=False).order_by("id"):
        hanging[times.service_id].times.append(times)  # type: ignore[index]
    for decision in FieldDecision.objects.filter(**inside).order_by("field"):
        hanging[decision.service_id].decisions.append(decision)
    newest = (
        Capacity.objects.filter(**inside).order_by("service_id", "-said_at", "-id").distinct("service_id")
    )
    capacities = {one.service_id: one for one in newest}
    checks = {one.service_id: one for one in LinkCheck.objects.filter(**inside, failed_days__gte=BROKEN_DAYS)}
    placed, priced, needed = (
        set(model.objects.filter(**inside).values_list("service_id", flat=True))
        for model in (ServiceAtLocation, CostOption, ServiceNeed)
    )
    found = []
    for one in services:
        own = hanging[one.pk]
        sheet = sheet_of(one, own.phones, own.times)
        bad = tuple(phone.number for phone in own.phones if not is_real_number(phone.number))
        check = checks.get(one.pk)
        broken = check if check and check.address == one.url else None
        capacity = capacities.get(one.pk)
        facts = Facts(
            sheet, one.pk in placed, one.pk in priced, one.pk in needed, not bad, broken is not None,
            one.assured_on, capacity.said_at if capacity else None,
        )  # fmt: skip
        scored = quality(facts, on=today(), at=now())
        found.append(Entry(one, sheet, capacity, scored, bad, broken, tuple(own.decisions)))
    return found
