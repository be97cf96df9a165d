"""Every test runs as the runtime role on real PostgreSQL: a test run as the owner would prove nothing."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
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
        # Emptying the tables would otherwise end in making kinds of content, which only the owner may.
        post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
        post_migrate.disconnect(create_contenttypes)
        connection.close()
        connection.settings_dict.update(USER=runtime["USER"], PASSWORD=runtime["PASSWORD"])
        yield
        connection.close()
        connection.settings_dict.update(owner)


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
