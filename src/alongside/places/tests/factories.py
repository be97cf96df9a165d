"""Places for tests. Only the owner may write these tables, and tests run as the runtime role."""

import contextlib
import itertools
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import connection, connections

from alongside.config import environment
from alongside.places.loading import PostcodeRow, WardRow, load_postcodes, load_wards

EAST_MARSH = WardRow("E05001714", "East Marsh", 53.5698, -0.0669, "E06000012", 10664, 1216, "IMD 2019")
SCARTHO = WardRow("E05001721", "Scartho", 53.5345, -0.0969, "E06000012", 11344, 24020, "IMD 2019")
POSTCODES = (
    PostcodeRow("DN313PS", 53.5795, -0.0678),
    PostcodeRow("DN327RG", 53.5714, -0.0622),
    PostcodeRow("DN332AB", 53.5340, -0.0960, SCARTHO.code, "E01013210"),
)

_NUMBERS = itertools.count()


@contextlib.contextmanager
def as_owner() -> Iterator[Any]:
    """A connection to the test database that owns the tables. What it writes is not rolled back."""
    owner = connection.copy(alias=f"owner{next(_NUMBERS)}")
    found = environment.database(settings.OWNER_URL)
    owner.settings_dict = connection.settings_dict | {name: found[name] for name in ("USER", "PASSWORD")}
    connections[owner.alias] = owner
    try:
        yield owner
    finally:
        owner.close()
        del connections[owner.alias]


@contextlib.contextmanager
def places() -> Iterator[None]:
    """Two wards and three postcodes, taken away again at the end."""
    with as_owner() as owner:
        load_wards([EAST_MARSH, SCARTHO], owner)
        load_postcodes(POSTCODES, owner)
        try:
            yield
        finally:
            with owner.cursor() as cursor:
                for table in ("ward", "postcode", "district"):
                    cursor.execute(f"DELETE FROM places_{table}")
