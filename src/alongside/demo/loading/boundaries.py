"""The wards of the first alliance for its map, loaded as its coordinators would load them.

``content/wards.geojson`` is the wards of North East Lincolnshire as of May 2025, thinned to about fifty metres.
"""

from pathlib import Path

import alongside.places.actions as places
from alongside.foundation.access.actor import Actor

WARDS = Path(__file__).parents[1] / "content" / "wards.geojson"
MAPPED = "north-east-lincolnshire"
CREDIT = (
    "Source: Office for National Statistics licensed under the Open Government Licence v3.0. "
    "Contains OS data © Crown copyright and database right 2025."
)


def load_boundaries(place: str, *, by: Actor) -> None:
    """Put the map in use. The second alliance has none, so its lists stand alone."""
    if place != MAPPED:
        return
    made = places.load_map(file_name=WARDS.name, data=WARDS.read_bytes(), credit=CREDIT, by=by)
    places.use_map(made, by=by)
