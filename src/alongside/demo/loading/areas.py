"""The wards and postcodes of both places. Reference tables: only the owner fills them."""

from collections.abc import Iterator

from alongside.places.loading import (
    PostcodeRow,
    WardRow,
    code_point_files,
    load_postcodes,
    load_wards,
    read_code_point,
)

from ..content import postcodes, wards

_AUTHORITY = "E06000012"
_AREA = "DN"


def load_areas() -> int:
    """Wards, the postcodes around them as Ordnance Survey has them, and the invented ones; gives how many.

    Without the package that carries Ordnance Survey's postcodes, the demo's own few dozen have to do.
    """
    load_wards(_ward(ward) for ward in (*wards.NORTH_EAST_LINCOLNSHIRE, *wards.THORNMERE_VALE))
    try:
        count = load_postcodes(read_code_point(code_point_files((_AREA,))))
    except FileNotFoundError:
        count = 0
    return count + load_postcodes(_postcodes())


def _ward(ward: wards.Ward) -> WardRow:
    real = ward.code.startswith("E")
    return WardRow(
        code=ward.code,
        name=ward.name,
        latitude=ward.lat,
        longitude=ward.lon,
        authority_code=_AUTHORITY if real else "",
        population=ward.population,
        imd_rank=ward.imd_mean_rank if real else None,
        imd_edition=wards.IMD_EDITION if real else "",
    )


def _postcodes() -> Iterator[PostcodeRow]:
    codes = {ward.name: ward.code for ward in (*wards.NORTH_EAST_LINCOLNSHIRE, *wards.THORNMERE_VALE)}
    for one in (*postcodes.NORTH_EAST_LINCOLNSHIRE, *postcodes.THORNMERE_VALE):
        yield PostcodeRow(one.code.replace(" ", ""), one.lat, one.lon, codes[one.ward])
