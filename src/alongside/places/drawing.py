"""A map as a drawing: areas and marks in the whole units of one picture. Pure, and asks no other site for anything.

Degrees become units by an equirectangular projection whose longitudes shrink with the cosine of the middle latitude:
over one county it is right to well under the width of a line. Points fall on whole units, so neighbours share an
edge still.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from math import cos, radians
from string import ascii_uppercase
from typing import Any

from .boundaries import Area, Point, Ring

#: The longer side of a picture, in units, and the room around what is drawn.
LONGEST_SIDE = 600
MARGIN = 14
#: Marks closer than this in units would cover each other, so they are one.
TOGETHER = 30
#: How many times as large a part of a picture may be drawn: the boundaries are no finer than that.
MOST_TIMES = 3


Spot = tuple[int, int]


@dataclass(frozen=True)
class Frame:
    """Where a picture lies: its west and north edges in degrees, units a degree, and its size in units."""

    west: float
    north: float
    across: float
    down: float
    width: int
    height: int

    def spot(self, longitude: float, latitude: float) -> Spot:
        """Units from the left and from the top."""
        return (
            round((longitude - self.west) * self.across) + MARGIN,
            round((self.north - latitude) * self.down) + MARGIN,
        )

    def holds(self, spot: Spot) -> bool:
        """Whether a spot is in the picture."""
        return 0 <= spot[0] <= self.width and 0 <= spot[1] <= self.height


@dataclass(frozen=True)
class Shape:
    """One area: its name, the path of its boundary as SVG writes it, its middle, and how broad it is there."""

    name: str
    path: str
    x: int
    y: int
    room: int


@dataclass(frozen=True)
class Drawing:
    """A whole map without marks, as it is kept."""

    frame: Frame
    shapes: list[Shape]

    def as_kept(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def kept(cls, found: dict[str, Any]) -> "Drawing":
        return cls(Frame(**found["frame"]), [Shape(**shape) for shape in found["shapes"]])


@dataclass(frozen=True)
class View:
    """The part of a picture that is shown: from its left and top, so many times as large."""

    left: int
    top: int
    times: int

    def shown(self, spot: Spot) -> Spot:
        return (spot[0] - self.left) * self.times, (spot[1] - self.top) * self.times


WHOLE = View(0, 0, 1)


@dataclass(frozen=True)
class Mark:
    """One spot and what is there, in the order of the list."""

    x: int
    y: int
    keys: list[str]


def draw(areas: Sequence[Area]) -> Drawing:
    """The picture that just holds these areas. Areas too small to see are left out; their ground is still in the frame."""
    points = [point for area in areas for ring in area.rings for point in ring]
    frame = _frame(points)
    shapes = [shape for area in areas if (shape := _shape(area, frame))]
    return Drawing(frame, shapes)


def _frame(points: Sequence[Point]) -> Frame:
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    shrink = max(cos(radians((south + north) / 2)), 0.01)
    broad, tall = (east - west) * shrink, north - south
    unit = (LONGEST_SIDE - 2 * MARGIN) / max(broad, tall, 1e-6)
    return Frame(
        west,
        north,
        unit * shrink,
        unit,
        round(broad * unit) + 2 * MARGIN,
        round(tall * unit) + 2 * MARGIN,
    )


def _shape(area: Area, frame: Frame) -> Shape | None:
    """One area in whole units; None where nothing is left of it."""
    loops = [loop for ring in area.rings if len(loop := _loop(ring, frame)) > 2]
    if not loops:
        return None
    broadest = max(loops, key=lambda loop: abs(_twice_the_ground(loop)))
    left, right = min(spot[0] for spot in broadest), max(spot[0] for spot in broadest)
    return Shape(area.name, "".join(map(_path, loops)), *_middle(broadest), right - left)


def _loop(ring: Ring, frame: Frame) -> list[Spot]:
    """The corners of a ring in whole units, each once."""
    spots: list[Spot] = []
    for point in ring:
        spot = frame.spot(*point)
        if spots and spots[-1] == spot:
            continue
        if len(spots) > 1 and _in_line(spots[-2], spots[-1], spot):
            spots.pop()
        spots.append(spot)
    if len(spots) > 1 and spots[0] == spots[-1]:
        spots.pop()
    return spots


def _path(loop: list[Spot]) -> str:
    """A loop as a closed path of steps."""
    steps = [f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(loop)]
    return f"M{loop[0][0]} {loop[0][1]}l{' '.join(steps)}z"


def _twice_the_ground(loop: list[Spot]) -> int:
    """Gauss's shoelace: twice the area that a loop holds, below nought where it runs the other way."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*loop, loop[0]]))


def _middle(loop: list[Spot]) -> Spot:
    """The centroid of a loop; the middle of its corners where it holds no ground."""
    ground = _twice_the_ground(loop)
    if not ground:
        return sum(spot[0] for spot in loop) // len(loop), sum(spot[1] for spot in loop) // len(loop)
    across = down = 0
    for a, b in pairwise([*loop, loop[0]]):
        turn = a[0] * b[1] - b[0] * a[1]
        across += (a[0] + b[0]) * turn
        down += (a[1] + b[1]) * turn
    return round(across / (3 * ground)), round(down / (3 * ground))


def _in_line(a: Spot, b: Spot, c: Spot) -> bool:
    """Whether b lies on the way from a to c, so that it can be left out."""
    across = (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])
    onward = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1])
    return across == 0 and onward > 0


def closer(frame: Frame, spots: Sequence[Spot]) -> View:
    """The closest view that still holds every spot with room around it."""
    for times in range(MOST_TIMES, 1, -1):
        wide, high = frame.width // times, frame.height // times
        lefts, tops = [spot[0] for spot in spots], [spot[1] for spot in spots]
        left = _slid((min(lefts, default=0) + max(lefts, default=0) - wide) // 2, frame.width - wide)
        top = _slid((min(tops, default=0) + max(tops, default=0) - high) // 2, frame.height - high)
        room = TOGETHER // times
        if spots and all(
            room <= x - left <= wide - room and room <= y - top <= high - room for x, y in spots
        ):
            return View(left, top, times)
    return WHOLE


def _slid(wanted: int, most: int) -> int:
    """An edge that does not leave the picture."""
    return min(max(wanted, 0), most)


def marks(frame: Frame, places: Iterable[tuple[str, float, float]]) -> tuple[list[Mark], View]:
    """Marks for (key, latitude, longitude), as they stand in the closest view that holds them all.

    Those that would cover each other are together, in the order given. Ask ``frame.holds`` first: what lies outside is moved
    nowhere.
    """
    spots = [(key, frame.spot(longitude, latitude)) for key, latitude, longitude in places]
    view = closer(frame, [spot for _, spot in spots])
    found: list[Mark] = []
    for key, spot in spots:
        x, y = view.shown(spot)
        near = [mark for mark in found if abs(mark.x - x) < TOGETHER and abs(mark.y - y) < TOGETHER]
        if near:
            near[0].keys.append(key)
        else:
            found.append(Mark(x, y, [key]))
    return found, view


def letters(number: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    said = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        said = ascii_uppercase[rest] + said
    return said
