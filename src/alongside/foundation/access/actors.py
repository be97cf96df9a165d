"""Building the actor of a request, from whichever door it came in by."""

from enum import StrEnum
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from alongside.foundation.tenancy.context import set_context
from alongside.foundation.tenancy.statements import Given, Statement

from .actor import Actor, public
from .links import still_opens
from .models import AccessRole
from .permissions import GRANTS, ON_RECORDS, Role
from .request import AllianceRequest
from .rights import EVERY_RIGHT, rights_of

ORGANISATION_KEY = "organisation"
PERSON_KEY = "own_page"
RECEIVER_KEY = "receiver"
LONGEST_OPEN = (
    8 * 60 * 60
)  # seconds: however much a page is used, it asks for its link and code again after this
APPLICANT_KEY = "applicant"
KEEPER_KEY = "keeper"


class Door(StrEnum):
    """How a page is entered. STAFF signs in; the others come by a link and a second step."""

    PUBLIC = "public"
    STAFF = "staff"
    PERSON = "person"
    RECEIVER = "receiver"
    APPLICANT = "applicant"
    KEEPER = "keeper"


# What a user may do now, for each organisation that they work for.
ROLES_OF = Statement(
    lambda: (
        AccessRole.objects.filter(user_id=Given("user"))
        .filter(Q(ended_at__isnull=True) | Q(ended_at__gt=Given("now")))
        .order_by(F("organisation__name"), "role")
        .values_list("organisation_id", "organisation__name", "role")
    )
)
_KEYS = {
    Door.PERSON: PERSON_KEY,
    Door.RECEIVER: RECEIVER_KEY,
    Door.APPLICANT: APPLICANT_KEY,
    Door.KEEPER: KEEPER_KEY,
}
_ROLES = {
    Door.PERSON: Role.PERSON,
    Door.RECEIVER: Role.RECEIVER,
    Door.APPLICANT: Role.APPLICANT,
    Door.KEEPER: Role.KEEPER,
}


def enter(request: AllianceRequest, door: Door) -> Actor:
    """Set ``request.actor`` and the fence for one request. Falls back to the public actor.

    The fence of an organisation is opened only for those whose role opens records, while its standing lets them.
    """
    alliance = request.alliance
    actor: Actor | None = None
    if door is Door.STAFF or (door is Door.PUBLIC and second_factor_passed(request)):
        actor = staff_actor(request, alliance)
    elif door in _KEYS:
        actor = _session_actor(request, alliance, _KEYS[door], _ROLES[door])
    if actor is None:
        actor = public(alliance)
    else:
        organisation = actor.organisation_id if actor.permissions & ON_RECORDS else None
        set_context(alliance=alliance, organisation=organisation, user=actor.user_id, person=actor.person_id)
    request.actor = actor
    return actor


def second_factor_passed(request: AllianceRequest) -> bool:
    """Whether this browser has shown a second factor since it signed in. A demo alliance asks for none."""
    demo = settings.DEMO and request.alliance.is_demo
    return bool(demo or request.session.get("second_factor"))


def staff_actor(request: AllianceRequest, alliance: Any) -> Actor | None:
    """The signed-in user acting for the organisation they chose, or the first that they work for."""
    if not request.session.get("_auth_user_id"):
        return None
    user: Any = request.user
    if not user.is_authenticated or not user.is_active:
        return None
    return actor_of(user, alliance, chosen=request.session.get(ORGANISATION_KEY))


def actor_of(user: Any, alliance: Any, *, chosen: str | None = None) -> Actor:
    """An actor for a user: all roles held for one organisation; no roles at all if every one has ended."""
    rows = ROLES_OF.all(user=user.pk, now=timezone.now())
    organisations = tuple(dict.fromkeys((row[0], row[1]) for row in rows))
    current = next(
        (pair for pair in organisations if str(pair[0]) == chosen),
        organisations[0] if organisations else None,
    )
    roles = frozenset(Role(row[2]) for row in rows if current and row[0] == current[0])
    opens_records = any(GRANTS[role] & ON_RECORDS for role in roles)
    return Actor(
        alliance=alliance,
        roles=roles,
        user_id=user.pk,
        organisation_id=current[0] if current else None,
        organisation_name=current[1] if current else "",
        name=user.name,
        email=user.email,
        organisations=organisations,
        rights=rights_of(current[0]) if current and opens_records else EVERY_RIGHT,
    )


def _session_actor(request: AllianceRequest, alliance: Any, key: str, role: Role) -> Actor | None:
    kept = request.session.get(key)
    if not kept or kept.get("alliance") != str(alliance.pk):
        return None
    moment = timezone.now().timestamp()
    shut = "link" in kept and not still_opens(kept["link"], kept["mark"])
    if shut or min(kept["until"], kept.get("opened", 0) + LONGEST_OPEN) < moment:
        del request.session[key]
        return None
    if kept.get("idle"):
        request.session[key] = {**kept, "until": moment + int(kept["idle"])}
    organisation_id = UUID(kept["organisation"]) if kept.get("organisation") else None
    return Actor(
        alliance=alliance,
        roles=frozenset({role}),
        person_id=UUID(kept["person"]) if kept.get("person") else None,
        organisation_id=organisation_id,
        subject_id=UUID(kept["subject"]) if kept.get("subject") else None,
        name=kept.get("name", ""),
        organisation_name=kept.get("organisation_name", ""),
        rights=rights_of(organisation_id) if role is Role.RECEIVER else EVERY_RIGHT,
    )


def open_door(request: AllianceRequest, door: Door, *, minutes: int, idle: bool = False, **what: Any) -> None:
    """Let this browser in by a person's or a receiver's door for a while. ``what`` holds ids and names.

    With ``idle`` the while begins afresh at each page, up to ``LONGEST_OPEN``; otherwise it is counted from now.
    """
    key, moment = _KEYS[door], timezone.now().timestamp()
    request.session.cycle_key()
    request.session[key] = {
        "alliance": str(request.alliance.pk),
        "opened": moment,
        "until": moment + minutes * 60,
        "idle": minutes * 60 if idle else 0,
        **{name: str(value) for name, value in what.items() if value},
    }


def close_door(request: AllianceRequest, door: Door) -> None:
    """Shut it again: the next page asks for the link or the code."""
    request.session.pop(_KEYS[door], None)


def is_open(request: AllianceRequest, door: Door) -> bool:
    """Whether this browser has been let in by a door, and its time has not run out."""
    return _session_actor(request, request.alliance, _KEYS[door], _ROLES[door]) is not None
