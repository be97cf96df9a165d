"""Each benchmark runs, small, and says what it promises to say. How fast it was is nobody's business here."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMES = ["search", "open-referral", "accept-referral", "import", "oruk-feed", "booking", "groups"]
TIMES = {"count", "clients", "p50", "p95", "p99", "longest", "per_second", "processor"}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "run.py"), *arguments],
        env={name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"},
        capture_output=True,
        text=True,
        timeout=900,  # that it ends, not how soon
    )


@pytest.fixture(scope="module")
def table(migrated: str) -> str:
    done = run(*NAMES, "--size", "20", "--template", migrated)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_table_has_every_benchmark_with_its_floor_aim_and_verdict(table):
    header = next(line for line in table.splitlines() if line.startswith("name"))
    assert header.split() == ["name", "conditions", "figure", "floor", "ratio", "aim", "met"]
    assert {line.split()[0] for line in table.splitlines()} >= set(NAMES)
    assert "fsync=" in table


@pytest.mark.parametrize("name", NAMES)
def test_the_file_has_conditions_figures_floor_and_aims(table, name):
    said = json.loads((ROOT / "build" / "bench" / f"{name}.json").read_text())
    assert said["name"] == name
    conditions = said["conditions"]
    assert conditions["size"] == 20 and conditions["cores"] and conditions["date"] and conditions["commit"]
    assert {"fsync", "synchronous_commit"} <= set(conditions["settings"])
    assert any(line["aims"] for line in said["measurements"])
    for line in said["measurements"]:
        assert line["floor_is"] and line["ratio"] > 0
        assert all(set(aim) == {"aim", "met"} for aim in line["aims"])
        if "p50" in line["figures"]:
            assert set(line["figures"]) == set(line["floor"]) == TIMES
            assert line["figures"]["p50"] <= line["figures"]["p99"] <= line["figures"]["longest"]


def test_an_unknown_name_gets_a_sentence():
    done = run("frolic")
    assert done.returncode == 2 and "there is no benchmark called frolic" in done.stderr
