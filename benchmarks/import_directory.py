"""import: services with locations from HSDS files, next to COPY of the same rows into tables with the same indexes.

The import streams, checks, reports, saves and reads needs; the floor copies the rows that came out of it, as the same
role, into temporary twins of the tables. Nothing is left behind: the import is rolled back once its keys are checked.
"""

import argparse
import csv
import json
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TOPICS = (
    "a walking group for adults who feel low", "advice about debt and benefits", "counselling after a bereavement",
    "a weekly drop-in with tea and company", "help to find work or to volunteer", "a memory cafe for couples",
    "support for parents of young children", "a garden open to anyone", "sport for people who have been ill",
    "classes in cooking on a budget",
)  # fmt: skip
PLAIN = (
    "Please ring before you come.", "The building has a ramp and a lift.", "Meetings are held in the main hall.",
    "We are a small team with many volunteers.", "You do not need a letter.", "Parking is free after five o'clock.",
    "Children are welcome with an adult.", "The group began in 2009 and is run by its members.",
    "Please bring comfortable shoes.", "There is a small kitchen and a quiet room.",
)  # fmt: skip

MAKE_ALLIANCE = """
    WITH made AS (SELECT gen_random_uuid() AS id)
    INSERT INTO tenancy_alliance (id, name, place, slug, domain, telephone, open_hours, crisis_contacts, is_demo,
        answer_days_urgent, answer_days_routine, expiry_days, check_in_days_urgent, check_in_days_routine)
    SELECT id, 'Bench', 'Bench', 'bench', 'bench.localhost', '', '', '[]', false, 2, 5, 10, 7, 28
    FROM made, set_config('app.alliance_id', id::text, true)
"""


def write_directory(folder: Path, services: int) -> int:
    """An invented HSDS 3 directory; returns its size in bytes. The same for the same number of services."""
    chance = random.Random(7)  # noqa: S311 - invented rows, the same each time

    def words() -> str:
        return f"We offer {chance.choice(TOPICS)}. " + " ".join(chance.choices(PLAIN, k=8))

    many = range(services)
    few = max(services // 5, 1)
    _write(folder, "organizations", "id,name,description,website", (
        (f"o{i}", f"Organisation {i}", words(), f"https://o{i}.example") for i in range(few)))  # fmt: skip
    _write(folder, "services", "id,organization_id,name,description,status,minimum_age", (
        (f"s{i}", f"o{i % few}", f"{chance.choice(TOPICS)} {i}", words(), "active", 18)
        for i in many))  # fmt: skip
    _write(folder, "locations", "id,location_type,name,latitude,longitude", (
        (f"l{i}", "physical", f"Hall {i}", 53 + chance.random(), -chance.random()) for i in many))  # fmt: skip
    _write(folder, "addresses", "id,location_id,address_1,city,postal_code", (
        (f"a{i}", f"l{i}", f"{i} High Street", "Grimsby", f"DN{i % 40} {i % 9}AB") for i in many))  # fmt: skip
    _write(
        folder,
        "service_at_location",
        "id,service_id,location_id",
        ((f"x{i}", f"s{i}", f"l{i}") for i in many),
    )
    _write(
        folder,
        "phones",
        "id,service_id,number",
        ((f"p{i}", f"s{i}", f"01632 960{i % 1000:03}") for i in many),
    )
    _write(folder, "schedules", "id,service_id,freq,byday,opens_at,closes_at", (
        (f"c{i}", f"s{i}", "WEEKLY", "MO,TU", "09:00", "17:00") for i in many))  # fmt: skip
    return sum(path.stat().st_size for path in folder.iterdir())


def _write(folder: Path, name: str, header: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header.split(","))
        writer.writerows(rows)


def measure(services: int) -> dict[str, Any]:
    """Seconds for the import and for its floor, and how much memory the import added."""
    import psycopg
    from django.conf import settings
    from django.db import connection, transaction

    from alongside.directory.actions import import_services
    from alongside.directory.loading.targets import TARGETS
    from alongside.directory.models import Source
    from alongside.directory.understanding import infer_needs
    from alongside.foundation.access.actor import Actor
    from alongside.foundation.access.permissions import Role
    from alongside.foundation.tenancy.context import in_alliance
    from alongside.foundation.tenancy.models import Alliance

    if not Alliance.objects.filter(slug="bench").exists():
        with psycopg.connect(settings.OWNER_URL) as owner:
            owner.execute(MAKE_ALLIANCE)
    alliance = Alliance.objects.get(slug="bench")
    infer_needs("warm", "up")
    with tempfile.TemporaryDirectory() as name, in_alliance(alliance):
        size = write_directory(Path(name), services)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        started = time.perf_counter()
        by = Actor(alliance=alliance, roles=frozenset({Role.ADMINISTRATOR}), name="Bench")
        result = import_services(name, source="bench", by=by)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        took = time.perf_counter() - started
        parts = {f"{name}_seconds": round(part, 2) for name, part in result.loaded.seconds.items()}
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        source = Source.objects.get(name="bench").pk
        tables = [t.table for t in TARGETS if result.loaded.counts[t.kind.name].added]
        floor = sum(_copy_again(connection, table, source) for table in tables)
        transaction.set_rollback(True)
        return {
            "name": "import", "services": services, "rows": sum(c.added for c in result.loaded.counts.values()),
            "source_mib": round(size / 2**20, 1), "seconds": round(took, 2), **parts, "floor_seconds": round(floor, 2),
            "ratio": round(took / floor, 1), "memory_grew_mib": round(grown / 1024, 1),
        }  # fmt: skip


def _copy_again(connection: Any, table: str, source: Any) -> float:
    """Seconds to COPY a table's imported rows into a twin with its indexes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute"
            " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''",
            [table],
        )
        columns = cursor.fetchone()[0]
        with tempfile.TemporaryFile() as kept:
            with cursor.copy(
                f"COPY (SELECT {columns} FROM {table} WHERE source_id = '{source}') TO STDOUT"
            ) as out:
                for block in out:
                    kept.write(block)
            kept.seek(0)
            cursor.execute(f"CREATE TEMPORARY TABLE twin (LIKE {table} INCLUDING ALL) ON COMMIT DROP")
            started = time.perf_counter()
            with cursor.copy(f"COPY twin ({columns}) FROM STDIN") as copy:
                while block := kept.read(1 << 16):
                    copy.write(block)
            took = time.perf_counter() - started
            cursor.execute("DROP TABLE twin")
    return took


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    import django

    django.setup()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000, help="Services to import")
    figures = measure(parser.parse_args().size)
    (ROOT / "build" / "bench").mkdir(parents=True, exist_ok=True)
    (ROOT / "build" / "bench" / "import.json").write_text(json.dumps(figures, indent=1))
    for key, value in figures.items():
        print(f"{key:16} {value}")
