"""Groups, seats and terms; interests; and elections."""

from datetime import timedelta

import pytest

from alongside.foundation.access.errors import DomainError, Missing, NotAllowed, Stale
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.rules import can
from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.messages.models import Message
from alongside.foundation.tenancy.context import set_context
from alongside.foundation.workflow.clock import at, later, today
from alongside.governance import actions
from alongside.governance.models import Election, ElectionBallot, ElectionVoter, Group, Interest, Seat, Term
from alongside.governance.rules import standing_in
from alongside.governance.seating import conflicts, terms_in

from .factories import make_table

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=365)
ABOUT = {"kind": "task", "purpose": "", "quorum_kind": "share", "quorum_number": 50, "quorum_lived": 1}


@pytest.fixture
def table(alliance):
    return make_table(alliance)


def test_the_coordinator_makes_a_group_with_an_empty_chair(table):
    group = actions.make_group(name="Waiting well", by=table.cora, **ABOUT)
    assert group.seats.get().is_chair
    assert not terms_in(group.pk)
    for name in ("cass", "hal", "ivo"):
        with pytest.raises(NotAllowed):
            actions.make_group(name="Another", by=table.actor(name), **ABOUT)
    with pytest.raises(Missing, match="this name already"):
        actions.make_group(name="Waiting well", by=table.cora, **ABOUT)
    assert Group.objects.count() == 2


def test_a_seat_is_filled_once_by_the_right_kind_of_person(table):
    seat, until = table.seats["empty"], today() + YEAR
    refused = {"tess": "the council", "cass": "Nobody has two", "nobody": "account"}
    for email, words in refused.items():  # a council seat
        with pytest.raises(Missing, match=words):
            actions.fill_seat(seat, email=f"{email}@staff.example", until=until, by=table.cora)
    actions.add_seats(table.group, kind="lived", by=table.cora)
    lived = table.group.seats.get(number=6)
    with pytest.raises(Missing, match="expert by experience"):
        actions.fill_seat(lived, email="tess@staff.example", until=until, by=table.cora)
    with pytest.raises(Missing, match="Nobody has two"):
        actions.fill_seat(lived, email="mo@staff.example", until=until, by=table.cora)
    actions.add_seats(table.group, kind="community", by=table.cora)
    open_seat = table.group.seats.get(number=7)
    term = actions.fill_seat(open_seat, email=" TESS@staff.example", until=until, by=table.cora)
    assert term.organisation.slug == "harbour"
    with pytest.raises(Missing, match="End their time first"):
        actions.fill_seat(open_seat, email="ivo@staff.example", until=until, by=table.cora)
    with pytest.raises(Missing, match="Someone sits there"):
        actions.end_seat(open_seat, by=table.cora)
    actions.end_term(term, why="stepped_down", by=table.cora)
    with pytest.raises(Stale):
        actions.end_term(term, why="stepped_down", by=table.cora)
    assert "tess@staff.example" not in [one.user.email for one in terms_in(table.group.pk)]
    with pytest.raises(Missing, match="chair"):
        actions.end_seat(table.seats["cass"], by=table.cora)


def test_a_term_that_ran_out_leaves_the_seat_empty_and_the_chair_without_the_chair(table):
    assert standing_in(table.group.pk, by=table.cass).is_chair
    with at(later(days=300)):
        assert standing_in(table.group.pk, by=table.cass).is_chair, "the last day counts"
    with at(later(days=301)):
        assert standing_in(table.group.pk, by=table.cass).term is None
        assert not can(table.cass, Permission.MEETING_RUN, on=table.group)
        assert not terms_in(table.group.pk)


def test_a_chair_of_another_alliance_runs_nothing_here(two_alliances):
    here, elsewhere = (make_table(one) for one in two_alliances)
    set_context(alliance=here.alliance)
    assert not can(elsewhere.cass, Permission.MEETING_RUN, on=here.group)
    with pytest.raises(NotAllowed):
        actions.add_seats(here.group, kind="lived", by=elsewhere.cora)


def test_the_end_of_a_term_is_told_once_to_the_chair_and_the_coordinator(table):
    with at(later(days=245)):
        actions.run_clock(table.alliance)
        actions.run_clock(table.alliance)
    told = Message.objects.filter(template="term_ending").values_list("to", flat=True)
    assert sorted(told) == sorted(["cass@staff.example", "cora@staff.example"] * 4)


class TestInterests:
    def declare(self, table, name="hal", **about):
        return actions.declare_interest(what="My sister runs it", by=table.actor(name), **about)

    def found(self, table, organisations=(), subjects=(), on=None):
        rows = conflicts(
            terms_in(table.group.pk),
            organisations=set(organisations),
            subjects=set(subjects),
            on=on or today(),
        )
        return [row.term.user.name for row in rows]

    def test_one_touches_by_organisation_by_subject_and_by_whom_one_sits_for(self, table):
        voices = table.mo.organisation_id
        assert self.found(table, [table.hal.organisation_id]) == ["Hal Reed"]
        assert self.found(table, [voices]) == []  # Mo sits for herself
        self.declare(table, "cass", with_organisation_id=voices)
        self.declare(table, "mo", subject="training")
        assert self.found(table, [voices]) == ["Cass Obi"]
        assert self.found(table, subjects=["training"]) == ["Mo Blow"]
        assert self.found(table) == []

    def test_one_declared_for_an_organisation_holds_for_everyone_who_sits_for_it(self, table):
        self.declare(table, "tess", for_organisation=True, subject="premises")
        assert self.found(table, subjects=["premises"]) == ["Hal Reed"]

    def test_one_holds_from_its_first_day_to_its_last(self, table):
        interest = self.declare(
            table,
            subject="housing",
            starts_on=today() - timedelta(days=9),
            ends_on=today() + timedelta(days=9),
        )
        for days, names in ((-10, []), (-9, ["Hal Reed"]), (9, ["Hal Reed"]), (10, [])):
            assert self.found(table, subjects=["housing"], on=today() + timedelta(days=days)) == names
        actions.end_interest(interest, by=table.hal)
        assert self.found(table, subjects=["housing"]) == []
        with pytest.raises(Stale):
            actions.end_interest(interest, by=table.hal)

    def test_it_is_ones_own_and_says_with_whom(self, table):
        interest = self.declare(table, with_whom="A builder")
        with pytest.raises(NotAllowed):
            actions.end_interest(interest, by=table.cass)
        with pytest.raises(Missing):
            self.declare(table)
        assert Interest.objects.count() == 1


class TestElections:
    @pytest.fixture
    def election(self, table):
        return self.call(table)

    def call(self, table, electorate="seat", seat="empty"):
        Seat.objects.filter(pk=table.seats["empty"].pk).update(kind="community")
        day = today()
        return actions.call_election(
            table.seats[seat],
            electorate=electorate,
            nominations_until=day + timedelta(days=7),
            voting_until=day + timedelta(days=14),
            starts_on=day + timedelta(days=20),
            until=day + timedelta(days=750),
            by=table.cora,
        )

    def voted(self, table, election, **choices):
        stands = {one.user.email.split("@")[0]: one.pk for one in election.nominations.select_related("user")}
        for voter, choice in choices.items():
            actions.vote_in(election, nomination_id=stands[choice], by=table.actor(voter))
        election.refresh_from_db()

    def test_from_the_call_to_the_seat(self, table, election):
        for name in ("tess", "ivo"):
            actions.nominate(election, statement="I would like to", by=table.actor(name))
        actions.open_voting(election, by=table.cora)
        self.voted(table, election, cass="tess", hal="tess", mo="ivo")
        with pytest.raises(Missing, match="still open"):
            actions.count_election(election, by=table.cora)
        with at(later(days=15)):
            assert actions.run_clock(table.alliance) >= 1
        election.refresh_from_db()
        assert election.state == "elected"
        term = Term.objects.get(seat=table.seats["empty"])
        assert (term.user.name, term.starts_on) == ("Tess Quill", election.starts_on)
        assert sorted(election.result["votes"].values()) == [1, 2]

    def test_nothing_says_who_voted_how(self, table, election):
        for name in ("tess", "ivo"):
            actions.nominate(election, statement="", by=table.actor(name))
        actions.open_voting(election, by=table.cora)
        self.voted(table, election, cass="tess")
        assert {field.name for field in ElectionBallot._meta.fields} == {
            "id",
            "alliance",
            "election",
            "nomination",
        }
        assert {field.name for field in ElectionVoter._meta.fields} == {
            "id",
            "alliance",
            "election",
            "elector",
        }
        assert ElectionBallot.objects.get().pk.version == 4, "its key holds no time"

    def test_a_tie_is_broken_by_the_lot_that_was_drawn_before(self, table, election):
        for name in ("tess", "ivo"):
            actions.nominate(election, statement="", by=table.actor(name))
        actions.open_voting(election, by=table.cora)
        first = election.nominations.get(lot=1)
        self.voted(table, election, cass="tess", hal="ivo")
        with at(later(days=15)):
            actions.count_election(election, by=table.cora)
        election.refresh_from_db()
        assert election.elected_id == first.pk
        assert election.result["by_lot"]

    def test_one_vote_a_seat_and_none_without(self, table, election):
        for name in ("tess", "ivo"):
            actions.nominate(election, statement="", by=table.actor(name))
        actions.open_voting(election, by=table.cora)
        self.voted(table, election, cass="tess")
        with pytest.raises(Stale, match="voted already"):
            self.voted(table, election, cass="ivo")
        with pytest.raises(NotAllowed):
            self.voted(table, election, tess="tess")
        with at(later(days=15)), pytest.raises(Stale, match="closed"):
            self.voted(table, election, hal="ivo")
        assert ElectionBallot.objects.count() == 1

    def test_one_vote_an_organisation_by_its_lead(self, table):
        election = self.call(table, "organisation")
        for name in ("tess", "ivo"):
            actions.nominate(election, statement="", by=table.actor(name))
        actions.open_voting(election, by=table.cora)
        self.voted(table, election, hal="tess", mo="tess")  # voices has no lead, so anyone there may
        for name, words in (("tess", "its lead"), ("nina", "Members")):
            with pytest.raises(NotAllowed, match=words):
                self.voted(table, election, **{name: "tess"})
        make_user(table.alliance, "second@staff.example", voices="worker")
        set_context(alliance=table.alliance)
        assert ElectionVoter.objects.count() == 2

    def test_a_seat_for_the_council_is_for_someone_from_there(self, table, election):
        Seat.objects.filter(pk=table.seats["empty"].pk).update(kind="council")
        with pytest.raises(Missing, match="the council"):
            actions.nominate(election, statement="", by=table.tess)

    def test_nobody_stands_one_stands_and_a_lived_seat(self, table, election):
        actions.open_voting(election, by=table.cora)
        assert Election.objects.get(pk=election.pk).state == "nobody"
        again = self.call(table)
        with pytest.raises(Missing, match="already"):
            self.call(table)
        actions.nominate(again, statement="", by=table.tess)
        actions.nominate(again, statement="Really", by=table.tess)
        actions.withdraw_nomination(again, by=table.tess)
        actions.nominate(again, statement="After all", by=table.tess)
        actions.open_voting(again, by=table.cora)
        assert Term.objects.get(seat=table.seats["empty"]).user.name == "Tess Quill"
        lived = self.call(table, seat="mo")
        with pytest.raises(NotAllowed, match="lived experience"):
            actions.nominate(lived, statement="", by=table.hal)
        with pytest.raises(DomainError):
            actions.cancel_election(lived, reason="", by=table.cora)
        actions.cancel_election(lived, reason="Wrong seat", by=table.cora)

    def test_who_is_elected_makes_whoever_sits_there_give_way(self, table):
        election = self.call(table, seat="mo")
        make_user(table.alliance, "new@staff.example", name="New Voice", voices="expert")
        set_context(alliance=table.alliance)
        from alongside.foundation.access.actors import actor_of
        from alongside.foundation.accounts.models import User

        new = actor_of(User.objects.get(email="new@staff.example"), table.alliance)
        actions.nominate(election, statement="", by=new)
        actions.open_voting(election, by=table.cora)
        with at(later(days=20)):
            names = [term.user.name for term in terms_in(table.group.pk)]
        assert "New Voice" in names
        assert "Mo Blow" not in names
