"""What was added for the pages at work: reasons for a new day, several at once, sharing to keep someone safe."""

from datetime import timedelta

import pytest

from alongside.foundation.access.errors import DomainError, Missing, NotAllowed
from alongside.foundation.workflow.clock import today
from alongside.people.models import Consent
from alongside.referrals import actions
from alongside.referrals.models import HelpRequest, Referral

from .factories import World, make_request, make_world

pytestmark = pytest.mark.django_db
ON = timedelta(days=3)


@pytest.fixture
def world(alliance) -> World:
    return make_world(alliance)


def test_a_reason_for_a_new_day_is_one_of_the_list(world):
    request = make_request(world)
    with pytest.raises(Missing):
        actions.set_next_step(request, words="Ring", on=today(), reason="her mum died", by=world.navigator)


def test_all_days_move_or_none(world):
    rows = [make_request(world), make_request(world)]
    before = {row.pk: row.next_step_on for row in rows}
    actions.close_request(rows[1], reason="sorted", told="phone", by=world.navigator)
    with pytest.raises(DomainError):
        actions.move_days(requests=rows, on=today() + ON, reason="no_answer", by=world.navigator)
    assert HelpRequest.objects.get(pk=rows[0].pk).next_step_on == before[rows[0].pk]
    actions.move_days(requests=rows[:1], on=today() + ON, reason="no_answer", by=world.navigator)
    assert HelpRequest.objects.get(pk=rows[0].pk).next_step_on == today() + ON


def test_referred_without_consent_only_with_a_basis_a_reason_and_the_right(world):
    request = make_request(world)
    what = {"service_id": world.rest_easy.pk, "need": "sleep", "by": world.navigator}
    for basis, reason in (("consent", "why"), ("vital_interests", " ")):
        with pytest.raises(Missing):
            actions.refer_without_consent(request, basis=basis, reason=reason, **what)
    assert not Referral.objects.exists() and not Consent.objects.filter(basis="vital_interests").exists()
    sent = actions.refer_without_consent(request, basis="vital_interests", reason="Tablets taken", **what)
    assert sent.state == "sent"
    with pytest.raises(NotAllowed):
        actions.refer_without_consent(
            request, basis="vital_interests", reason="x", **{**what, "by": world.chloe}
        )
