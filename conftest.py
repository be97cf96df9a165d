"""Every test runs as the runtime role on real PostgreSQL: a test run as the owner would prove nothing."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.conf import settings
from django.contrib.contenttypes.management import create_contenttypes
from django.db import connection
from django.db.models.signals import post_migrate

from alongside.config import environment

# Alliances are made by the owner alone (``manage new_alliance``); tests get this, in their database.
MAKE_ALLIANCE = """
CREATE OR REPLACE FUNCTION make_test_alliance(id uuid, name text, place text, slug text, domain text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
INSERT INTO tenancy_alliance (id, name, place, slug, domain, telephone, open_hours, crisis_contacts, is_demo,
  answer_days_urgent, answer_days_routine, expiry_days, check_in_days_urgent, check_in_days_routine)
VALUES (id, name, place, slug, domain, '01632 960123', '9am to 5pm, Monday to Friday',
  '[{"label": "Life in danger", "value": "999", "href": "tel:999"}]', false, 2, 5, 10, 7, 28)
$$
"""


ROOT = Path(__file__).resolve().parent
# What takes longest, longest first. The rest comes after it in any order; a name that is gone does no harm.
SLOWEST_FIRST = [
    "tests/journeys",
    "tests/benchmarks/test_run.py",
    "src/alongside/demo/tests/test_demo.py",
    "tests/promises/test_nobody_lost.py",
    "src/alongside/demo/tests/test_same_as_actions.py",
    "src/alongside/demo/tests/test_every_page.py",
    "tests/isolation/test_every_route.py",
    "src/alongside/directory/tests/test_import.py",
    "tests/launcher/test_cluster.py",
    "src/alongside/referrals/tests/test_staff_views.py",
    "src/alongside/foundation/messages/tests/test_promise.py",
]


def group_of(nodeid: str) -> str:
    """What stays in one process: a file, or all that shares the running site and its browser."""
    file = nodeid.split("::", 1)[0]
    return "tests/journeys" if file.startswith("tests/journeys/") else file


def how_soon(item: pytest.Item) -> int:
    group = group_of(item.nodeid)
    return SLOWEST_FIRST.index(group) if group in SLOWEST_FIRST else len(SLOWEST_FIRST)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Side by side, the slowest come first, so that nobody idles at the end; else in the order that they had."""
    if os.environ.get("PYTEST_XDIST_WORKER"):
        items.sort(key=how_soon)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """``--dist loadscope`` hands out whole groups; ``xdist_group`` would do, did pytest 9 read it."""
    from xdist.scheduler import LoadScopeScheduling

    class Groups(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return group_of(nodeid)

    return Groups(config, log) if config.getvalue("dist") == "loadscope" else None


@pytest.fixture(scope="session")
def migrated() -> str:
    """The name of a database with every table and no row, to be copied: migrating takes longer than copying.

    Made once for these migrations by whichever process of tests comes first, and kept for the next run.
    """
    mark = hashlib.sha256(str(ROOT).encode())
    for file in sorted(
        [*ROOT.glob("src/**/migrations/*.py"), *ROOT.glob("src/**/*.sql"), *ROOT.glob("src/**/operations.py")]
    ):
        mark.update(f"{file.relative_to(ROOT)}\n".encode() + file.read_bytes())
    mark.update((ROOT / "requirements.lock").read_bytes() + settings.WEB_ROLE.encode())
    ours = f"migrated_{hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]}_"
    name = ours + mark.hexdigest()[:12]
    with psycopg.connect(settings.OWNER_URL, autocommit=True) as owner:
        owner.execute("SELECT pg_advisory_lock(hashtext(%s))", [ours])  # until the connection is closed
        found = owner.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [ours])
        kept = [row[0] for row in found.fetchall()]
        if name not in kept:
            for old in kept:
                owner.execute(f"DROP DATABASE {old}")
            owner.execute(f"CREATE DATABASE {name}_partial")
            made = urlunsplit(urlsplit(settings.OWNER_URL)._replace(path=f"/{name}_partial"))
            subprocess.run(
                [sys.executable, "-m", "alongside.config", "migrate", "--verbosity", "0"],
                env={**os.environ, "DATABASE_OWNER_URL": made, "ALONGSIDE_AS_OWNER": "1"},
                cwd=ROOT,
                check=True,
            )
            owner.execute(f"ALTER DATABASE {name}_partial RENAME TO {name}")
    return name


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, migrated: str) -> None:
    """The test database begins as a copy of the migrated one."""
    connection.settings_dict["TEST"]["TEMPLATE"] = migrated


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any, migrated: str) -> Iterator[None]:
    """The test database is made by the owner; then the connection changes hands."""
    owner = {name: connection.settings_dict[name] for name in ("USER", "PASSWORD")}
    runtime = environment.database(settings.RUNTIME_URL)
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            # Only to empty tables between tests that commit; TRUNCATE reads nothing.
            cursor.execute(f"GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO {settings.WEB_ROLE}")
            cursor.execute(MAKE_ALLIANCE)
            # As closed as the launcher's: what the runtime role may do, a migration has granted it.
            name = connection.ops.quote_name(connection.settings_dict["NAME"])
            cursor.execute(f"REVOKE ALL ON DATABASE {name} FROM PUBLIC")
            cursor.execute(f"GRANT CONNECT ON DATABASE {name} TO {settings.WEB_ROLE}")
            # A copy of a database has none of the rights that a migration granted on the database itself.
            cursor.execute(
                "SELECT privilege_type FROM pg_database, aclexplode(datacl)"
                " WHERE datname = %s AND grantee = %s::regrole",
                [migrated, settings.WEB_ROLE],
            )
            for (right,) in cursor.fetchall():
                cursor.execute(f"GRANT {right} ON DATABASE {name} TO {settings.WEB_ROLE}")
        # Emptying the tables would otherwise end in making kinds of content, which only the owner may.
        post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
        post_migrate.disconnect(create_contenttypes)
        connection.close()
        connection.settings_dict.update(USER=runtime["USER"], PASSWORD=runtime["PASSWORD"])
        yield
        connection.close()
        connection.settings_dict.update(owner)


@pytest.fixture(autouse=True)
def jobs_end_with_their_test(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    """After a test that commits Django empties the tables of its models, and the queue of jobs has none."""
    yield
    marker = request.node.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & set(request.fixturenames)
    if commits or (marker and marker.kwargs.get("transaction")):
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs CASCADE")


@pytest.fixture
def two_alliances(db: None) -> tuple[Any, Any]:
    """Two alliances, so that every test can try one's rows from the other."""
    return make_alliance("first"), make_alliance("second")


@pytest.fixture
def alliance(db: None) -> Any:
    """One alliance."""
    return make_alliance("first")


def make_alliance(slug: str) -> Any:
    """An alliance named after its slug."""
    from alongside.foundation.tenancy.models import Alliance

    made = Alliance(
        name=f"{slug.title()} Alliance", place=slug.title(), slug=slug, domain=f"{slug}.localhost"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT make_test_alliance(%s, %s, %s, %s, %s)",
            [made.pk, made.name, made.place, slug, made.domain],
        )
    return Alliance.objects.get(pk=made.pk)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real directories, schemas and areas to try things on; they lie beside the checkout, not in it."""
    folder = Path(
        os.environ.get("ALONGSIDE_SHARED_DATA", Path(__file__).resolve().parents[1] / "shared" / "data")
    )
    if not folder.is_dir():
        pytest.skip("the shared test data is not beside this checkout")
    return folder
