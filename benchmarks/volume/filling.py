"""Filling tables by the million: one statement a table, with columns from the models."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import NOT_PROVIDED, JSONField, Model
from psycopg import sql
from psycopg.types.json import Jsonb

from benchmarks.database import Connection

# Ids that any statement can work out again from a kind and a number. Ordered by time, as uuid7() makes them:
# from the first of January 2025, 45 seconds apart.
BENCH_ID = """
CREATE OR REPLACE FUNCTION bench_id(kind text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (lpad(to_hex(1735689600000 + n * 45000), 12, '0')
    || overlay(overlay(left(md5(kind || n), 20) placing '7' from 1) placing '8' from 5))::uuid
$$
"""


def insert(connection: Connection, model: type[Model], source: str, **columns: str) -> int:
    """INSERT INTO the model's table SELECT the columns (SQL) FROM the source (SQL); gives how many rows.

    A column that is not given gets the model's own default, so that a new one needs no change here.
    """
    given = dict(columns)
    names, values = [], []
    for field in model._meta.local_concrete_fields:
        column = str(field.column)
        if column in given:
            value: sql.Composable = sql.SQL(given.pop(column))  # type: ignore[arg-type]
        elif field.null or field.generated or field.db_default is not NOT_PROVIDED:
            continue
        else:
            plain: Any = field.get_default()
            if plain is None and getattr(field, "auto_now_add", False):
                value = sql.SQL("now()")
            elif plain is None:
                raise ValueError(f"{model.__name__}.{field.name} has no default: say what it holds.")
            else:
                value = sql.Literal(Jsonb(plain) if isinstance(field, JSONField) else plain)
        names.append(sql.Identifier(column))
        values.append(value)
    if given:
        raise ValueError(f"{model.__name__} has no column called {', '.join(given)}.")
    statement = sql.SQL("INSERT INTO {} ({}) SELECT {} FROM " + source).format(  # type: ignore[arg-type]
        sql.Identifier(model._meta.db_table), sql.SQL(", ").join(names), sql.SQL(", ").join(values)
    )
    return connection.execute(statement).rowcount


@contextmanager
def laid_open(connection: Connection, alliance: Any, *models: type[Model]) -> Iterator[None]:
    """While filling: the fence does not bind the owner, and keys and indexes are made once at the end.

    The database is as it was afterwards, with every row checked; raises RuntimeError if not.
    """
    tables = [model._meta.db_table for model in models]
    before = _shape(connection, tables)
    keys = connection.execute(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE contype = 'f' AND conrelid = ANY(%s::regclass[])",
        [tables],
    ).fetchall()
    indexes = connection.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index i"
        # A partial one stays: it is told in other words than it was made in.
        " WHERE indrelid = ANY(%s::regclass[]) AND indpred IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = i.indexrelid)",
        [tables],
    ).fetchall()
    for table, name, _ in keys:
        connection.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    for table in tables:
        connection.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    # Checking a key reads the table that it points at, which may be fenced still.
    connection.execute("SELECT set_config('app.alliance_id', %s, false)", [str(alliance.pk)])
    connection.execute("SET synchronous_commit = off")
    connection.execute("SET maintenance_work_mem = '512MB'")
    connection.execute("SET work_mem = '256MB'")
    yield
    for _, definition in indexes:
        connection.execute(definition)
    for table in tables:
        connection.execute(f"VACUUM ANALYZE {table}")
    for table, name, definition in keys:
        connection.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
    for table in (table for table, forced, *_ in before if forced):
        connection.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    for name in ("app.alliance_id", "synchronous_commit", "maintenance_work_mem", "work_mem"):
        connection.execute(f"RESET {name}")
    if _shape(connection, tables) != before:
        raise RuntimeError(
            "Filling has left a table otherwise than it was: nothing measured here would count."
        )


def _shape(connection: Connection, tables: list[str]) -> list[tuple[Any, ...]]:
    """Each table's fence, keys and indexes."""
    return connection.execute(
        """
        SELECT c.relname, c.relforcerowsecurity,
          (SELECT array_agg(pg_get_constraintdef(oid) ORDER BY conname) FROM pg_constraint WHERE conrelid = c.oid),
          (SELECT array_agg(pg_get_indexdef(indexrelid) ORDER BY indexrelid::regclass::text) FROM pg_index
            WHERE indrelid = c.oid)
        FROM pg_class c WHERE c.oid = ANY(%s::regclass[]) ORDER BY c.relname
        """,
        [tables],
    ).fetchall()
