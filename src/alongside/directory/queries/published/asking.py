"""What a reader of the feed may ask for, and the conditions that this comes to."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from alongside.places.queries import Place

from .shapes import NEEDS

DISTRICT = "^[A-Z]{1,2}[0-9][0-9A-Z]?$"
METRES = 6_371_008.8  # the Earth's mean radius
METRES_A_DEGREE = 111_195.0


@dataclass(frozen=True)
class Asked:
    """Conditions, all of which must hold. Ages, times and days are as the standard words them.

    minimum_age   the service's own minimum age is at least this; maximum_age: its maximum is at most this
    opens, closes one and the same opening begins no earlier and ends no later
    day           iCalendar's two letters
    place, metres within so many metres of the place, and not for the people of other areas only
    """

    search: str = ""
    term: UUID | None = None
    taxonomy: UUID | None = None
    organisation: UUID | None = None
    minimum_age: float | None = None
    maximum_age: float | None = None
    opens: time | None = None
    closes: time | None = None
    day: str = ""
    modified_from: date | None = None
    place: Place | None = None
    metres: float | None = None

    def conditions(self) -> tuple[list[str], list[Any]]:
        """SQL on a service `s`, and on a place `l` where a distance is asked for, with its parameters."""
        said: list[tuple[str, list[Any]]] = []
        if self.term:
            said.append((OF_TERM, [self.term, self.term]))
        if self.taxonomy:
            said.append((OF_TAXONOMY, [self.taxonomy, self.taxonomy]))
        if self.organisation:
            said.append(("s.organisation_id = %s", [self.organisation]))
        if self.minimum_age is not None:
            said.append(("s.minimum_age >= %s::float8", [self.minimum_age]))
        if self.maximum_age is not None:
            said.append(("s.maximum_age <= %s::float8", [self.maximum_age]))
        if self.modified_from:
            said.append(("s.last_modified_on >= %s::date", [self.modified_from]))
        if self.opens or self.closes or self.day:
            said.append(self._open())
        if self.place:
            said.append(_serves(self.place))
            if self.metres is not None:
                said.append(_within(self.place, self.metres))
        return [sql for sql, _ in said], [value for _, values in said for value in values]

    def _open(self) -> tuple[str, list[Any]]:
        parts: list[tuple[str, Any]] = []
        if self.opens:
            parts.append(("c.opens_at >= %s::time", self.opens))
        if self.closes:
            parts.append(("c.closes_at <= %s::time", self.closes))
        if self.day:
            parts.append(("c.weekdays ~ ('(^|,) *[+-]?[0-9]*' || %s::text || ' *(,|$)')", self.day))
        such = "NOT c.closed AND " + " AND ".join(sql for sql, _ in parts)
        sql = (
            f"s.id IN (SELECT c.service_id FROM directory_schedule c WHERE c.service_id IS NOT NULL AND {such}"
            " UNION SELECT d2.service_id FROM directory_schedule c"
            " JOIN directory_serviceatlocation d2 ON d2.location_id = c.location_id"
            " JOIN directory_location l2 ON l2.id = d2.location_id AND NOT l2.address_hidden"
            f" WHERE c.service_id IS NULL AND {such})"
        )
        return sql, [value for _, value in parts] * 2


OF_TERM = """s.id IN (
    SELECT a.service_id FROM directory_attribute a WHERE a.taxonomy_term_id = %s
    UNION SELECT n.service_id FROM directory_serviceneed n
    WHERE n.origin = 'given' AND directory_made_id('need/' || n.alliance_id || '/' || n.need_code) = %s)"""
OF_TAXONOMY = f"""s.id IN (
    SELECT a.service_id FROM directory_attribute a JOIN directory_taxonomyterm t ON t.id = a.taxonomy_term_id
    WHERE t.taxonomy <> '' AND directory_made_id('taxonomy/' || t.alliance_id || '/' || t.taxonomy) = %s
    UNION SELECT n.service_id FROM directory_serviceneed n
    WHERE n.origin = 'given' AND directory_made_id('taxonomy/' || n.alliance_id || '/{NEEDS}') = %s)"""


def _serves(place: Place) -> tuple[str, list[Any]]:
    """Who does not say an area, or says one that is neither a district nor a ward of ours, may serve anyone."""
    sure_ward = place.ward.name if place.ward and not place.approximate_ward else None
    sql = f"""(NOT EXISTS (SELECT 1 FROM directory_servicearea r WHERE r.service_id = s.id) OR EXISTS (
        SELECT 1 FROM directory_servicearea r WHERE r.service_id = s.id AND CASE
          WHEN upper(btrim(r.name)) ~ '{DISTRICT}' THEN upper(btrim(r.name)) = %s
          WHEN EXISTS (SELECT 1 FROM places_ward w WHERE w.name = r.name) THEN r.name = coalesce(%s::text, r.name)
          ELSE true END))"""
    return sql, [place.district, sure_ward]


def distance(place: Place) -> tuple[str, list[Any]]:
    """Metres from a place to `l`, along a great circle."""
    sql = f"""(2 * {METRES} * asin(least(1, sqrt(sin(radians(l.latitude - %s::float8) / 2) ^ 2
        + cos(radians(%s::float8)) * cos(radians(l.latitude)) * sin(radians(l.longitude - %s::float8) / 2) ^ 2))))"""
    return sql, [place.latitude, place.latitude, place.longitude]


def _within(place: Place, metres: float) -> tuple[str, list[Any]]:
    reach = metres / METRES_A_DEGREE * 1.01
    far, values = distance(place)
    return (
        f"l.longitude IS NOT NULL AND l.latitude BETWEEN %s::float8 AND %s::float8 AND {far} <= %s::float8",
        [place.latitude - reach, place.latitude + reach, *values, metres],
    )
