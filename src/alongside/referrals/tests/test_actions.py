"""The loop: asked, owned, referred with consent, answered, told, closed."""

from datetime import timedelta

import pytest

from alongside.foundation.access.errors import Missing, NotAllowed, Stale
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.messages.models import Message
from alongside.foundation.workflow.clock import at, now, today
from alongside.people.models import Consent, Person
from alongside.people.queries import live_consent
from alongside.referrals import actions
from alongside.referrals.actions.ask import as_the_person
from alongside.referrals.models import HelpRequest, Referral, ReferralStep

from .factories import DAWN, World, make_referral, make_request, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(alliance) -> World:
    return make_world(alliance)


def fresh(referral: Referral) -> Referral:
    return Referral.objects.select_related("request", "person", "consent", "referrer_user").get(
        pk=referral.pk
    )


def test_asking_online_gives_an_owner_and_a_day_from_that_moment(world):
    request = make_request(world)
    assert request.owner_id == world.front_door.pk
    assert request.next_step_on >= today()
    assert AuditEntry.objects.filter(verb="request.open", subject_id=request.pk).exists()


def test_words_that_raise_concern_are_due_today_or_the_next_working_day(world):
    ordinary = make_request(world)
    worrying = make_request(world, words_raise_concern=True)
    assert worrying.next_step_on < ordinary.next_step_on


def test_the_same_form_sent_twice_opens_one_request(world):
    with world.seen_by(world.public):
        asked = {"about": {"given_name": "Sam"}, "words": "help", "by": world.public, "once": "one-press"}
        first = actions.open_request(**asked)
    with world.seen_by(world.navigator):
        assert HelpRequest.objects.count() == 1
    with world.seen_by(world.public):
        second = actions.open_request(**asked)
    assert second == first
    with world.seen_by(world.navigator):
        assert HelpRequest.objects.count() == 1


def test_nothing_is_sent_without_consent(world):
    request = make_request(world)
    with pytest.raises(Missing, match="Ask them first"):
        actions.refer(request, service_id=world.rest_easy.pk, need="sleep", given_how="", by=world.navigator)
    assert not Referral.objects.exists()
    assert not Message.objects.exists()


def test_the_receiver_sees_the_person_only_once_it_is_sent(world):
    request = make_request(world)
    with world.seen_by(world.chloe):
        assert not Person.objects.exists()
    draft = actions.prepare_referral(request, service_id=world.rest_easy.pk, need="sleep", by=world.navigator)
    with world.seen_by(world.chloe):
        assert not Referral.objects.exists()
    actions.send_referral(draft, given_how="spoken", by=world.navigator)
    with world.seen_by(world.chloe):
        assert Person.objects.get().given_name == "Dawn"
    with world.seen_by(world.cedar_worker):
        assert not Person.objects.exists()
        assert not Referral.objects.exists()
        assert not ReferralStep.objects.exists()


def test_the_message_to_the_receiver_says_nothing_about_the_person(world):
    make_referral(world)
    message = Message.objects.get(template="referral_waiting")
    assert message.to == "harbour@members.example"
    assert "Dawn" not in str(message.values)
    assert "sleep" not in str(message.values).lower()


def test_accept_says_when_and_moves_the_request_on(world):
    referral = make_referral(world)
    day = today() + timedelta(days=3)
    with world.seen_by(world.chloe):
        actions.accept_referral(fresh(referral), first_contact_on=day, by=world.chloe)
    referral = fresh(referral)
    assert (referral.state, referral.owner_id, referral.next_step_on) == ("accepted", world.harbour.pk, day)
    assert "Rest Easy got in touch" in referral.request.next_step
    assert Message.objects.filter(template="referrer_update").count() == 1


def test_accept_needs_a_day_or_the_waiting_list(world):
    referral = make_referral(world)
    with world.seen_by(world.chloe), pytest.raises(Missing, match="Say when"):
        actions.accept_referral(fresh(referral), by=world.chloe)
    assert fresh(referral).state == "sent"


def test_a_decline_opens_the_next_step_in_the_same_action_and_ends_sharing(world):
    referral = make_referral(world)
    with world.seen_by(world.chloe):
        actions.decline_referral(
            fresh(referral), reason="list_closed", suggestion_id=world.long_table.pk, by=world.chloe
        )
        assert not Person.objects.exists()
    referral = fresh(referral)
    assert (referral.state, referral.owner_id) == ("declined", world.front_door.pk)
    assert referral.next_step_on is not None
    assert "find another place" in referral.request.next_step
    assert live_consent(referral.person_id, world.harbour.pk) is None
    onward = actions.redirect_referral(
        referral, service_id=world.long_table.pk, given_how="spoken", by=world.navigator
    )
    assert (onward.chain, onward.previous_id, onward.state) == (referral.chain, referral.pk, "sent")
    assert fresh(referral).state == "closed"


def test_only_the_receiver_answers_and_only_the_referrer_withdraws(world):
    referral = make_referral(world)
    with pytest.raises(NotAllowed):
        actions.accept_referral(fresh(referral), first_contact_on=today(), by=world.navigator)
    with world.seen_by(world.chloe), pytest.raises(NotAllowed):
        actions.withdraw_referral(fresh(referral), reason="sorted", by=world.chloe)


def test_the_second_to_act_is_told_the_first_did(world):
    referral = make_referral(world)
    with world.seen_by(world.chloe):
        stale = fresh(referral)
        actions.accept_referral(fresh(referral), first_contact_on=today(), by=world.chloe)
        with pytest.raises(Stale, match="Someone acted on this first"):
            actions.decline_referral(stale, reason="no_capacity", by=world.chloe)
    assert fresh(referral).state == "accepted"


def test_the_whole_way_round_to_closed(world):
    referral = make_referral(world)
    with world.seen_by(world.chloe):
        actions.accept_referral(fresh(referral), on_waiting_list=True, by=world.chloe)
        actions.begin_support(fresh(referral), first_contact=today(), by=world.chloe)
        actions.finish_support(fresh(referral), outcome="got_help", by=world.chloe)
        assert not Person.objects.exists()
    actions.close_referral(fresh(referral), told="phone", by=world.navigator)
    request = actions.take_on_request(fresh(referral).request, by=world.navigator)
    actions.close_request(request, reason="helped", told="phone", by=world.navigator)
    referral = fresh(referral)
    assert (referral.state, referral.request.state, referral.request.owner_id) == ("closed", "closed", None)
    events = list(
        ReferralStep.objects.filter(referral=referral).order_by("number").values_list("event", flat=True)
    )
    assert events == ["send", "accept", "begin_support", "finish", "close"]
    reopened = actions.reopen_referral(referral, reason="told too soon", by=world.navigator)
    assert (reopened.state, reopened.owner_id) == ("finished", world.front_door.pk)


def test_a_request_cannot_close_over_an_open_referral(world):
    referral = make_referral(world)
    with pytest.raises(Stale, match="still open"):
        actions.close_request(referral.request, reason="helped", told="phone", by=world.navigator)


def test_a_question_stops_the_receivers_clock(world):
    referral = make_referral(world)
    with world.seen_by(world.chloe):
        actions.ask_question(fresh(referral), question="Which evenings?", by=world.chloe)
    assert fresh(referral).owner_id == world.front_door.pk
    actions.answer_question(fresh(referral), answer="Tuesdays", by=world.navigator)
    assert (fresh(referral).state, fresh(referral).owner_id) == ("sent", world.harbour.pk)


def test_no_answer_expires_and_hands_back(world):
    referral = make_referral(world)
    later = fresh(referral).expires_at + timedelta(hours=1)
    with at(later):
        assert actions.run_clock(world.alliance) == (1, 0)
        assert actions.run_clock(world.alliance) == (0, 0)
    world.as_actor(world.navigator)
    referral = fresh(referral)
    assert (referral.state, referral.owner_id) == ("expired", world.front_door.pk)
    with world.seen_by(world.chloe):
        assert not Person.objects.exists()


def test_a_reminder_goes_once(world):
    referral = make_referral(world)
    with at(fresh(referral).answer_due_at + timedelta(minutes=1)):
        assert actions.run_clock(world.alliance) == (0, 1)
        assert actions.run_clock(world.alliance) == (0, 0)
    world.as_actor(world.navigator)
    assert Message.objects.filter(template="referral_reminder").count() == 1


def test_stopping_sharing_reaches_the_receiver(world):
    referral = make_referral(world)
    person = as_the_person(referral.request, world.public)
    with world.seen_by(person):
        actions.stop_sharing(Consent.objects.get(organisation=world.harbour), by=person)
    with world.seen_by(world.chloe):
        assert not Person.objects.exists()
    world.as_actor(world.navigator)
    assert fresh(referral).state == "closed"
    assert Message.objects.filter(template="referral_ended", to="harbour@members.example").count() == 1


def test_stopping_sharing_with_the_owner_hands_their_request_to_who_took_it_in(world):
    with world.seen_by(world.chloe):
        request = actions.open_request(about=dict(DAWN), words="help", by=world.chloe)
    assert request.owner_id == world.front_door.pk
    person = as_the_person(request, world.public)
    with world.seen_by(person):
        actions.stop_sharing(Consent.objects.get(organisation=world.front_door), by=person)
    with world.seen_by(world.navigator):
        assert not HelpRequest.objects.exists()
    with world.seen_by(world.chloe):
        kept = HelpRequest.objects.get()
        assert (kept.owner_id, kept.state) == (world.harbour.pk, "new")
        assert kept.next_step_on > today()


def test_the_person_says_no_more_and_everything_open_ends(world):
    referral = make_referral(world)
    person = as_the_person(referral.request, world.public)
    with world.seen_by(person):
        actions.stop_request(Person.objects.get(), request_id=referral.request_id, by=person)
    world.as_actor(world.navigator)
    referral = fresh(referral)
    assert (referral.state, referral.request.state) == ("closed", "closed")
    reopened = actions.reopen_request(referral.request, reason="rang us", by=world.navigator)
    assert reopened.next_step_on > now().date()


def test_asking_for_a_service_online_sends_it_at_once(world):
    with world.seen_by(world.public):
        request = actions.ask_for_help(
            about={"given_name": "Ana"}, words="not sleeping", service_id=world.rest_easy.pk, need="sleep",
            share_agreed=True, by=world.public,
        )  # fmt: skip
    with world.seen_by(world.chloe):
        referral = Referral.objects.get()
        assert (referral.state, referral.referrer_id) == ("sent", world.front_door.pk)
    world.as_actor(world.navigator)
    assert HelpRequest.objects.get(pk=request.pk).owner_id == world.front_door.pk


def test_only_who_owns_a_request_takes_it_on_moves_its_day_or_closes_it(world):
    """Whoever took it in and passed it on still sees it; it is another's to look after now."""
    with world.seen_by(world.chloe):
        passed = actions.open_request(about=dict(DAWN), words="help", agreed_how="spoken", by=world.chloe)
        kept = passed.next_step_on
        for refused in (
            lambda: actions.take_on_request(passed, by=world.chloe),
            lambda: actions.set_next_step(passed, words="Later", on=today() + timedelta(90), by=world.chloe),
            lambda: actions.close_request(passed, reason="helped", told="phone", by=world.chloe),
        ):
            with pytest.raises(NotAllowed):
                refused()
        passed.refresh_from_db()
    assert (passed.state, passed.owner_user_id, passed.next_step_on) == ("new", None, kept)


def test_sharing_to_keep_someone_safe_is_no_agreement_to_the_next_referral(world):
    request = make_request(world)
    actions.refer_without_consent(
        request, service_id=world.rest_easy.pk, need="sleep", basis="safeguarding", reason="A child at risk",
        by=world.navigator,
    )  # fmt: skip
    assert live_consent(request.person_id, world.harbour.pk) is None
