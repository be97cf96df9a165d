"""Buildings where demo services meet: invented names, streets and numbers, each hung on a postcode."""

# One building a line reads better than the formatter's layout.

from dataclasses import dataclass

from . import postcodes
from .seed import dice

_POSTCODES = {p.code: p for p in (*postcodes.NORTH_EAST_LINCOLNSHIRE, *postcodes.THORNMERE_VALE)}


@dataclass(frozen=True)
class Venue:
    """A building; `step` says what the directory knows about getting in ("" when nobody wrote it down)."""

    key: str
    name: str
    street: str
    postcode: str
    step: str = ""

    @property
    def ward(self) -> str:
        return _POSTCODES[self.postcode].ward

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude, moved by up to about 60 metres so that no real door is named."""
        roll, here = dice("venue", self.key), _POSTCODES[self.postcode]
        return round(here.lat + roll.uniform(-5e-4, 5e-4), 5), round(here.lon + roll.uniform(-8e-4, 8e-4), 5)

    @property
    def town(self) -> str:
        district = self.postcode.split()[0]
        towns = {"DN35": "Cleethorpes", "DN36": "Humberston", "DN40": "Immingham", "DN41": "Healing"}
        return towns.get(district, "Thornmere" if district.startswith("ZZ") else "Grimsby")


RAMP = "Ramp at the side door. Accessible toilet."
LIFT = "Lift to all floors. Accessible toilet. Hearing loop in the main room."
FLAT = "Level entrance."
STAIRS = "First floor, stairs only. Tell us and we will meet you downstairs."

# fmt: off
VENUES = (
    # East Marsh
    Venue("net-loft", "The Net Loft", "214 Smokehouse Street", "DN31 3SW", RAMP),
    Venue("ropewalk", "Ropewalk House", "61 Old Ropewalk", "DN31 3PS", LIFT),
    Venue("lantern-rooms", "The Lantern Rooms", "88 Tern Street", "DN32 7RG", STAIRS),
    Venue("marsh-hall", "Marsh Hall", "7a Copper Lane", "DN32 9AY", FLAT),
    # West Marsh
    Venue("slipway", "The Slipway", "130 Winch Road", "DN31 1TB", LIFT),
    Venue("yarrow", "Yarrow Street Centre", "19 Yarrow Street", "DN31 2SD", RAMP),
    Venue("cobble", "Cobble Yard", "2 Cobble Yard", "DN31 2UA"),
    Venue("quayside", "Quayside Offices", "Unit 14, Bollard Way", "DN31 9JB", LIFT),
    # South
    Venue("south-hub", "South Neighbours Hub", "302 Larkfield Avenue", "DN33 1EW", FLAT),
    Venue("larkfield", "Larkfield Chapel Hall", "51 Larkfield Avenue", "DN33 1RW"),
    Venue("tenpenny", "Tenpenny Corner", "9 Tenpenny Parade", "DN34 5NP", FLAT),
    Venue("kestrel", "Kestrel Children's Rooms", "77 Kestrel Walk", "DN34 5TF", RAMP),
    # Sidney Sussex
    Venue("breakwater", "Breakwater House", "45 Brine Street", "DN35 7DZ", FLAT),
    Venue("sewa", "Sewa Hall", "118 Pilot Road", "DN35 7JP"),
    Venue("starling", "Starling House", "23 Starling Row", "DN35 7NR", RAMP),
    Venue("pilot", "Pilot Road Library", "200 Pilot Road", "DN35 7QU", LIFT),
    # Croft Baker
    Venue("pierhead", "Pierhead Rooms", "6 Shingle Parade", "DN35 8DJ", STAIRS),
    Venue(
        "shingle", "Shingle Beach Hut 41", "Lower Promenade", "DN35 8LB", "On the sand. Sorry, no ramp yet."
    ),
    Venue(
        "samphire", "Samphire Garden", "Behind 90 Glasswort Lane", "DN35 8TL", "Raised beds. Gravel paths."
    ),
    Venue("daybreak", "Daybreak Hall", "33 Kittiwake Close", "DN35 9AW", FLAT),
    # Heneage
    Venue("welcome", "The Welcome Table", "171 Caulker Street", "DN32 8HE", FLAT),
    Venue("przystan", "Dom Przystań", "12 Caulker Street", "DN32 8HN"),
    Venue("hearth", "The Hearth", "64 Oakum Road", "DN32 8ND", RAMP),
    Venue("tools", "Tools Down Workshop", "Unit 3, Oakum Yard", "DN32 9JQ", FLAT),
    # Yarborough
    Venue("fairlead", "Fairlead Court", "1 Fairlead Court", "DN34 4AB", LIFT),
    Venue("haven", "Haven Rooms", "57 Sallow Drive", "DN34 4JJ", FLAT),
    Venue("sallow", "Sallow Drive Surgery", "8 Sallow Drive", "DN34 5SD", RAMP),
    Venue("millrace", "Millrace Sports Hall", "Millrace Lane", "DN34 5UX", RAMP),
    # Park
    Venue("fathom", "Fathom House", "29 Lindenside", "DN32 0AX", STAIRS),
    Venue("linden", "Linden Medical Centre", "100 Lindenside", "DN32 0BE", LIFT),
    Venue("bandstand", "Bandstand Café", "The Old Bandstand", "DN33 2DP", FLAT),
    Venue("chalk", "Chalk and Tide Studio", "5 Weir Mews", "DN34 5BD"),
    # Freshney
    Venue("kiln", "Riverbank Family Centre", "40 Rushy Close", "DN31 2UR", RAMP),
    Venue("rushy", "Rushy Close Hall", "18 Rushy Close", "DN37 9DD"),
    Venue(
        "sedge",
        "Sedge Allotments",
        "Sedge Lane, plot 60",
        "DN37 9NE",
        "Grass paths. A wheelchair bed by the gate.",
    ),
    # Haverstoe
    Venue("dunes", "Dunes Surgery", "3 Marram Road", "DN35 0DU", RAMP),
    Venue("marram", "Marram Road Church Rooms", "49 Marram Road", "DN35 0TT", FLAT),
    Venue("boating", "The Boathouse", "Lakeside", "DN35 0BA"),
    # Humberston and New Waltham
    Venue("fitties", "Fold Lane Pavilion", "Fold Lane", "DN36 4UY", FLAT),
    Venue("peewit", "Peewit Village Hall", "10 Peewit Lane", "DN36 4BT", RAMP),
    # Immingham
    Venue("immingham", "Kiln Lane Community Hub", "150 Kiln Side", "DN40 1NG", FLAT),
    Venue("dockside", "Dockside Surgery", "22 Coaling Way", "DN40 2PB", RAMP),
    # Scartho
    Venue("yew", "Yew Tree Rooms", "36 Yew Tree Walk", "DN33 2HD", FLAT),
    Venue("quietroom", "The Quiet Carriage", "2 Halt Lane", "DN33 3AD"),
    # Waltham and Wolds
    Venue(
        "smithy", "The Old Smithy", "1 Harrow Lane", "DN37 0UD", "One step. A portable ramp is kept inside."
    ),
    Venue("wold-hall", "Wold View Hall", "Chalkpit Lane", "DN37 0RX", FLAT),
    Venue("healing-hut", "Scout Hut", "Meadow Rise", "DN41 7RP"),
    # Thornmere Vale (invented)
    Venue("buttermarket", "The Buttermarket", "1 Market Place", "ZZ91 1AA", LIFT),
    Venue("vale-surgery", "Vale Surgery", "12 Mill Bank", "ZZ91 1BD", RAMP),
    Venue("saltbeck-hall", "Saltbeck Hall", "Staithe Lane", "ZZ91 2HP", FLAT),
    Venue("staithe", "Staithe Barn", "Staithe Lane", "ZZ91 2QT"),
    Venue("upper-vale", "Upper Vale Reading Room", "Church Hill", "ZZ92 4LN"),
)

# fmt: on

BY_KEY = {venue.key: venue for venue in VENUES}
