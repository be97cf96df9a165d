"""What an alliance has ready and what is left, in words."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from alongside.foundation.design.formats import age, and_list, long_date, plural
from alongside.foundation.design.languages import offered
from alongside.places.drawing import WHOLE, Drawing, Shape, View
from alongside.places.queries import AreaMap

from .queries import Ready


@dataclass(frozen=True)
class Part:
    """One thing that an alliance needs. ``left`` says what is missing; "" where it is ready."""

    title: str
    lines: list[str]
    label: str
    href: str
    left: str = ""


@dataclass(frozen=True)
class Overview:
    line: str
    parts: list[Part]


def overview(alliance: Any, ready: Ready) -> Overview:
    parts = [part for part in (*_own_parts(alliance, ready), *_other_parts(ready)) if part.href]
    left = sum(bool(part.left) for part in parts)
    return Overview(
        line=f"{plural(left, 'thing')} left before people can be helped." if left else "All is ready.",
        parts=parts,
    )


def _own_parts(alliance: Any, ready: Ready) -> list[Part]:
    return [
        Part(
            "Name, telephone and languages",
            [
                f"{alliance.name}, for {alliance.place}.",
                *([f"{alliance.telephone}. {alliance.open_hours}"] if alliance.telephone else []),
                "Pages for the public in "
                + and_list([one.name for one in offered(alliance.languages)] or ["English"])
                + ".",
            ],
            "Change name, telephone and languages",
            reverse("founding:details"),
            "" if alliance.telephone else "No telephone number yet: someone who can’t type has no way in.",
        ),
        Part(
            "Crisis help",
            ["On every page: " + ", ".join(f"{c['label']} {c['value']}" for c in alliance.crisis_contacts)],
            "Change crisis help",
            reverse("founding:crisis"),
        ),
        Part(
            "Who answers new requests",
            [f"{ready.front_door}."] if ready.front_door else [],
            "Choose who answers",
            reverse("founding:front_door"),
            "" if ready.front_door else "Nobody answers new requests yet.",
        ),
        Part("Clocks", clocks(alliance), "Change clocks", reverse("founding:clocks")),
        Part(
            "Colours",
            ["Your own." if alliance.person_colour or alliance.alliance_colour else "Plum and sage."],
            "Change colours",
            reverse("founding:colours"),
        ),
        Part(
            "The map",
            [f"In use: {ready.map_file}." if ready.map_file else "None: lists of services stand alone."],
            "Change the map",
            reverse("founding:map"),
        ),
    ]


def clocks(alliance: Any) -> list[str]:
    """The five clocks in two sentences."""
    return [
        f"Answer within {plural(alliance.answer_days_urgent, 'working day')} when it is urgent,"
        f" {alliance.answer_days_routine} otherwise. Goes back after {alliance.expiry_days}.",
        f"While someone waits, a check-in every {plural(alliance.check_in_days_urgent, 'day')} when it is urgent,"
        f" every {alliance.check_in_days_routine} otherwise.",
    ]


def _other_parts(ready: Ready) -> list[Part]:
    waiting = [f"{plural(ready.invited, 'invitation')} not taken up yet."] if ready.invited else []
    return [
        Part(
            "Accounts",
            [f"{plural(ready.accounts, 'account')}.", *waiting],
            "Invite people",
            _address("accounts:people"),
            f"Nobody is a {' or a '.join(ready.unheld)} yet." if ready.unheld else "",
        ),
        Part(
            "Terms",
            [f"Members must have their papers from {long_date(ready.binds_from)}."]
            if ready.binds_from
            else [],
            "Read and publish",
            _address("membership:terms"),
            f"Not published yet: {' and '.join(ready.unpublished).lower()}." if ready.unpublished else "",
        ),
        Part(
            "Groups",
            [f"{plural(ready.groups, 'group')}."],
            "See the groups",
            _address("governance:groups"),
            "" if ready.groups else "No group yet: nobody to decide.",
        ),
        Part(
            "Members",
            [f"{plural(ready.members, 'member')} and {plural(ready.partners, 'partner')}."],
            "See the members",
            _address("home:members"),
            "" if ready.members else "No organisation has joined yet.",
        ),
        Part(
            "Words",
            [
                "What people say is understood from the first day.",
                f"{plural(ready.own_words, 'phrase')} of your own place.",
            ],
            "Teach words",
            _address("directory:words") if ready.may_teach else "",
        ),
        Part(
            "Directory",
            [f"{plural(ready.services, 'service')}."],
            "See what people find",
            _address("directory:find"),
            ""
            if ready.services
            else "Nobody can be found yet. Bring a list in: ./run manage import_directory, on the server.",
        ),
    ]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@dataclass(frozen=True)
class MapDrawn:
    """What design/components/map.html takes."""

    width: int
    height: int
    shapes: list[Shape]
    credit: str
    view: View = WHOLE
    names: tuple[()] = ()
    marks: tuple[()] = ()
    further: int = 0


@dataclass(frozen=True)
class MapPart:
    """A map that an alliance has: its file, how much is in it, and the drawing without marks."""

    file_name: str
    line: str
    drawn: MapDrawn


def map_shown(found: AreaMap | None) -> MapPart | None:
    if found is None:
        return None
    drawing = Drawing.kept(found.drawn)
    loaded = f"{plural(found.areas, 'area')}, loaded {age(found.loaded_at)} by {found.loaded_by}."
    return MapPart(
        found.file_name,
        loaded,
        MapDrawn(drawing.frame.width, drawing.frame.height, drawing.shapes, found.credit),
    )
