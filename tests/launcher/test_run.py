"""./run from the outside: its arguments, its sentences, and that it needs the standard library only."""

import ast
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LAUNCHER = ROOT / "src" / "alongside" / "launcher"


def run(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "run"), *arguments],
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        timeout=300,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "required"),
        (("frolic",), "invalid choice: 'frolic'"),
        (("demo", "--port", "none"), "not a port number"),
        (("demo", "--port", "70000"), "not a port number"),
        (("demo", "--colour"), "unrecognized arguments: --colour"),
    ],
)
def test_a_wrong_command_line_gets_one_sentence(arguments: tuple[str, ...], words: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2 and words in done.stderr
    assert len(done.stderr.splitlines()) == 1 and done.stdout == ""


def test_help_lists_every_command() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert all(f"./run {verb}" in done.stdout for verb in ("demo", "test", "check", "bench", "manage"))


def test_a_taken_port_gets_one_sentence_before_anything_is_made(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("demo", "--port", str(port), "--data-dir", str(tmp_path / "data"))
    assert done.returncode == 2
    assert done.stderr.strip() == f"Port {port} is already in use; choose another with --port."
    assert not (tmp_path / "data" / "postgresql").exists()


def test_half_a_database_address_is_refused() -> None:
    done = run("manage", "check", DATABASE_URL="postgres:///x", DATABASE_OWNER_URL="")
    assert done.returncode == 1 and "set both DATABASE_URL and DATABASE_OWNER_URL" in done.stderr


@pytest.mark.parametrize(("command", "words"), [("understand", "a line"), ("learn_words", "Learns from")])
def test_what_reads_words_only_needs_no_database(command: str, words: str, tmp_path: Path) -> None:
    done = run(
        "manage", command, "--help", ALONGSIDE_DATA_DIR=str(tmp_path / "data"), ALONGSIDE_SECRET_KEY=""
    )
    assert done.returncode == 0 and words in done.stdout and not (tmp_path / "data").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_data_folder_that_cannot_be_written_gets_one_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    done = run("demo", "--data-dir", str(tmp_path / "data"))
    assert done.returncode == 1 and "cannot be written" in done.stderr and len(done.stderr.splitlines()) == 1


def test_the_launcher_needs_only_the_standard_library() -> None:
    for file in [ROOT / "run", *LAUNCHER.glob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names.append(node.module or "")
            for name in names:
                ours = name.startswith("alongside.launcher")
                assert ours or name.split(".")[0] in sys.stdlib_module_names, f"{file.name} imports {name}"
