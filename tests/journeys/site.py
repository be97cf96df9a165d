"""The whole of Alongside as its users meet it: its own database, web server, job worker and mail server."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit, urlunsplit

import psycopg
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandling

ROOT = Path(__file__).resolve().parents[2]
DATABASE = f"alongside_journeys_{os.getpid()}"  # so that two runs on one server never meet
TODAY_PEOPLE = "60"


class Postbox(MessageHandling):
    """A real mail server that keeps what it is given."""

    def __init__(self) -> None:
        super().__init__(message_class=EmailMessage)
        self.messages: list[EmailMessage] = []

    def handle_message(self, message: Any) -> None:
        self.messages.append(message)

    def wait_for(self, to: str, *, about: str = "", seconds: float = 120) -> EmailMessage:
        """The newest message to an address whose text holds ``about``. Raises TimeoutError."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for message in reversed(self.messages):
                if to in str(message["To"]) and about in self.text_of(message):
                    return message
            time.sleep(0.1)
        raise TimeoutError(f"No message to {to}; there are: {[str(m['To']) for m in self.messages]}")

    @staticmethod
    def text_of(message: EmailMessage) -> str:
        return str(message["Subject"]) + "\n" + str(message.get_payload(decode=True) or b"", "utf-8")

    def link_in(self, message: EmailMessage) -> str:
        found = re.search(r"https?://\S+", self.text_of(message))
        assert found, self.text_of(message)
        return found.group(0)


@dataclass
class Site:
    """A running site."""

    address: str
    postbox: Postbox
    owner_url: str
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def path_of(self, link: str) -> str:
        """A link in a message, on this site's own address."""
        parts = urlsplit(link)
        here = urlsplit(self.address)
        return urlunsplit((here.scheme, here.netloc, parts.path, parts.query, ""))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def in_database(url: str, name: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"/{name}"))


@contextmanager
def running_site(migrated: str) -> Iterator[Site]:
    """Copy the migrated database, load the demo, and start everything; stop it all at the end."""
    owner = os.environ["DATABASE_OWNER_URL"]
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {DATABASE} TEMPLATE {migrated}")
    postbox = Postbox()
    mail = Controller(postbox, hostname="127.0.0.1", port=free_port())
    mail.start()
    port = free_port()
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
        "DATABASE_URL": in_database(os.environ["DATABASE_URL"], DATABASE),
        "DATABASE_OWNER_URL": in_database(owner, DATABASE),
        "ALONGSIDE_DEMO": "1",
        "ALONGSIDE_SECRET_KEY": "journeys-only",
        "ALONGSIDE_PORT": str(port),
        "ALONGSIDE_EMAIL_TRANSPORT": "smtp",
        "ALONGSIDE_SMTP_HOST": "127.0.0.1",
        "ALONGSIDE_SMTP_PORT": str(mail.port),
    }
    environment.pop("PYTEST_CURRENT_TEST", None)
    command = [sys.executable, "-m", "alongside.config"]
    subprocess.run([*command, "load_demo", "--people", TODAY_PEOPLE], env=environment, check=True, cwd=ROOT)
    site = Site(f"http://127.0.0.1:{port}", postbox, in_database(owner, DATABASE))
    server = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    server += ["--blocking-threads", "4", "alongside.config.wsgi:application"]
    log = (ROOT / "build" / "journeys.log").open("wb")
    try:
        for started in (server, [*command, "procrastinate", "worker"]):
            site.processes.append(
                subprocess.Popen(started, env=environment, cwd=ROOT, stdout=log, stderr=log)
            )
        wait_until_ready(site)
        yield site
    finally:
        for process in site.processes:
            process.terminate()
        for process in site.processes:
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
        mail.stop()
        log.close()
        with psycopg.connect(owner, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {DATABASE}")


def wait_until_ready(site: Site, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{site.address}/healthz", timeout=2) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.2)
    raise TimeoutError("The site did not start: see build/journeys.log")
