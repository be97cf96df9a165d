"""Keeping the demo's processes alive, and leaving none behind.

`Supervisor` runs inside ./run: it starts children, each in a process group of its own, restarts those that
die, and restarts PostgreSQL. A `keep` process beside it reads a pipe from ./run: when the pipe closes,
however ./run died, it ends the groups and leaves the database. If both are killed at once, the next start
finds the orphans by the mark in their environment.
"""

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from alongside.launcher import cluster
from alongside.launcher.failure import LaunchError
from alongside.launcher.steps import end_group

MARK = "ALONGSIDE_RUN_OF"
GRACE_SECONDS = 10.0
STEADY_SECONDS = 20.0
LONGEST_PAUSE = 15.0


@contextlib.contextmanager
def alone(data_dir: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Be the only demo of this data folder, once whatever is left of a killed one is gone."""
    with cluster.users_lock(data_dir), (data_dir / "demo.lock").open("a+") as mine:
        try:
            fcntl.flock(mine, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            mine.seek(0)
            raise LaunchError(
                f"Alongside is already running from {data_dir} (process {mine.read().strip()}); "
                f"stop it first, or give another --data-dir.",
            ) from None
        mine.truncate(0)
        mine.write(f"{os.getpid()}\n")
        mine.flush()
        with (data_dir / "keeper.lock").open("w") as keepers:
            try:
                fcntl.flock(keepers, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("Waiting for the previous run to finish stopping.")
                fcntl.flock(keepers, fcntl.LOCK_EX)
        if end_orphans(data_dir):
            say("Ended what a killed run had left behind.")
        yield


@dataclass
class Child:
    """One program to keep running. `deaths` counts its recent ends in a row."""

    name: str
    argv: Sequence[str]
    env: Mapping[str, str]
    log: Path | None
    process: subprocess.Popen[bytes] | None = None
    began: float = 0.0
    deaths: int = 0
    due: float = field(default_factory=time.monotonic)

    def start(self) -> None:
        """Start it in a new session, so that Ctrl-C reaches ./run alone."""
        with contextlib.ExitStack() as stack:
            output = None if self.log is None else stack.enter_context(self.log.open("ab"))
            self.process = subprocess.Popen(  # noqa: S603 - the launcher's own commands
                self.argv,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output and subprocess.STDOUT,
                start_new_session=True,
            )
        self.began = time.monotonic()


class Supervisor:
    """Runs children for one data folder until `stop`. Use as a context manager."""

    def __init__(
        self,
        data_dir: Path,
        *,
        python: Path,
        own_database: bool,
        say: Callable[[str], None],
    ) -> None:
        self.data_dir = data_dir
        self.python = python
        self.own_database = own_database
        self.say = say
        self.children: list[Child] = []
        self._keeper: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Supervisor":
        self._start_keeper()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def add(self, name: str, argv: Sequence[str], env: Mapping[str, str], log: Path | None) -> Child:
        """Start a child now and keep it running from now on."""
        child = Child(name, argv, {**env, MARK: str(self.data_dir)}, log)
        self.children.append(child)
        self._start(child)
        return child

    def once(self, argv: Sequence[str], env: Mapping[str, str]) -> int:
        """Run a command to its end, with its output on the terminal, and return its exit code."""
        process = subprocess.Popen(  # noqa: S603 - the launcher's own commands
            argv,
            env={**env, MARK: str(self.data_dir)},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._tell_keeper(f"keep {process.pid}")
        try:
            return process.wait()
        finally:
            if process.poll() is None:
                end_group(process)
            self._tell_keeper(f"drop {process.pid}")

    def look(self) -> None:
        """Restart whatever has died and is due. Call about twice a second."""
        if self._keeper is None or self._keeper.poll() is not None:
            self._start_keeper()
        if self.own_database and cluster.cluster_at(self.data_dir).postmaster() is None:
            self.say("PostgreSQL stopped; starting it again.")
            try:
                cluster.start(self.data_dir)
            except LaunchError as failure:
                self.say(str(failure))
        for child in self.children:
            self._look_at(child)

    def stop(self) -> None:
        """End every child, politely and then firmly; the keeper has nothing left to do and goes too."""
        end_groups([child.process.pid for child in self.children if child.process])
        self.children.clear()
        if self._keeper and self._keeper.stdin:
            with contextlib.suppress(OSError):
                self._keeper.stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._keeper.wait(GRACE_SECONDS)

    def _look_at(self, child: Child) -> None:
        now = time.monotonic()
        if child.process is not None:
            code = child.process.poll()
            if code is None:
                if child.deaths and now - child.began > STEADY_SECONDS:
                    child.deaths = 0
                return
            # Its own children may outlive it and hold the port.
            end_groups([child.process.pid], grace=0.0)
            self._tell_keeper(f"drop {child.process.pid}")
            child.process = None
            pause = min(LONGEST_PAUSE, 0.5 * 2**child.deaths)
            child.deaths += 1
            child.due = now + pause
            self.say(f"The {child.name} stopped ({_outcome(code)}); starting it again.")
        if now >= child.due:
            self._start(child)

    def _start(self, child: Child) -> None:
        child.start()
        assert child.process is not None
        self._tell_keeper(f"keep {child.process.pid}")

    def _start_keeper(self) -> None:
        self._keeper = subprocess.Popen(  # noqa: S603 - ourselves
            [
                str(self.python),
                "-m",
                "alongside.launcher",
                "keep",
                "--data-dir",
                str(self.data_dir),
            ],
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), MARK: ""},
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        for child in self.children:
            if child.process:
                self._tell_keeper(f"keep {child.process.pid}")

    def _tell_keeper(self, line: str) -> None:
        if self._keeper and self._keeper.stdin:
            with contextlib.suppress(OSError):  # a dead keeper is replaced, and told all, at the next look
                self._keeper.stdin.write(f"{line}\n".encode())
                self._keeper.stdin.flush()


def keep(data_dir: Path) -> None:
    """Wait for the pipe on standard input to close, then end the groups named on it and leave the database.

    The demo's lock is held meanwhile, so that a new start waits until the old one is gone.
    """
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, signal.SIG_IGN)
    groups: set[int] = set()
    with (
        (data_dir / "keeper.lock").open("w") as held,
        cluster.users_lock(data_dir) as lock,
    ):
        fcntl.flock(held, fcntl.LOCK_SH)
        fcntl.flock(lock, fcntl.LOCK_SH)
        for line in sys.stdin:
            verb, pid = line.split()
            (groups.add if verb == "keep" else groups.discard)(int(pid))
        end_groups(sorted(groups))
        cluster.leave(data_dir, lock.fileno())


def end_groups(groups: Sequence[int], grace: float = GRACE_SECONDS) -> None:
    """SIGTERM to process groups, then SIGKILL to what is left after `grace` seconds."""
    for group in groups:
        _signal_group(group, signal.SIGTERM if grace else signal.SIGKILL)
    deadline = time.monotonic() + grace
    while (living := [group for group in groups if group_lives(group)]) and time.monotonic() < deadline:
        time.sleep(0.05)
    for group in living:
        _signal_group(group, signal.SIGKILL)


def group_lives(group: int) -> bool:
    """Whether a process of the group still runs.

    One that has ended and was not collected does not count: in a container nobody may ever collect it.
    """
    if not _signal_group(group, 0):
        return False
    if not Path("/proc/self/stat").exists():
        return True
    for file in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError):
            state, _, its_group = file.read_text().rpartition(")")[2].split()[:3]
            if int(its_group) == group and state not in "ZX":
                return True
    return False


def end_orphans(data_dir: Path) -> int:
    """Kill what a killed demo of this data folder left running. Linux only; returns how many there were.

    Waits until they are gone: they may hold the port.
    """
    found = orphans = _marked(data_dir)
    deadline = time.monotonic() + GRACE_SECONDS
    while orphans and time.monotonic() < deadline:
        for pid in orphans:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.05)
        orphans = _marked(data_dir)
    return len(found)


def _marked(data_dir: Path) -> list[int]:
    """The living processes that carry the mark of a data folder; one that has ended shows no environment."""
    mark = f"{MARK}={data_dir}".encode()
    marked = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                marked.append(int(folder.name))
    return marked


def _signal_group(group: int, sign: int) -> bool:
    try:
        os.killpg(group, sign)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def _outcome(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
