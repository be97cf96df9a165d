"""Nested JSON records: one service with all that hangs off it becomes the same rows as the tabular files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .kinds import CONTACTS, KINDS, LEFT_OUT, Field, Kind
from .rows import Level, Place, Problem, Row, Tell
from .shaping import Shaper

_DEEPEST = 8
_ONE = {  # JSON keys that hold one record
    "organization": "organisation", "location": "location", "service": "service",
    "taxonomy_term": "taxonomy_term",
}  # fmt: skip
_MANY = {  # JSON keys that hold a list of records
    "services": "service", "organizations": "organisation", "locations": "location",
    "service_at_locations": "service_at_location", "phones": "phone", "schedules": "schedule",
    "regular_schedules": "schedule", "holiday_schedules": "schedule",
    "cost_options": "cost_option", "languages": "language", "service_areas": "service_area",
    "accessibility": "accessibility", "accessibility_for_disabilities": "accessibility",
    "addresses": "address", "physical_addresses": "address", "postal_addresses": "address",
    "organization_identifiers": "identifier", "eligibilitys": "eligibility", "eligibility": "eligibility",
    "eligibilities": "eligibility", "attributes": "attribute", "service_taxonomys": "attribute",
    "service_taxonomies": "attribute", "contacts": "contact", "taxonomy_terms": "taxonomy_term",
}  # fmt: skip
_NOT_KEPT = {
    "funding": "funding", "fundings": "funding", "programs": "program", "metadata": "metadata",
    "required_documents": "required_document", "additional_urls": "url", "capacities": "service_capacity",
    "payments_accepted": "payment_accepted",
}  # fmt: skip
_OF_PLACES = {"latitude", "longitude", "location_type", "addresses", "physical_addresses"}
_SIGNS: tuple[tuple[str, set[str], set[str]], ...] = (  # kind, keys that give it away, keys that rule it out
    (
        "service",
        {"organization", "organization_id", "service_at_locations", "service_areas", "cost_options", "fees",
         "fees_description", "eligibility_description"},
        _OF_PLACES,
    ),
    ("location", _OF_PLACES, set()),
    (
        "organisation",
        {"organization_identifiers", "website", "legal_status", "tax_id", "parent_organization_id"},
        set(),
    ),
    ("taxonomy_term", {"term", "term_uri", "taxonomy", "vocabulary"}, set()),
)  # fmt: skip
_OF_SOMEBODY = {"name", "title", "department", "email"}  # without these a contact is a place for its numbers
_ALONE = ("organisation", "service", "location", "taxonomy_term")  # what hangs off these is theirs alone


def kind_of_record(record: dict[str, Any]) -> Kind | None:
    """The kind of a record that stands alone, from its keys."""
    keys = record.keys()
    if "service" in keys and "location" in keys:
        return KINDS["service_at_location"]
    for name, signs, others in _SIGNS:
        if keys & signs and not keys & others:
            return KINDS[name]
    return KINDS["service"] if {"name", "description", "status"} <= keys else None


class Flattening:
    """Flattens records of one file. The records inside come after the record that they hang off."""

    def __init__(self, file: str, tell: Tell, undecodable: str = "") -> None:
        self.file, self.tell = file, tell
        self._shapers = {name: Shaper(kind, file, tell, undecodable) for name, kind in KINDS.items()}

    def rows(
        self, kind: Kind, record: Any, at: str, above: dict[str, str] | None = None, deep: int = 0
    ) -> Iterator[Row]:
        above = above or {}
        if not isinstance(record, dict):
            self._tell(Level.REFUSED, at, kind.name, "It is not a record.")
            return
        if deep > _DEEPEST:
            self._tell(Level.REFUSED, at, kind.name, "It is nested too deeply.")
            return
        own_id = record.get("id")
        if kind.name == "contact":
            if record.keys() & _OF_SOMEBODY:
                self._tell(Level.LEFT_OUT, at, kind.name, CONTACTS, own_id)
            row = None
        else:
            row = self._shapers[kind.name].shape(own_id, self._finder(record, above), at)
            if row is None:
                return
            yield row
        yield from self._inside(record, kind, at, self._handed_down(kind, row, above), deep)

    @staticmethod
    def _handed_down(kind: Kind, row: Row | None, above: dict[str, str]) -> dict[str, str]:
        """What the records inside may take for granted: whose service, place or organisation they are."""
        if row is None or kind.name not in (*_ALONE, "service_at_location"):
            return above
        own = {kind.name: row.source_id}
        if kind.name == "service_at_location":
            own |= {name: row.values[kind.positions[name]] for name in ("service", "location")}
        return own

    def _finder(self, record: dict[str, Any], above: dict[str, str]) -> Any:
        def find(field: Field) -> Any:
            for name in field.sources:
                value = record.get(name)
                if (
                    value is not None
                    and value != ""
                    and not (isinstance(value, (dict, list)) and not field.clean)
                ):
                    return value
            if not field.refers_to:
                return None
            for key, kind_name in _ONE.items():
                if kind_name == field.refers_to and isinstance(record.get(key), dict):
                    return record[key].get("id")
            return above.get(field.refers_to) or None

        return find

    def _inside(
        self, record: dict[str, Any], kind: Kind, at: str, below: dict[str, str], deep: int
    ) -> Iterator[Row]:
        for key, value in record.items():
            path = f"{at}.{key}" if at else key
            if isinstance(value, dict) and key in _ONE:
                inner = KINDS[_ONE[key]]
                yield from self.rows(inner, value, path, {} if inner.name in _ALONE else below, deep + 1)
            elif isinstance(value, list) and (key in _MANY or key in _NOT_KEPT):
                for number, one in enumerate(value):
                    yield from self._one_of(key, one, kind, f"{path}[{number}]", below, deep)

    def _one_of(
        self, key: str, one: Any, kind: Kind, at: str, below: dict[str, str], deep: int
    ) -> Iterator[Row]:
        source_id = one.get("id") if isinstance(one, dict) else ""
        if key in _NOT_KEPT:
            self._tell(Level.LEFT_OUT, at, _NOT_KEPT[key], LEFT_OUT[_NOT_KEPT[key]], source_id)
        elif _MANY[key] == "attribute" and kind.name != "service":
            self._tell(
                Level.LEFT_OUT, at, "attribute", "Taxonomy terms are kept for services only.", source_id
            )
        else:
            yield from self.rows(KINDS[_MANY[key]], one, at, below, deep + 1)

    def _tell(self, level: Level, at: str, kind: str, reason: str, source_id: Any = "") -> None:
        self.tell(Problem(level, Place(self.file, at), kind, str(source_id or "")[:300], reason))
