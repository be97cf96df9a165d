"""Public bodies, primary care and the front door of the demo alliance. Names invented; they stand for no real body."""
# One row a line reads better than the formatter's layout.
# ruff: noqa: E501
# fmt: off

from dataclasses import dataclass

from .member import Member as M

FRONT_DOOR = M("Alliance Front Door", "navigator_team", "small", "yarrow", "Takes every request for help to the alliance and stays with it.", "Front door coordinator", partner=True)

PARTNERS = (
    FRONT_DOOR,
    M("Haven Shore Mental Health NHS Trust", "nhs_trust", "large", "quayside", "NHS mental health services for adults and older people.", "Single point of access lead", partner=True),
    M("Humber Reach Integrated Care Board", "icb", "large", "quayside", "Plans and pays for NHS care.", "Mental health commissioner", partner=True),
    M("Haven Shore Council", "council", "large", "quayside", "Council services: social care, housing, public health.", "Public mental health lead", partner=True),
    M("Freshwater Primary Care Network", "pcn", "medium", "linden", "Six practices working together in the west of Grimsby.", "Operations lead", partner=True),
    M("Linden Medical Centre", "gp_practice", "medium", "linden", "General practice near the park.", "Practice coordinator", partner=True),
    M("Dunes Surgery", "gp_practice", "medium", "dunes", "General practice in Cleethorpes.", "Practice coordinator", partner=True),
    M("Dockside Surgery", "gp_practice", "small", "dockside", "General practice in Immingham.", "Practice coordinator", partner=True),
)


@dataclass(frozen=True)
class Navigator:
    """A mental health navigator and the primary-care setting where they sit."""

    name: str
    setting: str
    email: str


NAVIGATORS = (
    Navigator("Bernadette Okafor", "freshwater-primary-care-network", "bernadette.okafor@front-door.example"),
    Navigator("Callum Thirkettle", "linden-medical-centre", "callum.thirkettle@front-door.example"),
    Navigator("Jolanta Petrauskaitė", "dunes-surgery", "jolanta.petrauskaite@front-door.example"),
    Navigator("Rukhsana Mirza", "dockside-surgery", "rukhsana.mirza@front-door.example"),
)
