"""The count of tries holds when many try at once, as over several workers."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from alongside.foundation.accounts.limits import LIMITS, may_try
from alongside.foundation.tenancy.context import in_alliance


@pytest.mark.django_db(transaction=True)
def test_no_more_get_through_at_once_than_one_after_another(alliance) -> None:
    def attempt(_number: int) -> bool:
        try:
            with in_alliance(alliance):
                return may_try("code", "ada@a.example")
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(attempt, range(18))) == LIMITS["code"][0]


@pytest.mark.django_db
def test_letters_that_the_database_takes_for_the_same_count_as_the_same(alliance) -> None:
    # PostgreSQL's upper() makes I of a dotless i, and S of a long s: these are one account, so one count.
    with in_alliance(alliance):
        written = ["iris@a.example", "ır\u0131s@a.example", "IRI\u017f@a.example", "\u0131ris@a.example"]
        assert [may_try("reset", email) for email in written] == [True, True, True, False]


@pytest.mark.django_db
def test_the_count_is_each_alliances_own(two_alliances) -> None:
    for alliance in two_alliances:
        with in_alliance(alliance):
            assert [may_try("reset", "ada@a.example") for _ in range(4)] == [True, True, True, False]
