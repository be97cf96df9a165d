"""Several sources, one entry: made one, taken apart again, and which source is believed."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import DomainError, Missing, NotFound, Stale
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.workflow.clock import now

from ..likeness import Alike, alike
from ..loading.believing import believe, believe_everything
from ..loading.joining import become_part, become_pointer, hand_over, stand_alone
from ..loading.looks import all_looks
from ..loading.telling import firsts, parts_in, told_of
from ..merging import LABELS, believed
from ..models import Difference, FirstFor, KeptApart, Likeness, Service, Source
from ..sheet import BY_NAME
from .entries import change_entry

MOST_PARTS = 12


@action(Permission.DIRECTORY_MODERATE, records="Two entries made one")
def merge_entries(keep: Service, *, fold: Service, take: Mapping[str, UUID], by: Actor) -> Service:
    """Make two entries one. ``keep`` stays where it is; ``fold`` and its sources are told under it.

    ``take`` names, field by field, the part whose word is taken where that is not the one believed first; that is a
    decision, and outlasts imports. What else differs is left to the order of sources, and counts as seen. Raises
    NotFound, and Stale where one of them has become part of an entry meanwhile.
    """
    locked = Service.objects.select_for_update(of=("self",)).order_by("pk").in_bulk({keep.pk, fold.pk})
    if len(locked) != 2:
        raise NotFound
    keep, fold = locked[keep.pk], locked[fold.pk]
    if keep.part_of_id or fold.part_of_id:
        raise Stale("One of the two is part of another entry by now. Nothing was changed.")
    parts = {one.pk: told_of([one.pk])[one.pk] for one in (keep, fold)}
    if sum(max(1, len(found)) for found in parts.values()) > MOST_PARTS:
        raise DomainError(f"An entry has at most {MOST_PARTS} sources. Nothing was changed.")
    if not parts[keep.pk]:
        become_part(keep, of=keep)
    if parts[fold.pk]:
        become_pointer(fold, to=keep)
    else:
        become_part(fold, of=keep)
    hand_over(fold, to=keep)
    Likeness.objects.filter(one=fold).delete()
    Likeness.objects.filter(other=fold).delete()
    believe([keep.pk])
    keep.refresh_from_db()
    told = {one.id: one for one in parts_in(told_of([keep.pk])[keep.pk])}
    values = {name: told[part].says[name] for name, part in take.items() if part in told and name in BY_NAME}
    if values:
        change_entry(keep, changes=values, by=by)
        believe([keep.pk])
    Difference.objects.filter(service=keep).update(settled_at=now(), settled_by=by.label[:400])
    return keep


@action(Permission.DIRECTORY_MODERATE, records="A source's row taken out of an entry")
def part_entry(part: Service, *, by: Actor) -> Service:
    """Undo a merge for one part: it is an entry of its own again, and not proposed as the same any more.

    What was decided of the entry, what was said of its room and where it is listed stay with the entry. Raises
    NotFound; DomainError for the last part, which is the entry.
    """
    row = Service.objects.select_for_update(of=("self",)).filter(pk=part.pk).exclude(source_status="").first()
    if row is None or row.part_of_id is None:
        raise NotFound
    entry = Service.objects.select_for_update(of=("self",)).get(pk=row.part_of_id)
    if Service.objects.filter(part_of=entry).exclude(source_status="").count() < 2:
        raise DomainError("It is the only one that tells of this entry. Nothing was changed.")
    stand_alone(row)
    _keep_apart(row, entry, by=by)
    believe([entry.pk])
    return row


@action(Permission.DIRECTORY_MODERATE, records="Two entries found to be two services")
def keep_apart(one: Service, *, other: Service, by: Actor) -> None:
    """They are two services: never propose them as one again."""
    if one.pk == other.pk:
        raise Missing("Those are one and the same entry.")
    _keep_apart(one, other, by=by)


def _keep_apart(one: Service, other: Service, *, by: Actor) -> None:
    first, second = sorted((one, other), key=lambda row: row.pk)
    pair: dict[str, Any] = {"alliance_id": by.alliance_id, "one": first, "other": second}
    KeptApart.objects.get_or_create(**pair, defaults={"at": now(), "by": by.label[:400]})
    Likeness.objects.filter(one=first, other=second).delete()


@action(Permission.DIRECTORY_MODERATE, records="Difference between sources left to their order")
def settle_difference(entry: Service, *, field: str, take: UUID | None, seen: Any, by: Actor) -> None:
    """Decide on a field on which sources differ: take the word of one part, or with None leave it to the order.

    ``seen`` is what they said where it was read. Raises NotFound, and Stale where one says another thing since.
    """
    row = Difference.objects.select_for_update().filter(service=entry, field=field).first()
    if row is None or (take is not None and (str(take) not in row.said or field not in BY_NAME)):
        raise NotFound
    if row.said != seen:
        raise Stale("A source has said another thing since you looked. Look again. Nothing was changed.")
    parts = parts_in(told_of([entry.pk])[entry.pk])
    winner = believed(parts, firsts())[field].part
    if take is not None and (winner is None or winner.id != take):
        change_entry(entry, changes={field: row.said[str(take)]}, by=by)
        believe([entry.pk])
    Difference.objects.filter(pk=row.pk).update(settled_at=now(), settled_by=by.label[:400])


@action(Permission.DIRECTORY_MODERATE, records="Order of sources changed")
def order_sources(order: Sequence[UUID], *, first: Mapping[str, UUID | None], by: Actor) -> int:
    """Believe sources in this order; ``first`` names a source for a field on which it comes before all others.

    Every entry that several sources tell of is written again. Gives how many there are. Raises Missing where a source
    or a field is not there.
    """
    rows = {row.pk: row for row in Source.objects.select_for_update().order_by("pk")}
    wanted = {name: pk for name, pk in first.items() if pk}
    if set(order) != set(rows) or len(order) != len(rows) or not set(wanted.values()) <= set(rows):
        raise Missing("The sources have changed since you looked. Look again. Nothing was changed.")
    if not set(wanted) <= set(LABELS):
        raise Missing("There is no such field.")
    for rank, pk in enumerate(order, 1):
        rows[pk].rank = rank
    Source.objects.bulk_update(rows.values(), ["rank"])
    FirstFor.objects.all().delete()
    FirstFor.objects.bulk_create(
        FirstFor(alliance_id=by.alliance_id, field=name, source_id=pk) for name, pk in wanted.items()
    )
    return believe_everything()


@action(Permission.UPKEEP_CLOCK, records="Entries compared for being the same")
def find_likenesses(*, by: Actor) -> int:
    """Compare all entries, and keep the pairs that may be one service. Gives how many there are."""
    apart = frozenset(KeptApart.objects.values_list("one_id", "other_id"))
    found: list[Alike] = alike(all_looks(), apart)[:5_000]
    Likeness.objects.all().delete()
    Likeness.objects.bulk_create(
        (
            Likeness(
                alliance_id=by.alliance_id, one_id=pair.one, other_id=pair.other, score=pair.score, why=list(pair.why)
            )
            for pair in found
        ),
        batch_size=1_000,
    )  # fmt: skip
    return len(found)
