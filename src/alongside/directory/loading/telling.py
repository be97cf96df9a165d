"""What each source tells of an entry, read from its parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from alongside.foundation.design.formats import and_list

from ..merging import OURS, Part
from ..models import (
    CostOption,
    FieldDecision,
    FirstFor,
    Language,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
)
from ..sheet import Value, sheet_of

HIDDEN = "A place whose address stays hidden"
HANGING: dict[str, Any] = {
    "phones": Phone,
    "times": Schedule,
    "places": ServiceAtLocation,
    "costs": CostOption,
    "languages": Language,
    "areas": ServiceArea,
}


@dataclass
class Told:
    """One part with the rows that hang off it."""

    row: Service
    rows: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in HANGING})
    instead: dict[str, Value] = field(
        default_factory=dict
    )  # what its source says where something else was decided

    @property
    def is_hidden(self) -> bool:
        return any(one.location.address_hidden for one in self.rows["places"])

    def part(self, *, hide: bool = False) -> Part:
        """As the order of sources weighs it. ``hide``: its places are not to be told, for another part hides them."""
        sheet: dict[str, Value] = sheet_of(self.row, self.rows["phones"], self.rows["times"])
        sheet["status"] = self.row.source_status or self.row.status
        sheet.update(self.instead)
        sheet["places"] = (
            "" if hide and not self.is_hidden else _lines(map(place_in_words, self.rows["places"]))
        )
        sheet["costs"] = _lines(map(cost_in_words, self.rows["costs"]))
        sheet["languages"] = and_list(sorted({str(one) for one in self.rows["languages"] if str(one)}))
        sheet["areas"] = and_list(sorted({one.name for one in self.rows["areas"] if one.name}))
        source = self.row.source
        return Part(
            id=self.row.pk,
            source_id=source.pk if source else None,
            source=source.name if source else "",
            rank=source.rank if source else OURS,
            says=sheet,
        )


def told_of(entries: Iterable[UUID]) -> dict[UUID, list[Told]]:
    """The parts of entries that tell anything, by the entry's id."""
    rows = Service.objects.filter(part_of_id__in=list(entries)).exclude(source_status="")
    told: dict[UUID, list[Told]] = defaultdict(list)
    for each in _told(rows):
        told[each.row.part_of_id].append(each)  # type: ignore[index]
    return told


def told_alone(entries: Iterable[UUID]) -> list[Told]:
    """Entries that no parts tell of, each as the one part that it would be."""
    found = _told(Service.objects.filter(pk__in=list(entries)))
    instead: dict[UUID, dict[str, Value]] = defaultdict(dict)
    decided = FieldDecision.objects.filter(service__in=[one.row.pk for one in found if one.row.source_id])
    for pk, name, said in decided.values_list("service_id", "field", "source_says"):
        instead[pk][name] = said
    for one in found:
        one.instead = instead[one.row.pk]
    return found


def _told(rows: QuerySet[Service]) -> list[Told]:
    found = {one.pk: Told(one) for one in rows.select_related("source", "organisation").order_by("id")}
    for name, model in HANGING.items():
        for one in hanging(model, list(found)):
            found[one.service_id].rows[name].append(one)
    return list(found.values())


def hanging(model: Any, services: list[UUID]) -> Any:
    """Rows of one kind that hang off services, in the order they came."""
    rows = model.objects.filter(service_id__in=services).order_by("id")
    if model is Schedule:
        rows = rows.filter(closed=False)
    return rows.select_related("location") if model is ServiceAtLocation else rows


def parts_in(told: Iterable[Told]) -> list[Part]:
    """As the order of sources weighs them. Where one part hides an address, no other part tells it."""
    told = list(told)
    hide = any(one.is_hidden for one in told)
    return [one.part(hide=hide) for one in told]


def firsts() -> dict[str, UUID]:
    return dict(FirstFor.objects.values_list("field", "source_id"))


def place_in_words(at: ServiceAtLocation) -> str:
    where = at.location
    if where.address_hidden:
        return HIDDEN
    said = (where.name, where.address_1, where.address_2, where.city, where.postcode)
    return ", ".join(dict.fromkeys(one for one in said if one))


def cost_in_words(cost: CostOption) -> str:
    amount = f"£{cost.amount:.2f}".removesuffix(".00") if cost.amount is not None else ""
    return " ".join(one for one in (cost.option, amount, cost.amount_description) if one)


def _lines(found: Iterable[str]) -> str:
    return "\n".join(sorted(filter(None, found)))
