"""Saving: one statement a table. A row that says what it said before is not written again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection
from psycopg import sql

from .report import Counts
from .staging import SPARED
from .targets import Target, incoming


def save(target: Target, alliance_id: UUID, source_id: UUID) -> Counts:
    """Insert new rows and update changed ones."""
    columns = [
        sql.Identifier(name) for name in (*target.columns, *(f"{name}_id" for name in target.references))
    ]
    parts = {
        "table": sql.Identifier(target.table),
        "incoming": sql.Identifier(target.incoming),
        "columns": sql.SQL(", ").join(columns),
        "old": sql.SQL(", ").join(sql.SQL("t.{}").format(column) for column in columns),
        "new": sql.SQL(", ").join(sql.SQL("excluded.{}").format(column) for column in columns),
        "more": sql.SQL(""),
        "blanks": sql.SQL(""),
    }
    untouched = _untouched(target)
    if untouched:
        parts["more"] = sql.SQL(", ") + sql.SQL(", ").join(sql.Identifier(name) for name in untouched)
        parts["blanks"] = sql.SQL(", ") + sql.SQL(", ").join(
            sql.Literal(value) for value in untouched.values()
        )
    statement = sql.SQL("""
        WITH saved AS (
            INSERT INTO {table} AS t (id, alliance_id, source_id, their_id, {columns}{more})
            SELECT row_id, %s, %s, their_id, {columns}{blanks} FROM {incoming}
            ON CONFLICT (id) DO UPDATE SET ({columns}) = ROW({new})
            WHERE ({old}) IS DISTINCT FROM ({new})
            RETURNING (xmax = 0) AS is_new
        )
        SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM saved
    """).format(**parts)
    with connection.cursor() as cursor:
        cursor.execute(statement, [alliance_id, source_id])
        added, changed = cursor.fetchone()
    return Counts(added=added, changed=changed)


def _untouched(target: Target) -> dict[str, Any]:
    """Columns of the directory's own, which an import fills once and then leaves alone."""
    saved = {"id", "alliance", "source", "their_id", *target.columns, *target.references}
    return {
        field.column: field.get_default()
        for field in target.model._meta.local_fields
        if field.name not in saved and not field.null and not field.generated
    }


def retire_services(source_id: UUID) -> int:
    """Mark services that have gone from their source as defunct: never deleted, for referrals name them."""
    statement = sql.SQL("""
        UPDATE directory_service s SET
            status = CASE WHEN part_of_id IS NULL THEN 'defunct' ELSE status END,
            source_status = CASE WHEN part_of_id IS NULL THEN source_status ELSE 'defunct' END
        WHERE s.source_id = %s AND CASE WHEN part_of_id IS NULL THEN status ELSE source_status END <> 'defunct'
          AND NOT EXISTS (SELECT 1 FROM incoming_service i WHERE i.row_id = s.id)
          AND NOT EXISTS (SELECT 1 FROM {spared} i WHERE i.row_id = s.id)
    """)
    return _count(statement.format(spared=sql.Identifier(SPARED)), source_id)


def remove_children(target: Target, source_id: UUID) -> int:
    """What no longer hangs off a service or place that is still in the source: an old number."""
    conditions = []
    for name in target.references:
        if name in ("service", "location", "organisation"):
            parts = {"key": sql.Identifier(f"{name}_id"), "parent": sql.Identifier(incoming(name))}
            conditions.append(
                sql.SQL(
                    "(t.{key} IS NULL OR EXISTS (SELECT 1 FROM {parent} p WHERE p.row_id = t.{key}))"
                ).format(**parts)
            )
    if "service" in target.references:
        conditions.append(
            sql.SQL("NOT EXISTS (SELECT 1 FROM {} p WHERE p.row_id = t.service_id)").format(
                sql.Identifier(SPARED)
            )
        )
    statement = sql.SQL("""
        DELETE FROM {table} t WHERE t.source_id = %s
        AND NOT EXISTS (SELECT 1 FROM {incoming} i WHERE i.row_id = t.id) AND {conditions}
    """)
    return _count(
        statement.format(
            table=sql.Identifier(target.table),
            incoming=sql.Identifier(target.incoming),
            conditions=sql.SQL(" AND ").join(conditions),
        ),
        source_id,
    )


def _count(statement: sql.Composed, source_id: UUID) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, [source_id])
        return cursor.rowcount
