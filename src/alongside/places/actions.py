"""Writes about an alliance's map: a file is loaded, looked at, put in use, taken away."""

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import Missing, Stale
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.workflow.clock import now

from .boundaries import UnreadableError, read_areas
from .drawing import draw
from .models import AreaMap


@action(Permission.ALLIANCE_EDIT, records="Boundaries for the map loaded")
def load_map(*, file_name: str, data: bytes, credit: str, by: Actor) -> AreaMap:
    """Draw a GeoJSON file and keep the drawing, in place of one that waits. Nobody else sees it until it is put in use.

    Raises Missing with what is wrong with the file, or where the credit is empty.
    """
    if not credit.strip():
        raise Missing("Say whose map it is, as its licence asks you to.", field="credit")
    try:
        areas = read_areas(data)
    except UnreadableError as error:
        raise Missing(str(error), field="file") from error
    made, _ = AreaMap.objects.update_or_create(
        alliance_id=by.alliance_id,
        in_use=False,
        defaults={
            "file_name": "".join(c for c in file_name if c.isprintable())[-200:],
            "credit": credit.strip()[:300],
            "drawn": draw(areas).as_kept(),
            "areas": len(areas),
            "loaded_at": now(),
            "loaded_by": by.label[:400],
        },
    )
    return made


@action(Permission.ALLIANCE_EDIT, records="Map put in use")
def use_map(found: AreaMap, *, by: Actor) -> AreaMap:
    """Show this map beside the directory, in place of the one before. Raises Stale where it waits no more."""
    waiting = AreaMap.objects.select_for_update().filter(pk=found.pk, in_use=False).first()
    if waiting is None:
        raise Stale("That map is in use already, or was thrown away.")
    AreaMap.objects.filter(in_use=True).delete()
    waiting.in_use = True
    waiting.save(update_fields=["in_use"])
    return waiting


@action(Permission.ALLIANCE_EDIT, records="Map taken away")
def remove_map(found: AreaMap, *, by: Actor) -> None:
    """Throw a map away, whether it waits or is in use. Twice is once."""
    AreaMap.objects.filter(pk=found.pk).delete()
