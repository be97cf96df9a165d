"""What an organisation has open, across the fence between organisations, and who may see it: ids alone."""

from datetime import datetime
from uuid import UUID

from django.db import connection


def held_by(organisation_id: UUID) -> list[tuple[str, UUID, UUID, UUID | None]]:
    """(kind, row, person, an organisation that may see them or None), of what an organisation has open: requests first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, row_id, person_id, seen_by FROM referrals_held_by(%s)", [organisation_id]
        )
        return cursor.fetchall()


def keep_in_sight(person_id: UUID, *, rather: UUID | None, until: datetime) -> UUID | None:
    """An organisation that may see someone of whom something is open, at this moment: ``rather`` where it may.

    Where nobody may any more, the front door may from now, until the moment given. None where nothing is open.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT referrals_keep_in_sight(%s, %s, %s)", [person_id, rather, until])
        found: UUID | None = cursor.fetchone()[0]
    return found
