"""The map beside the list: the same letters on both, nothing hidden, nothing where an alliance has no map."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from alongside.foundation.tenancy.context import in_alliance
from alongside.places.boundaries import read_areas
from alongside.places.drawing import draw
from alongside.places.models import AreaMap
from alongside.places.tests.factories import places

from .factories import make_service

SQUARE = [[-0.3, 53.5], [-0.3, 53.7], [0.0, 53.7], [0.0, 53.5], [-0.3, 53.5]]
CROFT = {
    "type": "Feature",
    "properties": {"name": "Croft & Baker"},
    "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
}


def make_map(alliance: Any, **more: Any) -> AreaMap:
    areas = read_areas(json.dumps({"type": "FeatureCollection", "features": [CROFT]}).encode())
    with in_alliance(alliance):
        return AreaMap.objects.create(
            alliance=alliance,
            **{"file_name": "w", "credit": "OS data", "areas": 1, "in_use": True, "loaded_by": "Ada"} | more,
            drawn=draw(areas).as_kept(),
        )


@pytest.fixture
def client(alliance: Any) -> Client:
    return Client(headers={"host": alliance.domain})


def results(client: Client, **given: Any) -> str:
    return client.get("/find/", {"need": "sleep", **given}).content.decode()


def marks_on(page: str) -> list[tuple[str, str]]:
    """(where it leads, what it is called) of each mark."""
    return re.findall(r'<a href="(#place-[A-Z]+)" aria-label="([^"]*)"><title>', page)


def test_each_mark_is_a_card_of_the_same_letter(client: Client, alliance: Any) -> None:
    make_map(alliance)
    with in_alliance(alliance):
        make_service(alliance, "Rest Easy", needs=("sleep",), at=(53.56, -0.07))
        make_service(alliance, "Night Owls", needs=("sleep",), at=(53.65, -0.25))
        make_service(alliance, "By Phone", needs=("sleep",))
    page = results(client)
    found = marks_on(page)
    assert sorted(label.split(": ")[1] for _, label in found) == ["Night Owls", "Rest Easy"]
    for href, label in found:
        card = page[page.index(f'id="{href[1:]}"') :][:400]
        assert label.split(": ")[1] in card and f"{label[0]} on the map" in card
    assert "OS data" in page and "Croft &amp; Baker" in page and page.count('id="map"') == 1


def test_places_on_one_spot_share_a_mark_and_far_ones_are_told(client: Client, alliance: Any) -> None:
    make_map(alliance)
    with in_alliance(alliance):
        make_service(alliance, "Rest Easy", needs=("sleep",), at=(53.56, -0.07))
        make_service(alliance, "Night Owls", needs=("sleep",), at=(53.56, -0.07))
        make_service(alliance, "London Sleep", needs=("sleep",), at=(51.5, -0.1))
    page = results(client)
    ((href, label),) = marks_on(page)
    assert href == "#place-A" and "Rest Easy" in label and "Night Owls" in label and "A B" in page
    assert "One place in this list is further away than the map." in page


def test_a_hidden_address_is_on_no_map(client: Client, alliance: Any) -> None:
    make_map(alliance)
    with in_alliance(alliance):
        make_service(alliance, "Rest Easy", needs=("sleep",), at=(53.56, -0.07))
        make_service(alliance, "Safe House", needs=("sleep",), at=(53.65, -0.25), hidden=True)
    page = results(client)
    assert "Safe House" in page and [label for _, label in marks_on(page)] == ["A: Rest Easy"]


def test_the_nearest_place_is_marked_where_somebody_said_where_they_are(
    client: Client, alliance: Any
) -> None:
    places()
    make_map(alliance)
    with in_alliance(alliance):
        make_service(alliance, "Rest Easy", needs=("sleep",), at=(53.65, -0.25))
    assert len(marks_on(results(client, postcode="DN31 3PS"))) == 1


def test_without_a_map_or_with_one_that_waits_lists_stand_alone(client: Client, alliance: Any) -> None:
    with in_alliance(alliance):
        make_service(alliance, "Rest Easy", needs=("sleep",), at=(53.56, -0.07))
    assert 'id="map"' not in results(client) and "on the map" not in results(client)
    make_map(alliance, in_use=False)
    assert 'id="map"' not in results(client)


def test_another_alliances_map_is_never_drawn(two_alliances: tuple[Any, Any]) -> None:
    first, second = two_alliances
    make_map(second)
    with in_alliance(first):
        make_service(first, "Rest Easy", needs=("sleep",), at=(53.56, -0.07))
    assert 'id="map"' not in results(Client(headers={"host": first.domain}))
