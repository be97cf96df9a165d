"""Proposals from draft to record: ballots that stay, interests that are applied, and time running out."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from alongside.foundation.access.errors import DomainError, Missing, NotAllowed, Stale
from alongside.foundation.messages.models import Message
from alongside.foundation.workflow.clock import at, later, now, today
from alongside.governance import actions
from alongside.governance.actions import clock as clock_module
from alongside.governance.models import Ballot, Decision, Proposal
from alongside.governance.tallying import tally_again

from .factories import make_proposal, make_table

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(alliance):
    return make_table(alliance)


def put(table, method="vote", by="hal", **about):
    """A proposal that everyone was asked to decide by three days from now."""
    proposal = actions.make_proposal(
        table.group, title="One list", words="We share it.", method=method, by=table.actor(by), **about
    )
    actions.publish_proposal(proposal, by=table.actor(by))
    return actions.ask_to_decide(proposal, closes_on=today() + timedelta(days=3), by=table.cass)


def answered(table, proposal, **choices):
    for name, choice in choices.items():
        given = {"ranking": choice, "choice": "ranked"} if isinstance(choice, list) else {"choice": choice}
        reason = "It costs too much" if choice == "object" else ""
        actions.cast_ballot(proposal, by=table.actor(name), reason=reason, **given)


def closed(table, proposal):
    with at(later(days=4)):
        actions.run_clock(table.alliance)
    proposal.refresh_from_db()
    return Decision.objects.get(proposal=proposal)


@pytest.mark.parametrize(
    ("method", "choices", "state"),
    [
        ("vote", {"cass": "for", "hal": "for", "mo": "against"}, "decided"),
        ("vote", {"cass": "for", "hal": "against"}, "fell"),
        ("vote", {"cass": "for"}, "fell"),  # a quorum of two
        ("consent", {"cass": "consent"}, "decided"),
        ("consent", {"cass": "consent", "mo": "object"}, "fell"),
        ("ranked", {"cass": [1, 2], "hal": [2], "mo": [3, 2]}, "decided"),
    ],
)
def test_it_is_decided_when_the_time_is_up_and_can_be_counted_again(table, method, choices, state):
    options = ("Monday", "Tuesday", "Friday") if method == "ranked" else ()
    proposal = put(table, method, options=options)
    answered(table, proposal, **choices)
    decision = closed(table, proposal)
    assert proposal.state == state
    assert decision.carried == (state == "decided")
    again = tally_again(decision)
    assert (again.carried, again.counts) == (decision.carried, decision.counts["counts"])
    assert "hal reed" in decision.by.lower()


def test_it_is_asked_of_everyone_else_and_says_nothing_of_what_it_is(table):
    put(table)
    told = Message.objects.filter(template="vote_asked")
    assert sorted(one.to.split("@")[0] for one in told) == ["hal", "mo", "nina"]
    assert "One list" not in str([one.values for one in told])


def test_a_vote_after_closing_is_refused_with_a_kind_sentence(table):
    proposal = put(table)
    with at(later(days=4)), pytest.raises(Stale, match="so your answer was not counted"):
        answered(table, proposal, cass="for")  # before the clock has come round
    closed(table, proposal)
    with pytest.raises(Stale, match="closed"):
        answered(table, proposal, cass="for")
    assert not Ballot.objects.exists()
    with pytest.raises(Stale):
        actions.close_proposal(proposal, by=table.cass)


def test_one_ballot_a_seat_and_it_stays(table):
    proposal = put(table)
    answered(table, proposal, cass="for")
    with pytest.raises(Stale, match="already"):
        answered(table, proposal, cass="against")
    assert Ballot.objects.get().choice == "for"
    with pytest.raises(DomainError), transaction.atomic():
        answered(table, proposal, tess="for")
    with pytest.raises(IntegrityError), transaction.atomic():
        Ballot.objects.create(
            alliance=table.alliance, proposal=proposal, seat=table.seats["hal"], user=table.users["hal"], choice="object",
            at=now(),
        )  # fmt: skip


@pytest.mark.parametrize(
    "given", [{"choice": "consent"}, {"choice": "ranked", "ranking": [1]}, {"choice": ""}]
)
def test_an_answer_must_fit_the_method(table, given):
    with pytest.raises(Missing):
        actions.cast_ballot(put(table), by=table.cass, **given)


def test_a_ranking_must_name_options_there_are(table):
    proposal = put(table, "ranked", options=("a", "b"))
    for ranking in ([], [3], [0]):
        with pytest.raises(Missing):
            answered(table, proposal, cass=ranking)
    with pytest.raises(Missing):
        actions.make_proposal(
            table.group, title="x", words="x", method="ranked", options=["a", "a "], by=table.hal
        )


def test_an_objection_needs_a_reason(table):
    proposal = put(table, "consent")
    with pytest.raises(Missing, match="why"):
        actions.cast_ballot(proposal, choice="object", reason="  ", by=table.cass)


def test_only_the_chair_asks_and_only_those_at_the_table_take_part(table):
    proposal = make_proposal(table)
    for name in ("tess", "ivo"):
        with pytest.raises(NotAllowed):
            actions.publish_proposal(proposal, by=table.actor(name))
        with pytest.raises(NotAllowed):
            actions.make_proposal(table.group, title="x", words="x", method="vote", by=table.actor(name))
    with pytest.raises(NotAllowed):
        actions.change_proposal(proposal, title="x", words="x", by=table.mo)
    actions.change_proposal(proposal, title="Better", words="Clearer", by=table.hal)
    actions.publish_proposal(proposal, by=table.hal)
    with pytest.raises(NotAllowed):
        actions.ask_to_decide(proposal, closes_on=today() + timedelta(days=3), by=table.hal)
    for days in (-1, 91):
        with pytest.raises(Missing):
            actions.ask_to_decide(proposal, closes_on=today() + timedelta(days=days), by=table.cass)
    actions.comment(proposal, words="Yes please", by=table.mo)
    actions.withdraw_proposal(proposal, reason="Another way", by=table.hal)
    with pytest.raises(Stale):
        actions.comment(proposal, words="Oh", by=table.mo)


class TestStandingAside:
    def test_an_interest_in_the_register_is_applied_when_everyone_is_asked(self, table):
        actions.declare_interest(
            what="My sister works there", with_organisation_id=table.tess.organisation_id, by=table.mo
        )
        proposal = put(table, by="cass", organisation_id=table.hal.organisation_id)
        aside = {one.user.name: one.why for one in proposal.aside.select_related("user")}
        assert aside == {
            "Mo Blow": "My sister works there",
            "Hal Reed": "Sits for an organisation that this touches",
        }
        for name in ("mo", "hal"):
            with pytest.raises(NotAllowed, match="stands aside"):
                answered(table, proposal, **{name: "for"})
        answered(table, proposal, cass="for", nina="for")
        decision = closed(table, proposal)
        assert decision.counts["entitled"] == 2
        assert [one["name"] for one in decision.aside] == ["Hal Reed", "Mo Blow"]
        assert tally_again(decision).carried

    def test_one_declared_while_it_is_decided_is_applied_at_once_and_the_ballot_is_not_counted(self, table):
        proposal = put(table, subject="training")
        answered(table, proposal, cass="for", hal="for", mo="against")
        actions.declare_interest(what="I sell courses", subject="training", by=table.hal)
        decision = closed(table, proposal)
        assert Ballot.objects.count() == 3, "kept"
        assert decision.counts["counts"] == {"for": 1, "against": 1, "abstained": 0, "did not vote": 1}
        assert not decision.carried

    def test_one_can_say_so_at_the_moment(self, table):
        proposal = put(table)
        with pytest.raises(Missing):
            actions.stand_aside(proposal, why=" ", by=table.mo)
        actions.stand_aside(proposal, why="I know them well", by=table.mo)
        actions.stand_aside(proposal, why="Again", by=table.mo)
        assert proposal.aside.get().why == "I know them well"

    def test_everyone_stands_aside_and_nothing_is_decided(self, table):
        proposal = put(table)
        for name in ("cass", "hal", "mo", "nina"):
            actions.stand_aside(proposal, why="Mine", by=table.actor(name))
        decision = closed(table, proposal)
        assert not decision.carried
        assert not decision.quorate


class TestSeatsThatChangeMeanwhile:
    def test_a_ballot_counts_though_its_seat_fell_empty_after(self, table):
        proposal = put(table)
        answered(table, proposal, cass="for", hal="for")
        actions.end_term(table.seats["hal"].terms.get(), why="stepped_down", by=table.cora)
        decision = closed(table, proposal)
        assert decision.carried
        assert decision.counts["entitled"] == 4

    def test_who_left_has_no_ballot_and_who_came_has_the_seats_unless_it_was_used(self, table):
        proposal = put(table)
        answered(table, proposal, hal="for")
        for name in ("hal", "nina"):
            actions.end_term(table.seats[name].terms.get(), why="stepped_down", by=table.cora)
        with pytest.raises(NotAllowed):
            answered(table, proposal, nina="for")
        actions.fill_seat(
            table.seats["hal"], email="tess@staff.example", until=today() + timedelta(days=4), by=table.cora
        )
        with pytest.raises(Stale, match="already"):
            answered(table, proposal, tess="against")

    def test_a_newcomer_with_an_interest_stands_aside(self, table):
        actions.declare_interest(what="I teach there", subject="training", by=table.tess)
        proposal = put(table, subject="training")
        actions.end_term(table.seats["hal"].terms.get(), why="stepped_down", by=table.cora)
        actions.fill_seat(
            table.seats["hal"], email="tess@staff.example", until=today() + timedelta(days=4), by=table.cora
        )
        assert proposal.aside.get().user.name == "Tess Quill"


def test_the_chair_may_close_it_early_once_everyone_has_answered(table):
    proposal = put(table)
    answered(table, proposal, cass="for", hal="for", mo="for")
    with pytest.raises(Missing, match="not answered"):
        actions.close_proposal(proposal, by=table.cass)
    with pytest.raises(NotAllowed):
        actions.close_proposal(proposal, by=table.hal)
    answered(table, proposal, nina="abstain")
    assert actions.close_proposal(proposal, by=table.cass).carried
    assert Proposal.objects.get(pk=proposal.pk).state == "decided"


def test_a_vote_that_cannot_be_closed_holds_up_no_other(table, monkeypatch):
    """Whatever went wrong with it: not only what the rules refuse."""
    first, second = (make_proposal(table, "deciding", closes_at=now() - timedelta(days=1)) for _ in range(2))
    real = clock_module.close_due_proposal

    def fails_for_one(proposal, *, by):
        if proposal.pk == first.pk:
            raise RuntimeError
        return real(proposal, by=by)

    monkeypatch.setattr(clock_module, "close_due_proposal", fails_for_one)
    with pytest.raises(ExceptionGroup, match="1 of 2"):
        actions.run_clock(table.alliance)
    first.refresh_from_db(), second.refresh_from_db()
    assert (first.state, second.state) == ("deciding", "fell")
