"""Both demo alliances, loaded once for the tests of a module."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction

from alongside.demo.loading import PLACES, load_alliance
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance
from alongside.foundation.workflow.clock import is_working_day

# The last noon that has passed: links and access end by the database's clock, which tests can't set.
_PRESENT = datetime.now(tz=ZoneInfo("Europe/London"))
NOW = (_PRESENT - timedelta(hours=12)).replace(hour=12, minute=0, second=0, microsecond=0)

# The morning of the last working day before it: what was asked since then may still wait for a first call.
WORKED = (NOW - timedelta(days=1)).replace(hour=0)
while not is_working_day(WORKED.date()):
    WORKED -= timedelta(days=1)


def add_alliance(place: str) -> Alliance:
    """The row that the command adds as the owner."""
    row = PLACES[place]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT make_test_alliance(%s, %s, %s, %s, %s)",
            [row["id"], row["name"], row["place"], row["slug"], row["domain"]],
        )
    made = Alliance.objects.get(pk=row["id"])
    with in_alliance(made):  # the fence lets an alliance change no other's row
        Alliance.objects.filter(pk=made.pk).update(is_demo=True)
    made.refresh_from_db()
    return made


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Alliance]]:
    """Kept in the test database while a module's tests run, each in a transaction of its own."""
    if not str(connection.settings_dict["NAME"]).startswith("test_"):
        raise RuntimeError("Only a test database may be filled and emptied.")
    with django_db_blocker.unblock(), transaction.atomic():
        alliances = {}
        for place, people in (("north-east-lincolnshire", 320), ("thornmere-vale", 40)):
            alliances[place] = add_alliance(place)
            load_alliance(alliances[place], place, people=people, now=NOW)
    yield alliances
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE tenancy_alliance, procrastinate_jobs CASCADE")  # what it queued, too
