"""The demo's groups keep their own rules: every result can be counted again, and every meeting replayed."""

import pytest

from alongside.foundation.messages.models import Message
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.workflow.clock import at
from alongside.governance.actions import run_clock
from alongside.governance.models import (
    ActionPoint,
    Decision,
    Election,
    Group,
    Interest,
    Meeting,
    Presence,
    Proposal,
    Seat,
    Term,
)
from alongside.governance.states import MEETING, PROPOSAL
from alongside.governance.tallying import tally_again

from .conftest import NOW
from .test_demo import replayed

NEL = "north-east-lincolnshire"
pytestmark = pytest.mark.django_db


def test_the_groups_are_as_an_alliance_has_them(demo):
    with in_alliance(demo[NEL]):
        steering = Group.objects.get(kind="steering")
        assert Group.objects.filter(kind="task").count() == 4
        assert steering.seats.count() == 15
        assert steering.seats.filter(kind="lived").count() == 3
        assert Term.objects.filter(seat__kind="lived", seat__group=steering).count() == 3
        for group in Group.objects.all():
            assert Term.objects.filter(seat__group=group, seat__is_chair=True).exists(), group
        assert Seat.objects.filter(terms__isnull=True).exists(), "there are vacancies to see"
        assert Interest.objects.count() >= 4
        assert Election.objects.get().state == "voting"
        assert Proposal.objects.get(state="deciding").ballots.exists()
        assert Meeting.objects.filter(group=steering).count() > 24
        assert Presence.objects.filter(kind="apologies").exists()
        assert ActionPoint.objects.filter(done_at__isnull=True).exists()


def test_every_meeting_and_proposal_came_by_its_steps(demo):
    with in_alliance(demo[NEL]):
        for model, table in ((Meeting, MEETING), (Proposal, PROPOSAL)):
            for row in model.objects.prefetch_related("steps"):
                assert replayed(table, list(row.steps.all())) == row.state


def test_every_result_is_the_same_counted_again(demo):
    with in_alliance(demo[NEL]):
        decisions = Decision.objects.filter(proposal__isnull=False).select_related("proposal__group")
        assert decisions.count() >= 8
        for decision in decisions:
            again = tally_again(decision)
            assert (again.carried, again.counts) == (decision.carried, decision.counts["counts"])


def test_the_clock_finds_nothing_that_is_long_overdue(demo):
    with in_alliance(demo[NEL]), at(NOW):
        before = Message.objects.count()
        run_clock(demo[NEL])
        assert Message.objects.count() - before < 40
        assert Proposal.objects.filter(state="deciding").exists()
