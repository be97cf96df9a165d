"""The real server, as ``run demo`` starts it, and browsers that keep their connection."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from alongside.launcher import serving
from benchmarks.database import Connection
from benchmarks.reporting import FOLDER, ROOT

READY_SECONDS = 60


@contextmanager
def running_server(name: str) -> Iterator[tuple[int, int]]:
    """granian with two workers on a free port; gives the port and the process. Its words go to build/bench/NAME.log."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(
            serving.command(Path(sys.executable), port),
            env={**os.environ, "ALONGSIDE_PORT": str(port)},
            cwd=ROOT,
            stdout=log,
            stderr=log,
        )
        try:
            _wait_until_ready(process, port, name)
            yield port, process.pid
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_until_ready(process: subprocess.Popen[bytes], port: int, name: str) -> None:
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError, HTTPException):
            if Browser(port).get("/healthz")[0] == 200:
                return
        time.sleep(0.1)
    raise RuntimeError(f"The web server did not start; its words are in {FOLDER / f'{name}.log'}.")


class Browser:
    """One client: a connection that is kept, a host name, cookies, and the secret of its forms."""

    def __init__(self, port: int, *, host: str = "127.0.0.1", session: str = "") -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.host = f"{host}:{port}"
        self.redirect = ""
        self.etag = ""
        self.received = 0
        self.cookies = {"sessionid": session} if session else {}

    def get(self, path: str, *, encoding: str = "identity", etag: str = "") -> tuple[int, bytes]:
        """Status and body, as it was sent. Follows nothing. ``received`` then says how many bytes it has.

        With an ``etag``, only if it has changed since.
        """
        unless = {"If-None-Match": etag} if etag else {}
        return self._ask("GET", path, None, {"Accept-Encoding": encoding, **unless})

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, bytes]:
        """Send a form; the secret against forgery goes with it once a page has given one."""
        told = {"csrfmiddlewaretoken": self.cookies.get("csrftoken", ""), **fields}
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, urlencode(told).encode(), kind)

    def _ask(self, method: str, path: str, body: bytes | None, more: dict[str, str]) -> tuple[int, bytes]:
        headers = {"Host": self.host, "Accept-Encoding": "identity", **more}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        self.received = len(content)
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, value = re.match(r"([^=]+)=([^;]*)", line).groups()  # type: ignore[union-attr]
            self.cookies[name] = value
        self.redirect = answer.headers.get("Location", "")
        self.etag = answer.headers.get("ETag", "")
        return answer.status, content


def sign_in(owner: Connection, user: Any, **kept: Any) -> str:
    """A session of a user's as signing in would make it; gives its key."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    store = SessionStore()
    key = os.urandom(16).hex()
    words = {
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: user.get_session_auth_hash(),
        "second_factor": True,
        **kept,
    }
    owner.execute(
        "INSERT INTO django_session (session_key, session_data, expire_date) VALUES (%s, %s, %s)",
        [key, store.encode(words), datetime.now(UTC) + timedelta(hours=12)],
    )
    return key
