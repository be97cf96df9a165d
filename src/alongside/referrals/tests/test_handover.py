"""When an organisation may not go on: nobody is lost, and nobody there sees a record."""

from datetime import timedelta

import pytest

from alongside.foundation.access.actor import clock
from alongside.foundation.access.actors import actor_of
from alongside.foundation.access.errors import DomainError, NotAllowed, Stale
from alongside.foundation.access.links import make_link
from alongside.foundation.access.models import AccessRole
from alongside.foundation.access.permissions import Permission, Role
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import browser, signed_in
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import PersonAccess
from alongside.foundation.tenancy.people import NO_END, end_person_access
from alongside.foundation.workflow.clock import add_working_days, at, later, now, today
from alongside.home.presenters.own_page.sharing import sharing
from alongside.home.presenters.own_page.timeline import NOT_YOU, timeline
from alongside.home.presenters.own_page.upcoming import upcoming
from alongside.membership.actions import add_evidence
from alongside.membership.models import Organisation
from alongside.membership.tests.factories import joined, make_evidence, make_requirement
from alongside.people.models import Consent, Person
from alongside.referrals import actions
from alongside.referrals.actions import handover
from alongside.referrals.actions.ask import as_the_person
from alongside.referrals.actions.tell import RECEIVER_PURPOSE
from alongside.referrals.held import keep_in_sight
from alongside.referrals.models import HelpRequest, Referral, ReferralStep
from alongside.referrals.queries.choosing import service_choice
from alongside.referrals.queries.own_page import own_record
from alongside.referrals.tests.factories import (
    DAWN,
    make_coordinator,
    make_referral,
    make_request,
    make_world,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(alliance):
    return make_world(alliance)


def coordinator(world):
    return world.as_actor(make_coordinator(world))


def keep_for_themselves(world, who, *, about=None):
    """A worker asks for someone and keeps them: their own organisation alone knows them."""
    with world.seen_by(who):
        return actions.open_request(about=about or dict(DAWN), words="help", by=who, keep=True)


def test_an_organisation_that_leaves_with_12_open_referrals_loses_none(world):
    """Six that it was sent, in each state it can hold them; six that it sent, of someone only it knew."""
    received = [make_referral(world, service_id=world.rest_easy.pk) for _ in range(6)]
    world.as_actor(world.chloe)
    for referral in received[1:5]:
        actions.accept_referral(referral, on_waiting_list=True, by=world.chloe)
    for referral in received[3:5]:
        actions.begin_support(referral, first_contact=today(), by=world.chloe)
    actions.ask_question(received[5], question="When?", by=world.chloe)
    sent = []
    for _ in range(6):
        request = keep_for_themselves(world, world.chloe)
        with world.seen_by(world.chloe):
            sent.append(
                actions.refer(
                    request, service_id=world.long_table.pk, need="sleep", given_how="spoken", by=world.chloe
                )
            )
    with world.seen_by(world.cedar_worker):
        actions.accept_referral(sent[0], on_waiting_list=True, by=world.cedar_worker)
        actions.decline_referral(sent[1], reason="no_capacity", by=world.cedar_worker)
    by = coordinator(world)

    actions.leave_alliance(world.harbour, reason="closing", words="Money ran out.", by=by)

    world.as_actor(world.navigator)
    rows = {row.pk: row for row in Referral.objects.select_related("request")}
    for referral in received:
        row = rows[referral.pk]
        assert (row.state, row.owner_id, row.next_step_on) == (
            "handed_back",
            world.front_door.pk,
            today_or_next(),
        )
    for referral in sent:
        row = rows[referral.pk]
        assert row.referrer_id == world.front_door.pk and row.state in ("sent", "accepted", "declined")
        assert row.request.owner_id == world.front_door.pk and row.request.state == "new"
        assert row.owner_id != world.harbour.pk and row.next_step and row.next_step_on
    assert rows[sent[1].pk].owner_id == world.front_door.pk
    assert not Consent.objects.filter(organisation=world.harbour, withdrawn_at__isnull=True).exists()
    with world.seen_by(world.cedar_worker):
        assert Referral.objects.get(pk=sent[0].pk).owner_id == world.cedar.pk, (
            "who helps them goes on helping"
        )
    with world.seen_by(world.chloe):
        assert not Person.objects.exists() and not Referral.objects.exists(), "it sees nobody any more"
    # And each can be moved on by its new owner.
    world.as_actor(world.navigator)
    new = actions.redirect_referral(
        rows[received[0].pk], service_id=world.long_table.pk, given_how="spoken", by=world.navigator
    )
    assert new.state == "sent"
    with pytest.raises(DomainError, match="not taking people"):
        actions.refer(
            rows[sent[1].pk].request, service_id=world.rest_easy.pk, need="sleep", given_how="spoken", by=world.navigator
        )  # fmt: skip


def today_or_next():
    return add_working_days(today(), 0)


def test_a_second_hand_over_finds_nothing_and_the_front_door_cannot_go(world):
    make_referral(world)
    by = coordinator(world)
    actions.suspend_member(world.harbour, reason="data", words="A list was lost.", by=by)
    with in_alliance(world.alliance):
        assert actions.hand_over(world.harbour, reason="suspended", by=clock(world.alliance)) == {}
        with pytest.raises(Stale):
            actions.suspend_member(world.harbour, reason="data", words="Again.", by=by)
        with pytest.raises(DomainError):
            actions.leave_alliance(world.front_door, reason="closing", words="x", by=by)
        with pytest.raises(NotAllowed):
            actions.hand_over_now(world.cedar, by=by)
        with pytest.raises(NotAllowed):
            actions.leave_alliance(world.cedar, reason="closing", words="x", by=world.navigator)
    assert not Organisation.objects.filter(left_on__isnull=False).exists()


def test_a_lapse_shuts_everything_by_itself_and_hands_over_when_grace_ends(world):
    """The staff door, the fence, choosing, sending, saying yes, jobs; and all of it back with the new paper."""
    make_requirement(world.alliance, grace_days=7)
    for organisation in (world.harbour, world.cedar):
        joined(organisation)
        make_evidence(organisation, days=2)
    referral = make_referral(world)
    with at(later(days=3)), in_alliance(world.alliance):
        lapsed = fresh(world, world.chloe)
        assert not lapsed.has(Permission.REFERRAL_VIEW) and lapsed.has(Permission.MEMBER_VIEW)
        assert lapsed.is_shut_out(Permission.REFERRAL_VIEW)
        world.as_actor(world.navigator)
        with pytest.raises(NotAllowed):
            actions.accept_referral(referral, on_waiting_list=True, by=lapsed)
        with pytest.raises(NotAllowed, match="paper has ended"):
            actions.accept_referral(referral, on_waiting_list=True, by=world.chloe)
        choice = service_choice(world.rest_easy.pk)
        assert choice.not_taking and not choice.reachable
        with pytest.raises(DomainError, match="not taking people"):
            actions.refer(
                make_request(world), service_id=world.rest_easy.pk, need="sleep", given_how="spoken", by=world.navigator
            )  # fmt: skip
        assert actions.run_handovers(world.alliance) == 0, "grace is not over"
    with at(later(days=12)):
        assert actions.run_handovers(world.alliance) == 1
        assert actions.run_handovers(world.alliance) == 0
    with world.seen_by(world.navigator):
        assert Referral.objects.get(pk=referral.pk).state == "handed_back"
        assert ReferralStep.objects.filter(referral=referral).latest("number").supplied == {
            "reason": "lapsed"
        }
    with at(later(days=12)), in_alliance(world.alliance, organisation=world.harbour.pk):
        lead = fresh(world, world.chloe, role=Role.ORGANISATION_LEAD)
        add_evidence(
            world.harbour, paper="insurance", reference="NEW-2", valid_from=today(),
            valid_until=today() + timedelta(days=360), by=lead,
        )  # fmt: skip
        assert fresh(world, world.chloe).has(Permission.REFERRAL_VIEW)
        assert service_choice(world.rest_easy.pk).reachable


def test_what_goes_wrong_with_one_organisation_holds_up_no_other(world, monkeypatch):
    make_requirement(world.alliance, grace_days=0)
    for organisation in (world.harbour, world.cedar):
        joined(organisation)
        make_evidence(organisation, days=2)
    referrals = [make_referral(world, service_id=one.pk) for one in (world.rest_easy, world.long_table)]
    real = handover.hand_over

    def fails_for_one(organisation, **kwargs):
        if organisation.pk == world.harbour.pk:
            raise RuntimeError
        return real(organisation, **kwargs)

    monkeypatch.setattr(handover, "hand_over", fails_for_one)
    with at(later(days=12)), pytest.raises(ExceptionGroup, match="1 of 2"):
        actions.run_handovers(world.alliance)
    with world.seen_by(world.navigator):
        states = {row.pk: row.state for row in Referral.objects.all()}
    assert [states[one.pk] for one in referrals] == ["sent", "handed_back"]


def test_the_front_door_knows_whom_it_took_over_for_as_long_as_what_lets_it(world):
    """Of someone that the lapsed organisation keeps: until the ground ends. Of someone whom it left: without end."""
    request = keep_for_themselves(world, world.chloe)
    with in_alliance(world.alliance):
        actions.hand_over(world.harbour, reason="suspended", by=clock(world.alliance))
    with world.seen_by(world.navigator):
        ground = Consent.objects.get(person=request.person_id)
        assert ground.basis == "continuity"
        assert PersonAccess.objects.get(person_id=request.person_id).until == ground.until
    actions.leave_alliance(world.harbour, reason="closing", words="x", by=coordinator(world))
    with world.seen_by(world.navigator):
        assert PersonAccess.objects.get(person_id=request.person_id).until == NO_END


def test_what_is_still_open_when_the_ground_ends_gets_a_fresh_one(world):
    """Else the front door would own what it cannot see, and nobody could."""
    request = keep_for_themselves(world, world.chloe)
    with in_alliance(world.alliance):
        actions.hand_over(world.harbour, reason="suspended", by=clock(world.alliance))
    out_of_everyones_sight(world, request.person_id, world.chloe, world.navigator)
    with at(later(days=181)):
        actions.run_handovers(world.alliance)
        actions.run_handovers(world.alliance)
    with world.seen_by(world.navigator):
        assert HelpRequest.objects.get(pk=request.pk).owner_id == world.front_door.pk
        _first, second = Consent.objects.filter(person=request.person_id).order_by("starts_at")
        assert second.basis == "continuity" and second.review_on == today() + timedelta(days=188)


def out_of_everyones_sight(world, person_id, *knowing):
    """What each was agreed to know has ended, and nobody may see the person any more."""
    for who in knowing:
        with world.seen_by(who):
            end_person_access(person=person_id, organisation=who.organisation_id)


def test_whom_nobody_may_see_any_more_is_handed_over_too(world):
    """A request and what was sent, of a lapsed organisation; and what it was sent, by one that may not see them now."""
    make_requirement(world.alliance, grace_days=0)
    for organisation in (world.harbour, world.cedar):
        joined(organisation)
        make_evidence(organisation, days=2)
    kept, helped = keep_for_themselves(world, world.chloe), keep_for_themselves(world, world.chloe)
    with world.seen_by(world.chloe):
        sent = actions.refer(
            helped, service_id=world.long_table.pk, need="sleep", given_how="spoken", by=world.chloe
        )
    out_of_everyones_sight(world, kept.person_id, world.chloe)
    out_of_everyones_sight(world, helped.person_id, world.chloe, world.cedar_worker)
    with at(later(days=12)):
        assert actions.run_handovers(world.alliance) > 0
        assert actions.run_handovers(world.alliance) == 0
    door = world.front_door.pk
    with world.seen_by(world.navigator):
        assert set(HelpRequest.objects.values_list("owner", "state")) == {(door, "new")}
        row = Referral.objects.get(pk=sent.pk)
        assert (row.state, row.owner_id, row.referrer_id) == ("handed_back", door, door)
        assert row.next_step and row.next_step_on
        grounds = Consent.objects.filter(organisation=door, basis="continuity")
        assert set(grounds.values_list("person", flat=True)) == {kept.person_id, helped.person_id}


def test_what_was_sent_by_one_who_may_not_see_them_now_comes_back_to_the_front_door(world):
    """The lapsed receiver still may; who referred may not: it would be handed back into the dark."""
    request = keep_for_themselves(world, world.chloe)
    with world.seen_by(world.chloe):
        sent = actions.refer(
            request, service_id=world.long_table.pk, need="sleep", given_how="spoken", by=world.chloe
        )
    out_of_everyones_sight(world, request.person_id, world.chloe)
    with in_alliance(world.alliance):
        actions.hand_over(world.cedar, reason="suspended", by=clock(world.alliance))
    with world.seen_by(world.navigator):
        row = Referral.objects.get(pk=sent.pk)
        assert (row.state, row.owner_id) == ("handed_back", world.front_door.pk)


def test_the_door_that_keeps_people_in_sight_opens_for_nobody_else(two_alliances):
    """To whom someone is known, of whom nothing is open, or who is another alliance's, it lets nobody new."""
    world = make_world(two_alliances[0])
    request = make_request(world)
    until = later(days=1)
    with in_alliance(world.alliance, organisation=world.cedar.pk):
        assert keep_in_sight(request.person_id, rather=world.cedar.pk, until=until) == world.front_door.pk
        assert not Person.objects.exists()
    with in_alliance(two_alliances[1]):
        assert keep_in_sight(request.person_id, rather=None, until=until) is None
    with world.seen_by(world.navigator):
        actions.close_request(request, reason="helped", told="phone", by=world.navigator)
    out_of_everyones_sight(world, request.person_id, world.navigator)
    with in_alliance(world.alliance):
        assert keep_in_sight(request.person_id, rather=None, until=until) is None
    with world.seen_by(world.navigator):
        assert not Person.objects.exists()


def fresh(world, actor, *, role=None):
    """The same user as the next request would make them."""
    if role:
        AccessRole.objects.filter(user=actor.user_id).update(role=role)
    return actor_of(User.objects.get(pk=actor.user_id), world.alliance)


def test_the_pages_of_a_lapsed_organisation_say_why_what_is_missing_and_whom_to_ring(
    world, django_assert_max_num_queries
):
    make_requirement(world.alliance)
    joined(world.harbour)
    make_evidence(world.harbour, days=-1)
    referral = make_referral_past(world)
    user = User.objects.get(pk=world.chloe.user_id)
    worker = signed_in(world.alliance, user)
    page = worker.get(f"/referrals/{referral.pk}/")
    assert page.status_code == 403
    text = page.content.decode()
    assert "insurance ended on" in text and "renew insurance" in text and "01632 960123" in text
    assert "Dawn" not in text and "no-store" in page["Cache-Control"]
    assert worker.get("/today/").status_code == 403
    start = worker.get("/start/", follow=True)
    assert start.status_code == 200 and "insurance ended on" in start.content.decode()
    make_evidence(world.harbour, days=100)
    assert worker.get(f"/referrals/{referral.pk}/").status_code == 200


def make_referral_past(world):
    """Sent before the paper ended."""
    with at(now() - timedelta(days=5)):
        return make_referral(world)


def test_a_signed_link_opens_nothing_while_the_paper_is_missing(world):
    make_requirement(world.alliance)
    joined(world.harbour)
    make_evidence(world.harbour, days=-1)
    referral = make_referral_past(world)
    with in_alliance(world.alliance):
        token = make_link(
            alliance_id=world.alliance.pk, purpose=RECEIVER_PURPOSE, subject_id=referral.pk,
            organisation_id=world.harbour.pk, days=3,
        )  # fmt: skip
    someone = browser(world.alliance)
    page = someone.post(f"/answer/{token}/", follow=True)
    assert page.status_code == 403 and "insurance ended on" in page.content.decode()
    assert "Dawn" not in page.content.decode()


def test_whoever_a_leaver_had_registered_comes_back_to_the_front_door(world):
    """Later moves that lead to the keeper of a record, or to the door that was asked, never lead to who left."""
    request = keep_for_themselves(world, world.chloe)
    by = coordinator(world)
    actions.leave_alliance(world.harbour, reason="closing", words="x", by=by)
    with world.seen_by(world.navigator):
        assert Person.objects.get(pk=request.person_id).registered_by_id == world.front_door.pk
        row = HelpRequest.objects.get(pk=request.pk)
        actions.close_request(row, reason="helped", told="phone", by=world.navigator)
        actions.reopen_request(row, reason="rang", by=world.navigator)
        assert HelpRequest.objects.get(pk=request.pk).owner_id == world.front_door.pk
        actions.stop_sharing(Consent.objects.get(organisation=world.front_door), by=world.navigator)
        assert HelpRequest.objects.get(pk=request.pk).owner_id == world.front_door.pk


def test_the_persons_own_page_says_so_truly_and_what_happens_next(world):
    """What they were referred to has stopped; who looked after them has left; neither is dressed up."""
    referral = make_referral(world)
    kept = keep_for_themselves(world, world.chloe)
    by = coordinator(world)
    actions.leave_alliance(world.harbour, reason="closing", words="x", by=by)
    told = {}
    for request_id in (referral.request_id, kept.pk):
        with world.seen_by(world.navigator):
            me = as_the_person(HelpRequest.objects.get(pk=request_id), world.public)
        with world.seen_by(me):
            record = own_record(by=me)
            events = [(event.title, event.text) for event in timeline(record)]
            told[request_id] = (events, upcoming(record, today=today()), sharing(record))
    events, ahead, _ = told[referral.request_id]
    assert (
        "Harbour Lights left the alliance",
        f"We’re sorry. {NOT_YOU} We are finding another place.",
    ) in events
    assert "will find you another place" in " ".join([ahead.sentence, *ahead.lines])
    events, ahead, seen = told[kept.pk]
    assert "Harbour Lights can’t look after this now, so Front Door does" in [title for title, _ in events]
    assert "Front Door will" in ahead.sentence
    assert [row.who for row in seen.can] == ["Front Door"]
