"""Walking the whole public feed, page by page, as another directory would: summaries, and with all that is known."""

import json
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.database import Connection, as_web, fence
from benchmarks.import_directory import import_folder
from benchmarks.reporting import Aim, Measurement
from benchmarks.server import Browser, running_server
from benchmarks.volume.alliance import HOST, make_alliance
from benchmarks.volume.directory import write_directory

WORK = "One reader walks /api/oruk/services to its end, 500 on a page, through the real server"
FLOOR = "COPY of the same rows inside the fence, each taken apart and written as JSON by Python"
# As a record holds them: each service with its organisation; then all that hangs off services and places.
OWN = ("directory_service s LEFT JOIN directory_directoryorganisation o ON o.id = s.organisation_id",)
HANGING = tuple(
    f"directory_{name}" for name in (
        "serviceatlocation", "location", "phone", "schedule", "costoption", "language", "servicearea",
        "accessibility", "attribute", "taxonomyterm",
    )
)  # fmt: skip
AIM = (Aim("ratio", "<=", 2),)  # at least half as many a second as the floor


def measure(owner: Connection, size: int) -> list[Measurement]:
    """Import a directory, then walk all of it three ways; and ask for a page again that has not changed."""
    alliance = make_alliance(owner)
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        write_directory(Path(folder), size)
        import_folder(Path(folder))
    owner.execute("VACUUM ANALYZE")
    summaries = floor(alliance, OWN, size)
    whole = floor(alliance, OWN + HANGING, size)
    with running_server("oruk-feed") as (port, _server):
        walk(port, min(size, 2_000), "per_page=500")
        return [
            Measurement("summaries, 500 on a page", walk(port, size, "per_page=500"), FLOOR, summaries, "per_second", AIM),
            Measurement("all that is known, 500 on a page", walk(port, size, "per_page=500&full=true"), FLOOR, whole,
                        "per_second", AIM),
            Measurement("summaries, 50 on a page", walk(port, size, "per_page=50"), FLOOR, summaries, "per_second"),
            Measurement("the same pages of 500, unchanged (304)", again(port, size), FLOOR, summaries, "per_second"),
        ]  # fmt: skip


def floor(alliance: Any, tables: tuple[str, ...], size: int) -> dict[str, Any]:
    """The rows of tables, each made into JSON of its columns."""
    connection = as_web()
    number = 0
    began = time.perf_counter()
    with connection.transaction():
        fence(connection, alliance_id=alliance.pk)
        for table in tables:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT * FROM {table} LIMIT 0")
                names = [f"{n} {column.name}" for n, column in enumerate(cursor.description or ())]
                with cursor.copy(f"COPY (SELECT * FROM {table}) TO STDOUT") as copy:
                    for row in copy.rows():
                        json.dumps(dict(zip(names, row, strict=True))).encode()
                        number += 1
    seconds = time.perf_counter() - began
    return {"seconds": round(seconds, 3), "rows": number, "per_second": round(size / seconds)}


def walk(port: int, size: int, query: str) -> dict[str, Any]:
    """Every page to the last; services a second, and the slowest of the first and of the last ten pages."""
    browser = Browser(port, host=HOST)
    times: list[float] = []
    seen = octets = page = 0
    began = time.perf_counter()
    while True:
        page += 1
        start = time.perf_counter()
        status, body = browser.get(f"/api/oruk/services?{query}&page={page}")
        times.append(time.perf_counter() - start)
        if status != 200:
            raise RuntimeError(f"Page {page} of the feed answered {status}.")
        head = json.loads(body.split(b', "contents":', 1)[0] + b"}")
        seen, octets = seen + head["size"], octets + len(body)
        if head["last_page"] or seen >= size:
            break
    seconds = time.perf_counter() - began
    if seen < size:
        raise RuntimeError(f"The feed has {seen} services where {size} were imported.")
    ten = sorted(times[1:11]) or times, sorted(times[-11:-1]) or times
    return {
        "seconds": round(seconds, 3),
        "pages": page,
        "megabytes": round(octets / 1e6, 1),
        "per_second": round(seen / seconds),
        "early_page_ms": round(1000 * ten[0][len(ten[0]) // 2], 2),
        "late_page_ms": round(1000 * ten[1][len(ten[1]) // 2], 2),
    }


def again(port: int, size: int) -> dict[str, Any]:
    """As many pages, each with the ETag that it had."""
    browser = Browser(port, host=HOST)
    browser.get("/api/oruk/services?per_page=500")
    etag = browser.etag
    pages = max(1, size // 500)
    began = time.perf_counter()
    for page in range(1, pages + 1):
        status, _ = browser.get(f"/api/oruk/services?per_page=500&page={page}", etag=etag)
        if status != 304:
            raise RuntimeError(f"A page that has not changed answered {status}.")
    seconds = time.perf_counter() - began
    return {"seconds": round(seconds, 3), "pages": pages, "per_second": round(size / seconds)}
