"""One page of a list, at the same price however far down it is.

Lists go by id. One pass over a list notes the id at every 500th row; a page then begins at the nearest of these
and reads on. What was noted is kept for as long as the directory is of the same edition, so that walking the whole
feed costs one pass and not one for each page. What is ranked, by words or by distance, is counted off.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db import connection

from .asking import Asked, distance
from .records import ALL_TAXONOMIES, ALL_TERMS, with_words, words
from .shapes import PLACE_STANDS, SERVICE_STANDS

MOST_ON_A_PAGE = 500
STRIDE = 500
KEPT_SECONDS = 60 * 60
MATCHING = "JOIN directory_matching(%s) m ON m.service_id = s.id"
SERVICES = f"directory_service s {{matching}} WHERE {SERVICE_STANDS}"
PLACES = (
    "directory_serviceatlocation d JOIN directory_service s ON s.id = d.service_id"
    " JOIN directory_location l ON l.id = d.location_id {matching}"
    f" WHERE {SERVICE_STANDS} AND {PLACE_STANDS}"
)


@dataclass(frozen=True)
class Slice:
    """The ids of one page, in order, and how many there are on all pages."""

    ids: list[UUID]
    total: int


@dataclass(frozen=True)
class Listing:
    """A list in SQL: where its ids come from, and what ranks it ("" for by id)."""

    key: str
    rows: str
    values: list[Any]
    rank: str = ""
    rank_values: Sequence[Any] = ()


def slice_of(kind: str, asked: Asked, *, page: int, size: int, edition: str | None) -> Slice:
    """A page of a list, from 1. A page beyond the last holds nothing."""
    listing = _listing(kind, asked)
    first = (page - 1) * size
    if listing.rank:
        return _counted_off(listing, first, size)
    total, stops = _stops(listing, edition)
    if first >= total:
        return Slice([], total)
    stop, more = divmod(first, STRIDE)
    after, values = ("", []) if stop == 0 else (f" AND {listing.key} > %s", [stops[stop - 1]])
    statement = (
        f"SELECT {listing.key} FROM {listing.rows}{after} ORDER BY {listing.key} OFFSET {more} LIMIT {size}"
    )
    rows = _rows(kind, statement, [*listing.values, *values])
    return Slice([row[0] for row in rows], total)


def _listing(kind: str, asked: Asked) -> Listing:
    if kind == "taxonomy_terms":
        return Listing("x.id", f"({ALL_TERMS}) x WHERE true", [])
    if kind == "taxonomies":
        return Listing("x.id", f"({ALL_TAXONOMIES}) x WHERE true", [])
    key, rows = ("s.id", SERVICES) if kind == "services" else ("d.id", PLACES)
    conditions, values = asked.conditions()
    rows = rows.format(matching=MATCHING if asked.search else "") + "".join(f" AND {c}" for c in conditions)
    values = [*([asked.search] if asked.search else []), *values]
    if asked.place and asked.metres is not None:
        far, points = distance(asked.place)
        return Listing(key, rows, values, f"{far}, {key}", points)
    return Listing(key, rows, values, f"m.rank DESC, {key}" if asked.search else "")


def _counted_off(listing: Listing, first: int, size: int) -> Slice:
    statement = (
        f"SELECT {listing.key}, count(*) OVER () FROM {listing.rows}"
        f" ORDER BY {listing.rank} OFFSET {first} LIMIT {size}"
    )
    rows = _rows("", statement, [*listing.values, *listing.rank_values])
    if rows or first == 0:
        return Slice([row[0] for row in rows], rows[0][1] if rows else 0)
    return Slice([], _rows("", f"SELECT count(*) FROM {listing.rows}", listing.values)[0][0])


def _stops(listing: Listing, edition: str | None) -> tuple[int, list[UUID]]:
    """How many rows a list has, and the id of every 500th."""
    own = "" if edition is None else _key(listing, edition)
    found = cache.get(own) if own else None
    if found is None:
        kind = "terms" if listing.key == "x.id" else ""
        statement = (
            f"SELECT id, place FROM (SELECT {listing.key} AS id, row_number() OVER (ORDER BY {listing.key}) AS place,"
            f" count(*) OVER () AS number FROM {listing.rows}) n WHERE mod(place, {STRIDE}) = 0 OR place = number"
            " ORDER BY place"
        )
        rows = _rows(kind, statement, listing.values)
        found = (rows[-1][1] if rows else 0, [row[0] for row in rows])
        if own:
            cache.set(own, found, KEPT_SECONDS)
    return found


def _key(listing: Listing, edition: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.alliance_id', true)")
        alliance = cursor.fetchone()[0]
    said = f"{alliance} {edition} {listing.rows} {listing.values}"
    return "published:" + hashlib.sha256(said.encode()).hexdigest()


def _rows(kind: str, statement: str, values: list[Any]) -> list[Any]:
    """Lists of terms need our vocabulary beside them."""
    if kind in ("taxonomy_terms", "taxonomies", "terms"):
        statement, values = with_words(statement), [*words(), *values]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
