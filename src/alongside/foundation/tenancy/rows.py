"""Adding and changing one row by a statement that is written once for its model: each action does so several times."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.db import connection
from django.db.models.expressions import DatabaseDefault

from .models import AllianceModel


def add_row(row: AllianceModel, *, once: bool = False) -> bool:
    """Insert a new row, as ``save(force_insert=True)`` would; gives whether it was added.

    With ``once`` a row that a unique constraint holds off is left out without an error. What the database
    fills in itself (``db_default``) is not read back.
    """
    cells = [(field, field.pre_save(row, True)) for field in row._meta.local_concrete_fields]
    said = [(field, value) for field, value in cells if not isinstance(value, DatabaseDefault)]
    statement = _insert(type(row), tuple(field.column for field, _ in said), once)
    with connection.cursor() as cursor:
        cursor.execute(statement, [field.get_db_prep_save(value, connection) for field, value in said])
        row._state.adding, row._state.db = False, connection.alias
        return cursor.rowcount == 1


def change_row(row: AllianceModel, changes: Mapping[str, Any]) -> None:
    """Write some columns of a row, by the names of their fields or columns, and set them on it."""
    fields: list[Any] = [row._meta.get_field(name) for name in changes]
    statement = _update(type(row), tuple(field.column for field in fields))
    values = [
        field.get_db_prep_save(getattr(value, "pk", value), connection)
        for field, value in zip(fields, changes.values(), strict=True)
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, row.pk])
    for name, value in changes.items():
        setattr(row, name, value)


@cache
def _update(model: type[AllianceModel], columns: tuple[str, ...]) -> str:
    sets = ", ".join(f"{connection.ops.quote_name(column)} = %s" for column in columns)
    return f"UPDATE {model._meta.db_table} SET {sets} WHERE id = %s"


@cache
def _insert(model: type[AllianceModel], columns: tuple[str, ...], once: bool) -> str:
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    places = ", ".join(["%s"] * len(columns))
    unless = " ON CONFLICT DO NOTHING" if once else ""
    return f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({places}){unless}"
