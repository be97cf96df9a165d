"""What is said of a benchmark: its conditions, its figures beside the floor and the aim, a table and a file."""

import json
import os
import platform
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "build" / "bench"
# Settings of the server without which a figure of its speed says little.
SETTINGS = (
    "fsync",
    "synchronous_commit",
    "full_page_writes",
    "wal_sync_method",
    "shared_buffers",
    "work_mem",
    "max_wal_size",
    "jit",
)


@dataclass(frozen=True)
class Aim:
    """What promises.md asks of one figure: ``Aim("p99", "<=", 25, "ms")``."""

    figure: str
    sign: str
    number: float
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.figure} {self.sign} {self.number:g} {self.unit}".strip()

    def met_by(self, figures: dict[str, Any]) -> bool:
        value = figures[self.figure]
        return bool(value <= self.number if self.sign == "<=" else value >= self.number)


@dataclass(frozen=True)
class Measurement:
    """One line of the table.

    ``ratio`` says how many times the floor's time it takes, by one figure that both have: "p50" and "seconds"
    are the more the slower, "per_second" the other way about.
    """

    what: str
    figures: dict[str, Any]
    floor_is: str = ""
    floor: dict[str, Any] = field(default_factory=dict)
    ratio_of: str = "p50"
    aims: tuple[Aim, ...] = ()

    @property
    def ratio(self) -> float | None:
        if not self.floor:
            return None
        ours, floor = self.figures[self.ratio_of], self.floor[self.ratio_of]
        if self.ratio_of == "per_second":
            ours, floor = floor, ours
        return round(ours / floor, 2)

    def as_dict(self) -> dict[str, Any]:
        known = {**self.figures, "ratio": self.ratio}
        return {
            "what": self.what,
            "figures": self.figures,
            "floor_is": self.floor_is,
            "floor": self.floor,
            "ratio": self.ratio,
            "ratio_of": self.ratio_of,
            "aims": [{"aim": str(aim), "met": aim.met_by(known)} for aim in self.aims],
        }


def conditions(connection: psycopg.Connection[Any], size: int) -> dict[str, Any]:
    """Where, on what and with which settings it was measured."""
    rows = connection.execute(
        "SELECT name, current_setting(name) FROM pg_settings WHERE name = ANY(%s)", [list(SETTINGS)]
    )
    return {
        "size": size,
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _commit(),
        "cores": os.cpu_count(),
        "processor": _processor(),
        "python": platform.python_version(),
        "postgresql": connection.execute("SHOW server_version").fetchone()[0],  # type: ignore[index]
        "settings": dict(rows.fetchall()),
        "load_average": round(os.getloadavg()[0], 2),
        "elsewhere": "the database, the server and the load are on this machine",
    }


def _commit() -> str:
    told = subprocess.run(
        ["git", "describe", "--always", "--dirty", "--abbrev=12"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return told.stdout.strip() or "unknown"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "unknown")


def write(name: str, work: str, said: dict[str, Any], measurements: Iterable[Measurement]) -> Path:
    """Write build/bench/NAME.json."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"{name}.json"
    lines = [measurement.as_dict() for measurement in measurements]
    whole = {"name": name, "work": work, "conditions": said, "measurements": lines}
    file.write_text(json.dumps(whole, indent=2, ensure_ascii=False) + "\n")
    return file


HEADER = ("name", "conditions", "figure", "floor", "ratio", "aim", "met")


def table(results: Iterable[dict[str, Any]]) -> str:
    """The one table: a line a measurement."""
    rows = [HEADER]
    for result in results:
        for line in result["measurements"]:
            rows.append(
                (
                    result["name"],
                    f"{result['conditions']['size']:,}; {line['what']}",
                    _words(line["figures"]),
                    _words(line["floor"]) or "-",
                    f"{line['ratio']:g}x" if line["ratio"] else "-",
                    ", ".join(one["aim"] for one in line["aims"]) or "-",
                    ", ".join("yes" if one["met"] else "NO" for one in line["aims"]) or "-",
                )
            )
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _words(figures: dict[str, Any]) -> str:
    """p50 3.1, p99 8.0 ms, 310/s: the figures that the aims speak of."""
    words = []
    if "p50" in figures:
        words.append(f"p50 {figures['p50']:.3g}, p95 {figures['p95']:.3g}, p99 {figures['p99']:.3g} ms")
    if "per_second" in figures:
        words.append(f"{figures['per_second']:,.0f}/s")
    if "kilobytes" in figures:
        words.append(f"{figures['kilobytes']:.3g} kB")
    if figures.get("processor"):
        words.append(f"{sum(figures['processor'].values()):.3g} ms busy")
    if "seconds" in figures:
        words.append(f"{figures['seconds']:.3g} s")
    if "peak_mb" in figures:
        words.append(f"peak {figures['peak_mb']:.0f} MB")
    if "memory_growth" in figures:
        words.append(f"memory x{figures['memory_growth']:.2f} for x{figures['growth']:g} the rows")
    return ", ".join(words)


def setting_out(said: dict[str, Any]) -> list[str]:
    """The conditions in lines, with a warning where a figure of durable writes would mean nothing."""
    settings = said["settings"]
    lines = [
        f"PostgreSQL {said['postgresql']}, {said['cores']} cores ({said['processor']}), Python {said['python']}, "
        f"commit {said['commit']}, load average {said['load_average']}",
        ", ".join(f"{name}={value}" for name, value in settings.items()),
    ]
    if settings.get("fsync") == "off" or settings.get("synchronous_commit") == "off":
        lines.append("This cluster is NOT durable: figures of writes say nothing about a real one.")
    return lines
