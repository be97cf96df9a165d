"""Writing the whole directory into a file that is open. Nothing of it is held in memory but a few hundred records."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any

from alongside.foundation.design.downloads import safe_cell

from ..queries.published import (
    MOST_ON_A_PAGE,
    SHEET,
    TABLES,
    Asked,
    copy_table,
    edition,
    records,
    sheet_rows,
    slice_of,
)

Out = IO[bytes]
TRIES = 3


@dataclass(frozen=True)
class Format:
    """A form that the directory can be taken in."""

    name: str
    media_type: str
    write: Callable[[Out], None]


def export(form: str, out: Out) -> str | None:
    """Write the whole directory of the alliance at hand; gives the edition that it is, where one can be named.

    An import may be committed while we read. The edition is asked before and after; if it changed, all is read anew.
    """
    for _ in range(TRIES):
        before = edition()
        out.seek(0)
        out.truncate()
        FORMATS[form].write(out)
        if edition() == before:
            return before
    return None


def _json(out: Out) -> None:
    """Every service with all that hangs off it, then every taxonomy term: what the importer reads back."""
    out.write(b'{"standard":"Open Referral UK 3.0","services":[')
    _each("services", out)
    out.write(b'],"taxonomy_terms":[')
    _each("taxonomy_terms", out)
    out.write(b"]}\n")


def _each(kind: str, out: Out) -> None:
    now, page, first = edition(), 1, True
    while True:
        found = slice_of(kind, Asked(), page=page, size=MOST_ON_A_PAGE, edition=now)
        for text in records(kind, found.ids, full=True):
            out.write((b"\n" if first else b",\n") + text.encode())
            first = False
        if page * MOST_ON_A_PAGE >= found.total:
            return
        page += 1


def _package(out: Out) -> None:
    """A zip of one CSV a table and the datapackage.json that says what each column is."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for table in TABLES:
            with archive.open(_dated(f"{table.name}.csv"), "w") as entry:
                copy_table(table, entry.write)
        with archive.open(_dated("datapackage.json"), "w") as entry:
            entry.write(json.dumps(_described(), indent=2).encode())


def _dated(name: str) -> zipfile.ZipInfo:
    """An entry without a day of its own, so that the same directory makes the same bytes."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _described() -> dict[str, Any]:
    return {
        "name": "directory",
        "title": "A directory of services in the tables of HSDS 3.1 and Open Referral UK 3.0",
        "profile": "tabular-data-package",
        "resources": [
            {
                "name": table.name,
                "path": f"{table.name}.csv",
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [{"name": name, "type": _type(name)} for name in table.columns],
                    "primaryKey": "id",
                },
            }
            for table in TABLES
        ],
    }


def _type(column: str) -> str:
    if column in ("latitude", "longitude", "amount", "minimum_age", "maximum_age", "interval"):
        return "number"
    if column in ("valid_from", "valid_to", "dtstart", "assured_date", "last_modified"):
        return "date"
    return {"opens_at": "time", "closes_at": "time", "closed": "boolean"}.get(column, "string")


def _sheet(out: Out) -> None:
    """One row a service, safe to open in a spreadsheet."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(SHEET)
    for row in sheet_rows():
        writer.writerow([safe_cell(cell) for cell in row])
    text.detach()


FORMATS = {
    "json": Format("directory.json", "application/json", _json),
    "zip": Format("directory.zip", "application/zip", _package),
    "csv": Format("directory.csv", "text/csv; charset=utf-8", _sheet),
}
