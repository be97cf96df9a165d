"""Promise 8 for the feed: whatever is made up from its own document, no answer breaks and none is other than it says."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from alongside.directory.api.document import openapi
from alongside.directory.api.parameters import LISTS
from alongside.foundation.tenancy.context import in_alliance

from .test_feed import make_full

DOCUMENT = schemathesis.openapi.from_dict(openapi("http://localhost/api/oruk", "First"))
DOCUMENT.app = get_wsgi_application()
OPERATIONS = {operation.ok().label: operation.ok() for operation in DOCUMENT.get_all_operations()}
EXAMPLES = 20


@pytest.fixture
def one_connection() -> Iterator[None]:
    """As Django's own test client does: the end of a request does not end the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.parametrize("label", OPERATIONS)
def test_made_up_questions_are_answered_as_the_document_says(
    alliance: Any, one_connection: None, label: str
) -> None:
    with in_alliance(alliance):
        make_full(alliance)
    statuses = set()
    label_parameters = {one.name for one in LISTS.get(label.removeprefix("GET /"), ())}

    @settings(max_examples=EXAMPLES, database=None, deadline=None, derandomize=True, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(case=OPERATIONS[label].as_strategy())
    def ask(case: Any) -> None:
        # Where a postcode is has no pattern, and a distance needs one: 400 is right though the parts are well formed.
        free = [positive_data_acceptance] if "postcode" in label_parameters else []
        statuses.add(case.call_and_validate(excluded_checks=free).status_code)

    ask()
    assert statuses <= {200, 400, 404} and statuses
