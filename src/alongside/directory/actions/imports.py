"""Importing services from other people's directories."""

from dataclasses import dataclass
from pathlib import Path

from django.db import DataError
from django.utils import timezone

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import DomainError
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission

from ..loading import Loaded, Report, load
from ..loading.identity import source_id
from ..models import Source
from ..openreferral import Progress, UnreadableSourceError


@dataclass(frozen=True)
class ImportResult:
    """What an import did, and what it had to tell."""

    source: str
    loaded: Loaded
    report: Report


@action(Permission.DIRECTORY_IMPORT, records="Directory imported")
def import_services(
    path: str,
    *,
    source: str = "",
    report: Report | None = None,
    progress: Progress | None = None,
    by: Actor,
) -> ImportResult:
    """Import a file, a folder, a zip archive or a feed's address, all of it or nothing.

    `source` names where the rows come from; the same name next time means the same rows. It is the name of
    the file or folder, or the address, when not given. Services that have gone from the source are marked
    defunct. Raises DomainError with a sentence when nothing can be imported.
    """
    report = report or Report()
    name = (source or _source_name(path))[:300]
    row, _ = Source.objects.get_or_create(
        id=source_id(by.alliance_id, name), defaults={"alliance_id": by.alliance_id, "name": name}
    )
    row = Source.objects.select_for_update().get(pk=row.pk)  # one import of a source at a time
    try:
        loaded = load(path, row, report, progress)
    except UnreadableSourceError as error:
        raise DomainError(str(error)) from error
    except DataError as error:
        raise DomainError("The source holds a value that the database cannot store.") from error
    row.last_imported_at, row.last_read = timezone.now(), path[:1000]
    row.save(update_fields=["last_imported_at", "last_read"])
    return ImportResult(name, loaded, report)


def _source_name(path: str) -> str:
    """The name of a source that was given none."""
    return path.split("?")[0].rstrip("/") if "://" in path else Path(path).resolve().name
