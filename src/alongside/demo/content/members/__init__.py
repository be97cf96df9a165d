"""Member organisations, partners and navigators of each demo alliance."""

from . import partners, thornmere
from .charities import CHARITIES
from .groups import GROUPS
from .member import Member
from .partners import Navigator

__all__ = ["Member", "Navigator", "front_door", "members", "navigators", "partner_organisations"]


def members(place: str = "north-east-lincolnshire") -> tuple[Member, ...]:
    """The member organisations (66 in North East Lincolnshire, 8 in Thornmere Vale), without partners."""
    return thornmere.MEMBERS if place == thornmere.PLACE else (*CHARITIES, *GROUPS)


def partner_organisations(place: str = "north-east-lincolnshire") -> tuple[Member, ...]:
    """Public bodies, primary care and the front door."""
    return thornmere.PARTNERS if place == thornmere.PLACE else partners.PARTNERS


def front_door(place: str = "north-east-lincolnshire") -> Member:
    return thornmere.FRONT_DOOR if place == thornmere.PLACE else partners.FRONT_DOOR


def navigators(place: str = "north-east-lincolnshire") -> tuple[Navigator, ...]:
    return thornmere.NAVIGATORS if place == thornmere.PLACE else partners.NAVIGATORS
