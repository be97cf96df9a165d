"""What people really waited: shown where there are enough of them, and nobody is seen in it."""

from datetime import timedelta

import pytest
from django.test import Client

from alongside.directory.actions import merge_entries
from alongside.directory.models import SeenWait, Service
from alongside.foundation.access.actor import Actor
from alongside.foundation.access.permissions import Role
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.workflow.clock import now, today
from alongside.referrals.actions import run_waits
from alongside.referrals.models import Referral

from .factories import make_referral, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(two_alliances):
    return make_world(two_alliances[0])


def sent(world, number, days, *, ago=60):
    """Referrals to Rest Easy, begun this many days after they were sent; with None not begun yet."""
    for _ in range(number):
        referral = make_referral(world)
        with world.seen_by(world.chloe):
            Referral.objects.filter(pk=referral.pk).update(
                sent_at=now() - timedelta(days=ago),
                first_contact_on=None if days is None else today() - timedelta(days=ago - days),
            )


def seen(world):
    with in_alliance(world.alliance):
        return {one.service_id: (one.people, one.days) for one in SeenWait.objects.all()}


def test_waits_are_shown_from_ten_people_on_and_in_fives(world):
    sent(world, 9, 21)
    assert run_waits(world.alliance) == 0 and seen(world) == {}
    sent(world, 4, 7)
    sent(world, 3, None)  # who has not begun is in no figure
    assert run_waits(world.alliance) == 1
    assert seen(world) == {world.rest_easy.pk: (10, 21)}
    page = (
        Client(headers={"host": world.alliance.domain})
        .get(f"/service/{world.rest_easy.pk}/")
        .content.decode()
    )
    assert "Lately it took" in page and "About 3\u00a0weeks" in page and "by 10 people or more" in page


def test_what_was_long_ago_is_forgotten(world):
    sent(world, 10, 5)
    run_waits(world.alliance)
    with world.seen_by(world.chloe):
        Referral.objects.update(sent_at=now() - timedelta(days=200))
    assert run_waits(world.alliance) == 0 and seen(world) == {}


def test_waits_of_a_part_are_those_of_its_entry(world):
    sent(world, 10, 2)
    by = Actor(alliance=world.alliance, roles=frozenset({Role.COORDINATOR}), name="H", organisation_name="D")
    with in_alliance(world.alliance):
        rest_easy = Service.objects.get(pk=world.rest_easy.pk)
        merge_entries(Service.objects.get(pk=world.long_table.pk), fold=rest_easy, take={}, by=by)
    run_waits(world.alliance)
    assert seen(world) == {world.long_table.pk: (10, 2)}


def test_another_alliance_has_none_of_it(world, two_alliances):
    sent(world, 10, 5)
    assert run_waits(two_alliances[1]) == 0
    run_waits(world.alliance)
    with in_alliance(two_alliances[1]):
        assert not SeenWait.objects.exists()
