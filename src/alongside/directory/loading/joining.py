"""Two entries becoming one, and parting again: who holds which row, and which id."""

from __future__ import annotations

from typing import Any

from ..models import (
    Capacity,
    Difference,
    FieldDecision,
    ListedService,
    Phone,
    Schedule,
    Service,
    ServiceNeed,
)
from ..models.needs import Attribute
from ..sheet import COLUMNS, read_phones, read_times
from .needs import read_again
from .telling import HANGING

LINES: dict[str, Any] = {"phones": Phone, "times": Schedule}
CHILDREN: tuple[Any, ...] = (*HANGING.values(), Attribute)


def become_part(row: Service, *, of: Service) -> Service:
    """A source's row as a part, saying what its source says and not what was decided.

    An entry that stays (``row`` is ``of``) keeps its id, so its source's word goes to a new row that is ``known_as``
    the entry; its rows go with it. What an alliance wrote itself is copied, and counts as what it says itself.
    """
    part = row
    if row.pk == of.pk:
        part = Service.objects.get(pk=row.pk)
        part.pk, part._state.adding = Service._meta.pk.get_default(), True
        part.known_as = row.pk if row.source_id else None
    decided = {one.field: one for one in FieldDecision.objects.filter(service=row)} if row.source_id else {}
    for name in COLUMNS:
        if name in decided:
            setattr(part, name, _as_text(name, decided[name].source_says))
    part.source_status, part.status, part.part_of = part.status, Service.Status.MERGED, of
    part.save()
    if part.pk != row.pk:
        for model in CHILDREN:
            _move(model, row, part)
        row.source, row.their_id = None, ""
        row.save(update_fields=["source", "their_id"])
        _needs(row, part)
    for name, model in LINES.items():
        if name in decided:
            _lines_of_source(model, name, part, decided[name].source_says)
    return part


def _as_text(name: str, value: Any) -> Any:
    return value if value is not None or name in ("minimum_age", "maximum_age") else ""


def _move(model: Any, row: Service, part: Service) -> None:
    """What came from the source goes with the part; what was written here is copied where nothing came."""
    if row.source_id:
        model.objects.filter(service=row, source_id=row.source_id).update(service=part)
        return
    for one in model.objects.filter(service=row):
        one.pk, one._state.adding, one.service = model._meta.pk.get_default(), True, part
        one.save()


def _needs(row: Service, part: Service) -> None:
    for one in ServiceNeed.objects.filter(service=row):
        one.pk, one._state.adding, one.service = ServiceNeed._meta.pk.get_default(), True, part
        one.save()


def _lines_of_source(model: Any, name: str, part: Service, said: Any) -> None:
    """Numbers or times as the source says them, which gave way to what was decided."""
    there = model.objects.filter(service=part)
    (there.filter(closed=False) if model is Schedule else there).delete()
    text = str(said or "")
    if model is Phone:
        Phone.objects.bulk_create(
            Phone(alliance_id=part.alliance_id, service=part, number=number[:60], description=about)
            for number, about in read_phones(text)
        )
        return
    Schedule.objects.bulk_create(
        Schedule(
            alliance_id=part.alliance_id, service=part, weekdays=one.weekdays, opens_at=one.opens_at,
            closes_at=one.closes_at, frequency=one.frequency, description=one.description,
        )
        for one in read_times(text)
    )  # fmt: skip


def become_pointer(row: Service, *, to: Service) -> None:
    """An entry that several sources tell of goes into another: its parts are parts of that, and it only leads there."""
    Service.objects.filter(part_of=row).update(part_of=to)
    for model in CHILDREN:
        model.objects.filter(service=row).delete()
    row.part_of, row.status, row.source_status = to, Service.Status.MERGED, ""
    row.save(update_fields=["part_of", "status", "source_status"])


def hand_over(fold: Service, *, to: Service) -> None:
    """What was said and decided of one entry here goes to the other, whose own word comes first."""
    known = set(FieldDecision.objects.filter(service=to).values_list("field", flat=True))
    for one in FieldDecision.objects.filter(service=fold).order_by("pk"):
        if one.field in known:
            one.delete()
            continue
        if one.field in COLUMNS:
            setattr(to, one.field, _as_text(one.field, one.value))
            to.save(update_fields=[one.field])
        else:
            _lines_of_source(LINES[one.field], one.field, to, one.value)
        one.service = to
        one.save(update_fields=["service"])
    Difference.objects.filter(service=fold).delete()
    if _member(fold) and not _member(to):
        to.organisation = fold.organisation
        to.save(update_fields=["organisation"])
    newest = Capacity.objects.filter(service=fold).order_by("-said_at", "-pk").first()
    theirs = Capacity.objects.filter(service=to).order_by("-said_at", "-pk").first()
    if newest and (theirs is None or newest.said_at > theirs.said_at):
        newest.pk, newest._state.adding, newest.service = Capacity._meta.pk.get_default(), True, to
        newest.save()
    on = set(ListedService.objects.filter(service=to).values_list("service_list_id", flat=True))
    rows = ListedService.objects.filter(service=fold)
    rows.filter(service_list_id__in=on).delete()
    rows.update(service=to)


def _member(row: Service) -> Any:
    """The member that offers it, and so may speak for it."""
    return row.organisation.member_id if row.organisation else None


def stand_alone(part: Service) -> None:
    """A part is an entry of its own again."""
    part.status, part.source_status, part.part_of = part.source_status, "", None
    part.save(update_fields=["status", "source_status", "part_of"])
    read_again(part)
