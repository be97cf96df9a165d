"""An alliance's own colours: whatever it chooses, everything drawn in them can be read."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.foundation.design.theme import (
    DARK,
    LIGHT,
    PLUM,
    SAGE,
    contrast,
    name_of,
    stylesheet,
    told_apart,
    trouble_with,
)

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def rules(person: str, alliance: str) -> list[dict[str, str]]:
    """The shades of light pages and of dark ones."""
    light, dark = stylesheet(person, alliance).split("@media")
    return [dict(re.findall(r"--([\w-]+):(#[0-9a-f]{6})", part)) for part in (light, dark)]


def test_our_own_colours_need_no_sheet():
    assert stylesheet("", "") == stylesheet(PLUM, SAGE) == name_of("", "") == ""


def test_our_own_colours_pass_our_own_check():
    assert trouble_with(PLUM) is None and trouble_with(SAGE) is None and told_apart(PLUM, SAGE)


@pytest.mark.parametrize("colour", ["#ff8800", "#ffff00", "#8fd3ff", "#9a9a9a"])
def test_a_colour_too_light_is_refused_with_a_darker_one_that_will_do(colour):
    trouble = trouble_with(colour)
    assert trouble and "too light" in trouble.sentence
    assert trouble.instead and trouble_with(trouble.instead) is None


def test_two_like_colours_are_not_told_apart():
    assert not told_apart("#0b4f8a", "#0f548c")


@settings(deadline=None, max_examples=50)
@given(COLOURS, COLOURS)
def test_whatever_is_accepted_can_be_read_in_light_and_dark(person, alliance):
    pair = [trouble.instead if (trouble := trouble_with(one)) else one for one in (person, alliance)]
    if not all(pair) or pair == [PLUM, SAGE]:
        return
    for shades, papers in zip(rules(*pair), (LIGHT, DARK), strict=True):
        for paper in (papers["paper"], papers["card"], papers["linen"]):
            assert contrast(shades["plum"], paper) >= 4.5
            assert contrast(shades["sage"], paper) >= 4.5
        assert contrast(shades["plum"], shades["plum-wash"]) >= 4.5
        assert contrast(shades["sage"], shades["sage-wash"]) >= 4.5
        assert contrast(papers["ink"], shades["plum-wash"]) >= 7
        assert contrast(shades["on-plum"], shades["plum"]) >= 4.5
        assert contrast(shades["sage-mid"], papers["card"]) >= 3


def test_the_name_of_the_sheet_changes_with_it():
    assert name_of("#0b4f8a", "") != name_of("#0b4f8b", "") and re.fullmatch(
        r"[0-9a-f]{12}", name_of("#0b4f8a", "")
    )
