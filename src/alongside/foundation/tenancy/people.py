"""Letting an organisation know a person, and ending it: the two checked doors through the need-to-know fence."""

from datetime import UTC, datetime
from typing import Any

from django.db import connection

NO_END = datetime(9999, 1, 1, tzinfo=UTC)


def grant_person_access(*, person: Any, organisation: Any, reason: str, until: datetime = NO_END) -> None:
    """Let an organisation of this alliance know a person.

    The database allows it to an organisation that already knows the person, to the person, and to the
    organisation that registers someone new for itself. Anyone else: django.db.utils.ProgrammingError.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT grant_person_access(%s, %s, %s, %s)", [person, organisation, reason, until])


def end_person_access(*, person: Any, organisation: Any) -> None:
    """End what an organisation may know of a person; the same callers may do it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT end_person_access(%s, %s)", [person, organisation])
