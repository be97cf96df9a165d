"""The feed against the published schemas of Open Referral UK 3.0. The demo's is in demo/tests."""

import functools
import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker

from alongside.directory.actions import import_services
from alongside.directory.api.document import openapi
from alongside.foundation.access.actor import Actor
from alongside.foundation.access.permissions import Role
from alongside.foundation.tenancy.context import in_alliance

KINDS = ("services", "service_at_locations", "taxonomies", "taxonomy_terms")
# The schemas of the standard for a list and for one; it points at the service's for one service at a place.
SCHEMAS = {
    "services": ("compiled/service_list.json", ["compiled/service.json"]),
    "service_at_locations": (
        "compiled/service_at_location_list.json",
        ["compiled/service.json", "compiled/service_at_location.json"],
    ),
    "taxonomies": ("taxonomy.json", ["taxonomy.json"]),
    "taxonomy_terms": ("taxonomy_term.json", ["taxonomy_term.json"]),
}


@functools.cache
def validator(path: Path) -> Draft202012Validator:
    schema = json.loads(path.read_text())
    schema.get("properties", {}).pop("taxonomy_terms", None)  # refers to another file; we do not send it
    return Draft202012Validator(schema, format_checker=FormatChecker())


def faults(path: Path, told: Any) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in validator(path).iter_errors(told)]


def read(client: Client, path: str) -> Any:
    answer = client.get(f"/api/oruk/{path}")
    assert answer.status_code == 200, path
    return json.loads(answer.content)


def every(client: Client, kind: str, full: bool = False) -> list[dict[str, Any]]:
    """A walk of the whole feed."""
    found, page = [], 1
    while True:
        told = read(client, f"{kind}?per_page=500&page={page}{'&full=true' if full else ''}")
        found += told["contents"]
        if told["last_page"]:
            assert len(found) == told["total_items"]
            return found
        page += 1


def check_whole_feed(client: Client, schema: Path) -> dict[str, int]:
    """Every page and every record of every list; gives how many there were of each."""
    numbers = {}
    for kind, (of_list, of_one) in SCHEMAS.items():
        listed = every(client, kind)
        numbers[kind] = len(listed)
        for one in listed:
            assert not faults(schema / of_list, one)
        whole = every(client, kind, full=True) if kind in KINDS[:2] else listed
        for path in of_one:
            for one in whole:
                assert not faults(schema / path, one), one["id"]
        for one in whole[:3]:
            assert read(client, f"{kind}/{one['id']}") == one, "a record is the same by itself"
    return numbers


@pytest.fixture
def schema(shared_data: Path) -> Path:
    return shared_data / "standards" / "oruk_3.0" / "schema"


@pytest.mark.parametrize("edition", ["hsds_3.1", "oruk_3.0"])
@pytest.mark.parametrize("inside", ["", "csv"])
def test_what_was_read_from_the_standards_examples_is_valid(
    alliance: Any, shared_data: Path, schema: Path, edition: str, inside: str
) -> None:
    load(alliance, shared_data / "standards" / edition / "examples" / inside)
    client = Client(headers={"host": alliance.domain})
    assert check_whole_feed(client, schema)["services"] >= 1
    names = [one["name"] for one in every(client, "services")]
    assert "Community Counselling" in names


def test_a_real_directory_is_valid_found_and_left(alliance: Any, shared_data: Path, schema: Path) -> None:
    load(alliance, shared_data / "directories" / "miami_open211_hsds1.1_2019.zip")
    with connection.cursor() as cursor:
        cursor.execute("SELECT directory_search_settle()")  # as the end of the import's transaction does
    client = Client(headers={"host": alliance.domain})
    assert read(client, "services")["total_items"] == 4089
    assert read(client, "services?search=food%20pantry")["total_items"] > 10
    for page in (1, 5, 9):  # 1,500 of them; all were tried by hand, and it takes half a minute
        told = read(client, f"services?per_page=500&page={page}&full=true")["contents"]
        assert told and not [fault for one in told for fault in faults(schema / "compiled/service.json", one)]


def load(alliance: Any, path: Path) -> None:
    by = Actor(alliance=alliance, roles=frozenset({Role.ADMINISTRATOR}))
    with in_alliance(alliance):
        import_services(str(path), by=by)


def test_every_path_and_parameter_of_the_standard_is_there(schema: Path) -> None:
    ours, theirs = openapi("http://x.example", "X"), json.loads((schema / "openapi.json").read_text())
    for path, item in theirs["paths"].items():
        wanted = {one["$ref"].rsplit("/", 1)[-1] for one in item["get"].get("parameters", [])}
        assert wanted <= {one["name"] for one in ours["paths"][path]["get"].get("parameters", [])}, path
    assert len(theirs["paths"]) == 9
