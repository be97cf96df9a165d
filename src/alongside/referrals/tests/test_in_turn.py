"""An inbox answered one after another."""

import re
from uuid import UUID

import pytest
from django.urls import reverse

from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import signed_in
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.workflow.clock import today
from alongside.referrals.presenters.in_turn import turn_of

from .factories import make_referral, make_world
from .test_staff_views import day, post_event

FIRST, SECOND, THIRD = (UUID(int=number) for number in (1, 2, 3))


@pytest.mark.parametrize(
    ("here", "waiting", "place", "leads_to"),
    [
        (SECOND, [FIRST, SECOND, THIRD], "2 of 3 to answer", THIRD),
        (THIRD, [FIRST, SECOND, THIRD], "3 of 3 to answer", FIRST),
        (FIRST, [FIRST], "1 of 1 to answer", None),
        (FIRST, [SECOND, THIRD], "2\xa0referrals left to answer", SECOND),
    ],
)
def test_where_we_are_in_the_inbox(here, waiting, place, leads_to):
    turn = turn_of(here, waiting)
    assert turn is not None and turn.place == place
    assert turn.next_href == (reverse("referrals:referral", args=[leads_to]) if leads_to else "")


def test_an_empty_inbox_has_no_turn():
    assert turn_of(FIRST, []) is None


@pytest.mark.django_db
def test_a_worker_answers_one_after_another_and_the_last_leads_nowhere(alliance):
    world = make_world(alliance)
    oldest, newest = make_referral(world), make_referral(world)
    with in_alliance(alliance):
        chloe = signed_in(alliance, User.objects.get(pk=world.chloe.user_id))
    page, second = (reverse("referrals:referral", args=[one.pk]) for one in (oldest, newest))

    assert f'href="{page}">Answer in turn' in chloe.get("/referrals/").content.decode()
    assert "Answer in turn" not in chloe.get("/referrals/?direction=out").content.decode()
    shown = chloe.get(page).content.decode()
    assert "1 of 2 to answer" in shown
    assert re.search(rf'href="{second}" data-key="j">Next<span', shown)

    post_event(chloe, oldest, "accept", seen="sent", how="date", **day("first_contact_on", today()))
    shown = chloe.get(page).content.decode()
    assert "1\xa0referral left to answer" in shown and f'href="{second}"' in shown
    post_event(chloe, newest, "accept", seen="sent", how="date", **day("first_contact_on", today()))
    assert "left to answer" not in chloe.get(second).content.decode()
    assert "Answer in turn" not in chloe.get("/referrals/").content.decode()


@pytest.mark.django_db
def test_the_sender_has_no_turn_at_what_others_answer(alliance):
    world = make_world(alliance)
    referral = make_referral(world)
    with in_alliance(alliance):
        priya = signed_in(alliance, User.objects.get(pk=world.navigator.user_id))
    assert (
        "of 1 to answer" not in priya.get(reverse("referrals:referral", args=[referral.pk])).content.decode()
    )
