"""Whether the tests run in one process or in several side by side, and in how many."""

import os
from collections.abc import Sequence
from pathlib import Path

# Each of these means that someone watches, or has chosen for themselves.
ONE_PROCESS = (
    "--pdb",
    "--trace",
    "--pdbcls",
    "-s",
    "--capture=no",
    "--co",
    "--collect-only",
    "--sw",
    "--stepwise",
)
THEIR_CHOICE = ("-n", "--numprocesses", "--dist", "--tx", "no:xdist", "-pno:xdist")
FEWEST_FILES = 6  # for fewer, starting a second process takes longer than it saves
MOST = 8


def options(arguments: Sequence[str], *, root: Path, cores: int | None = None) -> list[str]:
    """What to give pytest before ``arguments``: nothing, or as many processes as there are cores (at most 8).

    One process for a single core, a named test, a few files, a debugger, or where the arguments choose.
    """
    cores = usable_cores() if cores is None else cores
    chosen = any(given.split("=", 1)[0] in THEIR_CHOICE or _is_count(given) for given in arguments)
    if (
        cores < 2
        or chosen
        or any(given.split("=", 1)[0] in ONE_PROCESS or given in ONE_PROCESS for given in arguments)
    ):
        return []
    if any("::" in given for given in arguments) or _files_in(arguments, root) < FEWEST_FILES:
        return []
    return ["-n", str(min(cores, MOST)), "--dist", "loadscope", "--no-loadscope-reorder"]


def usable_cores() -> int:
    """The cores that this process may use, where the system says; else all there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _is_count(given: str) -> bool:
    return given.startswith("-n") and given[2:].isdigit()


def _files_in(arguments: Sequence[str], root: Path) -> int:
    """How many files of tests the arguments name; those of the whole project when they name no place."""
    places = [root / given for given in arguments if not given.startswith("-") and (root / given).exists()]
    found = set()
    for place in places or [root / "src", root / "tests"]:
        found |= {place} if place.is_file() else set(place.rglob("test_*.py"))
    return len(found)
