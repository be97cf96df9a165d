"""JSON: records of any shape, flattened to the rows that tables hold."""

import json

import pytest

from .. import UnreadableSourceError, limits
from .reading import places, read, said

SERVICE = {
    "id": "s1",
    "name": "Talking",
    "status": "active",
    "organization": {"id": "o1", "name": "Mind how you go", "website": "https://example.org"},
    "service_at_locations": [
        {
            "id": "x1",
            "location": {
                "id": "l1",
                "location_type": "physical",
                "latitude": 53.5,
                "longitude": -0.1,
                "addresses": [{"id": "a1", "address_1": "1 High Street", "postal_code": "DN311AA"}],
            },
            "schedules": [{"id": "c1", "byday": "MO", "opens_at": "09:00", "closes_at": "17:00"}],
        }
    ],
    "contacts": [{"id": "k1", "name": "A Person", "phones": [{"id": "p1", "number": "01632 960123"}]}],
    "funding": [{"id": "f1", "source": "Council"}],
    "attributes": [
        {"id": "t1", "taxonomy_term": {"id": "n1", "name": "Low mood", "term_uri": "http://example.com"}}
    ],
}


def write(path, value):
    path.write_text(json.dumps(value))
    return path


@pytest.mark.parametrize("shape", ["record", "list", "page", "old page", "tables"])
def test_a_service_whatever_stands_round_it(tmp_path, shape):
    body = {
        "record": SERVICE,
        "list": [SERVICE],
        "page": {"total_pages": 1, "contents": [SERVICE]},
        "old page": {"totalPages": 1, "content": [SERVICE]},
        "tables": {"services": [SERVICE]},
    }[shape]
    rows, _ = read(write(tmp_path / "feed.json", body))
    by_kind = {row.kind: row for row in rows}
    assert said(by_kind["service"])["organisation"] == "o1"
    assert said(by_kind["service_at_location"]) == {"service": "s1", "location": "l1", "description": ""}
    assert said(by_kind["address"])["location"] == "l1"
    assert said(by_kind["attribute"])["taxonomy_term"] == "n1"
    schedule = said(by_kind["schedule"])
    assert (schedule["service"], schedule["location"]) == ("s1", "l1")


def test_a_contact_leaves_a_telephone_number_and_no_name(tmp_path):
    rows, told = read(write(tmp_path / "s.json", SERVICE))
    phone = next(row for row in rows if row.kind == "phone")
    assert said(phone)["service"] == "s1"
    assert "A Person" not in repr(rows)
    assert {one.kind for one in told if one.level == "left out"} == {"contact", "funding"}
    assert ("s.json", "contacts[0]") in places(told, "left out")


def test_an_organisations_own_telephone_is_not_its_services(tmp_path):
    organisation = {
        "id": "o1",
        "name": "Us",
        "website": "https://example.org",
        "phones": [{"number": "01632 960124"}],
    }
    rows, _ = read(write(tmp_path / "s.json", {**SERVICE, "contacts": [], "organization": organisation}))
    phone = said(next(row for row in rows if row.kind == "phone"))
    assert (phone["organisation"], phone["service"]) == ("o1", None)


@pytest.mark.parametrize("body", ["", "{", "[1, 2", "3", '"text"', "{}", "\x00", "<html>", '{"a": }'])
def test_what_is_not_json_is_said_in_a_sentence(tmp_path, body):
    (tmp_path / "s.json").write_text(body)
    try:
        rows, told = read(tmp_path / "s.json")
    except UnreadableSourceError as error:
        assert "s.json" in str(error)
    else:
        assert not rows and told


def test_a_file_that_ends_too_early_keeps_what_was_whole_and_says_so(tmp_path):
    text = json.dumps([SERVICE, SERVICE])
    (tmp_path / "s.json").write_text(text[: len(text) - 40])
    rows, told = read(tmp_path / "s.json")
    assert sum(row.kind == "service" for row in rows) == 1
    assert any(one.partial and one.place.at == "[1]" for one in told)


def test_records_of_other_things_are_told(tmp_path):
    rows, told = read(write(tmp_path / "s.json", [{"colour": "red"}, 3, None, [], SERVICE]))
    assert [one.place.at for one in told[:4]] == ["[0]", "[1]", "[2]", "[3]"]
    assert any(row.kind == "service" for row in rows)


def test_values_of_the_wrong_shape_are_left_out(tmp_path):
    odd = {
        **SERVICE,
        "description": {"en": "x"},
        "minimum_age": "1e999",
        "url": ["https://a.example"],
        "phones": {"a": 1},
    }
    rows, told = read(write(tmp_path / "s.json", odd))
    service = said(next(row for row in rows if row.kind == "service"))
    assert (service["description"], service["minimum_age"]) == ("", None)
    assert len(places(told, "changed")) == 2


def test_depth_and_size_of_a_record_are_bounded(tmp_path, monkeypatch):
    deep: dict = {"id": "o", "name": "x", "website": "https://example.org"}
    for number in range(12):
        deep = {
            "id": f"o{number}",
            "name": "x",
            "website": "https://example.org",
            "services": [{**SERVICE, "organization": deep}],
        }
    _, told = read(write(tmp_path / "deep.json", deep))
    assert any("too deeply" in one.reason for one in told)
    (tmp_path / "nest.json").write_text("[" * 100_000)
    with pytest.raises(UnreadableSourceError):
        _, told = read(tmp_path / "nest.json")
        raise UnreadableSourceError(told[0].reason)
    monkeypatch.setattr(limits, "RECORD_VALUES", 1000)
    _, told = read(write(tmp_path / "wide.json", [{**SERVICE, "phones": [{"number": "1"}] * 2000}]))
    assert any("more than 1,000 values" in one.reason for one in told)
