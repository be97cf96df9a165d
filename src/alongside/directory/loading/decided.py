"""What the alliance decided of an entry outlasts an import: the source's word is noted beside it, not written over it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection
from psycopg import sql

from ..models import FieldDecision
from ..openings import Opening, opening_in_words
from ..sheet import COLUMNS, Value, phone_line, tidy


def keep_decisions(source_id: UUID) -> None:
    """Before services are saved: put what was decided in place of what came in."""
    decided: dict[str, dict[UUID, FieldDecision]] = defaultdict(dict)
    for one in FieldDecision.objects.filter(service__source_id=source_id).select_for_update(of=("self",)):
        decided[one.field][one.service_id] = one
    noted: list[FieldDecision] = []
    for name, rows in decided.items():
        said = _columns(name, rows) if name in COLUMNS else _lines(name, rows)
        for service_id, value in said.items():
            if rows[service_id].source_says != value:
                rows[service_id].source_says = value
                noted.append(rows[service_id])
        if name in COLUMNS:
            _put(name, {pk: rows[pk].value for pk in said})
    FieldDecision.objects.bulk_update(noted, ["source_says"], batch_size=1_000)


def _columns(name: str, rows: Iterable[UUID]) -> dict[UUID, Value]:
    found = _fetch(
        sql.SQL("SELECT row_id, {} FROM incoming_service WHERE row_id = ANY(%s)").format(
            sql.Identifier(name)
        ),
        rows,
    )
    return {pk: tidy(value) for pk, value in found}


def _put(name: str, values: dict[UUID, Any]) -> None:
    statement = sql.SQL("UPDATE incoming_service SET {} = %s WHERE row_id = %s").format(sql.Identifier(name))
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(value, pk) for pk, value in values.items()])


def _lines(name: str, rows: Iterable[UUID]) -> dict[UUID, Value]:
    """The lines that a source has; its rows go no further, for ours stand in their place."""
    there = dict.fromkeys((pk for (pk,) in _fetch(sql.SQL(_THERE), rows)), "")
    lines: dict[UUID, list[str]] = defaultdict(list)
    if name == "phones":
        for pk, number, extension, description in _fetch(sql.SQL(_PHONES), rows):
            about = ", ".join(part for part in (extension and f"extension {extension}", description) if part)
            lines[pk].append(phone_line(number, about))
    else:
        for pk, *said in _fetch(sql.SQL(_TIMES), rows):
            lines[pk].append(opening_in_words(Opening(*said)).replace("\u00a0", " "))
    return {pk: tidy("\n".join(filter(None, lines[pk]))) for pk in there}


def _fetch(statement: sql.Composable, rows: Iterable[UUID]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(rows)])
        return list(cursor.fetchall())


_THERE = "SELECT row_id FROM incoming_service WHERE row_id = ANY(%s)"
_PHONES = """
    WITH gone AS (DELETE FROM incoming_phone WHERE service_id = ANY(%s) RETURNING *)
    SELECT service_id, coalesce(number, ''), coalesce(extension, ''), coalesce(description, '') FROM gone ORDER BY arrival
"""
_TIMES = """
    WITH gone AS (DELETE FROM incoming_schedule WHERE service_id = ANY(%s) AND NOT coalesce(closed, false) RETURNING *)
    SELECT service_id, coalesce(weekdays, ''), opens_at, closes_at, '', coalesce(description, '') FROM gone ORDER BY arrival
"""
