"""All the requests, and one that fits somebody."""

from collections import Counter
from random import Random

from .ask import Ask
from .heart import HEART
from .hearth import HEARTH

REQUESTS: tuple[Ask, ...] = (*HEART, *HEARTH)
_OPENINGS = (
    "Hi, ",
    "Hello. ",
    "Hi there. ",
    "Good evening, ",
    "morning, ",
    "Not sure if this is the right place. ",
    "Please can you help. ",
    "My friend gave me this page. ",
    "Dr said to contact you. ",
    "I saw your poster. ",
    "Hope its ok to write. ",
    "Never done this before. ",
)
_ENDINGS = (" Thank you.", " thanks", " Sorry to bother you.", " Any help would be good.", " x", "", "", "")


def request_for(age: int, roots: str, roll: Random, used: Counter[str], allow_crisis: bool) -> Ask:
    """A request that fits somebody, seldom one that was `used` already (the caller counts)."""
    fitting = [a for a in REQUESTS if a.fits(age, roots)]
    fitting = [a for a in fitting if not a.crisis or (allow_crisis and not used[a.text])]
    # Narrow requests ("I am 16") fit few people: they get a better chance when somebody fits.
    weights = [(1 + 40 / (1 + _span(a)) + 30 * bool(a.roots)) / (1 + 6 * used[a.text]) for a in fitting]
    return roll.choices(fitting, weights)[0]


def as_typed(chosen: Ask, roll: Random, again: bool) -> str:
    """The words, with small courtesies where somebody else has used the same words before."""
    opening, ending = roll.choice(_OPENINGS), roll.choice(_ENDINGS)
    return f"{opening}{chosen.text}{ending}" if again else chosen.text


def _span(chosen: Ask) -> int:
    low, high = chosen.ages.split("-")
    return int(high) - int(low)
