"""No message can say anything about a person's life."""

from datetime import date
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.messages.catalogue import TEMPLATES, TEXT_LENGTH
from alongside.foundation.messages.values import KINDS, kept, said

# As long as a link gets: a long host name and a 43-letter token.
LONGEST = {
    "link": "https://alongside.northeastlincolnshire.example/r/" + "x" * 43 + "/",
    "reference": "R-2026-000123",
    "code": "123456",
    "answer_by": date(2026, 9, 30),
    "until": date(2026, 9, 30),
    "on": date(2026, 9, 30),
}
GSM_7 = set("@$_ !\"#%&'()*+,-./:;<=>?\n") | set("0123456789") | {chr(c) for c in range(65, 91)} | {
    chr(c) for c in range(97, 123)
}  # fmt: skip
each_template = pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)


@each_template
def test_a_template_takes_only_links_dates_references_and_codes(template) -> None:
    assert set(template.values) <= {"link", "reference", "code", "answer_by", "until", "on"} == set(KINDS)
    named = {
        name
        for words in (template.subject, template.email, template.text)
        for _text, name, _spec, _conversion in Formatter().parse(words)
        if name is not None
    }
    assert named <= {*template.values, "place", "telephone"}


@each_template
def test_a_text_message_is_one_message(template) -> None:
    written = template.written(
        {name: LONGEST[name] for name in template.values},
        place="North East Lincolnshire",
        telephone="01632 960123",
    )
    assert len(written.text) <= TEXT_LENGTH
    assert set(written.text) <= GSM_7
    assert "\n" not in written.subject


@each_template
def test_no_message_says_what_it_is_about(template) -> None:
    everything = f"{template.subject} {template.email} {template.text}".lower()
    for word in ("mental", "health", "referral", "crisis", "support", "service", "therapy", "gp", "nhs"):
        assert word not in everything.replace("{", " ").split()


@pytest.mark.parametrize("name", ["link", "reference", "code", "answer_by", "until", "on"])
@given(words=st.text(min_size=1))
def test_words_do_not_pass_as_a_value(name: str, words: str) -> None:
    """Whatever text is tried, only the shape of its kind gets through."""
    try:
        said(name, words)
    except ValueError:
        return
    assert " " not in words


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("link", "https://a.example/?name=Ada"),
        ("link", "https://a.example/#Ada"),
        ("link", "https://a.example/Ada Lovelace"),
        ("link", "javascript:alert(1)"),
        ("reference", "ANXIETY"),
        ("reference", "Ada Lovelace 1"),
        ("code", "12345"),
        ("code", "١٢٣٤٥٦"),
        ("answer_by", "next Tuesday"),
        ("name", "Ada"),
        ("place", "Grimsby"),
    ],
)
def test_what_is_refused(name: str, value: str) -> None:
    with pytest.raises(ValueError, match="can't take"):
        said(name, value)


def test_a_date_is_said_as_people_say_it() -> None:
    assert said("answer_by", kept("answer_by", date(2026, 11, 3))) == "3 November 2026"


def test_a_value_too_few_or_too_many_is_refused() -> None:
    for values in ({}, {"code": "123456", "link": "https://a.example/", "reference": "R-1"}):
        with pytest.raises(ValueError, match="takes"):
            TEMPLATES["your_code"].check(values)
