"""The demo directory is complete, stable, valid and safe to show."""

import json
import re
from collections import Counter
from datetime import date, timedelta

import pytest

from alongside.demo.content.directory import services
from alongside.demo.content.members import members, navigators, partner_organisations
from alongside.demo.content.needs import NEEDS
from alongside.demo.content.wards import NORTH_EAST_LINCOLNSHIRE

SCHEMA = "standards/oruk_3.0/schema/compiled/service.json"
CHARITIES = "organisations/uk_charities.csv.gz"
PLACES = ("north-east-lincolnshire", "thornmere-vale")
TODAY = date(2026, 11, 23)


def test_the_same_day_gives_the_same_directory():
    assert services(PLACES[0], TODAY) == services(PLACES[0], TODAY)


def test_identifiers_stay_from_day_to_day_and_are_unique():
    one, later = services(today=TODAY), services(today=TODAY + timedelta(days=9))
    assert [s["id"] for s in one] == [s["id"] for s in later]
    assert len({s["id"] for s in one}) == len(one)


def test_the_places_have_the_size_they_promise():
    assert len(members()) == 66 and len({m.slug for m in members()}) == 66
    assert 13 <= sum(not m.account for m in members()) <= 18
    assert len(navigators()) == 4 and len(NORTH_EAST_LINCOLNSHIRE) == 15
    assert len(services()) >= 155
    assert (len(members(PLACES[1])), len(services(PLACES[1]))) == (8, 12)
    kinds = Counter(p.kind for p in partner_organisations())
    assert kinds["nhs_trust"] == kinds["icb"] == kinds["council"] == 1
    assert kinds["gp_practice"] + kinds["pcn"] == 4


def test_every_need_has_somewhere_to_go():
    served = Counter(
        a["taxonomy_term"]["code"]
        for s in services()
        for a in s["attributes"]
        if a["taxonomy_term"]["taxonomy"] == "alongside-needs"
    )
    assert set(served) == set(NEEDS)
    assert min(served.values()) >= 3
    assert all(served[code] >= 8 for code in ("mood_anxiety", "loneliness", "debt_money", "bereavement"))


def test_the_directory_is_as_uneven_as_a_real_one():
    listed = services()
    missing = Counter(
        key
        for s in listed
        for key in ("phones", "email", "service_at_locations", "x_capacity")
        if key not in s
    )
    assert all(missing[key] > 10 for key in ("phones", "email", "service_at_locations", "x_capacity"))
    stale = [
        s for s in listed if s.get("x_capacity", {}).get("said_on", "9") < str(TODAY - timedelta(days=28))
    ]
    assert len(stale) > 10
    assert {s["x_capacity"]["state"] for s in listed if "x_capacity" in s} == {
        "has_room",
        "waiting_list",
        "full",
        "ask_first",
    }


def test_a_refuge_has_a_hidden_address():
    refuge = next(s for s in services() if "Refuge" in s["name"])
    location = refuge["service_at_locations"][0]["location"]
    assert location["attributes"][0]["taxonomy_term"]["code"] == "hidden_address"
    others = {
        at["location_id"]
        for s in services()
        if s["id"] != refuge["id"]
        for at in s.get("service_at_locations", [])
    }
    assert location["id"] not in others


def test_numbers_are_for_drama_and_addresses_lead_nowhere():
    for place in PLACES:
        text = json.dumps(services(place)) + repr(members(place)) + repr(navigators(place))
        text += " ".join(f"{m.phone} {m.email}" for m in members(place))
        for number in re.findall(r"\b0\d[\d ]{8,}\d\b", text):
            assert re.fullmatch(r"01632 960\d{3}|07700 900\d{3}", number), number
        for domain in re.findall(r"@([\w.-]+)", text):
            assert domain.endswith(".example"), domain


@pytest.mark.parametrize("place", PLACES)
def test_every_service_is_a_valid_open_referral_object(shared_data, place):
    import jsonschema

    schema = json.loads((shared_data / SCHEMA).read_text())
    check = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    for service in services(place):
        assert list(check.iter_errors(service)) == []


def test_no_member_has_the_name_of_a_real_charity(shared_data):
    import csv
    import gzip

    with gzip.open(shared_data / CHARITIES, "rt") as rows:
        real = {row["name"].lower().removeprefix("the ").strip() for row in csv.DictReader(rows)}
    for place in PLACES:
        for member in members(place):
            assert member.name.lower().removeprefix("the ") not in real
