"""How rows become the records of Open Referral UK 3.0: one piece of SQL for each kind of record.

Whatever is not said is left out rather than null. Each function takes the alias that its table has in the
statement. What the standard has no word for keeps the word of HSDS 3.1, which it may be read by.
"""

SERVICE_STANDS = "s.status = 'active'"
PLACE_STANDS = "NOT l.address_hidden"
NEEDS = "Needs"
ABOUT_NEEDS = "What people here ask for help with, as this alliance searches for it."


class Json(str):
    """SQL whose value is the text of JSON already; any other SQL gives a value that JSON is made of."""

    __slots__ = ()


def record(*, id: str, **pairs: str) -> Json:
    """A JSON object of SQL expressions, without what is null. Its id never is.

    Text put together: json_build_object would look up the type of each value at each row, and what is null would
    have to be taken out of the whole by reading all of it again.
    """
    rest = "".join(f", ',\"{name}\":' || {as_json(value)}" for name, value in pairs.items())
    return Json(f"concat('{{\"id\":', {as_json(id)}{rest}, '}}')")


def as_json(value: str) -> Json:
    return value if isinstance(value, Json) else Json(f"to_json({value})")


def word(text: str) -> Json:
    """A word of ours, the same in every record."""
    return Json(f"'\"{text}\"'")


def where(condition: str, made: Json) -> Json:
    """Null where a condition does not hold."""
    return Json(f"CASE WHEN {condition} THEN {made} END")


def said(column: str) -> str:
    return f"nullif({column}, '')"


def email(column: str) -> str:
    return rf"CASE WHEN {column} ~ '^[!-?A-~]+@[!-?A-~]+\.[!-?A-~]+$' THEN {column} END"


def uri(column: str) -> str:
    """A link. One that was written without http gets it. Most are as they should be, and spared the function."""
    return (
        f"CASE WHEN {column} = '' THEN NULL WHEN {column} ~ '^https?://[A-Za-z0-9._~/?=&-]+$' THEN {column}"
        f" WHEN {column} ~ '^[A-Za-z][A-Za-z0-9+.-]*:' THEN directory_uri({column})"
        f" ELSE directory_uri('http://' || {column}) END"
    )


def made_id(kind: str, *parts: str) -> str:
    said_as = " || '/' || ".join(parts)
    return f"directory_made_id('{kind}/' || {said_as})"


def taxonomy_id(term: str) -> str:
    return f"CASE WHEN {term}.taxonomy <> '' THEN {made_id('taxonomy', f'{term}.alliance_id', f'{term}.taxonomy')} END"


def many(row: Json, rows: str, by: str) -> Json:
    """A list of what hangs off a record; null where there is nothing."""
    return Json(f"(SELECT '[' || string_agg({row}, ',' ORDER BY {by}) || ']' FROM {rows})")


def organisation(o: str, *, full: bool) -> Json:
    pairs: dict[str, str] = {
        "id": f"{o}.id", "name": f"{o}.name", "alternate_name": said(f"{o}.alternate_name"),
        "description": f"{o}.description", "email": email(f"{o}.email"), "website": uri(f"{o}.url"),
    }  # fmt: skip
    if full:
        numbers = many(IDENTIFIER, f"(SELECT {IDENTIFIERS.format(o=o)}) i", "i.id")
        has = f"{o}.charity_number || {o}.company_number <> ''"
        pairs["organization_identifiers"] = where(has, numbers)
        only = f"directory_phone c WHERE c.organisation_id = {o}.id AND c.service_id IS NULL AND c.location_id IS NULL"
        pairs["phones"] = many(PHONE, only, "c.id")
    return where(f"{o}.id IS NOT NULL", record(**pairs))


# Charity and company numbers of an organisation as rows: id, organisation_id, scheme, scheme_name, identifier.
_CHARITY = (
    "CASE WHEN {o}.charity_number ~* '^SC' THEN 'GB-SC' WHEN {o}.charity_number ~* '^NIC?' THEN 'GB-NIC'"
    " ELSE 'GB-CHC' END"
)
IDENTIFIERS = (
    f"{made_id('identifier', '{o}.id', 'x.scheme')} AS id, {{o}}.id AS organisation_id, x.* FROM (VALUES"
    f" ({_CHARITY}, 'Charity number', {{o}}.charity_number), ('GB-COH', 'Company number', {{o}}.company_number)"
    ") AS x (scheme, scheme_name, identifier) WHERE x.identifier <> ''"
)
IDENTIFIER = record(
    id="i.id", identifier_scheme="i.scheme", identifier_type="i.scheme_name", identifier="i.identifier"
)
PHONE = record(
    id="c.id", number="c.number", extension=said("c.extension"), type=said("c.phone_type"),
    description=said("c.description"),
)  # fmt: skip
# The standard knows weekly and monthly alone, and whole numbers of weeks or months between.
FREQUENCY = "CASE WHEN upper(c.frequency) IN ('WEEKLY', 'MONTHLY') THEN upper(c.frequency) END"
INTERVAL = "CASE WHEN c.interval ~ '^[0-9]{1,4}$' THEN c.interval::integer END"
SCHEDULE = record(
    id="c.id", valid_from="c.valid_from", valid_to="c.valid_to", dtstart="c.starts_on", freq=FREQUENCY,
    interval=INTERVAL, byday=said("c.weekdays"), bymonthday=said("c.month_days"),
    description=said("c.description"), opens_at="c.opens_at", closes_at="c.closes_at",
    attending_type=said("c.attending_type"), notes=said("c.notes"),
    closed="CASE WHEN c.closed THEN true END",
)  # fmt: skip
COST = record(
    id="c.id", option=said("c.option"), amount="c.amount", currency=said("c.currency"),
    amount_description=said("c.amount_description"), valid_from="c.valid_from", valid_to="c.valid_to",
)  # fmt: skip
LANGUAGE = record(id="c.id", name=said("c.name"), code=said("c.code"), note=said("c.note"))
AREA = record(
    id="c.id", name=said("c.name"), description=said("c.description"), extent=said("c.extent"),
    extent_type=said("c.extent_type"), uri=uri("c.uri"),
)  # fmt: skip
ACCESS = record(id="c.id", description=said("c.description"), details=said("c.details"), url=uri("c.url"))
HAS_ADDRESS = "(l.address_1 || l.city || l.county || l.region || l.postcode) <> ''"
ADDRESS = record(
    id=made_id("address", "l.id"), address_1="l.address_1", address_2=said("l.address_2"), city="l.city",
    region=said("l.region"), state_province="l.county", postal_code="l.postcode", country="l.country",
    address_type="l.location_type",
)  # fmt: skip
PARENT = (
    "(SELECT b.id FROM directory_taxonomyterm b"
    " WHERE b.source_id = t.source_id AND b.their_id = t.parent AND t.parent <> '' AND b.id <> t.id LIMIT 1)"
)
TERM = record(
    id="t.id", code=said("t.code"), name="t.name", description="t.description", parent_id=PARENT,
    taxonomy=said("t.taxonomy"), taxonomy_id=taxonomy_id("t"), term_uri=uri("t.uri"),
)  # fmt: skip

# Needs that were given to a service and that no term of its source says: the alliance's own words for them.
# "word" is a table of our vocabulary: code, label, about.
GIVEN_NEED = """
    directory_serviceneed n JOIN word w ON w.code = n.need_code
    WHERE n.origin = 'given' AND (
      SELECT true FROM directory_attribute b JOIN directory_taxonomyterm t ON t.id = b.taxonomy_term_id
      WHERE b.service_id = n.service_id AND t.code = n.need_code LIMIT 1) IS NULL
"""
NEED_TERM = record(
    id=made_id("need", "n.alliance_id", "n.need_code"), code="n.need_code", name="w.label", description="w.about",
    taxonomy=word(NEEDS), taxonomy_id=made_id("taxonomy", "n.alliance_id", f"'{NEEDS}'"),
)  # fmt: skip
ATTRIBUTE = record(
    id="a.id", link_id="a.service_id", link_entity=word("service"), link_type=said("a.link_type"), value=said("a.value"),
    label=said("a.label"), taxonomy_term_id="t.id", taxonomy_term=TERM,
)  # fmt: skip
NEED_ATTRIBUTE = record(
    id="n.id", link_id="n.service_id", link_entity=word("service"), link_type=word("need"),
    taxonomy_term_id=made_id("need", "n.alliance_id", "n.need_code"), taxonomy_term=NEED_TERM,
)  # fmt: skip


def location(l: str = "l", *, full: bool) -> Json:  # noqa: E741 - its alias
    pairs: dict[str, str] = {
        "id": "l.id", "location_type": "l.location_type", "name": said("l.name"),
        "alternate_name": said("l.alternate_name"), "description": said("l.description"),
        "transportation": said("l.transport"),
        "latitude": "CASE WHEN l.longitude IS NOT NULL THEN l.latitude END",
        "longitude": "CASE WHEN l.latitude IS NOT NULL THEN l.longitude END",
    }  # fmt: skip
    if full:
        here = "c.location_id = l.id AND c.service_id IS NULL"
        pairs["addresses"] = where(HAS_ADDRESS, Json(f"'[' || {ADDRESS} || ']'"))
        pairs["accessibility"] = many(ACCESS, "directory_accessibility c WHERE c.location_id = l.id", "c.id")
        pairs["phones"] = many(PHONE, f"directory_phone c WHERE {here}", "c.id")
        pairs["languages"] = many(LANGUAGE, f"directory_language c WHERE {here}", "c.id")
        pairs |= _schedules(here)
    return record(**pairs)


def _schedules(whose: str) -> dict[str, Json]:
    """Times when it is on; and apart from them, under HSDS 2's own word, the days when it is shut."""
    return {
        "schedules": many(SCHEDULE, f"directory_schedule c WHERE {whose} AND NOT c.closed", "c.id"),
        "holiday_schedules": many(SCHEDULE, f"directory_schedule c WHERE {whose} AND c.closed", "c.id"),
    }


def service(*, full: bool, places: bool = True) -> Json:
    """A service `s` with its organisation `o`."""
    pairs: dict[str, str] = {
        "id": "s.id", "organization_id": "o.id", "name": "s.name", "alternate_name": said("s.alternate_name"),
        "description": said("s.description"), "url": uri("s.url"), "email": email("s.email"),
        "status": "replace(s.status, '_', ' ')",
        "interpretation_services": said("s.interpretation_services"),
        "application_process": said("s.application_process"), "fees": said("s.fees_description"),
        "accreditations": said("s.accreditations"), "eligibility_description": said("s.eligibility_description"),
        "minimum_age": "s.minimum_age", "maximum_age": "s.maximum_age", "assured_date": "s.assured_on",
        "alert": said("s.alert"),
        "last_modified": """to_char(s.last_modified_on, 'YYYY-MM-DD"T00:00:00Z"')""",
        "organization": organisation("o", full=full),
    }  # fmt: skip
    if full:
        own = "c.service_id = s.id"
        phones = many(PHONE, f"directory_phone c WHERE {own}", "c.id")
        contact = record(id=made_id("contact", "s.id"), phones=Json("p.list"))
        pairs["contacts"] = Json(
            f"(SELECT '[' || {contact} || ']' FROM (SELECT {phones} AS list) p WHERE p.list IS NOT NULL)"
        )
        pairs |= _schedules(own)
        pairs["service_areas"] = many(AREA, f"directory_servicearea c WHERE {own}", "c.id")
        pairs["languages"] = many(LANGUAGE, f"directory_language c WHERE {own}", "c.id")
        pairs["cost_options"] = many(COST, f"directory_costoption c WHERE {own}", "c.id")
        pairs["attributes"] = many(
            Json("x.one"),
            f"(SELECT a.id, {ATTRIBUTE} AS one FROM directory_attribute a"
            " JOIN directory_taxonomyterm t ON t.id = a.taxonomy_term_id WHERE a.service_id = s.id"
            f" UNION ALL SELECT n.id, {NEED_ATTRIBUTE} FROM {GIVEN_NEED} AND n.service_id = s.id) x",
            "x.id",
        )
        if places:
            at = record(id="d.id", description=said("d.description"), location=location(full=True))
            pairs["service_at_locations"] = many(
                at,
                "directory_serviceatlocation d JOIN directory_location l ON l.id = d.location_id"
                f" WHERE d.service_id = s.id AND {PLACE_STANDS}",
                "d.id",
            )
    return record(**pairs)


def service_at_location(*, full: bool) -> Json:
    """A service `s` at a place `l`. Name and status are its service's: one published schema asks for them here."""
    return record(
        id="d.id", service_id="d.service_id", location_id="d.location_id", name="s.name",
        status="replace(s.status, '_', ' ')", description=said("d.description"),
        service=service(full=full, places=False), location=location(full=full),
    )  # fmt: skip
