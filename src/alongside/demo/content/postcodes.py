"""A few dozen real postcodes of North East Lincolnshire, four a ward, so that demo addresses have a place
on the map.

Contains OS data (c) Crown copyright and database right; contains Royal Mail data (c) Royal Mail copyright and
database right; source: Office for National Statistics, Open Government Licence v3.0.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Postcode:
    """A postcode, its point (WGS84) and its ward."""

    code: str
    lat: float
    lon: float
    ward: str


NORTH_EAST_LINCOLNSHIRE = (
    Postcode("DN35 8DJ", 53.5579, -0.0353, "Croft Baker"),
    Postcode("DN35 8LB", 53.5603, -0.0305, "Croft Baker"),
    Postcode("DN35 8TL", 53.5525, -0.0288, "Croft Baker"),
    Postcode("DN35 9AW", 53.5487, -0.0372, "Croft Baker"),
    Postcode("DN31 3PS", 53.5795, -0.0678, "East Marsh"),
    Postcode("DN31 3SW", 53.5756, -0.0577, "East Marsh"),
    Postcode("DN32 7RG", 53.5714, -0.0622, "East Marsh"),
    Postcode("DN32 9AY", 53.5658, -0.0749, "East Marsh"),
    Postcode("DN31 2UR", 53.5787, -0.1157, "Freshney"),
    Postcode("DN37 9DD", 53.5708, -0.1262, "Freshney"),
    Postcode("DN37 9LD", 53.5726, -0.1240, "Freshney"),
    Postcode("DN37 9NE", 53.5767, -0.1269, "Freshney"),
    Postcode("DN35 0BA", 53.5528, -0.0211, "Haverstoe"),
    Postcode("DN35 0DU", 53.5485, -0.0265, "Haverstoe"),
    Postcode("DN35 0TT", 53.5357, -0.0304, "Haverstoe"),
    Postcode("DN35 0UH", 53.5380, -0.0280, "Haverstoe"),
    Postcode("DN32 8HE", 53.5623, -0.0578, "Heneage"),
    Postcode("DN32 8HN", 53.5613, -0.0613, "Heneage"),
    Postcode("DN32 8ND", 53.5563, -0.0552, "Heneage"),
    Postcode("DN32 9JQ", 53.5636, -0.0747, "Heneage"),
    Postcode("DN36 4BT", 53.5208, -0.0537, "Humberston and New Waltham"),
    Postcode("DN36 4EJ", 53.5245, -0.0757, "Humberston and New Waltham"),
    Postcode("DN36 4QZ", 53.5204, -0.0589, "Humberston and New Waltham"),
    Postcode("DN36 4UY", 53.5358, -0.0200, "Humberston and New Waltham"),
    Postcode("DN40 1NG", 53.6125, -0.2215, "Immingham"),
    Postcode("DN40 2PB", 53.6346, -0.2009, "Immingham"),
    Postcode("DN40 3AE", 53.6079, -0.2703, "Immingham"),
    Postcode("DN40 3AF", 53.6088, -0.2703, "Immingham"),
    Postcode("DN32 0AX", 53.5505, -0.0775, "Park"),
    Postcode("DN32 0BE", 53.5593, -0.0892, "Park"),
    Postcode("DN33 2DP", 53.5408, -0.0903, "Park"),
    Postcode("DN34 5BD", 53.5520, -0.0919, "Park"),
    Postcode("DN33 2HD", 53.5380, -0.0860, "Scartho"),
    Postcode("DN33 2LP", 53.5271, -0.0914, "Scartho"),
    Postcode("DN33 3AD", 53.5327, -0.0926, "Scartho"),
    Postcode("DN33 3RX", 53.5414, -0.1016, "Scartho"),
    Postcode("DN35 7DZ", 53.5671, -0.0534, "Sidney Sussex"),
    Postcode("DN35 7JP", 53.5656, -0.0397, "Sidney Sussex"),
    Postcode("DN35 7NR", 53.5692, -0.0545, "Sidney Sussex"),
    Postcode("DN35 7QU", 53.5667, -0.0451, "Sidney Sussex"),
    Postcode("DN33 1EW", 53.5502, -0.1123, "South"),
    Postcode("DN33 1RW", 53.5459, -0.1171, "South"),
    Postcode("DN34 5NP", 53.5559, -0.1110, "South"),
    Postcode("DN34 5TF", 53.5543, -0.1229, "South"),
    Postcode("DN37 0DU", 53.5132, -0.1093, "Waltham"),
    Postcode("DN37 0EU", 53.5150, -0.0960, "Waltham"),
    Postcode("DN37 0UD", 53.5156, -0.1110, "Waltham"),
    Postcode("DN37 0YA", 53.5183, -0.1091, "Waltham"),
    Postcode("DN31 1TB", 53.5660, -0.0861, "West Marsh"),
    Postcode("DN31 2SD", 53.5727, -0.1021, "West Marsh"),
    Postcode("DN31 2UA", 53.5748, -0.1072, "West Marsh"),
    Postcode("DN31 9JB", 53.5722, -0.0774, "West Marsh"),
    Postcode("DN37 0RX", 53.4781, -0.1351, "Wolds"),
    Postcode("DN37 0ZB", 53.5172, -0.1192, "Wolds"),
    Postcode("DN37 9TT", 53.5856, -0.1301, "Wolds"),
    Postcode("DN41 7RP", 53.5792, -0.1575, "Wolds"),
    Postcode("DN34 4AB", 53.5645, -0.1041, "Yarborough"),
    Postcode("DN34 4JJ", 53.5656, -0.1083, "Yarborough"),
    Postcode("DN34 5SD", 53.5512, -0.1261, "Yarborough"),
    Postcode("DN34 5UX", 53.5587, -0.1164, "Yarborough"),
)

THORNMERE_VALE = (
    Postcode("ZZ91 1AA", 53.3040, -0.1010, "Thornmere Town"),
    Postcode("ZZ91 1BD", 53.3062, -0.0984, "Thornmere Town"),
    Postcode("ZZ91 2HP", 53.3310, -0.0630, "Saltbeck"),
    Postcode("ZZ91 2QT", 53.3296, -0.0671, "Saltbeck"),
    Postcode("ZZ92 4LN", 53.2770, -0.1500, "Upper Vale"),
)
