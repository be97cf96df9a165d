"""Writing into an entry what its sources are believed on. What is the same already is left alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from ..merging import Believed, Part, believed, differing
from ..models import Attribute, Difference, FieldDecision, Service, ServiceNeed
from ..sheet import COLUMNS, sheet_of
from .needs import read_again
from .telling import HANGING, Told, firsts, hanging, parts_in, told_of

WORDS = {"name", "description"}  # what needs are read out of
# Columns that have no line in the sheet: the first part that says anything, by rank.
REST = ("alternate_name", "interpretation_services", "referral_route", "accreditations")
_OWN = {"id", "source_id", "their_id", "service_id"}


def believe_source(source_id: UUID) -> int:
    """After a source was saved: every entry that it tells of. Gives how many there are."""
    return believe(
        Service.objects.filter(source_id=source_id, part_of__isnull=False).values_list(
            "part_of_id", flat=True
        )
    )


def believe_everything() -> int:
    """After the order of sources was changed."""
    return believe(Service.objects.filter(part_of__isnull=False).values_list("part_of_id", flat=True))


def believe(entries: Iterable[Any]) -> int:
    """Write what sources are believed on into entries, and open what they differ on. Gives how many entries."""
    ids = sorted(set(entries), key=str)
    told, order = told_of(ids), firsts()
    for entry in Service.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"):
        if told.get(entry.pk):
            _believe(entry, told[entry.pk], order)
    return len(ids)


def _believe(entry: Service, told: list[Told], order: Mapping[str, UUID]) -> None:
    parts = parts_in(told)
    found = believed(parts, order)
    decided = {one.field: one for one in FieldDecision.objects.filter(service=entry)}
    for name, one in decided.items():
        if one.source_says != found[name].value:
            one.source_says = found[name].value
            one.save(update_fields=["source_says"])
    new: dict[str, Any] = {name: found[name].value for name in COLUMNS if name not in decided}
    if all(one.ended for one in parts):
        new["status"] = Service.Status.DEFUNCT  # whatever was decided of it
    leading = sorted(told, key=lambda one: _rank(one, parts))
    for name in REST:
        new[name] = next((said for one in leading if (said := getattr(one.row, name))), "")
    for name in ("assured_on", "last_modified_on"):
        days = [day for row in (entry, *(one.row for one in told)) if (day := getattr(row, name))]
        new[name] = max(days, default=None)
    other = [name for name, value in new.items() if getattr(entry, name) != value]
    if other:
        for name in other:
            setattr(entry, name, new[name])
        entry.save(update_fields=other)
    for name in HANGING:
        if name not in decided:
            _hang(entry, name, _rows_of(found[name], told, name))
    _hang_terms(entry, told)
    if WORDS & set(other):
        read_again(entry)
    _give_needs(entry, told)
    _open_differences(entry, differing(parts), set(decided))


def _rank(told: Told, parts: list[Part]) -> tuple[bool, int, str]:
    part = next(one for one in parts if one.id == told.row.pk)
    return part.ended, part.rank, part.source


def _rows_of(one: Believed, told: list[Told], name: str) -> list[Any]:
    return next((each.rows[name] for each in told if one.part and each.row.pk == one.part.id), [])


def _hang(entry: Service, name: str, rows: list[Any]) -> None:
    """Copies of a part's rows, in the place of what hung off the entry."""
    model = HANGING[name]
    there = list(hanging(model, [entry.pk]))
    if sorted(str(_content(row)) for row in there) == sorted(str(_content(row)) for row in rows):
        return
    model.objects.filter(pk__in=[row.pk for row in there]).delete()
    model.objects.bulk_create(model(service=entry, **_content(row)) for row in rows)


def _content(row: Any) -> dict[str, Any]:
    """A row without what makes it its source's own."""
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.local_fields
        if field.attname not in _OWN and not field.generated
    }


def _hang_terms(entry: Service, told: list[Told]) -> None:
    """The terms of every source: each speaks its own taxonomy."""
    rows = Attribute.objects.filter(service_id__in=[one.row.pk for one in told]).order_by("id")
    wanted = {row.taxonomy_term_id: row for row in rows}
    there = Attribute.objects.filter(service=entry)
    there.exclude(taxonomy_term_id__in=list(wanted)).delete()
    known = set(there.values_list("taxonomy_term_id", flat=True))
    new = [row for term, row in wanted.items() if term not in known]
    Attribute.objects.bulk_create(Attribute(service=entry, **_content(row)) for row in new)


def _give_needs(entry: Service, told: list[Told]) -> None:
    """What any source gave as a need is a need of the entry."""
    given = ServiceNeed.objects.filter(
        service_id__in=[one.row.pk for one in told], origin=ServiceNeed.Origin.GIVEN
    )
    for code in sorted(set(given.values_list("need_code", flat=True))):
        ServiceNeed.objects.update_or_create(
            alliance_id=entry.alliance_id, service=entry, need_code=code,
            defaults={"origin": ServiceNeed.Origin.GIVEN, "confidence": 1.0},
        )  # fmt: skip


def _open_differences(entry: Service, said: Mapping[str, Mapping[str, Any]], decided: set[str]) -> None:
    """What was seen and left to the order stays settled until one of them says another thing."""
    rows = Difference.objects.filter(service=entry)
    rows.exclude(field__in=[name for name in said if name not in decided]).delete()
    known = {one.field: one for one in rows}
    for name, values in said.items():
        if name in decided or (name in known and known[name].said == values):
            continue
        Difference.objects.update_or_create(
            alliance_id=entry.alliance_id, service=entry, field=name,
            defaults={"said": values, "settled_at": None, "settled_by": ""},
        )  # fmt: skip


def entry_sheet(entry: Service) -> dict[str, Any]:
    """The sheet of one entry as it stands."""
    return sheet_of(entry, hanging(HANGING["phones"], [entry.pk]), hanging(HANGING["times"], [entry.pk]))
