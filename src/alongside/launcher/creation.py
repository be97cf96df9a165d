"""Making a cluster: its folders, passwords, data and roles. Every part can be interrupted and repeated."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from alongside.launcher.failure import LaunchError, disk_is_full, full_disk

if TYPE_CHECKING:
    from alongside.launcher.account import Account
    from alongside.launcher.cluster import Cluster

NEEDED_MEGABYTES = 200
ROLES = ("postgres", "alongside_owner", "alongside_web")

MAKE_ROLES = """
select format('create role %I login', name)
from (values ('alongside_owner'), ('alongside_web')) as wanted (name)
where not exists (select from pg_roles where rolname = name) \\gexec
alter role alongside_owner login createdb createrole nosuperuser nobypassrls password :'owner';
alter role alongside_web login nocreatedb nocreaterole nosuperuser nobypassrls password :'web';
grant alongside_web to alongside_owner with inherit false, set true;
select 'create database alongside owner alongside_owner'
where not exists (select from pg_database where datname = 'alongside') \\gexec
revoke all on database alongside from public;
grant connect on database alongside to alongside_web;
"""


def make_data_folder(data_dir: Path) -> None:
    """The data folder: ours alone, or when root open to pass through for the account of the server."""
    missing = [folder for folder in (data_dir, *data_dir.parents) if not folder.exists()]
    data_dir.mkdir(parents=True, exist_ok=True)
    for folder in missing:
        folder.chmod(0o755 if os.geteuid() == 0 else 0o700)


def make_server_folders(home: Path, account: Account) -> None:
    """The server's own folders inside the data folder."""
    for folder in (home, home / "socket"):
        folder.mkdir(exist_ok=True)
        folder.chmod(0o700)
        account.own(folder)


def passwords(data_dir: Path) -> dict[str, str]:
    """The passwords of the roles, made at random on first use and kept where only we can read."""
    file = data_dir / "passwords.json"
    try:
        return dict(json.loads(file.read_text()))
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as error:
        raise LaunchError(f"The database passwords in {file} cannot be read: {error}.") from error
    if (data_dir / "postgresql" / "data").exists():
        raise LaunchError(
            f"The database in {data_dir} has lost its passwords: {file} is missing; put it back."
        )
    made = {role: secrets.token_urlsafe(24) for role in ROLES}
    handle, partial = tempfile.mkstemp(dir=data_dir)  # mode 0600
    with os.fdopen(handle, "w") as stream:
        json.dump(made, stream)
        stream.flush()
        os.fsync(stream.fileno())
    Path(partial).rename(file)
    return made


def make_cluster(cluster: Cluster, *, durable: bool) -> None:
    """initdb, beside the final place and then renamed: an interrupted one is never mistaken for data."""
    if cluster.data.is_dir():
        _refuse_other_version(cluster)
        return
    partial = cluster.home / "data.partial"
    shutil.rmtree(partial, ignore_errors=True)
    free = shutil.disk_usage(cluster.home).free // 1_000_000
    if free < NEEDED_MEGABYTES:
        raise LaunchError(
            f"There is not enough disk space in {cluster.data_dir}: {NEEDED_MEGABYTES} MB are needed "
            f"for the database and {free} MB are free."
        )
    # The server's account must own the password file, and a pipe will not do.
    secret = cluster.home / "first-password"
    secret.unlink(missing_ok=True)
    with os.fdopen(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        stream.write(passwords(cluster.data_dir)["postgres"])
    cluster.account.own(secret)
    try:
        # fmt: off
        done = cluster.command(
            "initdb", "-D", str(partial), "--username=postgres", "--auth=scram-sha-256", f"--pwfile={secret}",
            "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
            "--set", "listen_addresses=", "--set", "unix_socket_permissions=0700",
            *([] if durable else ["--no-sync"]),
        )
        # fmt: on
    finally:
        secret.unlink(missing_ok=True)
    if done.returncode != 0:
        shutil.rmtree(partial, ignore_errors=True)
        if disk_is_full(cluster.home, done.stdout + done.stderr):
            raise full_disk(cluster.data_dir)
        reasons = [line for line in done.stderr.splitlines() if "error" in line.lower()] or [
            "no reason given"
        ]
        raise LaunchError(
            f"PostgreSQL could not make its data folder: {reasons[0].removeprefix('initdb: error: ')}."
        )
    partial.rename(cluster.data)


def make_roles(cluster: Cluster) -> None:
    """The two roles and the database, once. The mark is written last: what is interrupted is repeated."""
    mark = cluster.home / "roles-made"
    if mark.exists():
        return
    kept = passwords(cluster.data_dir)
    variables = f"\\set owner {kept['alongside_owner']}\n\\set web {kept['alongside_web']}\n"
    done = subprocess.run(  # noqa: S603 - our own psql; passwords travel on its input, never as arguments
        [
            str(cluster.programs / "bin" / "psql"),
            "-XqAt",
            "-v",
            "ON_ERROR_STOP=1",
            "-f",
            "-",
        ],
        env={
            "PGHOST": str(cluster.socket),
            "PGUSER": "postgres",
            "PGDATABASE": "postgres",
            "PGPASSWORD": kept["postgres"],
            "PATH": "/usr/bin:/bin",
        },
        input=variables + MAKE_ROLES,
        text=True,
        capture_output=True,
        timeout=60,
        check=False,
    )
    if done.returncode != 0:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[0]
        raise LaunchError(f"The database roles could not be made: {reason}.")
    mark.touch()


def short_socket_folder(data_dir: Path, account: Account) -> Path:
    """A folder with a short path for the socket of a data folder with a long one; the same at every call."""
    name = hashlib.sha256(str(data_dir).encode()).hexdigest()[:12]
    folder = Path("/tmp") / f"alongside-{name}"  # noqa: S108 - ownership is checked below
    try:
        folder.mkdir(mode=0o700)
        account.own(folder)
    except FileExistsError:
        pass
    wanted = os.geteuid() if account.uid is None else account.uid
    facts = folder.lstat()
    if facts.st_uid != wanted or not folder.is_dir() or folder.is_symlink() or facts.st_mode & 0o077:
        raise LaunchError(f"{folder} is in the way and is not ours; remove it, or give a shorter --data-dir.")
    return folder


def _refuse_other_version(cluster: Cluster) -> None:
    made_by = (cluster.data / "PG_VERSION").read_text().strip()
    have = cluster.command("postgres", "--version").stdout.split()[-1].split(".")[0]
    if made_by != have:
        raise LaunchError(
            f"The database in {cluster.data_dir} was made by PostgreSQL {made_by} and this is {have}; "
            f"dump it with the old version and restore it, or give another --data-dir."
        )
