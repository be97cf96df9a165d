"""Postcodes, wards and distance."""

import io
import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

import pytest
from django.db import ProgrammingError, transaction

from alongside.places import loading, queries
from alongside.places.models import District, Postcode, Ward

from .factories import EAST_MARSH, as_owner, places

EXTRACT = Path(os.environ.get("ALONGSIDE_ONS_EXTRACT", "no extract"))


@pytest.fixture
def some_places(db: None) -> Iterator[None]:
    with places():
        yield


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("dn31 1aa", "DN311AA"),
        (" D N 3 1-1AA.", "DN311AA"),
        ("DN31OAA", "DN310AA"),
        ("dn32", "DN32"),
        ("M1 1AE", "M11AE"),
        ("Grimsby", ""),
        ("", ""),
        ("'; DROP TABLE", ""),
        ("DN31 1AA" * 1000, ""),
    ],
)
def test_a_postcode_is_read_however_it_is_typed(typed: str, tidy: str) -> None:
    assert queries.tidy_postcode(typed) == tidy


def test_distance_is_in_miles() -> None:
    # Grimsby Town station to Cleethorpes station, as the crow flies.
    assert queries.miles_between(53.5637, -0.0871, 53.5617, -0.0291) == pytest.approx(2.4, abs=0.1)
    assert queries.miles_between(53.5, 0, 53.5, 0) == 0


def test_a_postcode_is_located_with_an_approximate_ward(some_places: None) -> None:
    place = queries.locate("dn31 3ps")
    assert place is not None and not place.is_district
    assert (place.name, place.district) == ("DN31 3PS", "DN31")
    assert place.ward is not None and place.ward.name == "East Marsh"
    assert place.approximate_ward


def test_a_ward_that_the_directory_knows_is_not_approximate(some_places: None) -> None:
    place = queries.locate("DN33 2AB")
    assert place is not None and place.ward is not None
    assert place.ward.name == "Scartho" and not place.approximate_ward


def test_the_first_half_is_placed_at_the_middle_of_its_postcodes(some_places: None) -> None:
    place = queries.locate("dn31")
    assert place is not None and place.is_district and place.ward is None
    assert queries.locate("DN31 9ZZ") == place, "an unknown postcode falls back on its district"


@pytest.mark.parametrize("typed", ["", "ZZ99 9ZZ", "here", "привет"])
def test_what_is_not_known_is_nowhere(some_places: None, typed: str) -> None:
    assert queries.locate(typed) is None


def test_loading_again_keeps_what_only_the_ons_directory_knew(some_places: None) -> None:
    with as_owner() as owner:
        again = loading.PostcodeRow("DN332AB", 53.5, -0.1)
        assert loading.load_postcodes([again], owner) == 1
    assert Postcode.objects.get(pk="DN332AB").ward_code == "E05001721"
    assert District.objects.get(pk="DN33").latitude == 53.5


def test_the_running_site_may_only_read(some_places: None) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Ward.objects.create(code="E05", name="X", latitude=0, longitude=0)


def test_the_installed_package_holds_code_point_open() -> None:
    files = loading.code_point_files(["ze"])
    rows = list(loading.read_code_point(files))
    lerwick = next(row for row in rows if row.code == "ZE10AA")
    assert lerwick.latitude == pytest.approx(60.15, abs=0.05)
    with pytest.raises(FileNotFoundError, match="QQ"):
        loading.code_point_files(["QQ"])


def test_the_ons_directory_is_read_by_column_name() -> None:
    text = (
        "PCD,doterm,lat,long,osward,lsoa21\n"
        "DN31 1AA,,53.5,-0.1,E05001725,E01013221\n"
        "DN31 1AB,202001,53.5,-0.1,E05001725,E01013221\n"
        "DN31 1AD,,99.999999,0,E05001725,E01013221\n"
    )
    rows = list(loading.read_ons_directory(io.StringIO(text)))
    assert rows == [loading.PostcodeRow("DN311AA", 53.5, -0.1, "E05001725", "E01013221")]
    with pytest.raises(ValueError, match="no columns"):
        list(loading.read_ons_directory(io.StringIO("a,b\n1,2\n")))


def test_wards_are_read_from_a_csv() -> None:
    text = (
        "code,name,latitude,longitude,authority_code,population,imd_rank,imd_edition\n"
        "E05001714,East Marsh,53.5698,-0.0669,E06000012,10664,1216,IMD 2019\n"
    )
    assert list(loading.read_wards(io.StringIO(text))) == [EAST_MARSH]
    with pytest.raises(ValueError, match="Line 2"):
        list(loading.read_wards(io.StringIO("code,name,latitude,longitude\nE05,X,north,0\n")))


@pytest.mark.skipif(
    not EXTRACT.exists(), reason="ALONGSIDE_ONS_EXTRACT names no extract of the ONS directory"
)
def test_nearest_centre_is_mostly_the_right_ward(db: None) -> None:
    with EXTRACT.open(encoding="utf-8") as lines:
        rows = [row for row in loading.read_ons_directory(lines) if row.ward_code]
    points = defaultdict(list)
    for row in rows:
        points[row.ward_code].append((row.latitude, row.longitude))
    middles = [
        loading.WardRow(code, code, mean(p[0] for p in at), mean(p[1] for p in at))
        for code, at in points.items()
    ]
    with as_owner() as owner:
        loading.load_wards(middles, owner)
        try:
            guesses = [(queries.nearest_ward(r.latitude, r.longitude), r.ward_code) for r in rows[::40]]
        finally:
            with owner.cursor() as cursor:
                cursor.execute("DELETE FROM places_ward")
    right = sum(1 for guess, code in guesses if guess and guess.code == code)
    assert right / len(guesses) > 0.7
