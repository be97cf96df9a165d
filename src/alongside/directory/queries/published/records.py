"""Records by their ids, as JSON that is ready to send."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from ...understanding import default_lexicon
from . import shapes
from .shapes import ABOUT_NEEDS, GIVEN_NEED, NEED_TERM, NEEDS, PLACE_STANDS, SERVICE_STANDS, TERM

WORDS = "word (code, label, about) AS (SELECT * FROM unnest(%s::text[], %s::text[], %s::text[]))"
# The inner SELECT hides how many ids there are: seen, it has PostgreSQL plan the statement afresh at every call.
PICKED = "picked AS (SELECT * FROM unnest((SELECT %s::uuid[])) WITH ORDINALITY AS given (id, place))"
SERVICES = (
    f"FROM picked p JOIN directory_service s ON s.id = p.id AND {SERVICE_STANDS}"
    " LEFT JOIN directory_directoryorganisation o ON o.id = s.organisation_id"
)
PLACES = (
    "FROM picked p JOIN directory_serviceatlocation d ON d.id = p.id"
    f" JOIN directory_service s ON s.id = d.service_id AND {SERVICE_STANDS}"
    f" JOIN directory_location l ON l.id = d.location_id AND {PLACE_STANDS}"
    " LEFT JOIN directory_directoryorganisation o ON o.id = s.organisation_id"
)
# The needs that some running service was given and no term of its own says, each once.
OWN_NEEDS = (
    f"SELECT DISTINCT n.alliance_id, n.need_code FROM {GIVEN_NEED}"
    f" AND (SELECT true FROM directory_service s WHERE s.id = n.service_id AND {SERVICE_STANDS})"
)
ALL_TERMS = (
    f"SELECT t.id, {TERM} AS one FROM directory_taxonomyterm t UNION ALL"
    f" SELECT {shapes.made_id('need', 'n.alliance_id', 'n.need_code')}, {NEED_TERM} FROM ({OWN_NEEDS}) n"
    " JOIN word w ON w.code = n.need_code"
)
ALL_TAXONOMIES = (
    "SELECT x.id, "
    + shapes.record(
        id="x.id", name="x.name", description=f"CASE WHEN x.name = '{NEEDS}' THEN '{ABOUT_NEEDS}' ELSE '' END",
        uri="CASE WHEN x.name ~ '^https?://' THEN directory_uri(x.name) END",
    )
    + f" AS one FROM (SELECT DISTINCT {shapes.taxonomy_id('t')} AS id, t.taxonomy AS name FROM directory_taxonomyterm t"
    f" WHERE t.taxonomy <> '' UNION SELECT {shapes.made_id('taxonomy', 'n.alliance_id', chr(39) + NEEDS + chr(39))},"
    f" '{NEEDS}' FROM ({OWN_NEEDS}) n) x"
)  # fmt: skip
TERMS = f"SELECT x.one FROM picked p JOIN ({ALL_TERMS}) x ON x.id = p.id ORDER BY p.place"
TAXONOMIES = f"SELECT x.one FROM picked p JOIN ({ALL_TAXONOMIES}) x ON x.id = p.id ORDER BY p.place"
# By kind: the summary that lists hold, and all that is known.
KINDS: dict[str, tuple[str, str]] = {
    "services": (
        f"SELECT {shapes.service(full=False)} {SERVICES} ORDER BY p.place",
        f"SELECT {shapes.service(full=True)} {SERVICES} ORDER BY p.place",
    ),
    "service_at_locations": (
        f"SELECT {shapes.service_at_location(full=False)} {PLACES} ORDER BY p.place",
        f"SELECT {shapes.service_at_location(full=True)} {PLACES} ORDER BY p.place",
    ),
    "taxonomy_terms": (TERMS, TERMS),
    "taxonomies": (TAXONOMIES, TAXONOMIES),
}


def words() -> list[list[str]]:
    """Our vocabulary of needs as three columns: codes, labels and what each is about."""
    terms = default_lexicon().needs
    labels = default_lexicon().label
    return [list(terms), [labels(code) for code in terms], [term.description for term in terms.values()]]


def with_words(statement: str) -> str:
    """A statement with our vocabulary beside it."""
    return f"WITH {WORDS} {statement}"


def records(kind: str, ids: Sequence[UUID], *, full: bool = False) -> list[str]:
    """The records of these ids that are published, in this order, each the text of a JSON object."""
    if not ids:
        return []
    statement = KINDS[kind][full]
    needs = words() if "JOIN word " in statement else []  # summaries name no needs
    picked = "{" + ",".join(map(str, ids)) + "}"
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {f'{WORDS}, ' if needs else ''}{PICKED} {statement}", [*needs, picked])
        rows: list[tuple[Any]] = cursor.fetchall()
    return [text for (text,) in rows]


def record(kind: str, pk: UUID) -> str | None:
    """All that is known of one thing; None where nothing published has this id."""
    return next(iter(records(kind, [pk], full=True)), None)
