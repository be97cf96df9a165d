"""The demo's whole feed, valid by the standard's schemas and by our own document."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker

from alongside.directory.tests.test_feed_standard import KINDS, check_whole_feed, every, read, schema  # noqa: F401

pytestmark = pytest.mark.django_db


def test_the_demo_is_valid_throughout(demo: Any, schema: Path) -> None:  # noqa: F811
    alliance = demo["north-east-lincolnshire"]
    numbers = check_whole_feed(Client(headers={"host": alliance.domain}), schema)
    assert numbers["services"] > 100 and numbers["taxonomy_terms"] > 10


def test_answers_are_what_our_own_document_says(demo: Any) -> None:
    """Without the published schemas: the contract that we publish ourselves."""
    alliance = demo["north-east-lincolnshire"]
    client = Client(headers={"host": alliance.domain})
    document = read(client, "openapi.json")
    for kind in KINDS:
        for path, given in (
            (f"/{kind}", f"{kind}?per_page=500"),
            (f"/{kind}", f"{kind}?per_page=500&full=true"),
        ):
            said = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
            check = Draft202012Validator(
                said | {"components": document["components"]}, format_checker=FormatChecker()
            )
            assert not [error.message for error in check.iter_errors(read(client, given))]
    names = {name for one in every(client, "services", full=True) for name in one}
    assert names <= document["components"]["schemas"]["Service"]["properties"].keys()
