"""A round: each has its turn, whatever goes wrong with one before it."""

import pytest

from alongside.foundation.tenancy.rounds import for_each_alliance, go_round


def test_each_has_its_turn_and_what_went_wrong_is_raised_at_the_end(caplog):
    seen = []

    def work(number):
        seen.append(number)
        if number % 2:
            raise ValueError(number)

    with pytest.raises(ExceptionGroup, match="2 of 4 could not be done") as caught:
        go_round([1, 2, 3, 4], work)
    assert seen == [1, 2, 3, 4]
    assert [error.args for error in caught.value.exceptions] == [(1,), (3,)]
    assert len(caplog.records) == 2
    assert go_round([2, 4], work) == 2


@pytest.mark.django_db
def test_one_alliance_holds_up_no_other_and_no_other_work_of_its_own(two_alliances):
    first, second = two_alliances
    done = []

    def one(alliance):
        if alliance == first:
            raise RuntimeError
        done.append(("one", alliance))

    with pytest.raises(ExceptionGroup):
        for_each_alliance(one, lambda alliance: done.append(("other", alliance)))
    assert done == [("other", first), ("one", second), ("other", second)]
