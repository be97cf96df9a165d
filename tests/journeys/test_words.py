"""A navigator hears what people here say and teaches it; somebody for whom nothing fits is not left there."""

import re

import pytest

from .steps import Visitor


@pytest.fixture
def visit(browser, site, size):
    opened = []

    def arrive() -> Visitor:
        opened.append(Visitor(browser, site, size=size))
        return opened[-1]

    yield arrive
    for visitor in opened:
        visitor.close()


def test_a_phrase_of_this_place_is_taught_and_counts_at_once(visit):
    given = visit().goes_to("/account/sign-in/")
    given.page.get_by_role("button", name=re.compile(", navigator, ")).first.click()
    given.goes_to("/words/").fills("Try a sentence", "the tallyman wants paying and i lie awake all night")
    given.presses("See what we understand").sees("What we understood", "They said")
    given.fills("Teach a phrase", f"tallyman wants {given.width}")
    given.page.get_by_label("Need", exact=True).first.select_option("debt_money")
    given.presses("Teach these words").sees("counts from now on", "1 phrase of our own")
    given.looks_right("words")
    given.presses("Take away").sees("Taken away", "No phrases here yet")


def test_when_nothing_fits_a_person_is_the_next_step(visit):
    given = visit().goes_to("/find/").fills("In your own words", "i want to die and i owe the tallyman")
    given.presses("See who can help").sees("Are you safe right now?", "None of these right?")
    given.looks_right("nothing-fits")
    given.presses("It’s all too far").sees("You don’t have to wait for us")
