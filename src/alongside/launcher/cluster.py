"""One embedded PostgreSQL server in a data folder: make it, start it, share it, stop it.

The server listens on a socket inside its folder and nowhere else, asks for a password (scram), and never
runs as root. Two roles are made: `alongside_owner` for migrations and `alongside_web`, which row-level
security binds.

    DATA_DIR/passwords.json      ours alone
    DATA_DIR/users.lock          shared by everyone using the server; the last one out stops it
    DATA_DIR/postgresql/         belongs to the account that the server runs as
"""

import fcntl
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TextIO
from urllib.parse import quote

from alongside.launcher import creation
from alongside.launcher.account import Account, server_account
from alongside.launcher.binaries import closed_parent, reachable_installation
from alongside.launcher.failure import LaunchError, disk_is_full, full_disk

START_SECONDS = 15.0
LONGEST_SOCKET = 90
IN_THE_WAY = (
    "pre-existing shared memory block",
    'lock file "postmaster.pid"',
    "is already in use",
)


class Urls(NamedTuple):
    """Connection addresses of the two roles."""

    owner: str
    web: str

    def environment(self) -> dict[str, str]:
        """The two variables that the settings read."""
        return {"DATABASE_OWNER_URL": self.owner, "DATABASE_URL": self.web}


@dataclass(frozen=True)
class Cluster:
    """The server of one data folder, whether or not it runs."""

    data_dir: Path
    account: Account
    programs: Path

    @property
    def home(self) -> Path:
        return self.data_dir / "postgresql"

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @property
    def socket(self) -> Path:
        """The socket's folder; a short temporary one when the path is too long for the system, or odd."""
        usual = self.home / "socket"
        if len(f"{usual}/.s.PGSQL.5432") <= LONGEST_SOCKET and not set(str(usual)) & set(",\"'\\\n"):
            return usual
        return creation.short_socket_folder(self.data_dir, self.account)

    def command(
        self, program: str, *arguments: str, seconds: float = 120
    ) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs as the server's account. Its output is captured."""
        return self.account.run([str(self.programs / "bin" / program), *arguments], seconds)

    def answers(self) -> bool:
        """Whether the server accepts connections now."""
        if not self.data.is_dir():
            return False
        return self.command("pg_isready", "-q", "-h", str(self.socket), "-t", "3").returncode == 0

    def postmaster(self) -> int | None:
        """The process id that the server wrote down, if that process lives."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
            os.kill(pid, 0)
        except (OSError, ValueError, IndexError):
            return None
        try:
            return pid if Path(f"/proc/{pid}/comm").read_text().startswith("postgres") else None
        except FileNotFoundError:  # there is no /proc, or the process went this moment
            return None if Path("/proc/self").exists() else pid
        except ProcessLookupError:
            return None

    def url(self, role: str, database: str = "alongside") -> str:
        """The address of a database as `role`: postgres (superuser), alongside_owner or alongside_web."""
        password = creation.passwords(self.data_dir)[role]
        return f"postgres://{role}:{quote(password)}@/{database}?host={quote(str(self.socket), safe='')}"


def cluster_at(data_dir: Path) -> Cluster:
    """The cluster of a data folder. Raises LaunchError if no account can run it or reach the folder."""
    data_dir = Path(data_dir).absolute()
    account = server_account(data_dir / "postgresql")
    return Cluster(data_dir, account, reachable_installation(account.uid))


def start(data_dir: Path, *, durable: bool = True) -> Urls:
    """Start the server of `data_dir`, making it first if need be, and return its addresses.

    `durable=False` is for tests only: it is faster, and a crash or a SIGKILL may lose what was committed
    (measured). Starting a running server is cheap.
    Raises LaunchError with a plain sentence.
    """
    cluster = cluster_at(data_dir)
    try:
        creation.make_data_folder(cluster.data_dir)
        creation.make_server_folders(cluster.home, cluster.account)
        if cluster.account.uid is not None and (closed := closed_parent(cluster.home)):
            raise LaunchError(
                f"PostgreSQL does not run as root, and the account {cluster.account.name} may not enter "
                f"{closed}; "
                f"give another folder with --data-dir."
            )
        with (cluster.data_dir / "start.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not cluster.answers():
                creation.make_cluster(cluster, durable=durable)
                _start(cluster, durable)
            creation.make_roles(cluster)
    except OSError as error:
        raise LaunchError(
            f"The database in {cluster.data_dir} could not be started: {error.strerror}."
        ) from error
    return Urls(cluster.url("alongside_owner"), cluster.url("alongside_web"))


def stop(data_dir: Path) -> bool:
    """Stop the server, letting it finish what it writes. Returns whether it was running."""
    cluster = cluster_at(data_dir)
    if cluster.postmaster() is None:
        return False
    done = cluster.command("pg_ctl", "stop", "-D", str(cluster.data), "-m", "fast", "-w", "-t", "60")
    if done.returncode != 0:
        cluster.command(
            "pg_ctl",
            "stop",
            "-D",
            str(cluster.data),
            "-m",
            "immediate",
            "-w",
            "-t",
            "20",
        )
    return True


@contextmanager
def session(data_dir: Path, *, durable: bool = True) -> Iterator[Urls]:
    """Use the server for a while. Whoever leaves last stops it, unless it was started to stay."""
    data_dir = Path(data_dir).absolute()
    with users_lock(data_dir) as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        try:
            yield start(data_dir, durable=durable)
        finally:
            leave(data_dir, lock.fileno())


@contextmanager
def users_lock(data_dir: Path) -> Iterator[TextIO]:
    """The open file on which those who use the server hold a shared lock."""
    try:
        creation.make_data_folder(data_dir)
        file = (data_dir / "users.lock").open("w")
    except OSError as error:
        raise LaunchError(f"The data folder {data_dir} cannot be written: {error.strerror}.") from error
    with file:
        yield file


def leave(data_dir: Path, lock: int) -> None:
    """Give up a shared lock on the server, and stop the server if nobody else holds one."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    if not (data_dir / "stay").exists():
        stop(data_dir)


def _start(cluster: Cluster, durable: bool) -> None:
    """pg_ctl start, repeated: after a SIGKILL the old server's children hold its memory for a moment."""
    _forget_stale_pid(cluster)
    settings = ["-c", f'unix_socket_directories="{cluster.socket}"']
    if not durable:
        settings += [
            "-c",
            "fsync=off",
            "-c",
            "synchronous_commit=off",
            "-c",
            "full_page_writes=off",
        ]
    arguments = [
        "-D",
        str(cluster.data),
        "-l",
        str(cluster.log),
        "-o",
        " ".join(map(_shell, settings)),
    ]
    deadline = time.monotonic() + START_SECONDS
    while True:
        before = cluster.log.stat().st_size if cluster.log.exists() else 0
        cluster.command("pg_ctl", "start", "-w", "-t", "600", *arguments, seconds=660)
        if cluster.answers():
            return
        said = ""
        if cluster.log.exists():
            with cluster.log.open(errors="replace") as log:
                log.seek(before)
                said = log.read()
        if disk_is_full(cluster.data, said):
            raise full_disk(cluster.data_dir)
        if time.monotonic() > deadline or (said and not any(sign in said for sign in IN_THE_WAY)):
            fatal = [line for line in said.splitlines() if "FATAL" in line or "PANIC" in line] or [
                "no reason given"
            ]
            raise LaunchError(
                f"PostgreSQL did not start: {fatal[0].split('  ')[-1]} (its log is {cluster.log})."
            )
        time.sleep(0.2)


def _forget_stale_pid(cluster: Cluster) -> None:
    """Remove the pid file of a server that was killed, when its number now belongs to some other program.

    PostgreSQL would take that program for itself. Its shared memory check still guards a server that lives.
    """
    file = cluster.data / "postmaster.pid"
    try:
        name = Path(f"/proc/{int(file.read_text().split()[0])}/comm").read_text()
    except (OSError, ValueError, IndexError):
        return
    if not name.startswith("postgres"):
        file.unlink(missing_ok=True)


def _shell(word: str) -> str:
    return "'" + word.replace("'", "'\\''") + "'"


def status(data_dir: Path) -> dict[str, object]:
    """What is known of the server: for people, so the words may change."""
    cluster = cluster_at(data_dir)
    return {
        "running": cluster.answers(),
        "process": cluster.postmaster(),
        "data": str(cluster.data),
        "socket": str(cluster.socket),
        "account": cluster.account.name,
        "programs": str(cluster.programs),
    }
