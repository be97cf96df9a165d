"""The map beside the list: the same places by the same letters, and nothing that the list does not say."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.places.drawing import Drawing, Shape, View, letters, marks
from alongside.places.queries import AreaMap, miles_between

from ..queries import PlaceShown, ServiceShown, Wanted

#: So many letters are written on one mark; the rest are counted.
WRITTEN = 4
#: How broad a letter of an area's name is, in units.
LETTER = 11


@dataclass(frozen=True)
class MarkShown:
    """One mark: where, what is written on it, whom it leads to, and every name in words."""

    x: int
    y: int
    wide: int
    text: str
    href: str
    label: str


@dataclass(frozen=True)
class NameShown:
    """The name of an area, about its middle."""

    x: int
    y: int
    text: str


@dataclass(frozen=True)
class MapShown:
    """What design/components/map.html takes."""

    width: int
    height: int
    view: View
    shapes: list[Shape]
    names: list[NameShown]
    marks: list[MarkShown]
    credit: str
    further: int = 0


def where(service: ServiceShown, wanted: Wanted) -> PlaceShown | None:
    """The place of a service that a map may show: the nearest, or the first. Never one whose address is hidden."""
    seen = [
        one
        for one in service.places
        if not one.hidden and not one.virtual and one.latitude is not None and one.longitude is not None
    ]
    near = wanted.place
    if near is None or not seen:
        return seen[0] if seen else None
    return min(
        seen,
        key=lambda one: miles_between(
            near.latitude, near.longitude, one.latitude or 0.0, one.longitude or 0.0
        ),
    )


def lettered(
    ids: list[UUID], shown: Mapping[UUID, ServiceShown], wanted: Wanted, kept: AreaMap | None
) -> tuple[dict[UUID, str], MapShown | None]:
    """Letters for the services of a list in its order, and the map with a mark for each; none where there is no map.

    Who has no place to show, or is outside the map, has no letter.
    """
    if kept is None:
        return {}, None
    drawing = Drawing.kept(kept.drawn)
    places = [(pk, place) for pk in ids if pk in shown and (place := where(shown[pk], wanted))]
    inside = [
        pk
        for pk, at in places
        if drawing.frame.holds(drawing.frame.spot(at.longitude or 0.0, at.latitude or 0.0))
    ]
    said = {pk: letters(number) for number, pk in enumerate(inside)}
    by_letter = {letter: shown[pk].service.name for pk, letter in said.items()}
    found, view = marks(
        drawing.frame,
        [(said[pk], at.latitude or 0.0, at.longitude or 0.0) for pk, at in places if pk in said],
    )
    return said, MapShown(
        drawing.frame.width,
        drawing.frame.height,
        view,
        drawing.shapes,
        _names(drawing, view),
        [_mark(one.x, one.y, one.keys, by_letter) for one in found],
        kept.credit,
        further=len(places) - len(inside),
    )


def _names(drawing: Drawing, view: View) -> list[NameShown]:
    """The names of those areas that are broad enough to hold theirs, where the whole name is in the picture."""
    found = []
    for shape in drawing.shapes:
        x, y = view.shown((shape.x, shape.y))
        long = LETTER * len(shape.name)
        inside = (
            long / 2 <= x <= drawing.frame.width - long / 2 and LETTER <= y <= drawing.frame.height - LETTER
        )
        if shape.name and inside and shape.room * view.times > long:
            found.append(NameShown(x, y, shape.name))
    return found


def _mark(x: int, y: int, keys: list[str], names: Mapping[str, str]) -> MarkShown:
    text = " ".join(keys[:WRITTEN]) + (f" +{len(keys) - WRITTEN}" if len(keys) > WRITTEN else "")
    label = _("; ").join(f"{key}: {names[key]}" for key in keys)
    return MarkShown(x, y, max(30, 12 * len(text) + 14), text, f"#place-{keys[0]}", label)
