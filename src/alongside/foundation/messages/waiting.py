"""Messages that wait with nobody working on them."""

from uuid import UUID

from django.db import connection


def left_waiting(*, minutes: int) -> list[tuple[UUID, UUID | None]]:
    """(message id, person id) of this alliance's messages queued longer ago than this, with no live job.

    A database function, for it must find messages about people whom the caller may not know. Ids only.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT message_id, person_id FROM messages_left_waiting(%s)", [minutes])
        return [(row[0], row[1]) for row in cursor.fetchall()]
