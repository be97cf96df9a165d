"""The patterns that new alliances start from: each is whole."""

import pytest

from alongside.directory.understanding import default_lexicon
from alongside.foundation.access.permissions import role_choices
from alongside.foundation.design.languages import LANGUAGES
from alongside.founding.pattern import needed_roles, pattern, pattern_names
from alongside.founding.rules import MOST_CONTACTS, leads_out_of_danger


def test_there_is_one_for_each_nation():
    assert pattern_names() == ["england", "northern-ireland", "scotland", "wales"]


@pytest.mark.parametrize("name", pattern_names())
def test_a_pattern_is_whole(name):
    found = pattern(name)
    assert leads_out_of_danger(found.crisis_contacts) and len(found.crisis_contacts) <= MOST_CONTACTS
    assert found.crisis_contacts[0]["href"] == "tel:999"
    assert all(contact["href"].startswith(("tel:", "sms:")) for contact in found.crisis_contacts)
    assert (
        found.clocks["expiry_days"] > found.clocks["answer_days_routine"] > found.clocks["answer_days_urgent"]
    )
    assert "{place}" in found.front_door
    colours = found.theme["person_colour"], found.theme["alliance_colour"]
    assert all(colours) == any(colours) and set(found.theme["languages"]) <= set(LANGUAGES)


@pytest.mark.parametrize("name", pattern_names())
def test_the_words_of_a_place_are_of_needs_that_there_are(name):
    words = pattern(name).words
    assert {one["need"] for one in words} <= set(default_lexicon().needs)
    assert len({one["phrase"] for one in words}) == len(words)


def test_the_roles_that_are_needed_can_be_given():
    assert needed_roles() and set(needed_roles()) <= {code for code, _words in role_choices()}


def test_a_nation_says_its_own_and_keeps_what_is_common():
    assert {c["label"] for c in pattern("england").crisis_contacts} > {"Urgent help", "Samaritans"}
    assert "Urgent help" not in {c["label"] for c in pattern("northern-ireland").crisis_contacts}


def test_there_is_no_pattern_of_another_name():
    with pytest.raises(KeyError):
        pattern("../../etc/passwd")
