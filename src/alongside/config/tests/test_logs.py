"""The log of a running site gives nobody a way in and tells nothing about anyone."""

import io
import logging
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils.log import configure_logging

from alongside.config.logs import DiscreetFormatter
from alongside.foundation.access.links import make_link
from alongside.foundation.tenancy.context import in_alliance
from alongside.people.models import Person
from alongside.referrals.tests.factories import make_request, make_world

pytestmark = pytest.mark.django_db


@contextmanager
def log():
    """What the site's own log would hold."""
    configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logging.getLogger().handlers[-1].formatter)
    logging.getLogger().addHandler(handler)
    try:
        yield written
    finally:
        logging.getLogger().removeHandler(handler)


@pytest.mark.parametrize(
    "path",
    ["/my/{}/", "/answer/{}/", "/answer/again/{}/", "/account/password/new/{}/", "/account/invitation/{}/"],
)
def test_a_refused_form_leaves_no_link_in_the_log(alliance, path) -> None:
    with in_alliance(alliance):
        token = make_link(alliance_id=alliance.pk, purpose="receiver", subject_id=alliance.pk, days=1)
    with log() as written:
        opened = Client(headers={"host": alliance.domain}, enforce_csrf_checks=True)
        assert opened.post(path.format(token)).status_code == 403
    assert "Forbidden" in written.getvalue()
    assert token not in written.getvalue()


def test_a_database_error_tells_nobodys_name(alliance) -> None:
    world = make_world(alliance)
    make_request(world, words="the marmalade")
    with log() as written:
        for wrong in ({"postcode": None}, {"age_said": "marmalade"}, {"telephone": "+44" + "7" * 60}):
            try:
                with transaction.atomic():
                    Person.objects.update(**wrong)
            except (DatabaseError, ValueError):
                logging.getLogger("django.request").exception("Internal Server Error: /x/")
    assert "null value in column" in written.getvalue()
    assert "Dawn" not in written.getvalue()
    assert "7700900362" not in written.getvalue()


def test_what_is_no_secret_stays() -> None:
    said = "Not Found: /requests/95454dbb-7fae-5afe-87c0-f1f4981ff1ea/ and more"
    record = logging.LogRecord("x", logging.WARNING, "x", 1, said, None, None)
    assert DiscreetFormatter().format(record) == said


def test_what_is_asked_for_begins_no_line_of_its_own(alliance) -> None:
    with log() as written:
        opened = Client(headers={"host": alliance.domain}, enforce_csrf_checks=True)
        opened.post("/my/x%0aERROR%20made%20up%1b[2K%e2%80%a8/")
        logging.getLogger("alongside").warning("said: %s", "a\r\nERROR made up\x1b[2K\u202e")
    lines = written.getvalue().splitlines()
    assert lines and not any(line.startswith("ERROR made up") for line in lines)
    assert "\x1b" not in written.getvalue() and "\u202e" not in written.getvalue()
