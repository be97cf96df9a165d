"""Quorums and results, without a database."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.governance.counting import (
    Quorum,
    consent_result,
    election_result,
    here_at,
    quorum,
    ranked_result,
    vote_result,
)

MET, UNMET = Quorum(1, 5), Quorum(6, 5)
SEATS = [UUID(int=number) for number in range(1, 16)]
FILLED = {seat: "lived" if place >= 12 else "community" for place, seat in enumerate(SEATS)}


@pytest.mark.parametrize(
    ("kind", "number", "lived", "here", "aside", "needed", "met"),
    [
        ("count", 5, 0, 5, 0, 5, True),
        ("count", 5, 0, 4, 0, 5, False),
        ("count", 5, 0, 5, 1, 5, False),  # who stands aside is not counted as here
        ("share", 50, 0, 8, 0, 8, True),  # half of 15 is rounded up
        ("share", 50, 0, 7, 0, 8, False),
        (
            "share",
            50,
            0,
            8,
            1,
            7,
            True,
        ),  # and not counted among the seats: half of 14, and 7 of them are left
        ("share", 50, 1, 12, 0, 8, False),  # nobody with lived experience
        ("share", 50, 1, 13, 0, 8, True),
        ("share", 1, 0, 0, 0, 1, False),  # never less than one
    ],
)
def test_quorum(kind, number, lived, here, aside, needed, met):
    found = quorum(
        kind=kind, number=number, lived=lived, filled=FILLED, here=SEATS[:here], aside=SEATS[:aside]
    )
    assert (found.needed, found.met) == (needed, met)


def test_a_group_that_nobody_sits_in_has_no_quorum():
    assert not quorum(kind="share", number=50, lived=0, filled={}, here=SEATS).met


def test_who_is_here_follows_arriving_and_leaving():
    start = datetime(2026, 11, 3, 10)
    a, b = SEATS[:2]
    events = [
        (start - timedelta(days=1), b, "apologies"),
        (start, a, "arrived"),
        (start + timedelta(minutes=5), b, "arrived"),  # came after all
        (start + timedelta(minutes=30), a, "left"),
        (start + timedelta(minutes=40), a, "arrived"),
    ]
    minutes = {-5: set(), 0: {a}, 10: {a, b}, 35: {b}, 45: {a, b}}
    for after, here in minutes.items():
        assert here_at(events, start + timedelta(minutes=after)) == here
    assert here_at(events) == {a, b}


@pytest.mark.parametrize(
    ("choices", "carried"), [([], True), (["consent", "abstain"], True), (["consent", "object"], False)]
)
def test_consent_stands_unless_someone_objects(choices, carried):
    assert consent_result(choices, entitled=5).carried is carried


@pytest.mark.parametrize(
    ("ayes", "noes", "two_thirds", "held", "carried"),
    [
        (3, 2, False, MET, True),
        (2, 2, False, MET, False),  # a tie falls
        (0, 0, False, MET, False),
        (0, 0, True, MET, False),
        (4, 2, True, MET, True),  # exactly two thirds
        (5, 3, True, MET, False),
        (3, 2, False, UNMET, False),
    ],
)
def test_votes(ayes, noes, two_thirds, held, carried):
    choices = ["for"] * ayes + ["against"] * noes + ["abstain"]
    found = vote_result(choices, entitled=20, two_thirds=two_thirds, quorum=held)
    assert found.carried is carried
    assert found.counts["did not vote"] == 20 - len(choices)
    assert found.quorate is held.met


def ranked(papers, options="abc", lot=(1, 2, 3), held=MET):
    names = dict(enumerate(options, 1))
    return ranked_result(papers, options=names, lot=lot, entitled=9, quorum=held)


def test_more_than_all_others_together_wins_at_once():
    found = ranked([[1], [1, 2], [1], [2], [3]])
    assert (found.counts["chosen"], len(found.counts["rounds"])) == ("a", 1)


def test_ballots_go_on_to_the_next_option_that_is_still_in():
    found = ranked([[1], [1], [1], [2], [2], [3, 2], [3, 2]], lot=(1, 2, 3))
    # b and c have two each and the lot puts c last; its ballots go to b
    assert found.counts["rounds"] == [{"a": 3, "b": 2, "c": 2}, {"a": 3, "b": 4}]
    assert found.counts["chosen"] == "b"


def test_of_several_with_fewest_the_rounds_before_decide_and_then_the_lot():
    papers = [[1]] * 5 + [[2]] * 3 + [[3]] * 2 + [[4, 3]]
    found = ranked(papers, options="abcd", lot=(4, 3, 2, 1))
    # in round 2 b and c have three each, and c had fewer before, so c goes: the lot (b last) is not asked
    assert list(found.counts["rounds"][2]) == ["a", "b"]
    assert ranked([[1], [2]], options="ab", lot=(2, 1)).counts["chosen"] == "b"
    assert ranked([[1], [2]], options="ab", lot=(1, 2)).counts["chosen"] == "a"


def test_nothing_ranked_chooses_nothing():
    found = ranked([])
    assert not found.carried
    assert not found.counts["chosen"]


@given(
    st.lists(st.lists(st.integers(1, 4), min_size=1, max_size=4, unique=True), min_size=1, max_size=12),
    st.permutations([1, 2, 3, 4]),
)
def test_the_order_of_the_ballots_changes_nothing(papers, lot):
    first = ranked(papers, options="abcd", lot=lot)
    assert ranked(list(reversed(papers)), options="abcd", lot=lot) == first
    winner = "abcd".index(first.counts["chosen"]) + 1
    last = first.counts["rounds"][-1]
    assert last["abcd"[winner - 1]] == max(last.values())


@given(st.lists(st.sampled_from(SEATS[:4]), max_size=20), st.permutations([1, 2, 3, 4]))
def test_an_election_is_won_by_most_votes_and_a_tie_by_the_lot(votes, order):
    lots = dict(zip(SEATS[:4], order, strict=True))
    found = election_result(votes, lots=lots)
    assert sum(found.votes.values()) == len(votes)
    if not votes:
        assert found.winner is None
        return
    most = [one for one, number in found.votes.items() if number == max(found.votes.values())]
    assert found.winner == min(most, key=lots.get)
    assert found.by_lot == (len(most) > 1)
