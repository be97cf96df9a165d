"""The hand-written entries of each demo directory."""

from .caring import CARING
from .community import COMMUNITY
from .crisis import CRISIS
from .families import FAMILIES
from .health import HEALTH
from .listing import Listing
from .money import MONEY
from .mood import MOOD
from .thornmere import THORNMERE

__all__ = ["Listing", "listings"]


def listings(place: str = "north-east-lincolnshire") -> tuple[Listing, ...]:
    """Every entry of a place, in a fixed order."""
    if place == "thornmere-vale":
        return THORNMERE
    return (*MOOD, *CRISIS, *FAMILIES, *CARING, *HEALTH, *MONEY, *COMMUNITY)
