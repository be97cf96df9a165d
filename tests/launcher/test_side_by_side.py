"""./run test uses every core, unless that is slower or someone watches."""

from pathlib import Path

import pytest

from alongside.launcher import side_by_side

ROOT = Path(__file__).resolve().parents[2]
ON_TWO = ["-n", "2", "--dist", "loadscope", "--no-loadscope-reorder"]


@pytest.mark.parametrize(
    "arguments", [[], ["-q", "-x"], ["-k", "referral"], ["tests", "src"], ["src/alongside/foundation"]]
)
def test_much_is_run_on_every_core(arguments):
    assert side_by_side.options(arguments, root=ROOT, cores=2) == ON_TWO


@pytest.mark.parametrize(
    "arguments",
    [
        ["tests/launcher/test_side_by_side.py"],
        ["src/alongside/people"],
        ["tests/launcher/test_run.py::test_help_lists_every_command"],
        ["--pdb"],
        ["--pdbcls=a:B"],
        ["-s"],
        ["--collect-only", "-q"],
        ["-n", "4"],
        ["-n0"],
        ["--numprocesses=3"],
        ["-p", "no:xdist"],
    ],
)
def test_little_or_watched_or_chosen_is_run_as_asked(arguments):
    assert side_by_side.options(arguments, root=ROOT, cores=2) == []


def test_one_core_is_one_process_and_many_cores_are_no_crowd():
    assert side_by_side.options([], root=ROOT, cores=1) == []
    assert side_by_side.options([], root=ROOT, cores=64)[1] == "8"
