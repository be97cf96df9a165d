"""Every page of the demo that a link leads to, as each role: none breaks, none leads nowhere, none asks too much."""

import re
from collections import deque
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.foundation.access.models import AccessRole
from alongside.foundation.access.permissions import GRANTS, STAFF_ROLES, Permission
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import browser, signed_in
from alongside.foundation.tenancy.context import in_alliance

NEL = "north-east-lincolnshire"
MOST_QUERIES = 25
MOST_PAGES = 300
LINK = re.compile(r"<a [^>]*href=\"(/[^\"#]*)")
pytestmark = pytest.mark.django_db


def walked(client, start: str) -> dict[str, tuple[int, int]]:
    """Follow links from a page, nearest first, one of each kind of address; (status, queries) of each."""
    found: dict[str, tuple[int, int]] = {}
    kinds: set[str] = set()
    waiting = deque([start])
    while waiting and len(found) < MOST_PAGES:
        path = unescape(waiting.popleft())
        # Pages of one kind are alike: an id or a filter's value makes no new kind.
        kind = re.sub(r"=[^&]*", "=", re.sub(r"[0-9a-f-]{36}", "ID", path))
        if kind in kinds or path.startswith(("/static/", "/leave/")):
            continue
        kinds.add(kind)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(path)
        found[path] = (answer.status_code, sum("SAVEPOINT" not in one["sql"] for one in asked))
        if answer.status_code in (301, 302):
            waiting.append(answer.headers["Location"])
        elif not answer.streaming:
            waiting.extend(LINK.findall(answer.content.decode(errors="replace")))
    return found


@pytest.mark.parametrize("role", [None, *STAFF_ROLES], ids=lambda role: role or "anyone")
def test_every_page_that_a_link_leads_to(demo, role, settings):
    settings.DEMO = True  # elsewhere the accounts of a demo alliance open nothing
    alliance = demo[NEL]
    if role is None:
        client = browser(alliance)
    else:
        with in_alliance(alliance):
            holder = AccessRole.objects.filter(role=role).values_list("user", flat=True).first()
            user = User.objects.get(pk=holder)
        client = signed_in(alliance, user)
    works_with_people = role is not None and Permission.REQUEST_VIEW in GRANTS[role]
    pages = walked(client, "/" if role is None else "/today/" if works_with_people else "/account/")
    broken = {path: status for path, (status, _asked) in pages.items() if status not in (200, 302)}
    assert not broken
    greedy = {path: asked for path, (_status, asked) in pages.items() if asked > MOST_QUERIES}
    assert not greedy
    assert len(pages) > 3, pages
    taken_for_strangers = [path for path in pages if path.startswith("/account/sign-in/?next=")]
    assert role is None or not taken_for_strangers
