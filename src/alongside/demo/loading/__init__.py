"""Loading the demo: two alliances with their members, directory, people and eighteen months of work."""

from .alliances import DEMO_CODE, PLACES, Loaded, load_alliance, make_alliance, moment_of

__all__ = ["DEMO_CODE", "PLACES", "Loaded", "load_alliance", "make_alliance", "moment_of"]
