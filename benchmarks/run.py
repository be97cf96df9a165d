"""Measure the promises: ./run bench [NAME ...] [--size N]

Prints one table and writes build/bench/NAME.json. Nothing here fails for being slow: it reports. The cluster is
the one of DATABASE_URL and DATABASE_OWNER_URL; each benchmark makes a database of its own there and drops it.
"""

import argparse
import json
import os
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

# Name, module, and the size that promises.md speaks of.
BENCHMARKS = {
    "search": "benchmarks.search",
    "open-referral": "benchmarks.open_referral",
    "accept-referral": "benchmarks.accept_referral",
    "import": "benchmarks.import_directory",
    "oruk-feed": "benchmarks.oruk_feed",
    "pages": "benchmarks.pages",
    "booking": "benchmarks.booking",
    "groups": "benchmarks.groups",
}
SIZES = {
    "search": 100_000,
    "open-referral": 1_000_000,
    "accept-referral": 100_000,
    "import": 100_000,
    "oruk-feed": 100_000,
    "pages": 320,
    "booking": 200,
    "groups": 2_400,
}


def main() -> int:
    """Each benchmark by itself, one after another; 1 if one of them broke."""
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"any of {', '.join(BENCHMARKS)}; all when left out"
    )
    parser.add_argument(
        "--size", type=int, help="rows, for a quick look; the promise's own size when left out"
    )
    parser.add_argument(
        "--template", help="a database that is migrated and empty, to be copied; made when left out"
    )
    given = parser.parse_args()
    unknown = [name for name in given.names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"there is no benchmark called {unknown[0]}; there are {', '.join(BENCHMARKS)}")
    if missing := [name for name in ("DATABASE_URL", "DATABASE_OWNER_URL") if not os.environ.get(name)]:
        parser.error(f"{missing[0]} is not set; start it by ./run bench")
    from benchmarks import reporting
    from benchmarks.database import migrated_database

    results, broken = [], []
    with nullcontext(given.template) if given.template else migrated_database() as template:
        for name in given.names or BENCHMARKS:
            size = given.size or SIZES[name]
            print(f"{name}: {size:,} rows", file=sys.stderr, flush=True)
            file = reporting.FOLDER / f"{name}.json"
            file.unlink(missing_ok=True)
            if _measure(name, size, template) != 0:
                broken.append(name)
            else:
                results.append(json.loads(file.read_text()))
    if results:
        print("\n".join(reporting.setting_out(results[-1]["conditions"])))
        print(reporting.table(results))
        print(f"Everything that was measured is in {reporting.FOLDER.relative_to(ROOT)}.")
    if broken:
        print(f"Could not be measured: {', '.join(broken)}.", file=sys.stderr)
    return 1 if broken else 0


def _measure(name: str, size: int, template: str) -> int:
    """In a process of its own, because Django knows one database from its start; its exit code."""
    from benchmarks.database import fresh_database

    with fresh_database(name, template) as environment:
        command = [sys.executable, "-m", "benchmarks.measure_one", name, str(size)]
        return subprocess.run(command, env=environment, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
