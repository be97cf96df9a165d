"""Needs of imported services: given where the source speaks our vocabulary, else read out of their words."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db import connection
from psycopg import sql

from ..models import Service, ServiceNeed
from ..understanding import default_lexicon, infer_needs

_BATCH = 1_000
_UNREAD = "incoming_unread"  # services whose words are new, so that only they are read
_NEED = "incoming_need"


def remember_new_words() -> None:
    """Before services are saved: note which of them are new or say something else than they did."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(sql.Identifier(_UNREAD)))
        cursor.execute(
            sql.SQL("""
            CREATE TEMPORARY TABLE {} ON COMMIT DROP AS
            SELECT i.row_id FROM incoming_service i LEFT JOIN directory_service s ON s.id = i.row_id
            WHERE s.id IS NULL OR (s.name, s.description) IS DISTINCT FROM (i.name, i.description)
            """).format(sql.Identifier(_UNREAD))
        )


def save_needs(alliance_id: UUID, source_id: UUID) -> Iterator[int]:
    """Read the services noted above; yields how many were read in each batch."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(sql.Identifier(_NEED)))
        cursor.execute(
            sql.SQL(
                "CREATE TEMPORARY TABLE {} (service_id uuid, need_code text, confidence real) ON COMMIT DROP"
            ).format(sql.Identifier(_NEED))
        )
        _save_given(cursor, alliance_id, source_id)
    with connection.chunked_cursor() as words:
        words.execute(
            sql.SQL(
                "SELECT s.id, s.name, s.description FROM {} u JOIN directory_service s ON s.id = u.row_id"
            ).format(sql.Identifier(_UNREAD))
        )
        while batch := words.fetchmany(_BATCH):
            with (
                connection.cursor() as cursor,
                cursor.copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(_NEED))) as copy,
            ):
                for service_id, name, description in batch:
                    for code, confidence in infer_needs(name, description):
                        copy.write_row((service_id, code, confidence))
            yield len(batch)
    with connection.cursor() as cursor:
        _save_inferred(cursor, alliance_id)


def read_again(service: Service) -> None:
    """The needs of one service whose words were changed."""
    found = dict(infer_needs(service.name, service.description))
    needs = ServiceNeed.objects.filter(service=service)
    needs.filter(origin=ServiceNeed.Origin.INFERRED).delete()
    given = set(needs.values_list("need_code", flat=True))
    ServiceNeed.objects.bulk_create(
        ServiceNeed(
            alliance_id=service.alliance_id, service=service, need_code=code, confidence=confidence,
            origin=ServiceNeed.Origin.INFERRED,
        )
        for code, confidence in found.items()
        if code not in given
    )  # fmt: skip


def _save_given(cursor, alliance_id: UUID, source_id: UUID) -> None:  # type: ignore[no-untyped-def]
    """A source's term whose code is one of ours was given, and outranks what is read out of words."""
    cursor.execute(
        """
        INSERT INTO directory_serviceneed AS n (id, alliance_id, service_id, need_code, origin, confidence)
        SELECT DISTINCT ON (a.service_id, t.code)
               gen_random_uuid(), %s::uuid, a.service_id, t.code, 'given', 1.0
        FROM directory_attribute a JOIN directory_taxonomyterm t ON t.id = a.taxonomy_term_id
        WHERE a.source_id = %s AND t.code = ANY(%s)
        ON CONFLICT (alliance_id, service_id, need_code) DO UPDATE SET origin = 'given', confidence = 1.0
        WHERE n.origin <> 'given'
        """,
        [alliance_id, source_id, list(default_lexicon().needs)],
    )


def _save_inferred(cursor, alliance_id: UUID) -> None:  # type: ignore[no-untyped-def]
    names = {"need": sql.Identifier(_NEED), "unread": sql.Identifier(_UNREAD)}
    cursor.execute(
        sql.SQL("""
        DELETE FROM directory_serviceneed n USING {unread} u
        WHERE n.service_id = u.row_id AND n.origin = 'inferred' AND NOT EXISTS (
            SELECT 1 FROM {need} i WHERE i.service_id = n.service_id AND i.need_code = n.need_code)
        """).format(**names)
    )
    cursor.execute(
        sql.SQL("""
        INSERT INTO directory_serviceneed AS n (id, alliance_id, service_id, need_code, origin, confidence)
        SELECT gen_random_uuid(), %s::uuid, service_id, need_code, 'inferred', confidence FROM {need}
        ON CONFLICT (alliance_id, service_id, need_code) DO UPDATE SET confidence = excluded.confidence
        WHERE n.origin = 'inferred'
        """).format(**names),
        [alliance_id],
    )
