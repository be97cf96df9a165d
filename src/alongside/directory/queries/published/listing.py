"""The services that have a page, for lists of addresses: by id, so that a page of the list stays what it was."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from .shapes import SERVICE_STANDS

COUNT = f"SELECT count(*) FROM directory_service s WHERE {SERVICE_STANDS}"
PAGE = f"""
    SELECT s.id, s.last_modified_on FROM directory_service s WHERE {SERVICE_STANDS}
    ORDER BY s.id LIMIT %s OFFSET %s
"""


@dataclass(frozen=True)
class Listed:
    """A running service, and the day that its source says it last changed."""

    id: UUID
    changed_on: date | None


def how_many_listed() -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
        return int(cursor.fetchone()[0])


def listed(start: int, most: int) -> list[Listed]:
    """``most`` running services from the ``start``-th on."""
    with connection.cursor() as cursor:
        cursor.execute(PAGE, [most, start])
        return [Listed(pk, on) for pk, on in cursor.fetchall()]
