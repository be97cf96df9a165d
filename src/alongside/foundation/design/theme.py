"""An alliance's own two colours: all the shades that a page needs of them, each checked for contrast.

Plum is the person and sage is the alliance (look at ``styles/_tokens.scss``): an alliance may put its own colours
in their place. What safety, lateness and attention look like is never changed, so that it is learned once.
Contrast is WCAG 2.2's: 4.5 to 1 for words, 3 to 1 for shapes. Mixing is done in OKLCH, where a step of lightness
looks the same in every hue.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from coloraide import Color

PLUM, SAGE = "#6a2a5b", "#3b674b"
LIGHT = {"paper": "#fbf8f3", "linen": "#f4efe3", "card": "#fffefc", "ink": "#2b1a2c"}
DARK = {"paper": "#1d141e", "linen": "#251a26", "card": "#291d2a", "ink": "#f6eee8"}
ON_LIGHT, ON_DARK = "#fffdfa", "#2b1a2c"
WORDS, SHAPES = 4.5, 3.0
#: The least difference between the two colours (OKLab) at which they are told apart without effort.
APART = 0.12
STEP = 0.01
#: How much of a colour its palest shade holds: words in the colour stand on it.
WASH, DARK_WASH = 0.1, 0.12


@dataclass(frozen=True)
class Trouble:
    """Why a colour will not do, and the nearest one that will; ``instead`` is "" where there is none."""

    sentence: str
    instead: str = ""


def contrast(one: str, other: str) -> float:
    """How far apart two colours are in light, from 1 to 21: WCAG 2.2's contrast ratio."""
    return Color(one).contrast(other, method="wcag21")


def trouble_with(colour: str) -> Trouble | None:
    """What is wrong with a colour for words and buttons on our papers; None if nothing is.

    Raises ValueError for something that is no colour.
    """
    if _readable(colour):
        return None
    least = min(contrast(colour, paper) for paper in _papers(colour))
    return Trouble(
        f"This colour is too light to read: {least:.1f} to 1 on our papers, and {WORDS} is needed",
        next((darker for darker in _darker(colour) if _readable(darker)), ""),
    )


def told_apart(person: str, alliance: str) -> bool:
    """Whether someone can tell the two colours apart at a glance."""
    return Color(person).distance(alliance, space="oklab") >= APART


@lru_cache(maxsize=256)
def stylesheet(person: str, alliance: str) -> str:
    """The rules that put an alliance's colours in place of plum and sage; "" where both are ours.

    Takes "#rrggbb", or "" for our own. The same colours give the same text.
    """
    person, alliance = person or PLUM, alliance or SAGE
    if (person, alliance) == (PLUM, SAGE):
        return ""
    light = _rules(_shades(person, alliance))
    dark = _rules(_dark_shades(person, alliance))
    return f":root{{{light}}}\n@media (prefers-color-scheme:dark){{:root.dark-ok{{{dark}}}}}\n"


def name_of(person: str, alliance: str) -> str:
    """A short name that changes whenever the style sheet would: browsers may keep it for ever. "" for our own."""
    text = stylesheet(person, alliance)
    return hashlib.sha256(text.encode()).hexdigest()[:12] if text else ""


def _papers(colour: str) -> list[str]:
    return [LIGHT["paper"], LIGHT["linen"], LIGHT["card"], _mixed(colour, LIGHT["card"], WASH), ON_LIGHT]


def _readable(colour: str) -> bool:
    return all(contrast(colour, paper) >= WORDS for paper in _papers(colour))


def _darker(colour: str) -> Iterator[str]:
    shade = Color(colour).convert("oklch")
    while shade["lightness"] > STEP:
        shade["lightness"] -= STEP
        yield _hex(shade)


def _lighter_until(colour: str, paper: str, least: float) -> str:
    """The colour at the lightness, from 0.6 up, at which it can be read on a dark paper."""
    shade = Color(colour).convert("oklch")
    shade["lightness"] = max(shade["lightness"], 0.6)
    while contrast(_hex(shade), paper) < least and shade["lightness"] < 1:
        shade["lightness"] += STEP
    return _hex(shade)


def _shifted(colour: str, by: float) -> str:
    shade = Color(colour).convert("oklch")
    shade["lightness"] = min(max(shade["lightness"] + by, 0), 1)
    return _hex(shade)


def _mixed(colour: str, paper: str, share: float) -> str:
    """So much of a colour on a paper: 0 is the paper, 1 the colour."""
    return _hex(Color(paper).mix(colour, share, space="oklab"))


def _hex(colour: Color) -> str:
    return colour.convert("srgb").fit("srgb", method="oklch-chroma").to_string(hex=True)


def _shades(person: str, alliance: str) -> dict[str, str]:
    card = LIGHT["card"]
    deep = _shifted(person, -0.12)
    return {
        "plum": person,
        "plum-deep": deep,
        "plum-wash": _mixed(person, card, WASH),
        "plum-line": _mixed(person, card, 0.3),
        "on-plum": ON_LIGHT,
        "sage": alliance,
        "sage-mid": _graphic(alliance, card),
        "sage-wash": _mixed(alliance, card, WASH),
        "sage-line": _mixed(alliance, card, 0.3),
        "govuk-brand-colour": person,
        "govuk-link-colour": person,
        "govuk-link-hover-colour": deep,
        "govuk-hover-colour": _mixed(person, card, 0.3),
        "govuk-success-colour": alliance,
    }


def _dark_shades(person: str, alliance: str) -> dict[str, str]:
    card = DARK["card"]
    bright, calm = (_lighter_until(colour, DARK["card"], 7.0) for colour in (person, alliance))
    deep = _shifted(bright, 0.08)
    return {
        "plum": bright,
        "plum-deep": deep,
        "plum-wash": _mixed(bright, card, DARK_WASH),
        "plum-line": _mixed(bright, card, 0.4),
        "on-plum": ON_DARK,
        "sage": calm,
        "sage-mid": _mixed(calm, card, 0.65),
        "sage-wash": _mixed(calm, card, DARK_WASH),
        "sage-line": _mixed(calm, card, 0.4),
        "govuk-brand-colour": bright,
        "govuk-link-colour": bright,
        "govuk-link-hover-colour": deep,
        "govuk-hover-colour": _mixed(bright, card, 0.4),
        "govuk-success-colour": calm,
    }


def _graphic(colour: str, paper: str) -> str:
    """A lighter shade for bars and marks, as light as it may be and still be seen: 3 to 1."""
    found = colour
    shade = Color(colour).convert("oklch")
    while contrast(_hex(shade), paper) >= SHAPES + 0.3 and shade["lightness"] < 1:
        found = _hex(shade)
        shade["lightness"] += STEP
    return found


def _rules(shades: dict[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in shades.items())
