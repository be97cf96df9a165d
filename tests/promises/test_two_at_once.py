"""Promise 3: no double owner and no lost update, when people really act at the same moment."""

import threading
from collections.abc import Callable

import pytest
from conftest import make_alliance
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection

from alongside.directory.models import Service
from alongside.foundation.access.errors import DomainError, Stale
from alongside.foundation.workflow.clock import today
from alongside.people.models import Consent
from alongside.referrals import actions
from alongside.referrals.models import HelpRequest, Referral, ReferralStep
from alongside.referrals.states import REFERRAL
from alongside.referrals.tests.factories import DAWN, make_referral, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db):
    return make_world(make_alliance("first"))


def all_at_once(world, works: list[tuple[object, Callable[[], object]]]) -> list[object]:
    """Run each work as its actor, in its own connection, from the same instant; results or DomainErrors."""
    gate, results = threading.Barrier(len(works)), [None] * len(works)

    def run(place: int, actor, work) -> None:
        try:
            gate.wait()
            with world.seen_by(actor):
                results[place] = work()
        except (
            DomainError,
            ObjectDoesNotExist,
        ) as error:  # out of sight: somebody else's no ended what was shared
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, *pair)) for place, pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=300)
    return results


def fresh(pk):
    return Referral.objects.select_related("request", "person", "consent", "referrer_user").get(pk=pk)


def steps_make_sense(world, pk) -> None:
    """The history checker: the steps are numbered without gaps, and each follows from the one before."""
    with world.seen_by(world.navigator):
        state, rows = REFERRAL.initial, list(ReferralStep.objects.filter(referral=pk).order_by("number"))
        for number, step in enumerate(rows, 1):
            assert (step.number, step.from_state) == (number, state)
            assert state in REFERRAL.transition(step.event).sources
            state = step.to_state
        assert Referral.objects.get(pk=pk).state == state


@pytest.mark.parametrize("attempt", range(5))
def test_one_of_many_answers_counts(world, attempt):
    with world.seen_by(world.navigator):
        referral = make_referral(world)
    pk = referral.pk
    works = [
        (world.chloe, lambda: actions.accept_referral(fresh(pk), first_contact_on=today(), by=world.chloe)),
        (world.chloe, lambda: actions.decline_referral(fresh(pk), reason="no_capacity", by=world.chloe)),
        (world.chloe, lambda: actions.ask_question(fresh(pk), question="When?", by=world.chloe)),
        (world.navigator, lambda: actions.withdraw_referral(fresh(pk), reason="sorted", by=world.navigator)),
    ]
    results = all_at_once(world, works)
    assert all(isinstance(result, DomainError | Referral | Exception) for result in results), results
    steps_make_sense(world, pk)
    with world.seen_by(world.navigator):
        assert (Referral.objects.get(pk=pk).owner_id is None) == (
            Referral.objects.get(pk=pk).state == "closed"
        )


def test_eight_accepts_are_one(world):
    with world.seen_by(world.navigator):
        pk = make_referral(world).pk
    work = (world.chloe, lambda: actions.accept_referral(fresh(pk), first_contact_on=today(), by=world.chloe))
    results = all_at_once(world, [work] * 8)
    assert sum(isinstance(result, Referral) for result in results) == 1
    assert sum(isinstance(result, Stale) for result in results) == 7
    steps_make_sense(world, pk)


def test_one_form_pressed_eight_times_at_once_is_one_request(world):
    def ask():
        return actions.open_request(about=dict(DAWN), words="help", by=world.public, once="same-press")

    results = all_at_once(world, [(world.public, ask)] * 8)
    with world.seen_by(world.navigator):
        assert {result.pk for result in results} == set(HelpRequest.objects.values_list("pk", flat=True))
        assert HelpRequest.objects.count() == 1


def test_passing_on_twice_makes_one_next_link(world):
    with world.seen_by(world.navigator):
        pk = make_referral(world).pk
    with world.seen_by(world.chloe):
        actions.decline_referral(fresh(pk), reason="no_capacity", by=world.chloe)
    work = (
        world.navigator,
        lambda: actions.redirect_referral(
            fresh(pk), service_id=world.long_table.pk, given_how="spoken", by=world.navigator
        ),
    )
    results = all_at_once(world, [work] * 6)
    assert sum(isinstance(result, Referral) for result in results) == 1
    with world.seen_by(world.navigator):
        assert Referral.objects.filter(previous=pk).count() == 1


def test_closing_a_request_and_referring_from_it_do_not_cross(world):
    with world.seen_by(world.navigator):
        from alongside.referrals.tests.factories import make_request

        request = make_request(world)
    works = [
        (world.navigator, lambda: actions.close_request(
            HelpRequest.objects.get(pk=request.pk), reason="helped", told="phone", by=world.navigator)),
        (world.navigator, lambda: actions.refer(
            HelpRequest.objects.get(pk=request.pk), service_id=world.rest_easy.pk, need="sleep", given_how="spoken",
            by=world.navigator)),
    ]  # fmt: skip
    all_at_once(world, works)
    with world.seen_by(world.navigator):
        closed = HelpRequest.objects.get(pk=request.pk).state == "closed"
        assert closed != Referral.objects.exclude(state="closed").exists()


@pytest.mark.parametrize("attempt", range(6))
def test_nothing_is_sent_on_an_agreement_that_is_being_withdrawn(world, attempt):
    with world.seen_by(world.navigator):
        first = make_referral(world)
        another = Service.objects.create(
            alliance=world.alliance,
            source=world.rest_easy.source,
            their_id="another",
            name="Another",
            organisation=world.rest_easy.organisation,
        )
    works = [
        (world.navigator, lambda: actions.refer(
            HelpRequest.objects.get(pk=first.request_id), service_id=another.pk, need="sleep", given_how="",
            by=world.navigator)),
        (world.navigator, lambda: actions.stop_sharing(
            Consent.objects.get(pk=first.consent_id), by=world.navigator)),
    ]  # fmt: skip
    results = all_at_once(world, works)
    assert isinstance(results[1], Consent)
    with world.seen_by(world.navigator):
        assert not Referral.objects.filter(
            consent__withdrawn_at__isnull=False, state__in=REFERRAL.transition("withdraw").sources
        ).exists()
        assert Consent.objects.get(pk=first.consent_id).withdrawn_at
    with world.seen_by(world.chloe):
        assert not Referral.objects.exists()
