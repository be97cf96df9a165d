"""Every page of the demo that a link leads to, as each role: none breaks, none leads nowhere, none asks too much."""

import re
from collections import deque
from copy import deepcopy
from html import unescape
from itertools import cycle
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.foundation.access.models import AccessRole
from alongside.foundation.access.permissions import GRANTS, STAFF_ROLES, Permission
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import browser, signed_in
from alongside.foundation.tenancy.context import in_alliance

from ..doors import DEMO_CODE, PERSON_TOKEN, RECEIVER_TOKEN
from .rubbish import HOSTILE, forms_of, tries

NEL = "north-east-lincolnshire"
MOST_QUERIES = 25
MOST_PAGES = 300
LINK = re.compile(r"<a [^>]*href=\"(/[^\"#]*)")
BY_LINK = {
    "person": ("home:own_link", PERSON_TOKEN, {"code": DEMO_CODE}, "/my/page/"),
    "receiver": ("referrals:receiver_link", RECEIVER_TOKEN, {}, "/answer/"),
}
EVERYONE = [None, *STAFF_ROLES, *BY_LINK]
pytestmark = pytest.mark.django_db


def walked(client, start: str, read=lambda path, html: None) -> dict[str, tuple[int, int]]:
    """Follow links from a page, nearest first, one of each kind of address; (status, queries) of each.

    ``read`` is given each page that is shown.
    """
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
            html = answer.content.decode(errors="replace")
            waiting.extend(LINK.findall(html))
            read(path, html)
    return found


def someone(alliance, role):
    """A browser of whoever holds a role first or comes by a link, and the page where they start."""
    if role is None:
        return browser(alliance), "/"
    if role in BY_LINK:
        client, (door, token, said, start) = browser(alliance), BY_LINK[role]
        assert client.post(reverse(door, args=[token]), said).status_code == 302
        return client, start
    with in_alliance(alliance):
        holder = AccessRole.objects.filter(role=role).values_list("user", flat=True).first()
        user = User.objects.get(pk=holder)
    works_with_people = Permission.REQUEST_VIEW in GRANTS[role]
    return signed_in(alliance, user), "/today/" if works_with_people else "/account/"


@pytest.mark.parametrize("role", EVERYONE, ids=lambda role: role or "anyone")
def test_every_page_that_a_link_leads_to(demo, role, settings):
    settings.DEMO = True  # elsewhere the accounts of a demo alliance open nothing
    client, start = someone(demo[NEL], role)
    pages = walked(client, start)
    broken = {path: status for path, (status, _asked) in pages.items() if status not in (200, 302)}
    assert not broken
    greedy = {path: asked for path, (_status, asked) in pages.items() if asked > MOST_QUERIES}
    assert not greedy
    assert len(pages) > 3, pages
    taken_for_strangers = [path for path in pages if path.startswith("/account/sign-in/?next=")]
    assert role not in STAFF_ROLES or not taken_for_strangers


TRIED: set[tuple[str, ...]] = set()


@pytest.mark.parametrize("role", EVERYONE, ids=lambda role: role or "anyone")
def test_no_form_breaks_whatever_it_is_sent(demo, role, settings):
    """Each form that a link leads to, once a kind: what is no answer gets an answer, and nothing is kept of the try."""
    settings.DEMO = True
    client, start = someone(demo[NEL], role)
    client.raise_request_exception = False
    turn = cycle(HOSTILE)
    broken: list[str] = []

    def read(path: str, html: str) -> None:
        for form in forms_of(path, html):
            kind = (re.sub(r"[0-9a-f-]{36}", "ID", urlsplit(form.path).path), *form.kind)
            if kind in TRIED or form.path.startswith("/leave/"):
                continue
            TRIED.add(kind)
            for body in tries(form, turn):
                status = sent(client, form, body)
                if status >= 500:
                    broken.append(f"{form.method} {form.path}: {body[:300]}")

    walked(client, start, read)
    assert not broken, "\n".join(broken)
    assert role is not None or len(TRIED) > 10


def sent(client, form, body: str) -> int:
    """The status of an answer to a form; whatever it did is undone, and the browser is as before."""
    cookies = deepcopy(client.cookies)
    try:
        with transaction.atomic():
            if form.method == "get":
                answer = client.get(urlsplit(form.path).path, QUERY_STRING=body)
            else:
                answer = client.post(form.path, body, content_type="application/x-www-form-urlencoded")
            transaction.set_rollback(True)
    finally:
        client.cookies = cookies
    return answer.status_code
