"""Every address says by which door it is entered, and nobody else gets in."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from alongside.foundation.access.actors import Door
from alongside.foundation.access.pages import PageRule

# Addresses that touch nothing.
UNDECLARED = {"healthz", "robots.txt"}


def routes(resolver=None, prefix=""):
    """(address, view) of every route, read from the URLconf itself."""
    for pattern in (resolver or get_resolver()).url_patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, address)
        elif isinstance(pattern, URLPattern):
            yield address, pattern.callback


ROUTES = [(address, view) for address, view in routes() if address not in UNDECLARED]


@pytest.mark.parametrize(("address", "view"), ROUTES, ids=[address or "/" for address, _view in ROUTES])
def test_every_route_declares_its_door(address, view):
    rule = getattr(view, "page_rule", None)
    assert isinstance(rule, PageRule), f"/{address} has no @page"
    assert (rule.door is Door.PUBLIC) == (rule.permission is None)
