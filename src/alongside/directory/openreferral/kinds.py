"""The kinds of row that the directory keeps, and what HSDS 1, 2, 3 and Open Referral UK call their columns.

This is the edge: on the right stand the standard's (American) spellings, on the left ours."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from . import values


@dataclass(frozen=True, slots=True)
class Field:
    """One of our columns. `clean` turns text into a value or raises ValueError; `refers_to` names a kind."""

    name: str
    columns: tuple[str, ...] = ()
    clean: Callable[[str], Any] | None = None
    required: bool = False
    blank: Any = ""
    refers_to: str = ""

    @property
    def sources(self) -> tuple[str, ...]:
        return self.columns or (self.name,)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of row. `tables` are file or table names without plural endings; `children` are JSON keys.

    Without an id, or where ids are known to repeat (`own_ids` false), a row is known by its whole content."""

    name: str
    plural: str
    tables: tuple[str, ...]
    fields: tuple[Field, ...]
    own_ids: bool = True
    must_have_id: bool = False
    belongs: tuple[str, ...] = ()  # at least one of these references must be given
    says: tuple[str, ...] = ()  # at least one of these fields must be filled
    positions: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "positions", {f.name: i for i, f in enumerate(self.fields)})

    def content_id(self, cleaned: list) -> str:
        """A source id made of everything that the row says, equal whenever the row is read again."""
        said = "\x1f".join("" if value is None else str(value) for value in cleaned)
        return "content:" + hashlib.sha256(said.encode()).hexdigest()[:32]


def _text(name: str, *columns: str, required: bool = False) -> Field:
    return Field(name, columns, values.text, required)


def _line(name: str, *columns: str, required: bool = False) -> Field:
    return Field(name, columns, values.line, required)


def _maybe(name: str, clean: Callable[[str], Any], *columns: str) -> Field:
    return Field(name, columns, clean, blank=None)


def _refers(name: str, *columns: str, required: bool = False, to: str = "") -> Field:
    return Field(name, columns or (f"{name}_id",), None, required, None, to or name)


_URL = Field("url", ("url", "website"), values.url)
_EMAIL = Field("email", (), values.email)

ORGANISATION = Kind(
    "organisation", "organisations", ("organization", "organisation"),
    (
        _line("name", required=True), _line("alternate_name"), _text("description"),
        Field("url", ("website", "url"), values.url), _EMAIL,
    ),
    must_have_id=True,
)  # fmt: skip
IDENTIFIER = Kind(
    "identifier", "organisation identifiers", ("organization_identifier", "organisation_identifier"),
    (
        _refers("organisation", "organization_id", required=True),
        _line("scheme", "identifier_scheme", "scheme"), _line("scheme_name", "identifier_type", "type"),
        _line("identifier", "identifier", required=True),
    ),
)  # fmt: skip
SERVICE = Kind(
    "service", "services", ("service",),
    (
        _refers("organisation", "organization_id"),
        _line("name", required=True), _line("alternate_name"), _text("description"), _URL, _EMAIL,
        Field("status", (), values.status, blank="active"),
        _text("interpretation_services"), _text("application_process"),
        _text("fees_description", "fees_description", "fees"),
        _text("accreditations"), _text("alert"),
        _text("eligibility_description", "eligibility_description", "eligibility"),
        _maybe("minimum_age", values.age), _maybe("maximum_age", values.age),
        _maybe("assured_on", values.day, "assured_date"),
        _maybe("last_modified_on", values.day, "last_modified"),
    ),
    must_have_id=True,
)  # fmt: skip
LOCATION = Kind(
    "location", "places", ("location",),
    (
        _line("name"), _line("alternate_name"), _text("description"), _text("transport", "transportation"),
        Field("location_type", (), values.place_kind, blank="physical"),
        _maybe("latitude", values.latitude), _maybe("longitude", values.longitude),
    ),
    must_have_id=True,
)  # fmt: skip
ADDRESS = Kind(
    "address", "addresses", ("address", "physical_address", "postal_address"),
    (
        _refers("location", required=True),
        _line("address_1"), _line("address_2"), _line("address_3"), _line("address_4"),
        _line("city"), _line("region"), _line("county", "state_province"),
        Field("postcode", ("postal_code", "postcode"), values.postcode), _line("country"),
        _line("address_type"),
    ),
    says=("address_1", "city", "county", "region", "postcode"),
)  # fmt: skip
SERVICE_AT_LOCATION = Kind(
    "service_at_location",
    "services at places",
    ("service_at_location", "services_at_location", "service_at_locations"),
    (_refers("service", required=True), _refers("location", required=True), _text("description")),
)
PHONE = Kind(
    "phone", "telephone numbers", ("phone",),
    (
        _refers("service"), _refers("location"), _refers("organisation", "organization_id"),
        _refers("service_at_location"), _refers("contact"),
        Field("number", (), values.phone, True), _line("extension"),
        _line("phone_type", "type"), _text("description"),
    ),
    belongs=("service", "location", "organisation", "service_at_location", "contact"),
)  # fmt: skip
CONTACT = Kind(  # read only to learn whose telephone number it is: names of people are never kept
    "contact", "named contacts", ("contact",),
    (
        _refers("service"), _refers("location"), _refers("organisation", "organization_id"),
        _refers("service_at_location"),
    ),
)  # fmt: skip
SCHEDULE = Kind(
    "schedule", "opening times", ("schedule", "regular_schedule", "holiday_schedule"),
    (
        _refers("service"), _refers("location"), _refers("service_at_location"),
        _maybe("opens_at", values.clock), _maybe("closes_at", values.clock),
        _maybe("valid_from", values.day, "valid_from", "start_date"),
        _maybe("valid_to", values.day, "valid_to", "end_date"),
        _maybe("starts_on", values.day, "dtstart"),
        _line("frequency", "freq"), _line("interval"),
        Field("weekdays", ("byday", "weekday"), values.days), _line("month_days", "bymonthday"),
        _text("description", "description", "original_text"), _line("attending_type"), _text("notes"),
        Field("closed", (), values.truth, blank=False),
    ),
    belongs=("service", "location", "service_at_location"),
    says=("opens_at", "closes_at", "valid_from", "valid_to", "starts_on", "weekdays", "description", "notes"),
)  # fmt: skip
COST_OPTION = Kind(
    "cost_option", "costs", ("cost_option",),
    (
        _refers("service", required=True), _line("option"),
        _maybe("amount", values.amount), _line("currency"), _text("amount_description"),
        _maybe("valid_from", values.day), _maybe("valid_to", values.day),
    ),
    says=("option", "amount", "amount_description"),
)  # fmt: skip
LANGUAGE = Kind(
    "language", "languages", ("language",),
    (
        _refers("service"), _refers("location"),
        _line("name", "name", "language"), _line("code"), _text("note"),
    ),
    own_ids=False, belongs=("service", "location"), says=("name", "code"),
)  # fmt: skip
SERVICE_AREA = Kind(
    "service_area", "service areas", ("service_area",),
    (
        _refers("service"), _refers("service_at_location"),
        _text("name", "name", "service_area"), _text("description"),
        _text("extent"), _line("extent_type"), Field("uri", (), values.url),
    ),
    belongs=("service", "service_at_location"), says=("name", "description", "extent", "uri"),
)  # fmt: skip
ACCESSIBILITY = Kind(
    "accessibility", "accessibility notes", ("accessibility", "accessibility_for_disabilities"),
    (
        _refers("location", required=True), _text("description", "description", "accessibility"),
        _text("details"), Field("url", (), values.url),
    ),
    says=("description", "details"),
)  # fmt: skip
ELIGIBILITY = Kind(
    "eligibility", "eligibility notes", ("eligibility", "eligibilitie"),
    (
        _refers("service", required=True), _text("description", "eligibility", "description"),
        _maybe("minimum_age", values.age), _maybe("maximum_age", values.age),
    ),
    says=("description", "minimum_age", "maximum_age"),
)  # fmt: skip
TERM = Kind(
    "taxonomy_term", "taxonomy terms", ("taxonomy_term",),
    (
        _line("code"), _line("name", "name", "term", required=True), _text("description"),
        _line("parent", "parent_id"), _line("taxonomy", "taxonomy", "vocabulary", "taxonomy_id"),
        Field("uri", ("term_uri", "uri"), values.url),
    ),
    must_have_id=True,
)  # fmt: skip
ATTRIBUTE = Kind(
    "attribute", "taxonomy links", 
    (
        "attribute", "other_attribute", "service_attribute",
        "service_taxonomy", "services_taxonomy", "service_taxonomie",
    ),
    (
        _refers("service", "service_id", "link_id"),
        _refers("taxonomy_term", "taxonomy_term_id", "taxonomy_id", required=True),
        _line("entity", "link_entity"), _line("link_type", "link_type", "taxonomy_detail"),
        _line("value"), _line("label"),
    ),
)  # fmt: skip

KINDS = {
    kind.name: kind
    for kind in (
        ORGANISATION, IDENTIFIER, SERVICE, LOCATION, ADDRESS, SERVICE_AT_LOCATION, PHONE, CONTACT, SCHEDULE,
        COST_OPTION, LANGUAGE, SERVICE_AREA, ACCESSIBILITY, ELIGIBILITY, TERM, ATTRIBUTE,
    )
}  # fmt: skip

CONTACTS = "Named contacts are not kept in a public directory; their telephone numbers are."
LEFT_OUT = {
    "program": "Programmes are not kept; the services in them are.",
    "funding": "How a service is paid for is not kept here.",
    "required_document": "Required documents are not kept; put them in how to apply.",
    "payments_accepted": "Ways of paying are not kept; put them in the fees.",
    "payment_accepted": "Ways of paying are not kept; put them in the fees.",
    "taxonomy": "The name of a taxonomy is kept with each of its terms, not on its own.",
    "taxonomie": "The name of a taxonomy is kept with each of its terms, not on its own.",
    "metadata": "The history of changes at the source is not kept.",
    "meta_table_description": "The description of tables is not kept.",
    "unit": "Units of capacity are not kept.",
    "url": "Further web addresses are not kept.",
    "service_capacity": "Numbers of places are not kept: each service says its own capacity here.",
}

_BY_TABLE = {table: kind for kind in KINDS.values() for table in kind.tables}


def table_name(name: str) -> str:
    """A file or resource name as the tables above are written: "data/Phones.csv" is "phone"."""
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].lower()
    for ending in (".csv", ".tsv", ".txt", ".json"):
        stem = stem.removesuffix(ending)
    stem = stem.replace("-", "_").replace(" ", "_")
    for name in (stem, stem.removesuffix("s"), stem.removesuffix("es")):
        if name in _BY_TABLE or name in LEFT_OUT:
            return name
    return stem


def kind_of(table: str, columns: tuple[str, ...] = ()) -> Kind | None:
    """The kind that a table holds, if the directory keeps it. HSDS 1 calls its terms "taxonomy"."""
    if table == "taxonomy" and ("parent_id" in columns or "vocabulary" in columns):
        return TERM
    return _BY_TABLE.get(table)
