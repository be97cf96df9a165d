"""The second, smaller alliance: Thornmere Vale, an invented place."""
# One row a line reads better than the formatter's layout.
# ruff: noqa: E501
# fmt: off

from .member import Member
from .partners import Navigator

PLACE = "thornmere-vale"


def _m(name: str, kind: str, size: str, venue: str, purpose: str, role: str, **more: bool) -> Member:
    return Member(name, kind, size, venue, purpose, role, place=PLACE, **more)


FRONT_DOOR = _m("Thornmere Front Door", "navigator_team", "micro", "vale-surgery", "Takes requests for help across the Vale.", "Front door coordinator", partner=True)

MEMBERS = (
    _m("Buttermarket Listening Post", "charity", "small", "buttermarket", "Drop-in listening and counselling.", "Listening lead"),
    _m("Vale Advice Bench", "charity", "small", "buttermarket", "Advice on money, benefits and housing.", "Adviser"),
    _m("Staithe Barn Growers", "cic", "small", "staithe", "Gardening and carpentry for wellbeing.", "Site lead"),
    _m("Saltbeck Good Neighbours", "community_group", "micro", "saltbeck-hall", "Lifts, visits and lunches.", "Organiser", account=False),
    _m("Thornmere Young Voices", "charity", "small", "buttermarket", "Support for young people in the Vale.", "Youth worker"),
    _m("Upper Vale Carers Circle", "community_group", "micro", "upper-vale", "Carers meeting carers.", "Organiser", account=False),
    _m("Millbank Recovery Group", "community_group", "micro", "saltbeck-hall", "Peer support with alcohol and drugs.", "Facilitator"),
    _m("Safe Hearth Thornmere", "charity", "small", "buttermarket", "Support for people abused at home.", "Outreach worker"),
)

PARTNERS = (
    FRONT_DOOR,
    _m("Vale Surgery", "gp_practice", "small", "vale-surgery", "General practice for the Vale.", "Practice coordinator", partner=True),
)

NAVIGATORS = (Navigator("Winifred Aldous", "vale-surgery", "winifred.aldous@thornmere-front-door.example"),)
