"""What each kind of record holds, as JSON Schema: the names and forms of Open Referral UK 3.0, and a few of HSDS 3.1."""

from typing import Any

TEXT = {"type": "string"}
ID = {"type": "string", "format": "uuid"}
URI = {"type": "string", "format": "uri"}
EMAIL = {"type": "string", "format": "email"}
DATE = {"type": "string", "format": "date"}
MOMENT = {"type": "string", "format": "date-time"}
CLOCK = {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]:[0-5][0-9]"}
NUMBER = {"type": "number"}
YES = {"type": "boolean"}


def one_of(*values: str) -> dict[str, Any]:
    return {"type": "string", "enum": list(values)}


def of(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def many(name: str) -> dict[str, Any]:
    return {"type": "array", "items": of(name)}


def _record(required: str, **properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": required.split(), "properties": {"id": ID, **properties}}


RECORDS = {
    "Organization": _record(
        "id name description", name=TEXT, alternate_name=TEXT, description=TEXT, email=EMAIL, website=URI,
        organization_identifiers=many("Identifier"), phones=many("Phone"),
    ),
    "Identifier": _record(
        "id identifier_type identifier", identifier_scheme=TEXT, identifier_type=TEXT, identifier=TEXT
    ),
    "Service": _record(
        "id name status", organization_id=ID, name=TEXT, alternate_name=TEXT, description=TEXT, url=URI, email=EMAIL,
        status=one_of("active"), interpretation_services=TEXT, application_process=TEXT, fees=TEXT,
        accreditations=TEXT, eligibility_description=TEXT, minimum_age=NUMBER, maximum_age=NUMBER, assured_date=DATE,
        alert=TEXT, last_modified=MOMENT, organization=of("Organization"), contacts=many("Contact"),
        schedules=many("Schedule"), holiday_schedules=many("Schedule"), service_areas=many("ServiceArea"),
        languages=many("Language"), cost_options=many("CostOption"), attributes=many("Attribute"),
        service_at_locations=many("PlaceOfService"),
    ),
    "PlaceOfService": _record("id location", description=TEXT, location=of("Location")),
    "ServiceAtLocation": _record(
        "id service_id location_id name status service location", service_id=ID, location_id=ID, name=TEXT,
        status=one_of("active"), description=TEXT, service=of("Service"), location=of("Location"),
    ),
    "Location": _record(
        "id location_type", location_type=one_of("physical", "postal", "virtual"), name=TEXT, alternate_name=TEXT,
        description=TEXT, transportation=TEXT, latitude=NUMBER, longitude=NUMBER, addresses=many("Address"),
        accessibility=many("Accessibility"), phones=many("Phone"), languages=many("Language"),
        schedules=many("Schedule"), holiday_schedules=many("Schedule"),
    ),
    "Address": _record(
        "id address_1 city state_province postal_code country address_type", address_1=TEXT, address_2=TEXT, city=TEXT,
        region=TEXT, state_province=TEXT, postal_code=TEXT, country=TEXT,
        address_type=one_of("physical", "postal", "virtual"),
    ),
    "Contact": _record("id phones", phones=many("Phone")),
    "Phone": _record("id number", number=TEXT, extension=TEXT, type=TEXT, description=TEXT),
    "Schedule": _record(
        "id", valid_from=DATE, valid_to=DATE, dtstart=DATE, freq=one_of("WEEKLY", "MONTHLY"), interval=NUMBER,
        byday=TEXT, bymonthday=TEXT, description=TEXT, opens_at=CLOCK, closes_at=CLOCK, attending_type=TEXT,
        notes=TEXT, closed=YES,
    ),
    "CostOption": _record(
        "id", option=TEXT, amount=NUMBER, currency=TEXT, amount_description=TEXT, valid_from=DATE, valid_to=DATE
    ),
    "Language": _record("id", name=TEXT, code=TEXT, note=TEXT),
    "ServiceArea": _record("id", name=TEXT, description=TEXT, extent=TEXT, extent_type=TEXT, uri=URI),
    "Accessibility": _record("id", description=TEXT, details=TEXT, url=URI),
    "Attribute": _record(
        "id link_id taxonomy_term", link_id=ID, link_entity=one_of("service"), link_type=TEXT, value=TEXT, label=TEXT,
        taxonomy_term_id=ID, taxonomy_term=of("TaxonomyTerm"),
    ),
    "Taxonomy": _record("id name description", name=TEXT, description=TEXT, uri=URI),
    "TaxonomyTerm": _record(
        "id name description", code=TEXT, name=TEXT, description=TEXT, parent_id=ID, taxonomy=TEXT, taxonomy_id=ID,
        term_uri=URI,
    ),
}  # fmt: skip
