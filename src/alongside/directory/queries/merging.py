"""Several sources, one entry: what each tells, what they differ on, which entries look alike, who is believed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import NotFound
from alongside.foundation.access.permissions import Permission

from ..likeness import WHY as WHY
from ..loading.telling import firsts, parts_in, told_alone, told_of
from ..merging import LABELS as LABELS
from ..merging import OURS as OURS
from ..merging import Believed, Part, believed, differing
from ..models import Difference, FirstFor, Likeness, Service, Source
from .entries import Entry, find_entries

PAIRS = 50


@dataclass(frozen=True)
class Sources:
    """What the sources of one entry tell. ``open``: differences that nobody has looked at, by field."""

    parts: list[Part]
    believed: Mapping[str, Believed]
    open: Mapping[str, Difference]


@dataclass(frozen=True)
class Pair:
    """Two entries side by side. ``would``: what is believed once they are one, by field; ``differ``: what each part says."""

    keep: Entry
    fold: Entry
    parts: list[Part]
    would: Mapping[str, Believed]
    differ: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class SourceRow:
    source: Source
    services: int
    parts: int


def entry_sources(entry: Entry) -> Sources | None:
    """None for an entry that one source tells of, or nobody but the alliance."""
    parts = parts_in(told_of([entry.service.pk])[entry.service.pk])
    if not parts:
        return None
    rows = Difference.objects.filter(service=entry.service, settled_at=None)
    return Sources(parts, believed(parts, firsts()), {one.field: one for one in rows})


def differences_open(*, by: Actor) -> list[Difference]:
    """Fields on which sources differ and nobody has looked, by entry."""
    if not by.has(Permission.DIRECTORY_MODERATE):
        return []
    rows = Difference.objects.filter(settled_at=None).select_related("service__organisation")
    return list(rows.order_by("service__name", "service_id", "field")[:500])


def pair_of(keep_id: UUID, fold_id: UUID, *, by: Actor) -> Pair:
    """Two entries to compare. Raises NotFound, for one and the same too."""
    if keep_id == fold_id or not by.has(Permission.DIRECTORY_MODERATE):
        raise NotFound
    found = {one.service.pk: one for one in find_entries([keep_id, fold_id], by=by)}
    if len(found) != 2:
        raise NotFound
    told = told_of(found)
    alone = [pk for pk in found if not told[pk]]
    parts = parts_in([*told_alone(alone), *(one for pk in (keep_id, fold_id) for one in told[pk])])
    return Pair(found[keep_id], found[fold_id], parts, believed(parts, firsts()), differing(parts))


def likenesses(*, after: int = 0, by: Actor) -> list[Likeness]:
    """A page of pairs that may be one service, the likeliest first."""
    shown = _pairs(by).select_related(
        "one__organisation", "one__source", "other__organisation", "other__source"
    )
    return list(shown.order_by("-score", "pk")[after : after + PAIRS])


def how_many_likenesses(*, by: Actor) -> int:
    return _pairs(by).count()


def _pairs(by: Actor) -> QuerySet[Likeness]:
    if not by.has(Permission.DIRECTORY_MODERATE):
        return Likeness.objects.none()
    gone = (Service.Status.MERGED, Service.Status.DEFUNCT)
    return Likeness.objects.exclude(Q(one__status__in=gone) | Q(other__status__in=gone))


def part_of(part_id: UUID, *, by: Actor) -> Service:
    """One source's row of an entry. Raises NotFound."""
    rows = Service.objects.filter(pk=part_id, part_of__isnull=False).exclude(source_status="")
    found = rows.select_related("part_of", "source").first()
    if found is None or not by.has(Permission.DIRECTORY_MODERATE):
        raise NotFound
    return found


def stands_in(service_id: UUID) -> UUID | None:
    """The entry that a service was made part of, so that an old address still leads somewhere."""
    found = Service.objects.filter(pk=service_id, part_of__status=Service.Status.ACTIVE)
    return found.values_list("part_of_id", flat=True).first()


def sources_in_order(*, by: Actor) -> tuple[list[SourceRow], dict[str, UUID]]:
    """Sources, those believed first leading, with how many services each tells of; and the first for each field."""
    if not by.has(Permission.DIRECTORY_MODERATE):
        return [], {}
    rows = Source.objects.order_by("rank", "name", "pk")
    counts = {
        pk: (services, parts)
        for pk, services, parts in Service.objects.filter(source__isnull=False)
        .exclude(status=Service.Status.DEFUNCT)
        .values_list("source_id")
        .annotate(all_told=Count("pk"), shared=Count("pk", filter=Q(part_of__isnull=False)))
    }
    return [SourceRow(row, *counts.get(row.pk, (0, 0))) for row in rows], dict(
        FirstFor.objects.values_list("field", "source_id")
    )
