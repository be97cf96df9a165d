"""Places held fairly, who needs what, and the words for it. Pure: no database."""

from datetime import date, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.membership.models import Organisation
from alongside.training.actions.register import CODE_LENGTH, CODE_LETTERS, months_after, new_code
from alongside.training.presenters.words import fair_words, length_words, ordinal, place_in_line, places_words
from alongside.training.rules import Room, is_needed, next_in_line
from alongside.training.vocabulary import AT_KIND

DAY = date(2026, 11, 3)
BEFORE = DAY - timedelta(days=1)
A, B = uuid4(), uuid4()


def room(places: int = 4, held: int = 2, most_each: int | None = None) -> Room:
    return Room(places, held, most_each, fair_until=DAY)


def asks(organisation, *, small: bool = False, number: int = 0):
    return SimpleNamespace(organisation_id=organisation, from_small=small, number=number)


def test_held_places_wait_for_small_organisations_until_the_day():
    line = [asks(A), asks(A), asks(A), asks(B, small=True)]
    assert list(next_in_line(line, room(), today=BEFORE)) == [line[0], line[1], line[3]]
    assert list(next_in_line(line, room(), today=DAY)) == line


def test_a_small_organisation_fills_what_was_held_for_it_before_anything_else():
    line = [asks(B, small=True), asks(B, small=True), asks(A), asks(A), asks(A)]
    assert list(next_in_line(line, room(), today=BEFORE)) == line[:4]


def test_no_organisation_has_more_than_its_share_until_the_day():
    line = [asks(A), asks(A), asks(A), asks(B)]
    assert list(next_in_line(line, room(held=0, most_each=2), today=BEFORE)) == [line[0], line[1], line[3]]
    assert list(next_in_line(line, room(held=0, most_each=2), today=DAY)) == line


askers = st.lists(st.tuples(st.sampled_from([A, B]), st.booleans()), max_size=30)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(askers, st.integers(1, 12), st.integers(0, 12), st.none() | st.integers(1, 4), st.booleans())
def test_never_too_many_never_too_few_and_always_in_order(people, places, held, most_each, open_to_all):
    line = [
        asks(organisation, small=small, number=number) for number, (organisation, small) in enumerate(people)
    ]
    shared = room(places, min(held, places), most_each)
    given_to = list(next_in_line(line, shared, today=DAY if open_to_all else BEFORE))
    assert len(given_to) == shared.taken <= places
    assert given_to == sorted(given_to, key=lambda one: one.number)
    if open_to_all:
        assert given_to == line[:places]
    else:
        large = sum(not one.from_small for one in given_to)
        assert large <= places - shared.held or shared.held <= shared.taken_by_small
        assert all(number <= (most_each or places) for number in shared.taken_by.values())


@pytest.mark.parametrize(
    ("taken", "small", "today", "words"),
    [
        (0, False, BEFORE, "4 places left, 2 of them held for small charities until 3 November"),
        (2, False, BEFORE, "2 places left, held for small charities until 3 November"),
        (2, True, BEFORE, "2 places left, 2 of them held for small charities until 3 November"),
        (2, False, DAY, "2 places left"),
        (4, True, BEFORE, "Full. 3 people are waiting"),
    ],
)
def test_places_left_in_words(taken, small, today, words):
    shared = room()
    for _ in range(taken):
        shared.take(A, small=False)
    assert places_words(shared, waiting=3, small=small, today=today).replace("\xa0", " ") == words


def test_the_rule_is_said_on_the_page():
    words = fair_words(room(most_each=3), today=BEFORE).replace("\xa0", " ")
    assert "2 of the 4 places are held for small charities" in words and "more than 3 places" in words
    assert "Until 3 November" in words and fair_words(room(held=0), today=BEFORE) == ""


@pytest.mark.parametrize(
    ("role", "kind", "needed"),
    [
        ("", "", True),
        ("worker", "", True),
        ("worker", "charity", True),
        ("navigator", "", False),
        ("", "council", False),
    ],
)
def test_who_needs_a_course(role, kind, needed):
    assert is_needed(SimpleNamespace(role=role, kind=kind), roles={"worker"}, kind="charity") is needed
    assert not is_needed(SimpleNamespace(role=role, kind=kind), roles=set(), kind="charity")


def test_every_kind_of_organisation_has_words_for_who_needs_it():
    assert set(AT_KIND) == {"", *Organisation.Kind.values}


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 3), 36, date(2029, 11, 3)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
    ],
)
def test_months_after(day, months, then):
    assert months_after(day, months) == then


def test_words_for_lines_and_lengths():
    assert [ordinal(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 112)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th",
    ]  # fmt: skip
    assert (place_in_line(0), place_in_line(2)) == ("You are next in line", "You are 3rd in line")
    assert [length_words(minutes).replace("\xa0", " ") for minutes in (45, 60, 90)] == [
        "45 minutes", "1 hour", "1 hour 30 minutes",
    ]  # fmt: skip


def test_codes_are_of_letters_that_nobody_misreads_and_never_the_same():
    codes = {new_code() for _ in range(1000)}
    assert len(codes) == 1000 and all(len(code) == CODE_LENGTH for code in codes)
    assert set("".join(codes)) <= set(CODE_LETTERS) and not set(CODE_LETTERS) & set("01ILOU")
