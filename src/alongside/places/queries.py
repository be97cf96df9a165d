"""Where a postcode is, and in which ward."""

import re
from dataclasses import dataclass
from math import cos, radians

from django.db import connection

from alongside.foundation.tenancy.statements import Given, Statement

from .distance import miles_between
from .models import AreaMap, District, Postcode, Ward

__all__ = [
    "AreaMap",
    "Place",
    "area_map",
    "locate",
    "miles_between",
    "nearest_ward",
    "tidy_postcode",
    "wards_of",
]

_DISTRICT = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")
_FULL = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
#: A ward whose middle is further than this from a postcode is not guessed to be its ward.
NEAR_MILES = 6.0
POSTCODE = Statement(lambda: Postcode.objects.filter(pk=Given("code")))
DISTRICT = Statement(lambda: District.objects.filter(pk=Given("code")))
MAP = Statement(lambda: AreaMap.objects.filter(in_use=Given("in_use")))
WARD = Statement(lambda: Ward.objects.filter(pk=Given("code")))


@dataclass(frozen=True)
class Place:
    """A point that somebody named. ``approximate_ward`` marks a ward guessed by its nearest centre."""

    name: str
    is_district: bool
    latitude: float
    longitude: float
    ward: Ward | None
    approximate_ward: bool
    district: str


def tidy_postcode(text: str) -> str:
    """A postcode or district as we store it (DN311AA, DN31); '' when it cannot be one.

    Any spacing, case and punctuation is taken, and the letter O for a nought in the second half.
    """
    code = re.sub(r"[^A-Z0-9]", "", text.upper()[:40])
    if len(code) >= 5 and code[-3] == "O":
        code = code[:-3] + "0" + code[-2:]
    return code if _FULL.fullmatch(code) or _DISTRICT.fullmatch(code) else ""


def locate(postcode_or_district: str) -> Place | None:
    """The place of a postcode or of the first half of one; None when we do not know it.

    An unknown postcode in a district that we know is placed at the middle of the district.
    """
    code = tidy_postcode(postcode_or_district)
    if not code:
        return None
    full = _FULL.fullmatch(code)
    if full:
        found = POSTCODE.first(code=code)
        if found:
            ward = WARD.first(code=found.ward_code) if found.ward_code else None
            guessed = None if ward else nearest_ward(found.latitude, found.longitude)
            return Place(
                str(found), False, found.latitude, found.longitude, ward or guessed, bool(guessed), full[1]
            )
    district = DISTRICT.first(code=full[1] if full else code)
    if district is None:
        return None
    return Place(district.code, True, district.latitude, district.longitude, None, False, district.code)


def nearest_ward(latitude: float, longitude: float) -> Ward | None:
    """The ward whose centre is nearest, within six miles. An approximation of the ward of that point."""
    reach = NEAR_MILES / 69.0
    sql = """
        SELECT code FROM places_ward WHERE latitude BETWEEN %s AND %s
        ORDER BY (latitude - %s) ^ 2 + ((longitude - %s) * %s) ^ 2, code LIMIT 1
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, [latitude - reach, latitude + reach, latitude, longitude, cos(radians(latitude))])
        row = cursor.fetchone()
    if row is None:
        return None
    ward = WARD.first(code=row[0])
    assert ward is not None
    near = miles_between(latitude, longitude, ward.latitude, ward.longitude) <= NEAR_MILES
    return ward if near else None


def wards_of(authority_code: str) -> list[Ward]:
    """The wards of an authority by name."""
    return list(Ward.objects.filter(authority_code=authority_code).order_by("name"))


def area_map(*, in_use: bool = True) -> AreaMap | None:
    """The alliance's map in use, or the one that waits to be looked at; None where there is none."""
    return MAP.first(in_use=in_use)
