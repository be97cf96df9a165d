"""What navigators taught is heard at every door."""

import pytest
from django.urls import reverse

from alongside.directory.actions import teach_phrase
from alongside.directory.understanding import understand
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import signed_in
from alongside.foundation.tenancy.context import in_alliance

from .factories import make_world
from .test_ask_views import the_request, walk
from .test_staff_views import new_request

WORDS = "the zibbledonk came round again"


@pytest.mark.django_db
def test_words_that_were_taught_are_heard_when_someone_asks_and_when_a_worker_does(client, alliance):
    world = make_world(alliance)
    assert "debt_money" not in understand(WORDS).codes
    with in_alliance(alliance):
        teach_phrase(need_code="debt_money", phrase="zibbledonk", by=world.navigator)
        chloe = User.objects.get(pk=world.chloe.user_id)
    walk(client, words=WORDS)
    assert "debt_money" in the_request(world).needs
    page = signed_in(alliance, chloe).post(
        reverse("referrals:new_request"), new_request(words=WORDS, suggest="yes")
    )
    assert b'value="debt_money" checked' in b" ".join(page.content.split())
