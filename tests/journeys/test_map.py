"""A coordinator loads the boundaries of the wards and puts them in use; someone finds a place by its letter."""

import json

import pytest

from alongside.demo.loading.boundaries import WARDS

from .conftest import DESKTOP
from .steps import Visitor
from .test_members import signs_in


@pytest.fixture
def visit(browser, site):
    opened = []

    def arrive(size, **more) -> Visitor:
        opened.append(Visitor(browser, site, size=size, **more))
        return opened[-1]

    yield arrive
    for visitor in opened:
        visitor.close()


def test_a_coordinator_loads_wards_looks_at_them_and_puts_them_in_use(visit, tmp_path) -> None:
    # Given a coordinator with the wards of the place, and a file that is none
    harriet = signs_in(visit(DESKTOP), "coordinator@alliance-front-door.example").sees("Members")
    wrong, wards = tmp_path / "notes.geojson", tmp_path / "wards-of-2026.geojson"
    wrong.write_text("Dear all")
    wards.write_text(json.dumps(json.loads(WARDS.read_text())))

    # When she chooses the wrong one, she is told, and nothing changes
    harriet.goes_to("/alliance/").presses("Change the map").sees("In use: wards.geojson").looks_right(
        "alliance-map"
    )
    harriet.page.set_input_files("[name=file]", wrong)
    harriet.fills("What its licence asks you to say", "Source: ONS").presses("Load and look at it")
    harriet.sees("can’t be read as JSON", "In use: wards.geojson").looks_right("alliance-map-wrong")

    # Then the right one waits until she has looked at it
    harriet.page.set_input_files("[name=file]", wards)
    harriet.fills("What its licence asks you to say", "Source: ONS 2026").presses("Load and look at it")
    harriet.sees("To look at: wards-of-2026.geojson", "15 areas").looks_right("alliance-map-waiting")
    harriet.presses("Put this map in use").sees("In use: wards-of-2026.geojson")


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_someone_finds_a_place_by_its_letter(visit, size, javascript) -> None:
    # Given someone with a list of places
    dawn = visit(size, javascript=javascript).goes_to("/")
    dawn.fills("In your own words", "I can’t sleep since my mum died").fills("Your postcode", "DN32 7QB")
    dawn.presses("See who can help").sees("near you can help")

    # When they look at the map, folded away on a phone
    opens = dawn.page.get_by_role("link", name="See these places on a map")
    if opens.is_visible():
        opens.click()
    dawn.looks_right("results-map")
    mark = dawn.page.locator("svg a").first
    name = (mark.get_attribute("aria-label") or "").split(";")[0]
    letter, called = name.split(": ", 1)

    # Then a mark leads to the place of its letter, and the letter back to the map
    mark.focus()
    dawn.page.keyboard.press("Enter")
    card = dawn.page.locator(f"#place-{letter}")
    assert called in card.inner_text() and dawn.page.url.endswith(f"#place-{letter}")
    card.get_by_role("link", name=f"{letter} on the map").click()
    assert dawn.page.url.endswith("#map") and dawn.page.locator("#map svg").is_visible()
