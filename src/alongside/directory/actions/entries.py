"""Changing an entry by its sheet, and saying that it is still right."""

from collections.abc import Mapping
from typing import Any

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import NotFound
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.workflow.clock import now, today

from ..loading.needs import read_again
from ..models import FieldDecision, Phone, Schedule, Service
from ..sheet import COLUMNS, Value, changed, read_phones, read_times, sheet_of

WORDS = {"name", "description"}  # what needs are read out of


@action(Permission.DIRECTORY_MODERATE, records="Entry of the directory changed")
def change_entry(
    service: Service, *, changes: Mapping[str, Value], decided_by: str = "", by: Actor
) -> Service:
    """Write ``changes`` (names and values of the sheet) into an entry; what is the same already is left alone.

    What is decided here outlasts imports: its source is kept beside it, and where the source comes to say the
    same, the decision is at an end. ``decided_by`` is whose word it is; the actor's own if it is not given.
    Raises Missing, naming the field; NotFound for a service of somebody else's.
    """
    row = Service.objects.select_for_update(of=("self",)).filter(pk=service.pk).first()
    if row is None or row.part_of_id:
        raise NotFound
    sheet = sheet_of(row, _phones(row), _times(row))
    new = changed(sheet, changes)
    columns = [name for name in COLUMNS if name in new]
    for name in columns:
        setattr(row, name, new[name])
    if columns:
        row.save(update_fields=columns)
    if "phones" in new:
        _phones(row).delete()
        Phone.objects.bulk_create(
            Phone(alliance_id=row.alliance_id, service=row, number=number[:60], description=about)
            for number, about in read_phones(str(new["phones"]))
        )
    if "times" in new:
        _times(row).delete()
        Schedule.objects.bulk_create(
            Schedule(
                alliance_id=row.alliance_id, service=row, weekdays=one.weekdays, opens_at=one.opens_at,
                closes_at=one.closes_at, frequency=one.frequency, description=one.description,
            )
            for one in read_times(str(new["times"]))
        )  # fmt: skip
    _decide(row, sheet, new, decided_by or by.label)
    if WORDS & set(new):
        read_again(row)
    return row


@action(Permission.DIRECTORY_ASSURE, records="Entry of the directory found to be right")
def assure_entry(service: Service, *, by: Actor) -> Service:
    """Say that what the directory says of a service was looked at today and is right."""
    service.assured_on = today()
    service.save(update_fields=["assured_on"])
    return service


def _phones(service: Service) -> Any:
    return Phone.objects.filter(service=service).order_by("id")


def _times(service: Service) -> Any:
    return Schedule.objects.filter(service=service, closed=False).order_by("id")


def _decide(service: Service, sheet: Mapping[str, Value], new: Mapping[str, Value], decided_by: str) -> None:
    known = {one.field: one for one in FieldDecision.objects.filter(service=service)}
    told = service.source_id or Service.objects.filter(part_of=service).exclude(source_status="").exists()
    for name, value in new.items():
        before = known.get(name)
        said = before.source_says if before else sheet[name] if told else None
        if before and told and said == value:
            before.delete()
            continue
        FieldDecision.objects.update_or_create(
            alliance_id=service.alliance_id, service=service, field=name,
            defaults={
                "value": value, "over": said, "source_says": said, "decided_at": now(),
                "decided_by": decided_by[:400],
            },
        )  # fmt: skip
