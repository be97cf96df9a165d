"""What was asked for, one criterion at a time: open now, what it costs, whose it is."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from alongside.directory.models import CostOption, Schedule
from alongside.directory.queries import Wanted, criteria_of, search
from alongside.foundation.tenancy.context import in_alliance

from .factories import make_service


@pytest.fixture
def directory(alliance: Any) -> Iterator[Any]:
    with in_alliance(alliance):
        yield alliance


def names(found: Any) -> list[str]:
    return ["It" for group in found.groups for _result in group.results]


MONDAY_NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "at", "is_open"),
    [
        ({"weekdays": "MO,TU"}, MONDAY_NOON, True),
        ({"weekdays": "MO,TU"}, MONDAY_NOON + timedelta(days=2), False),
        (
            {"weekdays": "MO", "opens_at": time(22), "closes_at": time(2)},
            MONDAY_NOON + timedelta(hours=13),
            True,
        ),
        (
            {"weekdays": "SU", "opens_at": time(22), "closes_at": time(2)},
            MONDAY_NOON - timedelta(hours=11),
            True,
        ),
        (
            {"weekdays": "", "frequency": "DAILY", "opens_at": time(0), "closes_at": time(23, 59)},
            MONDAY_NOON,
            True,
        ),
        ({"weekdays": "MO", "closes_at": time(12)}, MONDAY_NOON, False),
        ({"weekdays": "MO"}, datetime(2026, 7, 6, 15, 30, tzinfo=UTC), True),
        ({"weekdays": "MO"}, datetime(2026, 7, 6, 16, 30, tzinfo=UTC), False),
        ({"weekdays": "1MO"}, MONDAY_NOON, None),
        ({"weekdays": "MO", "interval": "2"}, MONDAY_NOON, None),
        ({"weekdays": "MO", "opens_at": None}, MONDAY_NOON, None),
        ({"weekdays": "MO", "valid_to": date(2020, 1, 1)}, MONDAY_NOON, None),
    ],
)
def test_open_now_is_by_the_clock_of_london(
    directory: Any, said: dict, at: datetime, is_open: bool | None
) -> None:
    made = make_service(directory, "It", needs=("sleep",))
    hours = {"opens_at": time(9), "closes_at": time(17), "frequency": "WEEKLY"} | said
    Schedule.objects.create(alliance=directory, service=made, **hours)
    wanted = Wanted("cant sleep", open_now=True)
    assert criteria_of(made.pk, wanted, now=at) == {"open_now": is_open}
    assert names(search(wanted, now=at)) == (["It"] if is_open else [])


def test_what_it_costs_is_found_as_soon_as_it_is_said(directory: Any) -> None:
    made = make_service(directory, "It", needs=("sleep",))
    CostOption.objects.create(alliance=directory, service=made, amount=0)
    assert names(search(Wanted("cant sleep", free=True))) == ["It"]
    CostOption.objects.update(amount=3)
    assert criteria_of(made.pk, Wanted(free=True)) == {"free": False}
    CostOption.objects.all().delete()
    assert criteria_of(made.pk, Wanted(free=True)) == {"free": None}


def test_criteria_of_another_alliances_service_are_nobodys(two_alliances: Any) -> None:
    first, second = two_alliances
    with in_alliance(first):
        made = make_service(first, "It", fees_description="Free")
    with in_alliance(second):
        assert criteria_of(made.pk, Wanted(free=True)) == {}
