"""Loading the demo: two alliances with their members, directory, people and eighteen months of work."""

from ..doors import DEMO_CODE
from .alliances import PLACES, Loaded, load_alliance, make_alliance, moment_of

__all__ = ["DEMO_CODE", "PLACES", "Loaded", "load_alliance", "make_alliance", "moment_of"]
