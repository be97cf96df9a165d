"""Boundaries: what a file may hold, and what is said of one that cannot be drawn."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.places.boundaries import MOST_BYTES, UnreadableError, read_areas
from alongside.places.drawing import LONGEST_SIDE, Drawing, draw, letters, marks

SQUARE = [[-0.1, 53.5], [-0.1, 53.6], [0.0, 53.6], [0.0, 53.5], [-0.1, 53.5]]
REAL = Path(__file__).parents[5] / "shared" / "data" / "areas"


def collection(*features: Any, **more: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features), **more}).encode()


def area(name: Any = "Croft", ring: Any = None, kind: str = "Polygon", **said: Any) -> dict[str, Any]:
    rings = [SQUARE if ring is None else ring]
    return {
        "type": "Feature",
        "properties": {"name": name, **said},
        "geometry": {"type": kind, "coordinates": rings if kind == "Polygon" else [rings]},
    }


@pytest.mark.parametrize(
    ("said", "name", "code"),
    [
        ({"name": "Croft Baker", "code": "E05001713"}, "Croft Baker", "E05001713"),
        ({"WD25NM": "Croft Baker", "WD25CD": "E05001713"}, "Croft Baker", "E05001713"),
        ({"FID": 3, "LAD24NM": " Grimsby\x00\u202e "}, "Grimsby", ""),
        ({"name": None}, "", ""),
        (None, "", ""),
    ],
)
def test_names_are_found_as_ons_and_others_write_them(said: Any, name: str, code: str) -> None:
    (found,) = read_areas(collection(area() | {"properties": said}))
    assert (found.name, found.code, len(found.rings[0])) == (name, code, 5)


def test_many_parts_are_one_area_and_points_are_none() -> None:
    point = {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [0, 0]}}
    found = read_areas(collection(point, area(kind="MultiPolygon"), {"type": "Feature", "geometry": None}))
    assert [one.name for one in found] == ["Croft"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "can’t be read as JSON"),
        (b"PK\x03\x04", "can’t be read as JSON"),
        (b"[" * 100_000, "can’t be read as JSON"),
        (b'{"type": "FeatureCollection", "features": NaN}', "can’t be read as JSON"),
        (b"[]", "not a collection"),
        (b'{"type": "Topology"}', "not a collection"),
        (b'{"type": "FeatureCollection"}', "no features"),
        (collection(), "no areas"),
        (collection(area(), crs={"properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}), "not in WGS84"),
        (collection(area(ring=[[520000, 410000]] * 4)), "not in degrees"),
        (collection(area(ring=SQUARE[:-1])), "does not end where it begins"),
        (collection(area(ring=[[0, 0], [0, 0]])), "at least four points"),
        (collection(area(ring=[["0", 0]] * 4)), "not a pair of numbers"),
        (collection(area(ring=[[True, 0]] * 4)), "not a pair of numbers"),
        (collection(area(ring=[[0]] * 4)), "not a pair of numbers"),
        (collection(area(ring={"a": 1})), "not a list"),
        (b'{"type":"FeatureCollection","features":[' + b" " * MOST_BYTES + b"]}", "over 5 MB"),
        (collection(*[area()] * 401), "more than 400 areas"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_said_in_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        read_areas(data)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda s: st.lists(s) | st.dictionaries(st.text(), s),
    )
)
def test_nothing_but_an_unreadable_file_comes_of_rubbish(rubbish: Any) -> None:
    for data in (
        json.dumps(rubbish),
        json.dumps({"type": "FeatureCollection", "features": rubbish}),
        json.dumps({"type": "Feature", "geometry": {"type": "Polygon", "coordinates": rubbish}}),
        json.dumps({"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": [rubbish]}}),
    ):
        with pytest.raises(UnreadableError):
            read_areas(data.encode())


DEGREES = st.tuples(st.floats(-180, 180), st.floats(-90, 90)).map(list)


@given(st.lists(DEGREES, min_size=3, max_size=40))
def test_every_readable_boundary_is_drawn_inside_its_frame_and_kept_as_it_is(
    points: list[list[float]],
) -> None:
    drawing = draw(read_areas(collection(area(ring=[*points, points[0]]))))
    assert max(drawing.frame.width, drawing.frame.height) <= LONGEST_SIDE + 1
    for longitude, latitude in points:
        assert drawing.frame.holds(drawing.frame.spot(longitude, latitude))
    assert Drawing.kept(json.loads(json.dumps(drawing.as_kept()))) == drawing
    assert all(set(shape.path) <= set("Mlz -0123456789") for shape in drawing.shapes)


def test_marks_that_would_cover_each_other_are_one() -> None:
    frame = draw(read_areas(collection(area()))).frame
    found, view = marks(
        frame, [("A", 53.55, -0.05), ("B", 53.5501, -0.0501), ("C", 53.595, -0.005), ("D", 53.505, -0.095)]
    )
    assert [mark.keys for mark in found] == [["A", "B"], ["C"], ["D"]] and view.times == 1
    assert found[1].y < found[0].y and found[1].x > found[0].x  # north is up, east is right


def test_marks_that_stand_close_are_seen_closer() -> None:
    frame = draw(read_areas(collection(area()))).frame
    found, view = marks(frame, [("A", 53.551, -0.05), ("B", 53.548, -0.051)])
    assert view.times == 3 and [mark.keys for mark in found] == [["A"], ["B"]]


@given(st.lists(st.tuples(st.floats(53.5, 53.6), st.floats(-0.1, 0.0)), max_size=8))
def test_every_mark_is_in_the_picture_however_close_it_is_seen(points: list[tuple[float, float]]) -> None:
    frame = draw(read_areas(collection(area()))).frame
    found, view = marks(frame, [(str(n), *point) for n, point in enumerate(points)])
    assert all(frame.holds((mark.x, mark.y)) for mark in found)
    assert sum(len(mark.keys) for mark in found) == len(points) and 1 <= view.times <= 3


def test_letters_go_on_after_z() -> None:
    assert [letters(n) for n in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]


@pytest.mark.skipif(not REAL.is_dir(), reason="the real boundaries are not on this machine")
@pytest.mark.parametrize("name", ["wards2025_nel", "wards2025_five_areas_simplified"])
def test_real_wards_are_drawn_in_few_bytes(name: str) -> None:
    areas = read_areas((REAL / f"{name}.geojson").read_bytes())
    drawing = draw(areas)
    assert len(drawing.shapes) > 10 and len(json.dumps(drawing.as_kept())) < 200_000
