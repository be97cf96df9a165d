"""What an organisation has open, across the fence between organisations: ids alone."""

from uuid import UUID

from django.db import connection


def held_by(organisation_id: UUID) -> list[tuple[str, UUID, UUID, UUID]]:
    """(kind, row, person, an organisation that may see them), of what an organisation has open: requests first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, row_id, person_id, seen_by FROM referrals_held_by(%s)", [organisation_id]
        )
        return cursor.fetchall()
