"""The table on the front page: one seat for each member, drawn from counts, and always one empty.

No ornament without a count: what is drawn is who sits there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, radians, sin

# The line the seats stand on: a rounded rectangle round the table top, in the picture's own units.
LEFT, TOP, RIGHT, BOTTOM, CORNER = 25.0, 25.0, 1095.0, 485.0, 177.0
PHONE_WIDTH, PHONE_ROW = 354.0, 22


@dataclass(frozen=True)
class Seat:
    """kind as in KINDS of the template (community, lived, nhs, council, you); turn in degrees."""

    kind: str
    x: float
    y: float
    turn: float
    scale: float


@dataclass(frozen=True)
class Table:
    """around for wide screens; above and below the words for phones."""

    around: list[Seat]
    above: list[Seat]
    below: list[Seat]
    phone_height: int


def table_of(counts: Mapping[str, int]) -> Table:
    """A table with counts[kind] seats of each kind, each kind spread evenly, and one seat kept for "you"."""
    places = sorted(
        ((place + 0.5) / number, kind) for kind, number in counts.items() for place in range(number)
    )
    kinds = [kind for _, kind in places]
    kinds.insert(len(kinds) * 5 // 8, "you")
    length = _length()
    scale = min(1.9, length / len(kinds) / 21.6)
    around = []
    for place, kind in enumerate(kinds):
        x, y, turn = _stand((place + 0.5) / len(kinds) * length)
        around.append(Seat(kind, round(x, 1), round(y, 1), round(turn, 1), round(scale, 2)))
    half = len(kinds) // 2
    above, below = _rows(kinds[:half], 180), _rows(kinds[half:], 0)
    rows = -(-max(half, len(kinds) - half) // PHONE_ROW)
    return Table(around, above, below, 24 * rows)


def _rows(kinds: list[str], turn: float) -> list[Seat]:
    step = PHONE_WIDTH / PHONE_ROW
    return [
        Seat(kind, round((place % PHONE_ROW + 0.5) * step, 2), 12 + 24 * (place // PHONE_ROW), turn, 0.84)
        for place, kind in enumerate(kinds)
    ]


def _length() -> float:
    across, down = RIGHT - LEFT - 2 * CORNER, BOTTOM - TOP - 2 * CORNER
    return 2 * (across + down) + 2 * pi * CORNER


def _stand(along: float) -> tuple[float, float, float]:
    """Where a seat stands, and how far it is turned, so far along the line from the top left, clockwise."""
    across, down, bend = RIGHT - LEFT - 2 * CORNER, BOTTOM - TOP - 2 * CORNER, pi / 2 * CORNER
    left, right, top, bottom = LEFT + CORNER, RIGHT - CORNER, TOP + CORNER, BOTTOM - CORNER
    sides = (
        (across, (left, TOP), (1, 0), (right, top)),
        (down, (RIGHT, top), (0, 1), (right, bottom)),
        (across, (right, BOTTOM), (-1, 0), (left, bottom)),
        (down, (LEFT, bottom), (0, -1), (left, top)),
    )
    for quarter, (straight, start, way, centre) in enumerate(sides):
        if along <= straight:
            return start[0] + way[0] * along, start[1] + way[1] * along, (180 + 90 * quarter) % 360
        along -= straight
        if along <= bend:
            turned = 90 * quarter + along / bend * 90
            angle = radians(turned - 90)
            return (
                centre[0] + CORNER * cos(angle),
                centre[1] + CORNER * sin(angle),
                (180 + turned) % 360,
            )
        along -= bend
    return LEFT + CORNER, TOP, 180.0


@dataclass(frozen=True)
class GroupSeat(Seat):
    """A seat at one group's table; an empty one is drawn hollow."""

    empty: bool = False


def group_table(seats: Sequence[tuple[str, bool]]) -> list[GroupSeat]:
    """Seats of one group round its table, from (kind, empty): the first, the chair's, stands at the top."""
    if not seats:
        return []
    length = _length()
    middle = (RIGHT - LEFT - 2 * CORNER) / 2
    scale = round(min(3.4, length / len(seats) / 21.6), 2)
    found = []
    for place, (kind, empty) in enumerate(seats):
        x, y, turn = _stand((middle + place / len(seats) * length) % length)
        found.append(GroupSeat(kind, round(x, 1), round(y, 1), round(turn, 1), scale, empty))
    return found
