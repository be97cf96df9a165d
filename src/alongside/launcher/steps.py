"""Slow steps that show their progress: one line each, redrawn on a terminal, sparse in a log file."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from alongside.launcher.failure import LaunchError, disk_is_full

_PRCTL = getattr(ctypes.CDLL(None), "prctl", None) if sys.platform == "linux" else None
QUIET_SECONDS = 10.0
NO_NETWORK = (
    "Temporary failure in name resolution",
    "Name or service not known",
    "nodename nor servname",
    "Failed to establish a new connection",
    "Network is unreachable",
    "Connection refused",
    "Read timed out",
    "ConnectTimeout",
    "ProxyError",
    "ENOTFOUND",
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ETIMEDOUT",
)
NOT_TRUSTED = (
    "CERTIFICATE_VERIFY_FAILED",
    "SELF_SIGNED_CERT",
    "UNABLE_TO_GET_ISSUER_CERT",
    "UNABLE_TO_VERIFY_LEAF",
)


class Step:
    """A named piece of slow work; `note` says what it is doing now. Prints its duration when it ends."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.note = ""
        self._terminal = sys.stderr.isatty()
        self._began = time.monotonic()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._show, daemon=True)

    def __enter__(self) -> "Step":
        if not self._terminal:
            print(f"{self.title} ...", file=sys.stderr, flush=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._ended.set()
        self._thread.join()
        seconds = time.monotonic() - self._began
        start = "\r\x1b[K" if self._terminal else ""
        stopped = kind is not None and issubclass(kind, KeyboardInterrupt)
        outcome = "stopped after" if stopped else "failed after" if kind else "done in"
        print(
            f"{start}{self.title}: {outcome} {seconds:.1f} s",
            file=sys.stderr,
            flush=True,
        )

    def _show(self) -> None:
        while not self._ended.wait(0.2 if self._terminal else QUIET_SECONDS):
            seconds = time.monotonic() - self._began
            line = f"{self.title} ... {seconds:.0f} s {self.note}"
            if self._terminal:
                print(
                    f"\r\x1b[K{line[: _columns() - 1]}",
                    end="",
                    file=sys.stderr,
                    flush=True,
                )
            else:
                print(line, file=sys.stderr, flush=True)


def run_step(
    title: str,
    argv: Sequence[str],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    note: Callable[[str], str] = lambda line: line.strip()[:60],
    blame: str = "",
) -> None:
    """Run a command as a step; keep its output in `log`; raise LaunchError with one sentence if it fails.

    `note` turns a line of output into what is shown beside the step. `blame` names the thing that failed.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w") as kept:
        process = subprocess.Popen(  # noqa: S603 - the launcher's own commands
            argv,
            env=env,
            cwd=cwd,
            text=True,
            errors="replace",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=die_with_parent,  # safe: no thread runs yet
        )
        with Step(title) as step:
            try:
                assert process.stdout is not None
                for line in process.stdout:
                    kept.write(line)
                    step.note = note(line) or step.note
                code = process.wait()
            except BaseException:
                end_group(process)
                raise
            kept.flush()
            if code != 0:
                raise LaunchError(explain(log, blame or title))


def die_with_parent() -> None:
    """Run in a child before exec: on Linux the kernel ends it if ./run is killed. Elsewhere nothing."""
    if _PRCTL is not None:
        _PRCTL(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def explain(log: Path, what: str) -> str:
    """The sentence for a failed command, from the output that it left in `log`."""
    text = log.read_text(errors="replace")
    if disk_is_full(log, text):
        return f"{what} failed because the disk is full; free some space and run the same command again."
    if any(sign in text for sign in NO_NETWORK):
        return (
            f"{what} failed because the network could not be reached; connect and run the same command again."
        )
    if any(sign in text for sign in NOT_TRUSTED):
        return (
            f"{what} failed because this network has a certificate of its own; set PIP_CERT and NODE_EXTRA_CA_CERTS"
            " to the file that holds it, and run the same command again."
        )
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith(("error", "npm error", "npm err!"))]
    errors = [
        line for line in errors if "complete log" not in line
    ]  # npm's last line says only where to look
    last = (errors or lines or ["it said nothing"])[-1]
    return f"{what} failed: {last[:200].rstrip('.')} (all of its output is in {log})."


def end_group(process: subprocess.Popen[Any]) -> None:
    """End a process and its group, politely and then firmly."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
            process.wait(5)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue
        return


def _columns() -> int:
    try:
        return max(20, os.get_terminal_size(sys.stderr.fileno()).columns)
    except OSError:
        return 80
