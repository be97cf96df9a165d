"""Promise 9: an audit entry that is edited, deleted or added behind the record's back is found."""

from collections.abc import Iterator
from io import StringIO

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import ProgrammingError, connection, transaction

from alongside.config.environment import database
from alongside.foundation.access.actor import public
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.audit.record import record_act
from alongside.foundation.audit.tasks import seal_all
from alongside.foundation.tenancy.context import in_alliance


@pytest.fixture
def sealed(transactional_db, alliance) -> object:
    """Three seals of two entries each."""
    for number in range(3):
        with in_alliance(alliance):
            for part in range(2):
                record_act(public(alliance), verb="a.b", sentence=f"Act {number}.{part}")
        assert seal_all() == 2
    return alliance


@pytest.fixture
def owner(sealed) -> Iterator[psycopg.Cursor]:
    """Someone with the keys of the database, who can do what the pages cannot."""
    theirs = database(settings.OWNER_URL)
    with psycopg.connect(
        dbname=connection.settings_dict["NAME"],
        user=theirs["USER"],
        password=theirs["PASSWORD"],
        host=theirs["HOST"],
        port=theirs["PORT"] or None,
        autocommit=True,
    ) as opened:
        cursor = opened.cursor()
        cursor.execute("SELECT set_config('app.alliance_id', %s, false)", [str(sealed.pk)])
        yield cursor


def verified() -> str:
    out = StringIO()
    try:
        call_command("audit", "verify", stdout=out)
    except CommandError as error:
        return out.getvalue() + str(error)
    return out.getvalue()


def test_a_whole_record_holds(sealed) -> None:
    with in_alliance(sealed):
        record_act(public(sealed), verb="a.b", sentence="Not sealed yet")
    assert verified() == "First Alliance: 6 sealed, 1 not sealed yet\nEvery seal holds.\n"


@pytest.mark.parametrize(
    ("tampering", "broken"),
    [
        ("UPDATE audit_auditentry SET sentence = 'Nothing happened' WHERE sentence = 'Act 1.0'", "2"),
        ("UPDATE audit_auditentry SET by = 'Someone else' WHERE sentence = 'Act 0.1'", "1"),
        ("DELETE FROM audit_auditentry WHERE sentence = 'Act 1.1'", "2"),
        ("DELETE FROM audit_auditentry WHERE seal = 2", "2"),
        (
            "INSERT INTO audit_auditentry (id, alliance_id, verb, sentence, by, subject_type, reason, seal)"
            " SELECT gen_random_uuid(), alliance_id, verb, sentence, by, subject_type, reason, seal"
            " FROM audit_auditentry WHERE sentence = 'Act 2.0'",
            "3",
        ),
        ("UPDATE audit_auditentry SET seal = 9 WHERE seal = 3", "3, 9"),
        ("DELETE FROM audit_auditseal WHERE number = 1", "1, 2, 3"),
        ("UPDATE audit_auditseal SET digest = repeat('0', 64) WHERE number = 2", "2, 3"),
    ],
)
def test_tampering_is_found(owner, tampering, broken) -> None:
    owner.execute(tampering)
    assert owner.rowcount > 0
    answer = verified()
    assert f"BROKEN: seal {broken}\n" in answer
    assert "no longer hold" in answer


def test_the_pages_own_role_cannot_change_the_record(sealed) -> None:
    for change in (
        "UPDATE audit_auditentry SET sentence = ''",
        "DELETE FROM audit_auditentry",
        "INSERT INTO audit_auditseal (id, alliance_id, number, entries, digest) SELECT gen_random_uuid(),"
        " alliance_id, 9, 0, '' FROM audit_auditseal",
    ):
        with in_alliance(sealed), connection.cursor() as cursor:
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                cursor.execute(change)
            assert AuditEntry.objects.count() == 6


def test_an_alliance_checks_its_own_record_only(sealed, owner) -> None:
    from conftest import make_alliance

    make_alliance("second")
    owner.execute("UPDATE audit_auditentry SET sentence = 'x' WHERE seal = 1")
    lines = verified().splitlines()
    assert "BROKEN" in lines[0]
    assert lines[1] == "Second Alliance: 0 sealed, 0 not sealed yet"
