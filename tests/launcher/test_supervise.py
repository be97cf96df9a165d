"""Processes are started again when they die, and none is left when ./run is gone."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from alongside.launcher import supervise
from alongside.launcher.failure import LaunchError
from alongside.launcher.supervise import group_lives

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")
SLEEPER = [sys.executable, "-c", "import subprocess, sys; subprocess.run(['sleep', '600'])"]


@pytest.fixture
def data_dir() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="alongside-") as made:
        yield Path(made)


def until(true: Callable[[], object], seconds: float = 60.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.02)
    return False


def start_and_tell(data_dir: Path) -> tuple[subprocess.Popen[str], int, int]:
    """A process that supervises a sleeper, the group of the sleeper, and the keeper."""
    program = f"""
import os, sys, time
from pathlib import Path
from alongside.launcher import supervise
crew = supervise.Supervisor(Path(sys.argv[1]), python=Path(sys.executable), own_database=False, say=print)
crew.__enter__()
child = crew.add('sleeper', {SLEEPER!r}, dict(os.environ), None)
print(child.process.pid, crew._keeper.pid, flush=True)
time.sleep(600)
"""
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(data_dir)],
        env={**os.environ, "PYTHONPATH": str(Path(supervise.__file__).parents[2])},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    group, keeper = map(int, process.stdout.readline().split())
    assert until(lambda: (data_dir / "keeper.lock").exists())
    return process, group, keeper


def test_nothing_is_left_when_the_supervisor_is_killed(data_dir: Path) -> None:
    process, group, _ = start_and_tell(data_dir)
    assert group_lives(group)
    process.kill()
    process.wait()
    assert until(lambda: not group_lives(group))
    with supervise.alone(data_dir, print):
        pass


def test_the_next_start_ends_what_is_left_when_the_keeper_was_killed_too(data_dir: Path) -> None:
    process, group, keeper = start_and_tell(data_dir)
    os.kill(keeper, signal.SIGKILL)
    process.kill()
    process.wait()
    assert group_lives(group)
    with supervise.alone(data_dir, print):
        assert until(lambda: not group_lives(group))


def test_one_data_folder_serves_one_demo(data_dir: Path) -> None:
    with (
        supervise.alone(data_dir, print),
        pytest.raises(LaunchError, match=rf"already running .*process {os.getpid()}"),
        supervise.alone(data_dir, print),
    ):
        pass
