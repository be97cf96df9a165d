"""Promise 5 over every table: attempts generated from the models, so that a new table is tried untold."""

import pytest
from django.db import DatabaseError, connection, transaction

from alongside.foundation.tenancy.context import in_alliance, set_context
from alongside.membership.models import Organisation
from tests.architecture.test_database import fenced_models

from .fabricate import Fabric, make_person

pytestmark = pytest.mark.django_db
MODELS = sorted(fenced_models(), key=lambda model: model._meta.label)
PERSONAL = [
    model
    for model in MODELS
    if model._meta.label == "people.Person" or "person_id" in {f.column for f in model._meta.local_fields}
]


@pytest.fixture
def world(two_alliances):
    """A row of the first alliance's in every table, about a person known to one of its organisations."""
    first, second = two_alliances
    with in_alliance(first):
        knows = Organisation.objects.create(alliance=first, name="Knows", slug="knows", kind="charity")
        other = Organisation.objects.create(alliance=first, name="Other", slug="other", kind="charity")
    with in_alliance(second):
        stranger = Organisation.objects.create(alliance=second, name="Far", slug="far", kind="charity")
    set_context(alliance=first, organisation=knows)
    return first, second, knows, other, stranger, Fabric(first, knows.pk, make_person(first, knows.pk))


def rows_of(model) -> int:
    """What the bluntest query shows, with no filter of ours anywhere."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {model._meta.db_table}")
        return cursor.fetchone()[0]


def tamper(statement: str, parameters=()) -> int:
    """Rows touched by a write; 0 where the database refuses it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            return cursor.rowcount
    except DatabaseError:
        return 0


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_another_alliance_reads_and_writes_nothing(world, model):
    first, second, knows, _other, stranger, fabric = world
    row = fabric.row(model)
    assert rows_of(model) >= 1, "there is something to steal"
    table = model._meta.db_table
    for organisation, person in ((stranger, None), (knows, None), (None, fabric.person.pk)):
        set_context(alliance=second, organisation=organisation, person=person)
        own = model._default_manager.filter(alliance=second).count()
        assert rows_of(model) == own
        assert not model._default_manager.filter(pk=row.pk).exists()
        assert tamper(f"UPDATE {table} SET alliance_id = %s WHERE id = %s", [second.pk, row.pk]) == 0
        assert tamper(f"DELETE FROM {table} WHERE id = %s", [row.pk]) == 0
    set_context(alliance=first, organisation=knows)
    assert model._default_manager.filter(pk=row.pk).exists()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_with_no_fence_set_there_is_nothing(world, model):
    fabric = world[-1]
    fabric.row(model)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.alliance_id', '', true)")
    assert rows_of(model) == 0


@pytest.mark.parametrize("model", PERSONAL, ids=lambda model: model._meta.label)
def test_an_organisation_with_no_part_in_helping_sees_nothing(world, model):
    first, _second, knows, other, _stranger, fabric = world
    row = fabric.row(model)
    table = model._meta.db_table
    for organisation, person in (
        (other, None),
        (None, None),
        (other, "00000000-0000-4000-8000-000000000000"),
    ):
        set_context(alliance=first, organisation=organisation, person=person)
        assert rows_of(model) == 0
        assert tamper(f"DELETE FROM {table} WHERE id = %s", [row.pk]) == 0
    set_context(alliance=first, person=fabric.person.pk)
    assert rows_of(model) >= 1, "the person sees their own"
    set_context(alliance=first, organisation=knows)
    with connection.cursor() as cursor:
        cursor.execute("SELECT end_person_access(%s, %s)", [fabric.person.pk, knows.pk])
    assert rows_of(model) == 0, "access that ended shows nothing"


def test_functions_that_run_as_the_owner_stay_in_the_alliance_at_hand(world):
    _first, second, knows, *_rest, fabric = world
    for model in MODELS:
        fabric.row(model)
    set_context(alliance=second)
    with connection.cursor() as cursor:
        for call in ("referrals_due('2100-01-01')", "messages_left_waiting(-100000)"):
            cursor.execute(f"SELECT count(*) FROM {call}")
            assert cursor.fetchone()[0] == 0, call
        cursor.execute("SELECT may_share_person(%s)", [fabric.person.pk])
        assert not cursor.fetchone()[0]
        cursor.execute("SELECT seal_audit()")
        assert cursor.fetchone()[0] == 0
    for call in ("grant_person_access(%s, %s, 'x', now())", "end_person_access(%s, %s)"):
        assert tamper(f"SELECT {call}", [fabric.person.pk, knows.pk]) == 0
