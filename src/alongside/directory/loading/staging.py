"""Staging: rows stream into one temporary table a kind."""

from __future__ import annotations

from typing import Any

from django.db import connection
from psycopg import sql

from ..openreferral import KINDS, Kind, Problem, Row
from .identity import Identity
from .targets import ADDRESS, NUMBERS, column_type, incoming

_BATCH = 5_000
SPARED = "incoming_spared"  # services of which something may not have been read


class Staging:
    """Temporary tables of this transaction, named incoming_<kind>, with these columns:

    row_id (our id), their_id, file, at, arrival (their order), the kind's fields, and for each reference
    x both x_their (their id) and x_id (ours)."""

    def __init__(self, identity: Identity) -> None:
        self.identity = identity
        self.read: dict[str, int] = dict.fromkeys(KINDS, 0)
        self.whole = True
        self._number = 0
        self._waiting = 0
        self._rows: dict[str, list[list[Any]]] = {name: [] for name in KINDS}
        self._spared: list[str] = []
        self._references = {
            name: tuple((i, f.refers_to) for i, f in enumerate(kind.fields) if f.refers_to)
            for name, kind in KINDS.items()
        }
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS {SPARED}")
            cursor.execute(f"CREATE TEMPORARY TABLE {SPARED} (row_id uuid) ON COMMIT DROP")
            for kind in KINDS.values():
                cursor.execute(f"DROP TABLE IF EXISTS {incoming(kind.name)}")
                cursor.execute(_create(kind))

    def add(self, row: Row) -> None:
        self.read[row.kind] += 1
        self._number += 1
        of = self.identity.of
        cells = [of(row.kind, row.source_id), row.source_id, row.file, row.at, self._number, *row.values]
        for position, refers_to in self._references[row.kind]:
            their_id = row.values[position]
            cells.append(of(refers_to, their_id) if their_id is not None else None)
        self._rows[row.kind].append(cells)
        self._waiting += 1
        if self._waiting >= _BATCH:
            self.flush()

    def spare(self, problem: Problem) -> None:
        """Remember what must not be taken for gone because of this problem."""
        if not problem.partial:
            return
        if problem.kind == "file":
            self.whole = False
        elif problem.kind == "service" and problem.source_id:
            self._spared.append(self.identity.of("service", problem.source_id))
            self._waiting += 1

    def flush(self) -> None:
        with connection.cursor() as cursor:
            for name, rows in self._rows.items():
                if rows:
                    with cursor.copy(_copy(KINDS[name])) as copy:
                        for row in rows:
                            copy.write_row(row)
                    rows.clear()
            if self._spared:
                with cursor.copy(f"COPY {SPARED} FROM STDIN") as copy:
                    for row_id in self._spared:
                        copy.write_row([row_id])
                self._spared.clear()
        self._waiting = 0

    def settle(self) -> None:
        """All rows are in: index them and learn their numbers, for the statements that follow."""
        self.flush()
        with connection.cursor() as cursor:
            for kind in KINDS:
                cursor.execute(f"CREATE INDEX ON {incoming(kind)} (row_id)")
                cursor.execute(f"ANALYZE {incoming(kind)}")
            cursor.execute(f"ANALYZE {SPARED}")


def _create(kind: Kind) -> sql.Composed:
    columns = [
        sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL(type_)) for name, type_ in _columns(kind)
    ]
    if kind.name == "location":  # filled from the addresses
        columns += [sql.SQL("{} text NOT NULL DEFAULT ''").format(sql.Identifier(name)) for name in ADDRESS]
    if kind.name == "organisation":  # filled from the identifiers
        columns += [sql.SQL("{} text NOT NULL DEFAULT ''").format(sql.Identifier(name)) for name in NUMBERS]
    return sql.SQL("CREATE TEMPORARY TABLE {} ({}) ON COMMIT DROP").format(
        sql.Identifier(incoming(kind.name)), sql.SQL(", ").join(columns)
    )


def _copy(kind: Kind) -> sql.Composed:
    names = sql.SQL(", ").join(sql.Identifier(name) for name, _ in _columns(kind))
    return sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(incoming(kind.name)), names)


def _columns(kind: Kind) -> list[tuple[str, str]]:
    fixed = [
        ("row_id", "uuid"),
        ("their_id", "text"),
        ("file", "text"),
        ("at", "text"),
        ("arrival", "bigint"),
    ]
    fields = [
        (f"{field.name}_their" if field.refers_to else field.name, column_type(field))
        for field in kind.fields
    ]
    return fixed + fields + [(f"{field.name}_id", "uuid") for field in kind.fields if field.refers_to]
