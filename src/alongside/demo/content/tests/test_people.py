"""The demo's people are the same every time and reachable only in fiction."""

import re
from datetime import date

from alongside.demo.content.needs import NEEDS
from alongside.demo.content.people import people
from alongside.demo.content.wards import NORTH_EAST_LINCOLNSHIRE
from alongside.demo.content.words.requests import REQUESTS

TODAY = date(2026, 11, 23)


def test_the_same_seed_gives_the_same_people_and_another_seed_others():
    assert list(people(3, 40, TODAY)) == list(people(3, 40, TODAY))
    assert list(people(3, 40, TODAY)) != list(people(4, 40, TODAY))


def test_fewer_people_are_the_first_of_more():
    assert list(people(3, 10, TODAY)) == list(people(3, 40, TODAY))[:10]


def test_people_live_in_real_wards_and_more_often_in_poorer_ones():
    found = [p.ward for p in people(1, 600, TODAY)]
    assert set(found) == {w.name for w in NORTH_EAST_LINCOLNSHIRE}
    shares = {w.name: found.count(w.name) / w.population for w in NORTH_EAST_LINCOLNSHIRE}
    assert shares["East Marsh"] > 1.5 * shares["Haverstoe"]


def test_numbers_are_for_drama_and_addresses_lead_nowhere():
    for person in people(1, 400, TODAY):
        assert not person.phone or re.fullmatch(r"07700 900\d{3}", person.phone)
        assert not person.carer or re.fullmatch(r"07700 900\d{3}", person.carer.phone)
        assert not person.email or re.fullmatch(r"[a-z0-9.-]+@post\.example", person.email)


def test_requests_cover_every_need_in_many_words():
    assert len({a.text for a in REQUESTS}) >= 120
    assert {code for a in REQUESTS for code in a.needs} == set(NEEDS)
    assert 5 <= sum(a.crisis for a in REQUESTS) <= 8
    assert sum(a.about_other for a in REQUESTS) >= 10
    assert all(a.urgent for a in REQUESTS if a.crisis)


def test_somebody_of_any_age_has_something_to_say():
    for age in range(6, 95):
        assert any(a.fits(age, "British") for a in REQUESTS), age
