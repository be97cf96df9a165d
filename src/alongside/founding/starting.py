"""Starting an alliance. Runs as the owner of the database, for nobody else may add one; see ``new_alliance``."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.links import make_link
from alongside.foundation.access.permissions import Role
from alongside.foundation.accounts.actions import invite
from alongside.foundation.accounts.queries import INVITATION
from alongside.foundation.tenancy.addresses import address
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance
from alongside.membership.models import Organisation

from .pattern import Pattern

INVITED_DAYS = 7


@dataclass(frozen=True)
class Plan:
    """What someone says of the alliance that they start. ``administrator`` is an e-mail address."""

    name: str
    place: str
    domain: str
    administrator: str
    telephone: str = ""
    open_hours: str = ""


@dataclass(frozen=True)
class Started:
    """``link`` opens the first administrator's account until the end of ``until``."""

    alliance: Alliance
    link: str
    until: datetime


def start_alliance(plan: Plan, pattern: Pattern) -> Started:
    """Make the alliance, its front door and the invitation of its first administrator: all, or nothing.

    Raises DomainError where the invitation cannot be made, and IntegrityError for a domain already taken.
    """
    with transaction.atomic():
        alliance = Alliance.objects.create(
            name=plan.name,
            place=plan.place,
            slug=slugify(plan.place)[:50],
            domain=plan.domain,
            telephone=plan.telephone,
            open_hours=plan.open_hours or pattern.open_hours,
            crisis_contacts=list(pattern.crisis_contacts),
            **pattern.clocks,
        )
        with in_alliance(alliance):
            return _furnish(alliance, plan, pattern)


def _furnish(alliance: Alliance, plan: Plan, pattern: Pattern) -> Started:
    front_door = Organisation.objects.create(
        alliance=alliance,
        name=pattern.front_door.format(place=plan.place),
        slug="front-door",
        kind=Organisation.Kind.FRONT_DOOR,
        telephone=plan.telephone,
        email=plan.administrator,
    )
    alliance.front_door = front_door.pk
    alliance.save(update_fields=["front_door"])
    founder = Actor(
        alliance=alliance,
        roles=frozenset({Role.ADMINISTRATOR}),
        organisation_id=front_door.pk,
        name="Whoever started the alliance",
        organisation_name=front_door.name,
    )
    invitation = invite(
        email=plan.administrator, role=Role.ADMINISTRATOR, organisation_id=front_door.pk, by=founder
    )
    # A link of its own for whoever runs the command: the first message may have no way out yet.
    token = make_link(
        alliance_id=alliance.pk,
        purpose=INVITATION,
        subject_id=invitation.pk,
        organisation_id=front_door.pk,
        days=INVITED_DAYS,
    )
    return Started(
        alliance=alliance,
        link=address(alliance, reverse("accounts:invitation", args=[token])),
        until=timezone.localtime() + timedelta(days=INVITED_DAYS),
    )
