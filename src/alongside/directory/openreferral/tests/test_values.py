"""Values of real feeds, in the forms that they come in."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .. import values


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("9:00am", time(9)),
        ("9am", time(9)),
        ("12:30 p.m.", time(12, 30)),
        ("12am", time(0)),
        ("17:00", time(17)),
        ("10:00:00", time(10)),
        ("09.30", time(9, 30)),
        ("18:00Z", time(18)),
        ("24:00", time(23, 59)),
    ],
)
def test_times_of_day(written, meant):
    assert values.clock(written) == meant


@pytest.mark.parametrize("written", ["9", "25:00", "noon", "9:00am-5:00pm"])
def test_what_is_not_a_time_is_said_to_be_none(written):
    with pytest.raises(ValueError, match="not a time"):
        values.clock(written)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024-03-15T10:30:45.123Z", date(2024, 3, 15)),
        ("2005-01-01", date(2005, 1, 1)),
        ("31/12/2022", date(2022, 12, 31)),
    ],
)
def test_dates(written, meant):
    assert values.day(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Monday", "MO"),
        ("TH,FR", "TH,FR"),
        ("1", "MO"),
        ("1MO", "1MO"),
        ("-1fr", "-1FR"),
        ("Sat, Sun", "SA,SU"),
    ],
)
def test_days_of_the_week(written, meant):
    assert values.days(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [("dn311aa", "DN31 1AA"), ("DN31  1AA ", "DN31 1AA"), ("33136", "33136"), ("m1 1ae", "M1 1AE")],
)
def test_postcodes_are_written_one_way(written, meant):
    assert values.postcode(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("www.example.org", "http://www.example.org"),
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
    ],
)
def test_web_addresses(written, meant):
    assert values.url(written) == meant


@pytest.mark.parametrize(
    "written",
    ["javascript:alert(1)", "ftp://example.org", "file:///etc/passwd", "data:text/html,x", "not an address",
     "http://a b.example", "https://user:pw@example.org", "http://example.org:x", "https://[", "/page", "http://"],
)  # fmt: skip
def test_what_must_not_become_a_link_is_refused(written):
    with pytest.raises(ValueError):
        values.url(written)


def test_markup_becomes_plain_text():
    written = "<p>Come &amp; talk.</p><script>x()</script><br/>Tea\\nand cake 2 < 3"
    assert values.text(written) == "Come & talk.\nx()\nTea\nand cake 2 < 3"


def test_oversized_text_is_refused_with_its_size():
    with pytest.raises(ValueError, match="30001 characters"):
        values.text("a" * 30_001)


@pytest.mark.parametrize("written", ["nan", "inf", "-inf", "91", "north"])
def test_a_latitude_is_on_earth(written):
    with pytest.raises(ValueError):
        values.latitude(written)


@given(st.text(min_size=1, max_size=300))
def test_no_text_at_all_breaks_a_cleaner(written):
    for clean in (
        values.line, values.text, values.email, values.url, values.postcode, values.phone, values.latitude,
        values.age, values.amount, values.day, values.clock, values.days, values.status, values.truth, values.place_kind,
    ):  # fmt: skip
        try:
            clean(written)
        except ValueError as error:
            assert str(error)
