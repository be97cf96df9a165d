"""Made-up people: a few hundred, each the same on every run."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from . import postcodes
from .directory import PLACES
from .members.member import slug_of
from .seed import dice, mobile, stable_id
from .words.care import CARER_LINKS, CONTACT_NOTES, CONTACT_WAYS, PRONOUNS, SAFETY_NOTES
from .words.names import ROOTS, Roots

_AGES = ((6, 11, 2), (12, 17, 7), (18, 25, 15), (26, 39, 25), (40, 54, 23), (55, 69, 16), (70, 93, 12))


@dataclass(frozen=True)
class Carer:
    """Someone who looks after a person."""

    name: str
    link: str
    phone: str


@dataclass(frozen=True)
class Person:
    """Someone supported by the demo alliance; phone and email may be "" when they have none.

    roots: "British", "African" or the language of the family; language: what the person would rather speak.
    """

    id: str
    first_name: str
    last_name: str
    pronouns: str
    born: date
    ward: str
    postcode: str
    phone: str
    email: str
    contact_by: str
    contact_note: str
    safety_note: str
    roots: str
    language: str
    needs_interpreter: bool
    carer: Carer | None

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    def age_on(self, day: date) -> int:
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))


def people(seed: int, count: int, today: date, place: str = "north-east-lincolnshire") -> Iterator[Person]:
    """`count` people of a place, each depending only on the seed, the day and their own number."""
    for number in range(count):
        yield _person(seed, number, today, place)


def _person(seed: int, number: int, today: date, place: str) -> Person:
    roll = dice("person", place, seed, number)
    root = roll.choices(ROOTS, [r.weight for r in ROOTS])[0]
    first, last, pronouns = _called(roll, root)
    low, high, _ = roll.choices(_AGES, [a[2] for a in _AGES])[0]
    age = roll.randint(low, high)
    home = _home(roll, place)
    language = (
        root.language if root.language not in ("British", "African") and roll.random() < 0.6 else "English"
    )
    has_phone = age >= 12 and roll.random() < 0.95
    child = age < 16
    return Person(
        id=stable_id(place, "person", seed, number),
        first_name=first,
        last_name=last,
        pronouns=pronouns,
        born=today - timedelta(days=age * 365.25 + roll.randrange(1, 364)),
        ward=home.ward,
        postcode=home.code,
        phone=mobile(number * 3 + (500 if place == "thornmere-vale" else 0)) if has_phone else "",
        email=f"{slug_of(first)}.{slug_of(last)}{number}@post.example" if roll.random() < 0.55 else "",
        contact_by=roll.choices([w for w, _ in CONTACT_WAYS], [w for _, w in CONTACT_WAYS])[0],
        contact_note=roll.choice(CONTACT_NOTES) if roll.random() < 0.3 else "",
        safety_note=roll.choice(SAFETY_NOTES) if roll.random() < 0.05 else "",
        roots=root.language,
        language=language,
        needs_interpreter=language != "English" and roll.random() < 0.4,
        carer=_carer(roll, last, child) if child or roll.random() < 0.16 else None,
    )


def _called(roll: Random, root: Roots) -> tuple[str, str, str]:
    """First name, last name, pronouns."""
    firsts, pronouns = roll.choices(((root.she, PRONOUNS[0]), (root.he, PRONOUNS[1])), (57, 43))[0]
    if roll.random() < 0.02:
        pronouns = PRONOUNS[2]
    return roll.choice(firsts.split()), roll.choice(root.family.split()), pronouns


def _home(roll: Random, place: str) -> postcodes.Postcode:
    """A postcode; the more deprived a ward (IMD 2019), the more of its people ask for help."""
    wards = PLACES[place][1]
    ward = roll.choices(wards, [w.population * (1 + 9000 / (w.imd_mean_rank + 3000)) for w in wards])[0]
    return roll.choice(
        [p for p in (*postcodes.NORTH_EAST_LINCOLNSHIRE, *postcodes.THORNMERE_VALE) if p.ward == ward.name]
    )


def _carer(roll: Random, last: str, child: bool) -> Carer:
    link = roll.choice(("mother", "father", "grandmother")) if child else roll.choice(CARER_LINKS)
    she = link in {"mother", "daughter", "sister", "grandmother"} or (
        link in {"friend", "partner"} and roll.random() < 0.5
    )
    first = roll.choice((ROOTS[0].she if she else ROOTS[0].he).split())
    return Carer(f"{first} {last}", link, mobile(roll.randrange(1000)))
