"""Reading boundaries from GeoJSON (RFC 7946): pure, and wary of what it is given.

ONS publishes wards as ``{"properties": {"WD25CD": "E05001713", "WD25NM": "Croft Baker"}, "geometry": ...}``; a file by
hand may say ``code`` and ``name``; an area without a name is drawn all the same. Only polygons have a boundary, so
nothing else is taken.
"""

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MOST_BYTES = 5_000_000
TOO_BIG = "That file is over 5 MB. Choose a generalised file, or one with fewer areas."
MOST_AREAS = 400
MOST_POINTS = 100_000
LONGEST_NAME = 100
#: The British National Grid and its kind count metres: what lies outside these is no pair of degrees.
DEGREES = (180.0, 90.0)
_NAMED = (re.compile(r"name", re.I), re.compile(r"\w+NM", re.I))
_CODED = (re.compile(r"code", re.I), re.compile(r"\w+CD", re.I))
_WGS84 = re.compile(r"CRS84|EPSG:{1,2}4326", re.I)

Point = tuple[float, float]
Ring = list[Point]


class UnreadableError(ValueError):
    """Why a file is no map, in one sentence for whoever chose it."""


@dataclass(frozen=True)
class Area:
    """One named area: rings of (longitude, latitude) in WGS84 degrees, each ending where it begins."""

    code: str
    name: str
    rings: list[Ring]


def read_areas(data: bytes) -> list[Area]:
    """The areas of a FeatureCollection, in its order.

    Raises UnreadableError for what is too big, is not JSON, is not in degrees, or has no areas.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableError(TOO_BIG)
    features = _features(_json(data))
    areas: list[Area] = []
    points = 0
    for number, feature in enumerate(features, start=1):
        area = _area(feature, number)
        if area is None:
            continue
        points += sum(len(ring) for ring in area.rings)
        if len(areas) >= MOST_AREAS or points > MOST_POINTS:
            raise UnreadableError(
                f"That file has more than {MOST_AREAS} areas or {MOST_POINTS:,} points. Choose a generalised file, "
                "or only your own wards."
            )
        areas.append(area)
    if not areas:
        raise UnreadableError("That file has no areas in it: only points or lines.")
    return areas


def _json(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise UnreadableError("That file is not GeoJSON: it can’t be read as JSON.") from error


def _no_constant(_text: str) -> float:
    """NaN and Infinity are JavaScript, not JSON, and no place."""
    raise ValueError


def _features(found: Any) -> list[Any]:
    if not isinstance(found, Mapping) or found.get("type") not in ("FeatureCollection", "Feature"):
        raise UnreadableError("That file is JSON, but not a collection of GeoJSON features.")
    system = found.get("crs")
    if system is not None and not _WGS84.search(json.dumps(system)):
        raise UnreadableError("That file is not in WGS84 degrees. Export it again as EPSG:4326.")
    features = [found] if found["type"] == "Feature" else found.get("features")
    if not isinstance(features, list):
        raise UnreadableError("That file has no features in it.")
    return features


def _area(feature: Any, number: int) -> Area | None:
    """One feature; None for one that is no area."""
    geometry = feature.get("geometry") if isinstance(feature, Mapping) else None
    if not isinstance(geometry, Mapping) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        return None
    given = feature.get("properties")
    said: Mapping[Any, Any] = given if isinstance(given, Mapping) else {}
    code = _first(said, _CODED)
    name = _first(said, _NAMED) or code
    called = name or f"area {number}"
    coordinates = geometry.get("coordinates")
    parts = [coordinates] if geometry["type"] == "Polygon" else coordinates
    try:
        rings = [_ring(ring) for part in _list(parts) for ring in _list(part)]
    except ValueError as error:
        raise UnreadableError(f"The boundary of {called} can’t be read: {error}.") from error
    if not rings:
        raise UnreadableError(f"The boundary of {called} has no points.")
    return Area(code, name, rings)


def _first(said: Mapping[Any, Any], patterns: tuple[re.Pattern[str], ...]) -> str:
    """What a feature is called: name before WD25NM; only the characters that can be shown."""
    for pattern in patterns:
        for key, value in said.items():
            if isinstance(key, str) and pattern.fullmatch(key) and isinstance(value, str) and value.strip():
                return "".join(c for c in value.strip() if c.isprintable())[:LONGEST_NAME]
    return ""


def _list(found: Any) -> list[Any]:
    if not isinstance(found, list):
        raise ValueError("its coordinates are not a list")
    return found


def _ring(found: Any) -> Ring:
    ring = list(_points(_list(found)))
    if len(ring) < 4:
        raise ValueError("a ring needs at least four points")
    if ring[0] != ring[-1]:
        raise ValueError("a ring does not end where it begins")
    return ring


def _points(found: list[Any]) -> Iterator[Point]:
    for pair in found:
        if not isinstance(pair, list) or len(pair) < 2:
            raise ValueError("a point is not a pair of numbers")
        longitude, latitude = (_degrees(pair[place], DEGREES[place]) for place in (0, 1))
        yield longitude, latitude


def _degrees(found: Any, most: float) -> float:
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise ValueError("a point is not a pair of numbers")
    if not -most <= found <= most or not math.isfinite(found):
        raise ValueError("it is not in degrees; export it again as WGS84 (EPSG:4326)")
    return float(found)
