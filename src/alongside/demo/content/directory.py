"""The demo directory as Open Referral UK 3.0 service objects.

The published schema allows more than it names. Added here: `eligibility_description`, `alternate_name`,
`application_process` and `phones` as in HSDS, `code` on terms, `name` on languages, and `x_capacity` (state,
weeks, said_on as an ISO date), because neither standard has a place for "full, said twelve days ago".
"""

from datetime import date, datetime, timedelta
from typing import Any

from . import wards
from .listings import Listing, listings
from .members import Member, members, partner_organisations
from .needs import NEEDS, VOCABULARY
from .seed import dice, mobile, stable_id
from .venues import BY_KEY, Venue

FLAGS = "alongside-flags"
NEL = "north-east-lincolnshire"
PLACES = {
    "north-east-lincolnshire": ("North East Lincolnshire", wards.NORTH_EAST_LINCOLNSHIRE),
    "thornmere-vale": ("Thornmere Vale", wards.THORNMERE_VALE),
}
_FLAG_NAMES = {"hidden_address": "Address is never shown", "urgent": "Open to people in crisis"}
_STATES = {"room": "has_room", "wait": "waiting_list", "full": "full", "ask": "ask_first"}


def services(
    place: str = "north-east-lincolnshire", today: date = date(2026, 11, 23)
) -> list[dict[str, Any]]:
    """Every service of a place, complete with organisation, places, times, needs and capacity, in a fixed
    order.
    """
    owners = {m.slug: m for m in (*members(place), *partner_organisations(place))}
    return [_service(listing, owners[listing.org], place, today) for listing in listings(place)]


def service_id(listing: Listing, place: str) -> str:
    return stable_id(place, "service", listing.org, listing.name)


def _service(listing: Listing, owner: Member, place: str, today: date) -> dict[str, Any]:
    sid, (low, high) = service_id(listing, place), listing.age_range
    changed = today - timedelta(days=listing.checked or dice("changed", sid).randrange(60, 700))
    found = {
        "id": sid,
        "organization_id": owner.id,
        "name": listing.name,
        "alternate_name": listing.aka,
        "description": listing.text,
        "url": f"{owner.website}/{sid[:8]}" if "w" in listing.how else "",
        "email": owner.email if "e" in listing.how else "",
        "status": listing.status,
        "eligibility_description": listing.who,
        "application_process": listing.apply,
        "minimum_age": low,
        "maximum_age": high,
        "fees": listing.cost,
        "assured_date": str(today - timedelta(days=listing.checked)) if listing.checked else "",
        "assurer_email": "front-door@alongside.example" if listing.checked else "",
        "last_modified": datetime(changed.year, changed.month, changed.day, 9, 30).isoformat() + "Z",
        "organization": _organization(owner),
        "phones": _phones(listing, owner, sid),
        "contacts": [{"id": stable_id(sid, "contact"), "service_id": sid, "title": owner.contact_role}],
        "schedules": _schedules(listing, sid),
        "service_at_locations": [_at(BY_KEY[key], listing, sid) for key in listing.venue_keys],
        "service_areas": _areas(listing, sid, place),
        "languages": [
            {"id": stable_id(sid, "language", name), "service_id": sid, "name": name}
            for name in filter(None, listing.langs.split(";"))
        ],
        "cost_options": [{"id": stable_id(sid, "cost"), "service_id": sid, "option": listing.cost}]
        if listing.cost
        else [],
        "attributes": [_need(code, sid) for code in listing.need_codes] + _flags(listing, sid),
        "x_capacity": _capacity(listing, today),
    }
    return {key: value for key, value in found.items() if value not in ("", None, [])}


def _organization(owner: Member) -> dict[str, Any]:
    return {
        "id": owner.id,
        "name": owner.name,
        "description": owner.purpose,
        "email": owner.email,
        "website": owner.website,
    }


def _phones(listing: Listing, owner: Member, sid: str) -> list[dict[str, str]]:
    phones = []
    if "p" in listing.how:
        phones.append({"id": stable_id(sid, "phone"), "number": owner.phone})
    if "t" in listing.how:
        number = mobile(dice("text", owner.slug).randrange(1000))
        phones.append({"id": stable_id(sid, "text"), "number": number, "description": "Text messages only"})
    return phones


def _schedules(listing: Listing, sid: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for entry in filter(None, listing.times.split(";")):
        days, hours = entry.split(" ")
        opens, closes = hours.split("-")
        monthly = days[0].isdigit()
        found.append(
            {
                "id": stable_id(sid, "schedule", entry),
                "service_id": sid,
                "freq": "MONTHLY" if monthly else "WEEKLY",
                "interval": 1,
                "byday": days,
                "opens_at": f"{opens}:00",
                "closes_at": f"{closes}:00",
            }
        )
    if listing.when:
        found.append({"id": stable_id(sid, "when"), "service_id": sid, "description": listing.when})
    return found


def _at(venue: Venue, listing: Listing, sid: str) -> dict[str, Any]:
    hidden = "hidden" in listing.flags
    lid = stable_id("location", sid if hidden else "", venue.key)
    lat, lon = venue.point
    address = {
        "id": stable_id(lid, "address"),
        "location_id": lid,
        "address_1": "17 Withheld Row" if hidden else venue.street,
        "city": venue.town,
        "state_province": "Lincolnshire",
        "postal_code": venue.postcode,
        "country": "GB",
        "address_type": "physical",
    }
    location: dict[str, Any] = {
        "id": lid,
        "location_type": "physical",
        "name": "Private address" if hidden else venue.name,
        "latitude": lat,
        "longitude": lon,
        "addresses": [address],
    }
    if venue.step and not hidden:
        location["accessibility"] = [
            {"id": stable_id(lid, "step"), "location_id": lid, "description": venue.step}
        ]
    if hidden:
        location["attributes"] = [_term(lid, "location", "hidden_address", FLAGS)]
    return {
        "id": stable_id(sid, "at", lid),
        "service_id": sid,
        "location_id": lid,
        "location": location,
    }


def _areas(listing: Listing, sid: str, place: str) -> list[dict[str, Any]]:
    name, known = PLACES[place]
    codes = {ward.name: ward.code for ward in known}
    found = []
    for part in filter(None, listing.area.split(";")):
        title = name if part == "all" else part
        area = {"id": stable_id(sid, "area", part), "service_id": sid, "name": title, "service_area": title}
        if codes.get(part, "").startswith("E"):
            area["uri"] = f"http://statistics.data.gov.uk/id/statistical-geography/{codes[part]}"
        found.append(area)
    return found


def _need(code: str, sid: str) -> dict[str, Any]:
    return _term(sid, "service", code, VOCABULARY)


def _flags(listing: Listing, sid: str) -> list[dict[str, Any]]:
    codes = [
        {"hidden": "hidden_address", "urgent": "urgent"}[flag]
        for flag in listing.flags.split()
        if listing.flags
    ]
    return [_term(sid, "service", code, FLAGS) for code in codes]


def _term(link: str, kind: str, code: str, vocabulary: str) -> dict[str, Any]:
    name, meaning = NEEDS[code] if vocabulary == VOCABULARY else (_FLAG_NAMES[code], _FLAG_NAMES[code])
    tid = stable_id(vocabulary, code)
    term = {
        "id": tid,
        "code": code,
        "name": name,
        "description": meaning,
        "taxonomy": vocabulary,
        "term": code,
    }
    return {
        "id": stable_id(link, vocabulary, code),
        "link_id": link,
        "link_type": kind,
        "taxonomy_term_id": tid,
        "taxonomy_term": term,
    }


def _capacity(listing: Listing, today: date) -> dict[str, Any] | None:
    if not listing.room:
        return None
    word, *numbers = listing.room.split()
    said = today - timedelta(days=int(numbers[-1]))
    weeks = int(numbers[0]) if word == "wait" else None
    return {"state": _STATES[word], "weeks": weeks, "said_on": said.isoformat()}
