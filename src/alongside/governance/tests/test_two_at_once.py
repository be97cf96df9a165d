"""Ballots when people really press at the same moment: one counts, and nobody's is counted twice."""

import threading
from collections import Counter
from datetime import timedelta

import pytest
from conftest import make_alliance
from django.db import connection, transaction

from alongside.foundation.access.errors import DomainError
from alongside.foundation.tenancy.context import in_alliance, set_context
from alongside.foundation.workflow.clock import now, today
from alongside.governance import actions
from alongside.governance.models import (
    Ballot,
    Decision,
    ElectionBallot,
    ElectionVoter,
    Proposal,
    ProposalStep,
)

from .factories import make_proposal, make_table

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def table(transactional_db):
    alliance = make_alliance("first")
    with transaction.atomic():
        set_context(alliance=alliance)
        return make_table(alliance)


def all_at_once(table, works):
    """Run each in its own connection from the same instant; results, or the DomainErrors."""
    gate, results = threading.Barrier(len(works)), [None] * len(works)

    def run(place, work):
        try:
            gate.wait()
            with in_alliance(table.alliance):
                results[place] = work()
        except DomainError as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


def test_six_ballots_of_one_seat_are_one(table):
    with in_alliance(table.alliance):
        proposal = make_proposal(table, "deciding")
        cass = table.cass
    choices = ["for", "against", "abstain"] * 2
    results = all_at_once(
        table, [lambda c=c: actions.cast_ballot(proposal, choice=c, by=cass) for c in choices]
    )
    assert Counter(isinstance(one, DomainError) for one in results) == {True: 5, False: 1}
    with in_alliance(table.alliance):
        won = choices[[isinstance(one, DomainError) for one in results].index(False)]
        assert Ballot.objects.get().choice == won


def test_a_ballot_at_the_moment_of_closing_is_counted_or_refused_and_never_lost(table):
    with in_alliance(table.alliance):
        proposal = make_proposal(table, "deciding", closes_at=now() + timedelta(milliseconds=150))
        actors = [table.actor(name) for name in ("cass", "hal", "mo", "nina")]

    def close():
        threading.Event().wait(0.15)
        return actions.run_clock(table.alliance)

    works = [lambda a=a: actions.cast_ballot(proposal, choice="for", by=a) for a in actors]
    results = all_at_once(table, [*works, close, close])
    with in_alliance(table.alliance):
        actions.run_clock(table.alliance)
        decision = Decision.objects.get()
        given = sum(not isinstance(one, DomainError) for one in results[:4])
        assert decision.counts["counts"]["for"] == Ballot.objects.count() == given
        assert ProposalStep.objects.filter(proposal=proposal).count() == 1
        assert Proposal.objects.get().state in ("decided", "fell")


def test_one_vote_of_an_organisation_whoever_presses_first(table):
    with in_alliance(table.alliance):
        day = today()
        type(table.seats["empty"]).objects.filter(pk=table.seats["empty"].pk).update(kind="community")
        election = actions.call_election(
            table.seats["empty"], electorate="organisation", nominations_until=day + timedelta(days=1),
            voting_until=day + timedelta(days=2), starts_on=day + timedelta(days=3), until=day + timedelta(days=9),
            by=table.cora,
        )  # fmt: skip
        stands = [actions.nominate(election, statement="", by=table.actor(name)) for name in ("tess", "ivo")]
        actions.open_voting(election, by=table.cora)
        hal, mo = table.hal, table.mo
    works = [
        lambda one=one, by=by: actions.vote_in(election, nomination_id=one.pk, by=by)
        for by in (hal, mo)
        for one in stands
    ]
    results = all_at_once(table, works)
    assert sum(not isinstance(one, DomainError) for one in results) == 2
    with in_alliance(table.alliance):
        assert ElectionBallot.objects.count() == ElectionVoter.objects.count() == 2
