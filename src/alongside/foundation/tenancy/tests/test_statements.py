"""Statements: the rows that their queryset would give, asked afresh and inside the fence at hand."""

import pytest

from alongside.foundation.accounts.models import User
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.statements import EachGiven, Given, Statement

pytestmark = pytest.mark.django_db
NAMED = Statement(
    lambda: User.objects.select_related("alliance").filter(name=Given("name")).order_by("email")
)
ADDRESSES = Statement(
    lambda: User.objects.filter(pk__in=EachGiven("ids")).order_by("email").values_list("email", "name")
)


def worker(alliance, email, name="Sam"):
    return User.objects.create(alliance=alliance, email=email, name=name)


def test_it_gives_what_its_queryset_would_with_what_is_joined(alliance, django_assert_num_queries):
    with in_alliance(alliance):
        both = [worker(alliance, "a@one.example"), worker(alliance, "b@one.example")]
        worker(alliance, "c@one.example", name="Alex")
        with django_assert_num_queries(1):
            found = NAMED.all(name="Sam")
            assert [user.alliance.name for user in found] == [alliance.name] * 2
        assert found == both
        assert NAMED.first(name="Alex").email == "c@one.example"
        assert NAMED.first(name="Nobody") is None


def test_a_second_call_sees_what_has_changed(alliance):
    with in_alliance(alliance):
        user = worker(alliance, "a@one.example")
        assert NAMED.first(name="Sam") == user
        User.objects.filter(pk=user.pk).update(name="Alex")
        assert NAMED.first(name="Sam") is None
        assert NAMED.first(name="Alex") == user


def test_each_call_is_inside_the_fence_at_hand(two_alliances):
    users = []
    for alliance in two_alliances:
        with in_alliance(alliance):
            users.append(worker(alliance, "a@one.example"))
    for alliance, user in zip(two_alliances, users, strict=True):
        with in_alliance(alliance):
            assert NAMED.all(name="Sam") == [user]
    assert NAMED.all(name="Sam") == []


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_list_of_any_length_and_rows_of_values(alliance, number):
    with in_alliance(alliance):
        users = [worker(alliance, "a@one.example"), worker(alliance, "b@one.example")]
        found = ADDRESSES.all(ids=[user.pk for user in users[:number]])
        assert found == [(user.email, "Sam") for user in users[:number]]
