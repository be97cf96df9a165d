"""One row a service, for people who open it in a spreadsheet."""

from collections.abc import Iterator
from typing import Any

from django.db import connection

from ...understanding import default_lexicon
from .shapes import PLACE_STANDS, SERVICE_STANDS, email, uri

ADDRESS = "concat_ws(', ', nullif(l.name, ''), nullif(l.address_1, ''), nullif(l.address_2, ''), nullif(l.city, ''))"


def _all(what: str, rows: str) -> str:
    return (
        f"(SELECT string_agg(x.one, '; ' ORDER BY x.one) FROM (SELECT DISTINCT {what} AS one FROM {rows}) x)"
    )


def _places(what: str) -> str:
    return _all(
        what,
        "directory_serviceatlocation d JOIN directory_location l ON l.id = d.location_id"
        f" WHERE d.service_id = s.id AND {PLACE_STANDS}",
    )


# The days and times when it is on, as the source has them: "MO,WE 10:00 to 15:00".
TIMES = (
    "concat_ws(' ', nullif(c.weekdays, ''), to_char(c.opens_at, 'HH24:MI'),"
    " 'to ' || to_char(c.closes_at, 'HH24:MI'), nullif(c.description, ''))"
)
COLUMNS = {
    "Id": "s.id::text",
    "Name": "s.name",
    "Organisation": "o.name",
    "About": "s.description",
    "Telephone": _all("c.number", "directory_phone c WHERE c.service_id = s.id"),
    "E-mail": email("s.email"),
    "Website": uri("s.url"),
    "Where": _places(ADDRESS),
    "Postcode": _places("nullif(l.postcode, '')"),
    "When": _all(TIMES, "directory_schedule c WHERE c.service_id = s.id AND NOT c.closed"),
    "Who it is for": "s.eligibility_description",
    "From age": "s.minimum_age",
    "To age": "s.maximum_age",
    "Areas": _all("nullif(c.name, '')", "directory_servicearea c WHERE c.service_id = s.id"),
    "Languages": _all("nullif(c.name, '')", "directory_language c WHERE c.service_id = s.id"),
    "Cost": "s.fees_description",
    "How to start": "s.application_process",
    "Needs": "(SELECT array_agg(n.need_code ORDER BY n.need_code) FROM directory_serviceneed n"
    " WHERE n.service_id = s.id AND n.origin = 'given')",
    "Checked": "s.assured_on",
}
SHEET = tuple(COLUMNS)
BATCH = 500


def sheet_rows() -> Iterator[list[Any]]:
    """Every running service by name, a few hundred at a time from a cursor that the database keeps."""
    label = default_lexicon().label
    needs = SHEET.index("Needs")
    statement = (
        f"SELECT {', '.join(COLUMNS.values())} FROM directory_service s"
        " LEFT JOIN directory_directoryorganisation o ON o.id = s.organisation_id"
        f" WHERE {SERVICE_STANDS} ORDER BY lower(s.name), s.id"
    )
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement)
        while rows := cursor.fetchmany(BATCH):
            for row in rows:
                cells = list(row)
                cells[needs] = "; ".join(label(code) for code in cells[needs] or [])
                yield cells
