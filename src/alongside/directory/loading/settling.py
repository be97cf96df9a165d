"""Settling: rows checked against each other. Every row that is dropped or changed here is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection
from psycopg import sql

from ..openreferral import KINDS, Kind, Level, Place, Problem
from ..openreferral.rows import Tell
from .targets import BY_KIND, CHILDREN, Target, incoming

_NESTED = r"^[^.]*\..*$"  # a JSON path inside a record: the same organisation stands in each of its services


def tell_all(tell: Tell, level: Level, kind: str, statement: sql.Composable, reason: str) -> None:
    """Run a statement that gives (file, at, their_id[, detail]) and tell each row, a thousand at a time."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        for file, at, their_id, *detail in _rows(cursor):
            shown = "" if their_id.startswith("content:") else their_id
            told = Problem(level, Place(file, at), kind, shown, reason, detail=detail[0] if detail else "")
            tell(told)


def _rows(cursor: Any) -> Iterator[Sequence[Any]]:
    while rows := cursor.fetchmany(1_000):
        yield from rows


def drop_repeats(tell: Tell) -> None:
    """Keep one row for each id: the fullest, then the first. Repeats inside nested records go untold."""
    for kind in KINDS.values():
        said = "It is there twice, and the other one was kept."
        tell_all(tell, Level.LEFT_OUT, kind.name, _drop_repeats(kind), said)


def _drop_repeats(kind: Kind) -> sql.Composed:
    filled = sql.SQL(" + ").join(
        sql.SQL("(coalesce({}::text, '') <> '')::int").format(
            sql.Identifier(f"{field.name}_their" if field.refers_to else field.name)
        )
        for field in kind.fields
    )
    return sql.SQL("""
        WITH repeated AS (SELECT row_id FROM {table} GROUP BY row_id HAVING count(*) > 1),
        ranked AS (
            SELECT t.ctid AS tid, t.file, t.at, t.their_id,
                   row_number() OVER best AS place,
                   first_value(t.file) OVER best AS kept_file, first_value(t.at) OVER best AS kept_at
            FROM {table} t JOIN repeated USING (row_id)
            WINDOW best AS (PARTITION BY t.row_id ORDER BY {filled} DESC, t.arrival)
        ),
        dropped AS (
            DELETE FROM {table} t USING ranked WHERE t.ctid = ranked.tid AND ranked.place > 1
            RETURNING ranked.*
        )
        SELECT file, at, their_id,
               concat_ws(', ', kept_file, nullif(kept_at, ''))
        FROM dropped WHERE at !~ {nested} AND kept_at !~ {nested}
    """).format(table=sql.Identifier(incoming(kind.name)), filled=filled, nested=sql.Literal(_NESTED))


def drop_foreign_attributes(tell: Tell) -> None:
    """Terms put to anything but a service; before repeats are dropped, so that the useful one stays."""
    said = "Taxonomy terms are kept for services only."
    tell_all(tell, Level.LEFT_OUT, "attribute", sql.SQL(
        "DELETE FROM incoming_attribute WHERE service_id IS NULL OR entity NOT IN ('', 'service')"
        " AND NOT EXISTS (SELECT 1 FROM incoming_service s WHERE s.row_id = service_id)"
        " RETURNING file, at, their_id"), said)  # fmt: skip


def fold_in_addresses(tell: Tell) -> None:
    """Each place takes one address: a physical one before a postal one, then the first."""
    _drop_orphans(tell, "address", "location", "place")
    place_kind = sql.SQL("(a.address_type = 'postal' OR a.file ~* 'postal_address')")
    tell_all(
        tell, Level.LEFT_OUT, "address",
        sql.SQL("""
            WITH ranked AS (
                SELECT a.ctid AS tid,
                       row_number() OVER (PARTITION BY location_id ORDER BY {postal}, arrival) AS place
                FROM incoming_address a
            )
            DELETE FROM incoming_address a USING ranked WHERE a.ctid = ranked.tid AND ranked.place > 1
            RETURNING a.file, a.at, a.their_id
        """).format(postal=place_kind),
        "A place keeps one address, and another one was kept.",
    )  # fmt: skip
    _run("""
        UPDATE incoming_location l SET
            address_1 = a.address_1, city = a.city, region = a.region, county = a.county,
            address_2 = left(concat_ws(
                ', ', nullif(a.address_2, ''), nullif(a.address_3, ''), nullif(a.address_4, '')), 900),
            postcode = a.postcode, country = a.country
        FROM incoming_address a WHERE a.location_id = l.row_id
    """)


def fold_in_eligibility(tell: Tell) -> None:
    """Eligibility from a table of its own goes to the service, where that says nothing itself."""
    _drop_orphans(tell, "eligibility", "service", "service")
    _run("""
        UPDATE incoming_service s SET
            eligibility_description = coalesce(nullif(s.eligibility_description, ''), e.said, ''),
            minimum_age = coalesce(s.minimum_age, e.minimum_age),
            maximum_age = coalesce(s.maximum_age, e.maximum_age)
        FROM (
            SELECT service_id, string_agg(nullif(description, ''), E'\\n' ORDER BY arrival) AS said,
                   min(minimum_age) AS minimum_age, max(maximum_age) AS maximum_age
            FROM incoming_eligibility GROUP BY service_id
        ) e WHERE e.service_id = s.row_id
    """)


def fold_in_identifiers(tell: Tell) -> None:
    """Charity and company numbers go to the organisation; identifiers of other registers are left out."""
    _drop_orphans(tell, "identifier", "organisation", "organisation")
    _run("""
        UPDATE incoming_identifier SET scheme = CASE
            WHEN scheme ~* '^GB-(CHC|SC|NIC)$' OR scheme_name ~* 'charity' THEN 'charity_number'
            WHEN scheme ~* '^GB-COH$' OR scheme_name ~* 'company' THEN 'company_number' ELSE '' END
    """)
    said = "Only charity and company numbers are kept."
    tell_all(tell, Level.LEFT_OUT, "identifier", sql.SQL(
        "DELETE FROM incoming_identifier WHERE scheme = '' RETURNING file, at, their_id"), said)  # fmt: skip
    for column in ("charity_number", "company_number"):
        _run(
            sql.SQL("""
            UPDATE incoming_organisation o SET {column} = i.identifier
            FROM (SELECT organisation_id, min(identifier) AS identifier FROM incoming_identifier
                  WHERE scheme = {name} GROUP BY organisation_id) i
            WHERE i.organisation_id = o.row_id
            """).format(column=sql.Identifier(column), name=sql.Literal(column))
        )


def _drop_orphans(tell: Tell, kind: str, parent: str, word: str) -> None:
    """Drop rows that fold into a parent which is not in this import."""
    tell_all(
        tell, Level.REFUSED, kind,
        sql.SQL("""
            DELETE FROM {table} t
            WHERE NOT EXISTS (SELECT 1 FROM {parent} p WHERE p.row_id = t.{key})
            RETURNING file, at, their_id, {their}
        """).format(
            table=sql.Identifier(incoming(kind)), parent=sql.Identifier(incoming(parent)),
            key=sql.Identifier(f"{parent}_id"), their=sql.Identifier(f"{parent}_their"),
        ),
        f"The {word} that it names is not there.",
    )  # fmt: skip


def resolve() -> None:
    """Rows that name only a service at a place, or a contact, belong to the service and place of those."""
    for kind in ("contact", "phone", "schedule", "service_area"):
        columns = ["service"] if kind == "service_area" else ["service", "location"]
        _run(_via(kind, "service_at_location", columns))
    _run(_via("phone", "contact", ["service", "location", "organisation"]))


def _via(kind: str, through: str, columns: list[str]) -> sql.Composed:
    sets = [
        sql.SQL("{0} = coalesce(t.{0}, v.{0})").format(sql.Identifier(f"{column}{ending}"))
        for column in columns
        for ending in ("_id", "_their")
    ]
    return sql.SQL("UPDATE {} t SET {} FROM {} v WHERE v.row_id = t.{}").format(
        sql.Identifier(incoming(kind)),
        sql.SQL(", ").join(sets),
        sql.Identifier(incoming(through)),
        sql.Identifier(f"{through}_id"),
    )


def cut_loose_ends(tell: Tell, target: Target) -> None:
    """References to rows that are neither in the source nor in the directory: cut, and told.

    A row that hangs on nothing else is refused; any other is kept without the reference. So a service whose
    organisation is missing is still found by the people who need it."""
    for name in target.references:
        parent = BY_KIND[target.kind.fields[target.kind.positions[name]].refers_to]
        gone = sql.SQL(
            "t.{key} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {parent} p WHERE p.id = t.{key})"
        ).format(key=sql.Identifier(f"{name}_id"), parent=sql.Identifier(parent.table))
        parts = {
            "table": sql.Identifier(target.incoming), "gone": gone, "key": sql.Identifier(f"{name}_id"),
            "their": sql.Identifier(f"{name}_their"), "others": _hangs_on_nothing_else(target, name),
        }  # fmt: skip
        said = f"The {_word(name)} that it names is not there"
        if target in CHILDREN:
            statement = sql.SQL(
                "DELETE FROM {table} t WHERE {gone} AND {others} RETURNING file, at, their_id, {their}"
            )
            tell_all(tell, Level.REFUSED, target.kind.name, statement.format(**parts), f"{said}.")
        if name not in target.required:
            statement = sql.SQL(
                "UPDATE {table} t SET {key} = NULL WHERE {gone} RETURNING file, at, their_id, {their}"
            )
            said += "; the row was imported without it."
            tell_all(tell, Level.CHANGED, target.kind.name, statement.format(**parts), said)


def _hangs_on_nothing_else(target: Target, name: str) -> sql.Composable:
    if name in target.required:
        return sql.SQL("true")
    others = [
        sql.SQL("t.{} IS NULL").format(sql.Identifier(f"{o}_id")) for o in target.references if o != name
    ]
    return sql.SQL(" AND ").join(others) if others else sql.SQL("true")


def note_missing_coordinates(tell: Tell) -> None:
    """Places that can be visited but not put on a map: they come last when people sort by distance."""
    said = "It has no coordinates, so it is found by words and postcode, not by distance."
    tell_all(tell, Level.NOTE, "location", sql.SQL(
        "SELECT file, at, their_id FROM incoming_location WHERE location_type <> 'virtual'"
        " AND (latitude IS NULL OR longitude IS NULL) ORDER BY arrival"), said)  # fmt: skip


def _word(name: str) -> str:
    return {"location": "place", "taxonomy_term": "taxonomy term"}.get(name, name)


def _run(statement: str | sql.Composed) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
