"""Wards of the two demo places.

North East Lincolnshire: the 15 wards, Census 2021 population, and the English Indices of Deprivation **2019**
(LSOA 2011 boundaries), never to be mixed with the 2025 edition. The centre is the mean of the ward's
postcodes, so it is approximate. Source: Office for National Statistics, MHCLG; Open Government Licence v3.0.
Thornmere Vale is invented; its codes begin with Z.
"""

from dataclasses import dataclass

IMD_EDITION = "IMD 2019 (LSOA 2011)"


@dataclass(frozen=True)
class Ward:
    """A ward; `imd_mean_rank` is the mean rank of its LSOAs among 32,844 in England (1 is the most
    deprived).
    """

    name: str
    code: str
    lat: float
    lon: float
    population: int
    lsoas: int
    lsoas_in_most_deprived_tenth: int
    imd_mean_rank: int
    districts: tuple[str, ...]


NORTH_EAST_LINCOLNSHIRE = (
    Ward("East Marsh", "E05001714", 53.5698, -0.0669, 10664, 8, 7, 1216, ("DN32", "DN31")),
    Ward("West Marsh", "E05001725", 53.5690, -0.0904, 7543, 5, 5, 1282, ("DN31",)),
    Ward("South", "E05001723", 53.5506, -0.1090, 12432, 9, 7, 3291, ("DN33", "DN34")),
    Ward("Sidney Sussex", "E05001722", 53.5664, -0.0464, 11971, 9, 4, 5484, ("DN35",)),
    Ward("Croft Baker", "E05001713", 53.5544, -0.0359, 11225, 8, 0, 7050, ("DN35",)),
    Ward("Heneage", "E05001717", 53.5582, -0.0652, 11463, 8, 4, 7322, ("DN32",)),
    Ward("Yarborough", "E05001727", 53.5594, -0.1187, 11622, 7, 1, 12639, ("DN34", "DN31")),
    Ward("Immingham", "E05001719", 53.6116, -0.2109, 11684, 8, 2, 12702, ("DN40", "DN41")),
    Ward("Park", "E05001720", 53.5561, -0.0890, 11791, 8, 1, 13203, ("DN32", "DN34", "DN33", "DN31")),
    Ward("Freshney", "E05001715", 53.5702, -0.1287, 9282, 7, 1, 16215, ("DN37", "DN31")),
    Ward("Wolds", "E05001726", 53.5491, -0.1628, 7790, 4, 0, 20876, ("DN37", "DN41")),
    Ward("Haverstoe", "E05001716", 53.5439, -0.0278, 9426, 7, 0, 23371, ("DN35",)),
    Ward("Humberston and New Waltham", "E05001718", 53.5282, -0.0450, 11910, 7, 0, 23826, ("DN36",)),
    Ward("Scartho", "E05001721", 53.5345, -0.0969, 11344, 6, 0, 24020, ("DN33",)),
    Ward("Waltham", "E05001724", 53.5134, -0.1038, 6807, 5, 0, 24021, ("DN37",)),
)

THORNMERE_VALE = (
    Ward("Thornmere Town", "Z05000001", 53.3040, -0.1010, 4120, 3, 1, 6200, ("ZZ91",)),
    Ward("Saltbeck", "Z05000002", 53.3310, -0.0630, 2950, 2, 0, 14100, ("ZZ91",)),
    Ward("Upper Vale", "Z05000003", 53.2770, -0.1500, 2210, 2, 0, 22800, ("ZZ92",)),
)
