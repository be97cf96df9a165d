"""Importing a directory from HSDS files by the command that an alliance runs."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from psycopg import sql

from benchmarks.database import Connection, fence
from benchmarks.reporting import ROOT, Aim, Measurement
from benchmarks.volume.alliance import make_alliance
from benchmarks.volume.directory import write_directory

WORK = (
    "import_directory of a folder of HSDS 3 tables, each service with a place, a telephone number and hours"
)
FLOOR = "COPY of the rows that were saved into twins of the tables, with their indexes, without foreign keys"
SMALLER = 4


def measure(owner: Connection, size: int) -> list[Measurement]:
    """Import a quarter of the size for one source, all of it for another, and then all of it again."""
    make_alliance(owner)
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        small, whole = Path(folder) / "small", Path(folder) / "whole"
        write_directory(small, max(1, size // SMALLER))
        rows = write_directory(whole, size)
        _, small_peak = import_folder(small)
        seconds, peak = import_folder(whole)
        floor, saved = copy_seconds(owner, Path(folder), "whole")
        again, again_peak = import_folder(whole)
    figures = {
        "seconds": round(seconds, 2),
        "rows_read": rows,
        "rows_saved": saved,
        "per_second": round(rows / seconds),
        "peak_mb": round(peak, 1),
        "memory_growth": round(peak / small_peak, 3),
        "growth": SMALLER,
    }
    return [
        Measurement(
            "rows of HSDS files, first time", figures, FLOOR, {"seconds": round(floor, 3)}, "seconds",
            (Aim("ratio", "<=", 10), Aim("memory_growth", "<=", 1.25)),
        ),
        Measurement(
            "the same files again, nothing changed",
            {"seconds": round(again, 2), "per_second": round(rows / again), "peak_mb": round(again_peak, 1)},
            FLOOR, {"seconds": round(floor, 3)}, "seconds",
        ),
    ]  # fmt: skip


def import_folder(folder: Path) -> tuple[float, float]:
    """Run the command; gives seconds from start to end, Python's own start included, and its peak in megabytes."""
    command = [
        sys.executable,
        "-m",
        "alongside.config",
        "import_directory",
        str(folder),
        "--alliance",
        "bench",
    ]
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert process.stdout is not None
    said = process.stdout.read().decode()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if status != 0:
        raise RuntimeError(f"The import failed: {said}")
    per_megabyte = 1024 if sys.platform.startswith("linux") else 1024 * 1024  # kilobytes here, bytes on macOS
    return seconds, used.ru_maxrss / per_megabyte


def copy_seconds(owner: Connection, folder: Path, source: str) -> tuple[float, int]:
    """Seconds to COPY what one source has in the directory into twins in one transaction, and its rows."""
    from alongside.directory.loading.targets import TARGETS
    from alongside.directory.models import Source
    from alongside.foundation.tenancy.models import Alliance

    alliance = owner.execute(f"SELECT id FROM {Alliance._meta.db_table}").fetchone()[0]  # type: ignore[index]
    files: list[tuple[sql.Composed, Path]] = []
    saved = 0
    for target in TARGETS:
        columns = [field.column for field in target.model._meta.local_concrete_fields if not field.generated]
        parts: dict[str, Any] = {
            "table": sql.Identifier(target.table),
            "twin": sql.Identifier(f"bench_{target.table}"),
            "columns": sql.SQL(", ").join(map(sql.Identifier, columns)),
            "sources": sql.Identifier(Source._meta.db_table),
        }
        file = folder / f"{target.table}.copy"
        with owner.transaction(), file.open("wb") as out, owner.cursor() as cursor:
            fence(owner, alliance_id=alliance)
            query = sql.SQL(
                "FROM {table} WHERE source_id = (SELECT id FROM {sources} WHERE name = {source})"
            ).format(**parts, source=sql.Literal(source))
            saved += cursor.execute(sql.SQL("SELECT count(*) ") + query).fetchone()[0]  # type: ignore[index]
            statement = sql.SQL("COPY (SELECT {columns} {query}) TO STDOUT").format(**parts, query=query)
            with cursor.copy(statement) as copy:
                for block in copy:
                    out.write(block)
        owner.execute(sql.SQL("CREATE TABLE {twin} (LIKE {table} INCLUDING ALL)").format(**parts))
        files.append((sql.SQL("COPY {twin} ({columns}) FROM STDIN").format(**parts), file))
    began = time.perf_counter()
    with owner.transaction(), owner.cursor() as cursor:
        for statement, file in files:
            with file.open("rb") as rows, cursor.copy(statement) as copy:
                while block := rows.read(1 << 16):
                    copy.write(block)
    return time.perf_counter() - began, saved
