"""A directory as large as wanted, as HSDS 3 tables: written a line at a time, the same each time.

The words are those of the demo's entries, put together anew: an invented country of two hundred towns.
"""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.database import Connection

TOWNS = 200
POSTCODES_A_TOWN = 25
SERVICES_AN_ORGANISATION = 8
KINDS_OF_TOWN = ("Upper", "Nether", "North", "South", "East", "West", "Great", "Little", "Old", "New")
NAMES_OF_TOWN = (
    "Marsh", "Holme", "Wick", "Thorpe", "Ferry", "Ashby", "Croft", "Saltby", "Fenton", "Wold",
    "Brigg", "Haven", "Kirk", "Ley", "Orchard", "Quay", "Sands", "Toft", "Vale", "Winter",
)  # fmt: skip
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
LANGUAGES = (
    ("Polish", "pl"),
    ("Romanian", "ro"),
    ("Arabic", "ar"),
    ("British Sign Language", "bfi"),
    ("Welsh", "cy"),
)
COLUMNS = {
    "organizations": ("id", "name", "description", "email", "website"),
    "services": (
        "id", "organization_id", "name", "description", "url", "email", "status", "interpretation_services",
        "application_process", "fees_description", "eligibility_description", "minimum_age", "maximum_age",
        "assured_date",
    ),
    "locations": ("id", "name", "location_type", "latitude", "longitude"),
    "addresses": ("id", "location_id", "address_1", "city", "postal_code", "country", "address_type"),
    "service_at_locations": ("id", "service_id", "location_id"),
    "phones": ("id", "service_id", "number"),
    "schedules": ("id", "service_id", "freq", "byday", "opens_at", "closes_at"),
    "languages": ("id", "service_id", "name", "code"),
    "accessibility": ("id", "location_id", "description"),
    "service_areas": ("id", "service_id", "name"),
}  # fmt: skip


@dataclass(frozen=True)
class Town:
    """A town at its middle (WGS84), with the first half of its postcodes."""

    name: str
    district: str
    latitude: float
    longitude: float


def towns() -> list[Town]:
    """Two hundred towns, a dozen miles apart, all over an invented country the size of England."""
    return [
        Town(
            f"{KINDS_OF_TOWN[number % 10]} {NAMES_OF_TOWN[number // 10]}",
            f"Z{LETTERS[number // 90]}{number % 90 + 10}",
            50.8 + number // 10 * 0.2,
            -2.6 + number % 10 * 0.4,
        )
        for number in range(TOWNS)
    ]


def postcodes(town: Town) -> list[tuple[str, float, float]]:
    """(postcode without its space, latitude, longitude), within three miles or so of the middle."""
    lots = random.Random(town.district)
    return [
        (
            f"{town.district}{number % 9 + 1}{LETTERS[number % 20]}{LETTERS[number // 20]}",
            round(town.latitude + lots.uniform(-0.04, 0.04), 5),
            round(town.longitude + lots.uniform(-0.06, 0.06), 5),
        )
        for number in range(POSTCODES_A_TOWN)
    ]


def write_directory(folder: Path, services: int) -> int:
    """Write the tables of so many services, each at a place of its own; gives how many rows in all."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = 0
    files = {table: (folder / f"{table}.csv").open("w", newline="", encoding="utf-8") for table in COLUMNS}
    try:
        writers = {table: csv.writer(file) for table, file in files.items()}
        for table, columns in COLUMNS.items():
            writers[table].writerow(columns)
        for table, row in _rows(services):
            writers[table].writerow(row)
            rows += 1
    finally:
        for file in files.values():
            file.close()
    return rows


def _rows(services: int) -> Iterator[tuple[str, tuple[object, ...]]]:
    from alongside.demo.content.listings import listings

    entries = listings()
    places = [(town, postcodes(town)) for town in towns()]
    for number in range(services):
        lots = random.Random(number)
        entry, other = entries[number % len(entries)], entries[lots.randrange(len(entries))]
        town, codes = places[lots.randrange(TOWNS)]
        code, latitude, longitude = codes[lots.randrange(len(codes))]
        organisation = number // SERVICES_AN_ORGANISATION
        if number % SERVICES_AN_ORGANISATION == 0:
            about = f"We help people in {town.name} and around."
            name = f"{town.name} {entry.org.replace('-', ' ').title()} {organisation}"
            yield "organizations", (f"o{organisation}", name, about, f"o{organisation}@members.example", "")
        low, high = entry.age_range
        own, from_other = f"s{number}", other.text.split(". ")[0].rstrip(".")
        yield "services", (
            own, f"o{organisation}", f"{entry.name}, {town.name}", f"{entry.text} {from_other}.",
            f"https://services.example/{own}", f"{own}@services.example", "active",
            "Interpreters by arrangement" if lots.random() < 0.1 else "", entry.apply, entry.cost, entry.who,
            low if low is not None else "", high if high is not None else "", "2026-05-01" if number % 3 else "",
        )  # fmt: skip
        yield "locations", (f"l{number}", f"{other.name} House", "physical", latitude, longitude)
        yield (
            "addresses",
            (
                f"a{number}",
                f"l{number}",
                f"{number % 180 + 1} High Street",
                town.name,
                code,
                "GB",
                "physical",
            ),
        )
        yield "service_at_locations", (f"p{number}", own, f"l{number}")
        yield "phones", (f"t{number}", own, f"01632 9{number % 100000:05}")
        yield (
            "schedules",
            (f"h{number}", own, "WEEKLY", ("MO,WE", "TU", "TH,FR", "SA")[number % 4], "10:00", "15:00"),
        )
        if number % 5 == 0:
            name, short = LANGUAGES[lots.randrange(len(LANGUAGES))]
            yield "languages", (f"g{number}", own, name, short)
        if number % 4 == 0:
            yield (
                "accessibility",
                (f"x{number}", f"l{number}", ("Step-free entrance", "Stairs only")[number % 8 // 4]),
            )
        if number % 2:
            yield "service_areas", (f"r{number}", own, town.district)


def make_places(owner: Connection) -> None:
    """Write the invented country's postcodes and districts, so that its people can say where they are."""
    from alongside.places.models import District, Postcode

    with owner.cursor() as cursor:
        with cursor.copy(
            f"COPY {District._meta.db_table} (code, latitude, longitude, postcodes) FROM STDIN"
        ) as copy:
            for town in towns():
                copy.write_row((town.district, town.latitude, town.longitude, POSTCODES_A_TOWN))
        with cursor.copy(
            f"COPY {Postcode._meta.db_table} (code, latitude, longitude, ward_code, lsoa_code) FROM STDIN"
        ) as copy:
            for town in towns():
                for code, latitude, longitude in postcodes(town):
                    copy.write_row((code, latitude, longitude, "", ""))
