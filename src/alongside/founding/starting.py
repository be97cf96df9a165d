"""Starting an alliance. Runs as the owner of the database, for nobody else may add one; see ``new_alliance``."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from alongside.directory.actions import teach_phrase
from alongside.foundation.access.actor import Actor
from alongside.foundation.access.links import make_link
from alongside.foundation.access.permissions import Role
from alongside.foundation.accounts.actions import invite
from alongside.foundation.accounts.queries import INVITATION
from alongside.foundation.tenancy.addresses import address
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance
from alongside.foundation.workflow.clock import today
from alongside.governance.actions import add_seats, make_group
from alongside.membership.actions import draft_terms, set_requirement
from alongside.membership.models import Organisation
from alongside.membership.vocabulary import SIGNED

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
            **pattern.theme,
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
        roles=frozenset({Role.ADMINISTRATOR, Role.COORDINATOR}),
        organisation_id=front_door.pk,
        name="Whoever started the alliance",
        organisation_name=front_door.name,
    )
    invitation = invite(
        email=plan.administrator, role=Role.ADMINISTRATOR, organisation_id=front_door.pk, by=founder
    )
    _write_papers(pattern, place=plan.place, by=founder)
    _set_tables(pattern, by=founder)
    for one in pattern.words:
        teach_phrase(need_code=one["need"], phrase=one["phrase"], by=founder)
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


def _write_papers(pattern: Pattern, *, place: str, by: Actor) -> None:
    """Drafts of the texts that are signed, for a coordinator to read and publish; and what members must have."""
    for paper in SIGNED:
        draft_terms(paper=paper, text=pattern.text(paper, place=place), what_changed="", by=by)
    for one in pattern.requirements:
        set_requirement(
            name=one["name"],
            paper=one["paper"],
            unlocks=one["unlocks"],
            months=one["months"],
            kinds=tuple(one.get("kinds", ())),
            from_on=today() + timedelta(days=one["from_days"]),
            by=by,
        )


def _set_tables(pattern: Pattern, *, by: Actor) -> None:
    """The first groups, each with its empty seats."""
    for one in pattern.groups:
        made = make_group(
            name=one["name"],
            kind=one["kind"],
            purpose=one["purpose"],
            quorum_kind=one["quorum_kind"],
            quorum_number=one["quorum_number"],
            quorum_lived=one["quorum_lived"],
            by=by,
        )
        for kind, number in one["seats"].items():
            add_seats(made, kind=kind, number=number, by=by)
