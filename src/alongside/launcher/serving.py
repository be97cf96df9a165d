"""The web server of the demo: how it is called, its port, and when it is ready."""

import socket
import time
import urllib.error
import urllib.request
from pathlib import Path

from alongside.launcher.failure import LaunchError
from alongside.launcher.steps import Step
from alongside.launcher.supervise import Child, Supervisor

PORT_TAKEN = 2
READY_SECONDS = 90
DEATHS_BORNE = 3


def command(python: Path, port: int) -> list[str]:
    """granian on this machine's own address only."""
    options = (
        f"--interface wsgi --host 127.0.0.1 --port {port} --workers 2 --blocking-threads 4 --backpressure 16 "
        "--respawn-failed-workers --respawn-interval 0.5 --workers-kill-timeout 5 --no-ws"
    )
    return [str(python), "-m", "granian", *options.split(), "alongside.config.wsgi:application"]


def refuse_taken_port(port: int) -> None:
    """Raise LaunchError (exit code 2) if something already listens there."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except PermissionError:
            raise LaunchError(
                f"Port {port} is for root only; choose another with --port.", PORT_TAKEN
            ) from None
        except OSError:
            raise LaunchError(
                f"Port {port} is already in use; choose another with --port.", PORT_TAKEN
            ) from None


def wait_until_ready(supervisor: Supervisor, web: Child, port: int) -> None:
    """Until /healthz answers 200. Raises LaunchError if the server keeps dying or stays silent."""
    where = f"its log is {web.log}" if web.log else "its words are above"
    deadline = time.monotonic() + READY_SECONDS
    with Step("Starting the web server"):
        while time.monotonic() < deadline:
            alive = web.process is not None and web.process.poll() is None
            if not alive:
                refuse_taken_port(port)
            elif _answers(port):
                return
            supervisor.look()
            if web.deaths > DEATHS_BORNE:
                raise LaunchError(f"The web server does not stay up ({where}).")
            time.sleep(0.1)
        raise LaunchError(f"The web server did not answer within {READY_SECONDS} seconds ({where}).")


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False
