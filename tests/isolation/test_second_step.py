"""A password alone opens nothing: every staff route, tried before the second step was shown."""

import pytest

from alongside.foundation.access.actors import Door
from alongside.foundation.accounts.tests.factories import add_app, browser
from alongside.foundation.tenancy.context import in_alliance
from tests.architecture.test_routes import ROUTES

from .test_every_route import filled, scene, user_of  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


def test_no_staff_route_opens_to_a_password_alone(scene):  # noqa: F811
    ids, world, _browsers = scene
    user = user_of(world.alliance, world.navigator)
    add_app(world.alliance, user)
    tried = 0
    for address, view in ROUTES:
        rule = view.page_rule
        if rule.door is not Door.STAFF or address == "account/second-step/":
            continue
        for method in rule.methods:
            opened = browser(world.alliance)
            with in_alliance(world.alliance):
                opened.force_login(user)
            path = filled(address, ids)
            answer = opened.generic(method, path)
            where = answer.headers.get("Location", "")
            assert answer.status_code == 403 or where.startswith("/account/second-step/?next="), (
                method,
                path,
            )
            tried += 1
    assert tried > 30


def test_a_password_alone_is_nobody_on_public_pages(scene):  # noqa: F811
    _ids, world, _browsers = scene
    user = user_of(world.alliance, world.navigator)
    opened = browser(world.alliance)
    with in_alliance(world.alliance):
        opened.force_login(user)
    for path in ("/", "/find/", "/privacy/"):
        answer = opened.get(path)
        assert answer.status_code == 200
        assert user.name not in answer.content.decode()
        assert not answer.wsgi_request.actor.is_staff
