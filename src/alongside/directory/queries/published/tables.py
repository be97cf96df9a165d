"""The same as tables of HSDS 3.1: what the tabular data package holds, written by COPY in the order of ids."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from psycopg import sql

from . import shapes
from .records import OWN_NEEDS, WORDS, words
from .shapes import PLACE_STANDS, SERVICE_STANDS, email, uri

# Looked up row by row, by scalar sub-selects: those go by index whatever the planner believes. Right after an import
# it has no statistics, and joined the tables below in two minutes instead of a hundredth of a second.
IS_PLACE = f"""coalesce((SELECT true FROM directory_serviceatlocation d JOIN directory_service s ON s.id = d.service_id
    WHERE d.location_id = l.id AND {SERVICE_STANDS} LIMIT 1), false)"""
IS_OWNER = f"""coalesce((SELECT true FROM directory_service s
    WHERE s.organisation_id = o.id AND {SERVICE_STANDS} LIMIT 1), false)"""
IS_SERVICE = "(SELECT s.id FROM directory_service s WHERE s.id = {key} AND " + SERVICE_STANDS + ")"
ORGANISATIONS = f"directory_directoryorganisation o WHERE {IS_OWNER}"
LOCATIONS = f"directory_location l WHERE {PLACE_STANDS} AND {IS_PLACE}"
# What hangs off a service that does not stand is not shown with its place or organisation either.
HANGS = f"""CROSS JOIN LATERAL (SELECT {IS_SERVICE.format(key="c.service_id")} AS service_id,
      (SELECT l.id FROM {LOCATIONS} AND l.id = c.location_id) AS location_id{{more}} OFFSET 0) h
    WHERE (c.service_id IS NULL OR h.service_id IS NOT NULL)
      AND coalesce(h.service_id, h.location_id{{or_more}}) IS NOT NULL"""


def of_service(alias: str) -> str:
    return f"JOIN directory_service s ON s.id = {alias}.service_id AND {SERVICE_STANDS}"


ON_EITHER = HANGS.format(more="", or_more="")
ON_ANY = HANGS.format(
    more=f", (SELECT o.id FROM {ORGANISATIONS} AND o.id = c.organisation_id) AS organisation_id",
    or_more=", h.organisation_id",
)


@dataclass(frozen=True)
class Table:
    """A table of the package: columns by their standard names, each an SQL expression; and where rows come from."""

    name: str
    columns: dict[str, str]
    rows: str

    @property
    def query(self) -> str:
        cells = ", ".join(f'{value} AS "{name}"' for name, value in self.columns.items())
        return f"WITH {WORDS} SELECT {cells} FROM {self.rows} ORDER BY 1"


SCHEDULE = {
    "id": "c.id", "service_id": "h.service_id", "location_id": "h.location_id", "valid_from": "c.valid_from",
    "valid_to": "c.valid_to", "dtstart": "c.starts_on", "freq": shapes.FREQUENCY, "interval": shapes.INTERVAL,
    "byday": "c.weekdays", "bymonthday": "c.month_days", "description": "c.description", "opens_at": "c.opens_at",
    "closes_at": "c.closes_at", "attending_type": "c.attending_type", "notes": "c.notes",
}  # fmt: skip
NEED_ID = shapes.made_id("need", "n.alliance_id", "n.need_code")
NEEDS_ID = shapes.made_id("taxonomy", "n.alliance_id", f"'{shapes.NEEDS}'")
TABLES = (
    Table("organizations", {
        "id": "o.id", "name": "o.name", "alternate_name": "o.alternate_name", "description": "o.description",
        "email": email("o.email"), "website": uri("o.url"),
    }, ORGANISATIONS),
    Table("organization_identifiers", {
        "id": "i.id", "organization_id": "i.organisation_id", "identifier_scheme": "i.scheme",
        "identifier_type": "i.scheme_name", "identifier": "i.identifier",
    }, f"(SELECT i.* FROM directory_directoryorganisation o"
        f" CROSS JOIN LATERAL (SELECT {shapes.IDENTIFIERS.format(o='o')}) i WHERE {IS_OWNER}) i"),
    Table("services", {
        "id": "s.id", "organization_id": "s.organisation_id", "name": "s.name", "alternate_name": "s.alternate_name",
        "description": "s.description", "url": uri("s.url"), "email": email("s.email"),
        "status": "replace(s.status, '_', ' ')", "interpretation_services": "s.interpretation_services",
        "application_process": "s.application_process", "fees_description": "s.fees_description",
        "accreditations": "s.accreditations", "eligibility_description": "s.eligibility_description",
        "minimum_age": "s.minimum_age", "maximum_age": "s.maximum_age", "assured_date": "s.assured_on",
        "alert": "s.alert", "last_modified": "s.last_modified_on",
    }, f"directory_service s WHERE {SERVICE_STANDS}"),
    Table("locations", {
        "id": "l.id", "location_type": "l.location_type", "name": "l.name", "alternate_name": "l.alternate_name",
        "description": "l.description", "transportation": "l.transport", "latitude": "l.latitude",
        "longitude": "l.longitude",
    }, LOCATIONS),
    Table("addresses", {
        "id": shapes.made_id("address", "l.id"), "location_id": "l.id", "address_1": "l.address_1",
        "address_2": "l.address_2", "city": "l.city", "region": "l.region", "state_province": "l.county",
        "postal_code": "l.postcode", "country": "l.country", "address_type": "l.location_type",
    }, f"{LOCATIONS} AND {shapes.HAS_ADDRESS}"),
    Table("service_at_location", {
        "id": "d.id", "service_id": "d.service_id", "location_id": "d.location_id", "description": "d.description",
    }, f"directory_serviceatlocation d JOIN directory_location l ON l.id = d.location_id AND {PLACE_STANDS}"
        f" {of_service('d')}"),
    Table("phones", {
        "id": "c.id", "service_id": "h.service_id", "location_id": "h.location_id", "organization_id": "h.organisation_id",
        "number": "c.number",
        "extension": "c.extension", "type": "c.phone_type", "description": "c.description",
    }, f"directory_phone c {ON_ANY}"),
    Table("schedules", SCHEDULE, f"directory_schedule c {ON_EITHER} AND NOT c.closed"),
    Table("holiday_schedules", SCHEDULE | {"closed": "c.closed"}, f"directory_schedule c {ON_EITHER} AND c.closed"),
    Table("cost_options", {
        "id": "c.id", "service_id": "s.id", "valid_from": "c.valid_from", "valid_to": "c.valid_to",
        "option": "c.option", "currency": "c.currency", "amount": "c.amount",
        "amount_description": "c.amount_description",
    }, f"directory_costoption c {of_service('c')}"),
    Table("languages", {
        "id": "c.id", "service_id": "h.service_id", "location_id": "h.location_id", "name": "c.name", "code": "c.code",
        "note": "c.note",
    }, f"directory_language c {ON_EITHER}"),
    Table("service_areas", {
        "id": "c.id", "service_id": "s.id", "name": "c.name", "description": "c.description", "extent": "c.extent",
        "extent_type": "c.extent_type", "uri": uri("c.uri"),
    }, f"directory_servicearea c {of_service('c')}"),
    Table("accessibility", {
        "id": "c.id", "location_id": "l.id", "description": "c.description", "details": "c.details",
        "url": uri("c.url"),
    }, f"directory_accessibility c JOIN directory_location l ON l.id = c.location_id WHERE {PLACE_STANDS} AND {IS_PLACE}"),
    Table("taxonomy_terms", {
        "id": "x.id", "code": "x.code", "name": "x.name", "description": "x.description", "parent_id": "x.parent",
        "taxonomy": "x.taxonomy", "taxonomy_id": "x.taxonomy_id", "term_uri": "x.uri",
    }, f"""(SELECT t.id, t.code, t.name, t.description, {shapes.PARENT} AS parent, t.taxonomy,
        {shapes.taxonomy_id("t")} AS taxonomy_id, {uri("t.uri")} AS uri FROM directory_taxonomyterm t
        UNION ALL SELECT {NEED_ID}, n.need_code, w.label, w.about, NULL, '{shapes.NEEDS}', {NEEDS_ID}, NULL
        FROM ({OWN_NEEDS}) n JOIN word w ON w.code = n.need_code) x"""),
    Table("attributes", {
        "id": "x.id", "link_id": "x.service_id", "taxonomy_term_id": "x.term", "link_type": "x.link_type",
        "link_entity": "'service'", "value": "x.value", "label": "x.label",
    }, f"""(SELECT a.id, a.service_id, a.taxonomy_term_id AS term, a.link_type, a.value, a.label
        FROM directory_attribute a
        UNION ALL SELECT n.id, n.service_id, {NEED_ID}, 'need', '', '' FROM {shapes.GIVEN_NEED}) x
        {of_service("x")}"""),
)  # fmt: skip


def copy_table(table: Table, write: Callable[[bytes], object]) -> None:
    """Write a table as CSV with a header, block by block: nothing of it is held."""
    vocabulary = [sql.Literal(column) for column in words()]
    query = sql.SQL(table.query.replace("{", "{{").replace("}", "}}").replace("%s", "{}")).format(*vocabulary)  # type: ignore[arg-type]
    statement = sql.SQL("COPY ({}) TO STDOUT (FORMAT csv, HEADER)").format(query)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for block in copy:
            write(bytes(block))
