"""The account that PostgreSQL runs as: our own, or an unprivileged one when we are root."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from alongside.launcher.failure import LaunchError

NEVER_ROOT = "nobody"


@dataclass(frozen=True)
class Account:
    """`uid` and `gid` are None when it is the account that we already have."""

    name: str
    uid: int | None = None
    gid: int | None = None

    def run(self, argv: Sequence[str], seconds: float) -> subprocess.CompletedProcess[str]:
        """Run a command as this account, in a bare environment, capturing its output."""
        return subprocess.run(  # noqa: S603 - PostgreSQL's own programs
            argv,
            user=self.uid,
            group=self.gid,
            extra_groups=None if self.uid is None else [],
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC", "HOME": "/"},
            text=True,
            errors="replace",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            umask=0o077,
            start_new_session=True,
            check=False,
        )

    def own(self, path: Path) -> None:
        """Hand a file or folder to this account."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


def server_account(home: Path) -> Account:
    """Who runs the server whose folder is `home`: its present owner if we are root, else ourselves."""
    if os.geteuid() != 0:
        return Account(_name(os.geteuid()))
    if home.exists() and home.stat().st_uid != 0:
        entry = home.stat()
        return Account(_name(entry.st_uid), entry.st_uid, entry.st_gid)
    try:
        nobody = pwd.getpwnam(NEVER_ROOT)
    except KeyError:
        raise LaunchError(
            f"PostgreSQL does not run as root and this system has no account called {NEVER_ROOT}; "
            f"run the same command as an ordinary user."
        ) from None
    return Account(NEVER_ROOT, nobody.pw_uid, nobody.pw_gid)


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        raise LaunchError(
            f"PostgreSQL needs an account with a name, and number {uid} has none on this system; "
            f"run the same command as a named user."
        ) from None
