"""Dates, ages and numbers as people read them."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from alongside.foundation.design import formats
from alongside.foundation.workflow.clock import today

NBSP = "\u00a0"


def test_a_date_holds_together() -> None:
    assert formats.long_date(date(2026, 11, 3)) == f"3{NBSP}November 2026"
    assert formats.short_date(date(2019, 1, 28)) == f"28{NBSP}Jan 2019"
    assert formats.long_date(None) == ""


def test_a_moment_is_shown_in_london() -> None:
    summer = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert formats.long_date(summer) == f"2{NBSP}July 2026"
    assert formats.clock_time(summer) == "12:30am"


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (time(14, 30), "2:30pm"),
        (time(9), "9am"),
        (time(12), "midday"),
        (time(0), "midnight"),
        (time(0, 5), "12:05am"),
    ],
)
def test_times(at: time, words: str) -> None:
    assert formats.clock_time(at) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "yesterday"),
        (34, f"34{NBSP}days ago"),
        (120, f"4{NBSP}months ago"),
        (800, f"2{NBSP}years ago"),
    ],
)
def test_ages(days: int, words: str) -> None:
    assert formats.age(today() - timedelta(days)) == words


@pytest.mark.parametrize(
    ("days", "words"), [(0, "today"), (1, "tomorrow"), (3, f"in 3{NBSP}days"), (-1, f"1{NBSP}day late")]
)
def test_until(days: int, words: str) -> None:
    assert formats.until(today() + timedelta(days)) == words


def test_counts_and_money() -> None:
    assert formats.plural(1, "place") == f"1{NBSP}place"
    assert formats.plural(1200, "person", "people") == f"1,200{NBSP}people"
    assert formats.money(Decimal("1234.50")) == "£1,234.50"
    assert formats.money(-20) == "-£20"


def test_a_stored_number_is_written_as_people_write_it() -> None:
    assert formats.phone("+441632960144") == f"01632{NBSP}960144"
    assert formats.phone("111, option 2") == "111, option 2"


def test_a_query_is_changed_and_the_rest_kept() -> None:
    assert (
        formats.with_query("/find?q=a+b&page=2&need=x&need=y", page=3) == "/find?q=a+b&need=x&need=y&page=3"
    )
    assert formats.with_query("/find?page=2", page=None) == "/find"
