"""A database of its own for each benchmark: made, migrated by the owner, and dropped."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from benchmarks.reporting import ROOT

Connection = psycopg.Connection[Any]


@contextmanager
def migrated_database() -> Iterator[str]:
    """A database with every table and no row, which the others are copied from; gives its name."""
    with _made("template") as (name, environment):
        migrate = [sys.executable, "-m", "alongside.config", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, env={**environment, "ALONGSIDE_AS_OWNER": "1"}, check=True, cwd=ROOT)
        yield name


@contextmanager
def fresh_database(name: str, template: str) -> Iterator[dict[str, str]]:
    """A database for one benchmark, dropped at the end; gives the environment of its processes."""
    with _made(name.replace("-", "_"), template) as (_, environment):
        yield environment


@contextmanager
def _made(name: str, template: str = "template1") -> Iterator[tuple[str, dict[str, str]]]:
    """Named after the database at hand, so that two checkouts on one server do not meet."""
    owner, web = os.environ["DATABASE_OWNER_URL"], os.environ["DATABASE_URL"]
    made = f"{urlsplit(owner).path.strip('/') or 'alongside'}_bench_{name}"
    with psycopg.connect(owner, autocommit=True) as connection:
        _drop(connection, made)
        connection.execute(f"CREATE DATABASE {made} TEMPLATE {template}")
    try:
        yield (
            made,
            {
                **os.environ,
                "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
                "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
                "DATABASE_URL": inside(web, made),
                "DATABASE_OWNER_URL": inside(owner, made),
                "ALONGSIDE_SECRET_KEY": secrets.token_urlsafe(32),
                "ALONGSIDE_DEMO": "1",
            },
        )
    finally:
        with psycopg.connect(owner, autocommit=True) as connection:
            _drop(connection, made)


def _drop(connection: Connection, made: str) -> None:
    """With whoever is still connected; an autovacuum at work may not be forced, but gives way to a plain DROP."""
    try:
        connection.execute(f"DROP DATABASE IF EXISTS {made} WITH (FORCE)")
    except psycopg.errors.InsufficientPrivilege:
        connection.execute(f"DROP DATABASE IF EXISTS {made}")


def inside(url: str, database: str) -> str:
    """The same server and role, another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def as_owner() -> Connection:
    """A connection of the owner's to the database of this benchmark."""
    return psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True)


def as_web() -> Connection:
    """A connection of the runtime role's: the fences bind it as they bind the pages."""
    return psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)


def fence(connection: Connection, **settings: Any) -> None:
    """Set app.alliance_id and its like for the transaction at hand."""
    for name, value in settings.items():
        connection.execute("SELECT set_config(%s, %s, true)", [f"app.{name}", str(value)])
