"""Promise 5: no row across the two fences, whatever the Python above forgets."""

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.utils import IntegrityError

from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.ids import uuid7
from alongside.foundation.tenancy.models import PersonAccess
from alongside.foundation.tenancy.people import end_person_access, grant_person_access
from alongside.membership.models import Organisation

pytestmark = pytest.mark.django_db


def test_the_tests_run_as_a_role_that_the_fences_bind() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)


def test_without_a_fence_set_nothing_is_seen(two_alliances) -> None:
    first, _second = two_alliances
    with in_alliance(first):
        Organisation.objects.create(alliance=first, name="A", slug="a", kind="charity")
    assert Organisation.objects.count() == 0


def test_another_alliance_sees_and_makes_nothing(two_alliances) -> None:
    first, second = two_alliances
    with in_alliance(first):
        Organisation.objects.create(alliance=first, name="A", slug="a", kind="charity")
    with in_alliance(second):
        assert Organisation.objects.count() == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Organisation.objects.create(alliance=first, name="B", slug="b", kind="charity")


def test_only_who_knows_a_person_lets_another_know(two_alliances) -> None:
    first, _second = two_alliances
    person = uuid7()
    with in_alliance(first):
        one, two, three = (
            Organisation.objects.create(alliance=first, name=n, slug=n, kind="charity")
            for n in ("one", "two", "three")
        )
    with in_alliance(first, organisation=one):
        grant_person_access(person=person, organisation=one.pk, reason="registered")
    with in_alliance(first, organisation=two):
        for wanted in (two, three):
            with pytest.raises(ProgrammingError, match="may not share"), transaction.atomic():
                grant_person_access(person=person, organisation=wanted.pk, reason="registered")
        assert PersonAccess.objects.count() == 0
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            PersonAccess.objects.create(
                alliance=first,
                person_id=person,
                organisation_id=two.pk,
                reason="x",
                until="2099-01-01T00:00Z",
            )
    with in_alliance(first, organisation=one):
        grant_person_access(person=person, organisation=two.pk, reason="referral")
    with in_alliance(first, organisation=two):
        assert PersonAccess.objects.count() == 1
    with in_alliance(first, organisation=one):
        end_person_access(person=person, organisation=two.pk)
    with (
        in_alliance(first, organisation=two),
        pytest.raises(ProgrammingError, match="may not"),
        transaction.atomic(),
    ):
        grant_person_access(person=person, organisation=three.pk, reason="referral")


def test_a_refusal_to_share_says_nothing_of_what_exists(two_alliances) -> None:
    """Someone whom another alliance knows is as new here as anyone; and there is one refusal, whatever is wrong."""
    first, second = two_alliances
    theirs, unheard_of = uuid7(), uuid7()
    with in_alliance(second):
        far = Organisation.objects.create(alliance=second, name="far", slug="far", kind="charity")
    with in_alliance(second, organisation=far):
        grant_person_access(person=theirs, organisation=far.pk, reason="registered")
    with in_alliance(first):
        one, two = (
            Organisation.objects.create(alliance=first, name=n, slug=n, kind="charity")
            for n in ("one", "two")
        )
    said = set()
    with in_alliance(first, organisation=one):
        for person in (theirs, unheard_of):
            for organisation in (two.pk, far.pk, uuid7()):
                with pytest.raises(ProgrammingError) as refused, transaction.atomic():
                    grant_person_access(person=person, organisation=organisation, reason="referral")
                said.add(str(refused.value).splitlines()[0])
            grant_person_access(person=person, organisation=one.pk, reason="registered")
    assert said == {"the caller may not share this person with this organisation"}
    with in_alliance(second, organisation=far):
        assert PersonAccess.objects.get().organisation_id == far.pk


def test_a_key_cannot_point_into_another_alliance(two_alliances) -> None:
    from alongside.foundation.access.models import AccessRole
    from alongside.foundation.accounts.models import User

    first, second = two_alliances
    with in_alliance(second):
        theirs = Organisation.objects.create(alliance=second, name="T", slug="t", kind="charity")
    with in_alliance(first):
        user = User.objects.create(alliance=first, email="a@a.example", name="A")
        with pytest.raises(IntegrityError, match="in_alliance"), transaction.atomic():
            AccessRole.objects.create(alliance=first, user=user, organisation=theirs, role="worker")
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
