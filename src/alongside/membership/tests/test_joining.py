"""From an expression of interest to standing: saved as it goes, read without conflicts, decided with reasons."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from alongside.foundation.access.actor import Actor, clock, public
from alongside.foundation.access.actors import actor_of
from alongside.foundation.access.errors import DomainError, Missing, NotAllowed, NotFound, Stale
from alongside.foundation.access.permissions import Role
from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.messages.models import Message
from alongside.foundation.tenancy.context import in_alliance, set_context
from alongside.foundation.workflow.clock import at, later, today
from alongside.foundation.workflow.move import move
from alongside.foundation.workflow.states import Side
from alongside.membership import actions
from alongside.membership.actions import joining
from alongside.membership.models import Application, ApplicationStep, Organisation, Review
from alongside.membership.queries import (
    application_of,
    applications,
    find_application,
    is_known,
    plain_name,
    standing_of,
)
from alongside.membership.rules import State
from alongside.membership.states import APPLICATION

from .factories import joined, make_requirement, make_terms

STATES = [state.name for state in APPLICATION.states]
EVENTS = [row.event for row in APPLICATION.transitions]
SUPPLIED = {"question": "Who?", "answer": "Jo", "reason": "Fits", "signatory": "Jo Coe"}
PAGES = {
    "about": {"name": "Second Cup", "kind": "charity", "contact_name": "Jo Coe", "contact_role": "Chair"},
    "number": {"number_kind": "charity", "number": "1234567"},
    "area": {"area_words": "All over"},
    "people": {"people_words": "Anyone"},
    "offers": {"offers": "Coffee and company", "places_offered": 8},
    "safety": {"safeguarding": "Yes"},
    "lived": {"lived_experience": "Half our committee"},
}


def applicant(application):
    return Actor(
        alliance=application.alliance, roles=frozenset({Role.APPLICANT}), subject_id=application.pk,
        organisation_id=application.organisation_id,
    )  # fmt: skip


def begin(alliance, email="jo@cup.example", **changes):
    made = actions.start_application(email=email, by=public(alliance))
    by = applicant(made)
    for page, values in PAGES.items():
        mine = {name: changes.get(name, value) for name, value in values.items()}
        made = actions.save_page(made, page=page, values=mine, by=by)
    return made


def send(application):
    return actions.send_application(
        application, signatory="Jo Coe", signatory_role="Chair", by=applicant(application)
    )


@pytest.fixture
def office(alliance):
    """A coordinator, an administrator and three readers, in the fence of their alliance."""
    people = {
        name: make_user(alliance, f"{name}@a.example", name=name.title(), **{place: role})
        for name, place, role in (
            ("gemma", "office", "coordinator"),
            ("ade", "office", "administrator"),
            ("ann", "haven", "worker"),
            ("ben", "haven", "worker"),
            ("cat", "dale", "expert"),
        )
    }
    set_context(alliance=alliance)
    return {name: actor_of(user, alliance) for name, user in people.items()}


def unconflicted(application, office):
    """The coordinator has said that she has nothing to do with them, and so may ask people to read it."""
    if not Review.objects.filter(application=application, user=office["gemma"].user_id).exists():
        actions.declare(application, conflict="none", by=office["gemma"])


def read(application, office, *names, advice="approve"):
    unconflicted(application, office)
    actions.name_readers(application, user_ids=[office[name].user_id for name in names], by=office["gemma"])
    for name in names:
        actions.declare(application, conflict="none", by=office[name])
        actions.advise(application, advice=advice, words="They are kind.", by=office[name])


@pytest.mark.django_db
@pytest.mark.parametrize("state", STATES)
def test_state_by_event_by_side(alliance, state):
    with in_alliance(alliance):
        made = actions.start_application(email="jo@cup.example", by=public(alliance))
        for event, side in product(EVENTS, Side):
            Application.objects.filter(pk=made.pk).update(state=state)
            row = APPLICATION.transition(event)
            allowed = state in row.sources and side in row.sides
            try:
                move(
                    Application.objects.get(pk=made.pk), event, table=APPLICATION, steps=ApplicationStep,
                    link="application", by=clock(alliance), side=side, supplied=SUPPLIED,
                )  # fmt: skip
            except DomainError as error:
                assert not allowed, f"{event} from {state} by {side} was refused: {error}"
                assert isinstance(error, Stale if state not in row.sources else NotAllowed)
            else:
                assert allowed, f"{event} from {state} by {side} was let through"
                assert Application.objects.get(pk=made.pk).state == row.lands(state, "")


def test_every_open_state_lets_the_side_whose_turn_it_is_move():
    for state in APPLICATION.states:
        if state.is_open:
            assert list(APPLICATION.possible(state.name, [state.turn])), state.name


@pytest.mark.django_db
def test_66_members_go_from_an_expression_of_interest_to_standing(alliance, office):
    """The whole way, each through every step; nobody may be sent to any of them before its papers are in place."""
    make_requirement(alliance, "Terms of reference", paper="terms")
    make_requirement(alliance, "Insurance")
    terms = make_terms(alliance)
    set_context(alliance=alliance)
    for number in range(66):
        one = send(begin(alliance, name=f"Member {number}", number=f"{1000000 + number}"))
        read(one, office, "ann", "ben")
        actions.decide(one, yes=True, reason="They fit.", by=office["gemma"])
        organisation = one.organisation
        assert standing_of(organisation.pk).state is State.JOINING
        assert not standing_of(organisation.pk).takes_people
        by = applicant(one)
        actions.accept_terms(
            organisation,
            version_id=terms.pk,
            signatory="jo  coe",
            signatory_role="Chair",
            authority="trustee",
            by=by,
        )
        actions.add_evidence(
            organisation, paper="insurance", reference="P1", valid_from=today(),
            valid_until=today() + timedelta(days=365), by=by,
        )  # fmt: skip
        assert standing_of(organisation.pk).state is State.FULL
    assert Organisation.objects.filter(joined_on=today()).count() == 66


@pytest.mark.django_db
def test_a_second_application_from_one_charity_is_told_kindly_and_learns_nothing(alliance, office):
    send(begin(alliance))
    for changes in ({"name": "Quite Another"}, {"number": "7654321", "name": "The SECOND cup Ltd."}):
        second = begin(alliance, "other@cup.example", **changes)
        with pytest.raises(DomainError, match="ring us") as told:
            send(second)
        assert "Jo" not in told.value.message and "JO-" not in told.value.message
    joined(
        Organisation.objects.create(alliance=alliance, name="Lantern Trust", slug="lantern", kind="charity")
    )
    assert is_known(name="lantern", number="") and not is_known(name="Beacon", number="")


@pytest.mark.django_db
def test_a_draft_keeps_nobody_else_out(alliance):
    with in_alliance(alliance):
        begin(alliance)
        assert send(begin(alliance, "b@cup.example")).state == "sent"


def test_names_that_are_one_name():
    assert plain_name("The Second Cup Ltd.") == plain_name("second-cup") == "second cup"
    assert plain_name("The Trust") == "the trust"


@pytest.mark.django_db
def test_a_reader_with_a_conflict_sees_nothing_more_and_says_nothing(alliance, office):
    one = send(begin(alliance))
    both = [office["ann"].user_id, office["ben"].user_id]
    actions.declare(one, conflict="conflicted", by=office["ade"])
    for name in ("gemma", "ade"):  # who has not said, and who has to do with them
        with pytest.raises(NotAllowed, match="nothing to do with them"):
            actions.name_readers(one, user_ids=both, by=office[name])
    unconflicted(one, office)
    actions.name_readers(one, user_ids=both, by=office["gemma"])
    with pytest.raises(NotAllowed):
        actions.advise(one, advice="approve", words="Yes", by=office["ann"])
    actions.declare(one, conflict="conflicted", words="My sister runs it.", by=office["ann"])
    with pytest.raises(NotAllowed):
        actions.advise(one, advice="approve", words="Yes", by=office["ann"])
    with pytest.raises(Stale):
        actions.declare(one, conflict="none", by=office["ann"])
    with pytest.raises(NotAllowed):
        actions.declare(one, conflict="none", by=office["cat"])
    assert [row.pk for row in applications(by=office["ben"])] == [one.pk]
    assert applications(by=office["cat"]) == []
    with pytest.raises(NotFound):
        find_application(one.pk, by=office["cat"])


@pytest.mark.django_db
def test_a_decision_needs_a_quorum_no_conflict_and_reasons(alliance, office):
    one = send(begin(alliance))
    gemma = office["gemma"]
    with pytest.raises(NotAllowed, match="nothing to do with them"):
        actions.decide(one, yes=True, reason="x", by=gemma)
    read(one, office, "ann")
    with pytest.raises(DomainError, match="2 readers"):
        actions.decide(one, yes=True, reason="x", by=gemma)
    read(one, office, "ben")
    with pytest.raises(Missing):
        actions.decide(one, yes=True, reason=" ", by=gemma)
    with pytest.raises(NotAllowed):
        actions.decide(one, yes=True, reason="x", by=office["ann"])
    actions.decide(one, yes=True, reason="They fit.", by=gemma)
    assert one.state == "approved" and one.organisation.is_member
    with pytest.raises(Stale):
        actions.advise(one, advice="decline", words="No", by=office["ben"])


@pytest.mark.django_db
def test_a_question_an_answer_a_no_and_one_appeal_decided_by_others(alliance, office):
    one = send(begin(alliance))
    gemma, ade, by = office["gemma"], office["ade"], applicant(one)
    unconflicted(one, office)
    actions.ask_applicant(one, question="Who leads?", by=gemma)
    actions.answer_panel(one, answer="Jo.", by=by)
    read(one, office, "ann", "ben", advice="decline")
    actions.decide(one, yes=False, reason="No safeguarding yet.", by=gemma)
    assert one.state == "declined"
    with pytest.raises(Missing):
        actions.appeal(one, reason="", by=by)
    actions.appeal(one, reason="We have one now.", by=by)
    with pytest.raises(Missing, match="did not decide"):
        actions.name_readers(one, user_ids=[office["ann"].user_id], by=gemma)
    with pytest.raises(NotAllowed, match="did not decide the first time"):
        actions.decide(one, yes=True, reason="x", by=gemma)
    actions.name_readers(one, user_ids=[office["cat"].user_id, ade.user_id], by=gemma)
    for name in ("cat", "ade"):
        actions.declare(one, conflict="none", by=office[name])
        actions.advise(one, advice="decline", words="Still none.", by=office[name])
    actions.decide(one, yes=False, reason="Still no policy.", by=ade)
    assert one.state == "refused"
    with pytest.raises(Stale):
        actions.appeal(one, reason="Again", by=by)
    assert Message.objects.filter(template="joining", to="jo@cup.example").count() == 5


@pytest.mark.django_db
def test_an_appeal_comes_within_28_days_and_what_is_left_unfinished_ends(alliance, office):
    one, left = send(begin(alliance)), actions.start_application(email="x@x.example", by=public(alliance))
    read(one, office, "ann", "ben", advice="decline")
    actions.decide(one, yes=False, reason="No.", by=office["gemma"])
    with at(later(days=29)), pytest.raises(Stale, match="28 days"):
        actions.appeal(one, reason="Please", by=applicant(one))
    with at(later(days=62)):
        assert actions.expire_applications(alliance) == 1
    left.refresh_from_db()
    assert left.state == "expired" and application_of(applicant(left)).pk == left.pk


@pytest.mark.django_db
def test_an_application_that_cannot_be_ended_holds_up_no_other(alliance, office, monkeypatch):
    left = [actions.start_application(email=f"{n}@x.example", by=public(alliance)) for n in "abc"]
    real = joining.expire_application

    def fails_for_one(application, *, by):
        if application.pk == left[0].pk:
            raise RuntimeError
        return real(application, by=by)

    monkeypatch.setattr(joining, "expire_application", fails_for_one)
    with at(later(days=62)), pytest.raises(ExceptionGroup, match="1 of 3"):
        actions.expire_applications(alliance)
    for one in left:
        one.refresh_from_db()
    assert [one.state for one in left] == ["draft", "expired", "expired"]


@pytest.mark.django_db
def test_one_link_opens_one_application(two_alliances):
    here, elsewhere = two_alliances
    with in_alliance(here):
        one, other = begin(here), begin(here, "b@b.example")
        with pytest.raises(NotAllowed):
            actions.withdraw_application(other, by=applicant(one))
        with pytest.raises(Stale):
            send(one) and actions.save_page(
                one, page="lived", values={"lived_experience": "x"}, by=applicant(one)
            )
    with in_alliance(elsewhere), pytest.raises(NotFound):
        application_of(replace(applicant(one), alliance=elsewhere))
    assert not Review.objects.exists()
