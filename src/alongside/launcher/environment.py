"""The Python environment in .venv, made from the hashed lock and kept until the lock changes."""

import fcntl
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from alongside.launcher.failure import LaunchError
from alongside.launcher.steps import run_step

NEEDED_MEGABYTES = 1600
MISSING_VENV = (
    "Python's venv module is missing; install it and run the same command again "
    "(on Debian or Ubuntu: apt install python3-venv)."
)


@dataclass(frozen=True)
class Checkout:
    """The folder that holds ./run, and what is made in it."""

    root: Path

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.venv / "bin" / "python"

    @property
    def packages(self) -> Path:
        """site-packages of the environment."""
        return self.venv / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"

    @property
    def build(self) -> Path:
        return self.root / "build"

    def environment(self) -> dict[str, str]:
        """The variables of every command run inside the environment."""
        env = {key: value for key, value in os.environ.items() if key not in ("PYTHONHOME", "VIRTUAL_ENV")}
        return env | {
            "PYTHONPATH": str(self.root / "src"),
            "PATH": f"{self.venv / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
            "PYTHONUNBUFFERED": "1",
        }


@contextmanager
def setting_up(checkout: Checkout) -> Iterator[None]:
    """Only one ./run sets up a checkout at a time. Raises LaunchError when the checkout cannot be written."""
    try:
        checkout.build.mkdir(exist_ok=True)
        lock = (checkout.build / "setup.lock").open("w")
    except OSError as error:
        raise LaunchError(f"The checkout {checkout.root} cannot be written: {error.strerror}.") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(
                "Waiting for another ./run to finish setting up.",
                file=sys.stderr,
                flush=True,
            )
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def ensure_environment(checkout: Checkout, *, development: bool) -> None:
    """Make or update .venv. Does nothing when the environment already matches the lock."""
    wanted = _place(checkout) | {"runtime": _lock_hash(checkout, "requirements.lock")}
    if development:
        wanted["development"] = _lock_hash(checkout, "requirements-dev.lock")
    stamp = checkout.venv / "alongside-stamp.json"
    have = _read(stamp)
    if have.items() >= wanted.items() and checkout.python.exists():
        return
    development = development or "development" in have
    lock = checkout.root / ("requirements-dev.lock" if development else "requirements.lock")
    # The stamp goes first and comes back last: an interrupted install leaves none, and is begun again.
    stamp.unlink(missing_ok=True)
    _check_space(checkout)
    if not have.items() >= _place(checkout).items() or not checkout.python.exists():
        shutil.rmtree(checkout.venv, ignore_errors=True)
        _make_venv(checkout)
    _install(checkout, lock)
    if development:
        wanted["development"] = _lock_hash(checkout, "requirements-dev.lock")
    stamp.write_text(json.dumps(wanted))


def _place(checkout: Checkout) -> dict[str, str]:
    """An environment serves one Python in one folder: its scripts hold the path."""
    return {
        "python": f"{sys.version_info[0]}.{sys.version_info[1]}",
        "folder": str(checkout.venv),
    }


def _make_venv(checkout: Checkout) -> None:
    if importlib.util.find_spec("venv") is None:
        raise LaunchError(MISSING_VENV)
    argv = [sys.executable, "-m", "venv"]
    if importlib.util.find_spec("ensurepip") is None:
        # Debian leaves ensurepip out of python3; a pip outside can still fill the environment.
        if importlib.util.find_spec("pip") is None:
            raise LaunchError(MISSING_VENV)
        argv.append("--without-pip")
    log = checkout.build / "log" / "venv.log"
    run_step("Making the Python environment", [*argv, str(checkout.venv)], log=log)


def _install(checkout: Checkout, lock: Path) -> None:
    total = len(re.findall(r"^[A-Za-z0-9][^\s=]*==", lock.read_text(), re.MULTILINE))
    inside = (checkout.packages / "pip").exists()
    pip = (
        [str(checkout.python), "-m", "pip"]
        if inside
        else [sys.executable, "-m", "pip", "--python", str(checkout.python)]
    )
    seen = 0

    def note(line: str) -> str:
        nonlocal seen
        if found := re.match(r"\s*(?:Collecting|Requirement already satisfied:) ([^\s=<>;\[]+)", line):
            seen += 1
            return f"{min(seen, total)} of {total}: {found[1]}"
        if line.startswith("Installing collected"):
            return f"unpacking {seen} packages"
        return ""

    env = {key: value for key, value in checkout.environment().items() if key != "PYTHONPATH"}
    run_step(
        "Installing the Python packages",
        [
            *pip,
            "install",
            "--require-hashes",
            "--no-input",
            "--disable-pip-version-check",
            "-r",
            str(lock),
        ],
        env=env | {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0", "PIP_PROGRESS_BAR": "off"},
        cwd=checkout.root,
        log=checkout.build / "log" / "pip.log",
        note=note,
        blame="Installing the Python packages",
    )


def _check_space(checkout: Checkout) -> None:
    free = shutil.disk_usage(checkout.root).free // 1_000_000
    if not checkout.venv.exists() and free < NEEDED_MEGABYTES:
        raise LaunchError(
            f"There is not enough disk space in {checkout.root}: {NEEDED_MEGABYTES} MB are needed "
            f"and {free} MB are free."
        )


def _lock_hash(checkout: Checkout, name: str) -> str:
    return hashlib.sha256((checkout.root / name).read_bytes()).hexdigest()


def _read(stamp: Path) -> dict[str, str]:
    try:
        return dict(json.loads(stamp.read_text()))
    except (OSError, ValueError):
        return {}


def node_version(program: str) -> int:
    """The major version of a node program, or 0 when it does not run."""
    try:
        done = subprocess.run(  # noqa: S603 - asks a program its version
            [program, "--version"],
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
        return int(done.stdout.strip().lstrip("v").split(".")[0])
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return 0
