"""How far apart two points are."""

from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_MILES = 3958.8


def miles_between(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Great-circle distance in miles between two WGS84 points in degrees (the haversine formula)."""
    rise = radians(other_latitude - latitude) / 2
    run = radians(other_longitude - longitude) / 2
    share = sin(rise) ** 2 + cos(radians(latitude)) * cos(radians(other_latitude)) * sin(run) ** 2
    return 2 * EARTH_RADIUS_MILES * asin(min(1.0, sqrt(share)))
