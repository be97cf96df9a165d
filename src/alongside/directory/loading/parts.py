"""A source's rows that are parts of entries: saved under the id they have here, and never as entries themselves."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from psycopg import sql

from ..models import Service
from ..openreferral import KINDS
from .staging import SPARED
from .targets import incoming

MERGED = Service.Status.MERGED.value


def keep_parts(source_id: UUID) -> None:
    """Before anything is saved: a part's row takes its own id, and its status is set aside for the order of sources."""
    if not Service.objects.filter(source_id=source_id, known_as__isnull=False).exists() and not (
        Service.objects.filter(source_id=source_id, part_of__isnull=False).exists()
    ):
        return
    for kind in KINDS.values():
        names = [f"{field.name}_id" for field in kind.fields if field.refers_to == "service"]
        for name in [*names, *(["row_id"] if kind.name == "service" else [])]:
            _rename(incoming(kind.name), name, source_id)
    _rename(SPARED, "row_id", source_id)
    _run(_SET_ASIDE, source_id)
    _run(_AS_PARTS, source_id)


def _rename(table: str, column: str, source_id: UUID) -> None:
    statement = sql.SQL("""
        UPDATE {table} i SET {column} = s.id FROM directory_service s
        WHERE s.source_id = %s AND s.known_as = i.{column}
    """)
    names = {"table": sql.Identifier(table), "column": sql.Identifier(column)}
    _run(statement.format(**names), source_id)


def _run(statement: sql.Composed | sql.SQL, source_id: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [source_id])


_SET_ASIDE = sql.SQL("""
    UPDATE directory_service s SET source_status = i.status FROM incoming_service i
    WHERE s.source_id = %s AND s.part_of_id IS NOT NULL AND i.row_id = s.id AND s.source_status <> i.status
""")
_AS_PARTS = sql.SQL("""
    UPDATE incoming_service i SET status = {} FROM directory_service s
    WHERE s.source_id = %s AND s.part_of_id IS NOT NULL AND i.row_id = s.id
""").format(sql.Literal(MERGED))
