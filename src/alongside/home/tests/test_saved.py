"""Saved lists: a user's own, counted, and no more than a way back to filters."""

import pytest

from alongside.foundation.access.errors import DomainError
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import signed_in
from alongside.foundation.tenancy.context import in_alliance
from alongside.home.actions import MOST_SAVED, save_list
from alongside.home.forms.today import asks_of, wanted_from
from alongside.home.models import SavedList
from alongside.referrals.queries.due import (
    LEFT,
    LONG,
    MINE,
    ORGANISATION,
    SENT,
    Wanted,
    counts_of,
    due_referrals,
    due_requests,
)
from alongside.referrals.tests.factories import World, make_referral, make_request, make_world


@pytest.fixture
def world(alliance) -> World:
    return make_world(alliance)


@pytest.fixture
def at_work(world):
    def sign_in(actor):
        with in_alliance(world.alliance):
            return signed_in(world.alliance, User.objects.get(pk=actor.user_id))

    return sign_in


def text(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize(
    "asks",
    [{}, {"list": "organisation", "need": "sleep", "urgency": "urgent", "ward": "E05000001", "where": "away",
          "days": "all", "order": "wait"}],
)  # fmt: skip
def test_an_address_comes_back_as_it_was(asks):
    assert asks_of(wanted_from(asks), asks.get("order", "")) == asks


def test_nonsense_is_not_kept():
    assert asks_of(wanted_from({"list": "x", "need": "%00", "ward": "'--"}), "; drop") == {}


pytestmark = pytest.mark.django_db


def test_a_list_is_saved_under_a_name_counted_and_removed(world, at_work):
    priya = at_work(world.navigator)
    make_request(world, needs=["sleep"], urgency="urgent")
    make_request(world, needs=["sleep"], urgency="urgent")
    make_request(world, needs=["work"])
    filtered = "/today/?need=sleep&urgency=urgent"
    assert "Save this list" not in text(priya.get("/today/"))
    assert 'value="Urgent, Sleep"' in text(priya.get(filtered))
    answer = priya.post("/today/save/?need=sleep&urgency=urgent&open=1", {"name": "Tired people"})
    assert answer.url == filtered
    page = text(priya.get("/today/"))
    assert "Saved by you" in page
    assert 'Tired people <span class="n">2</span>' in page
    assert 'aria-current="true">Tired people' in text(priya.get(filtered))
    with in_alliance(world.alliance):
        saved = SavedList.objects.get()
    assert priya.post(f"/today/saved/{saved.pk}/remove/").url == "/today/"
    assert "Saved by you" not in text(priya.get("/today/"))
    assert priya.post(f"/today/saved/{saved.pk}/remove/").status_code == 404


def test_the_same_name_means_the_newer_list_and_no_name_is_asked_for_again(world, at_work):
    priya = at_work(world.navigator)
    priya.post("/today/save/?need=sleep", {"name": "Mine alone"})
    priya.post("/today/save/?need=work", {"name": "Mine alone"})
    with in_alliance(world.alliance):
        assert SavedList.objects.get().asks == {"need": "work"}
    refused = priya.post("/today/save/?need=sleep", {"name": "  "})
    assert refused.status_code == 400
    assert "Give the list a name" in text(refused) and "need=sleep" in text(refused)


def test_nobody_else_sees_or_removes_it(world, at_work):
    at_work(world.navigator).post("/today/save/?need=sleep", {"name": "Priya alone"})
    chloe = at_work(world.chloe)
    assert "Priya alone" not in text(chloe.get("/today/"))
    with in_alliance(world.alliance):
        saved = SavedList.objects.get()
    assert chloe.post(f"/today/saved/{saved.pk}/remove/").status_code == 404


def test_twelve_are_the_most_and_cost_two_statements(world, at_work, django_assert_max_num_queries):
    with world.seen_by(world.navigator):
        for number in range(MOST_SAVED):
            save_list(name=f"List {number}", asks={"need": "sleep"}, by=world.navigator)
        with pytest.raises(DomainError):
            save_list(name="One more", asks={"need": "work"}, by=world.navigator)
        save_list(name="List 3", asks={"need": "work"}, by=world.navigator)
    priya = at_work(world.navigator)
    with django_assert_max_num_queries(25):
        assert text(priya.get("/today/")).count('<a href="/today/?need=sleep"') == MOST_SAVED - 1
    assert "that is the most" in text(priya.post("/today/save/?need=work", {"name": "One more"}))


def test_a_count_is_the_length_of_its_list(world):
    make_referral(world)
    make_request(world, needs=["sleep", "work"], urgency="urgent")
    lists = [
        Wanted(whose=whose, need=need, where=where, every=every)
        for whose in (MINE, ORGANISATION, SENT, LONG, LEFT)
        for need in ("", "sleep")
        for where in ("", "us", "away")
        for every in (False, True)
    ]
    for actor in (world.navigator, world.chloe):
        with world.seen_by(actor):
            lengths = [
                due_requests(one, by=actor).count() + due_referrals(one, by=actor).count() for one in lists
            ]
            assert counts_of(lists, by=actor) == lengths
            assert sum(lengths) > 0
