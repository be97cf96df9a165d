"""The least that a referral needs: an alliance with a front door, two members with a service each, and people."""

from dataclasses import dataclass
from typing import Any

from alongside.directory.models import DirectoryOrganisation, Service, Source
from alongside.foundation.access.actor import Actor, public
from alongside.foundation.access.actors import actor_of
from alongside.foundation.access.models import AccessRole
from alongside.foundation.access.permissions import Role
from alongside.foundation.accounts.models import User
from alongside.foundation.tenancy.context import in_alliance, set_context
from alongside.foundation.tenancy.models import Alliance
from alongside.membership.models import Organisation
from alongside.referrals.actions import open_request, refer
from alongside.referrals.models import HelpRequest, Referral


@dataclass
class World:
    """One alliance with people at work in it."""

    alliance: Alliance
    front_door: Organisation
    harbour: Organisation
    cedar: Organisation
    rest_easy: Service
    long_table: Service
    navigator: Actor
    chloe: Actor
    cedar_worker: Actor
    gemma: Actor | None = None

    @property
    def public(self) -> Actor:
        return public(self.alliance)

    def seen_by(self, actor: Actor) -> Any:
        """A fenced block as this actor meets it."""
        return in_alliance(
            self.alliance, organisation=actor.organisation_id, user=actor.user_id, person=actor.person_id
        )

    def as_actor(self, actor: Actor) -> Actor:
        """Set the fence for the rest of the transaction."""
        set_context(
            alliance=self.alliance,
            organisation=actor.organisation_id,
            user=actor.user_id,
            person=actor.person_id,
        )
        return actor


def make_world(alliance: Alliance) -> World:
    """Rows for a world, as the runtime role."""
    with in_alliance(alliance):
        organisations = {
            slug: Organisation.objects.create(
                alliance=alliance,
                name=name,
                slug=slug,
                kind=kind,
                is_member=True,
                email=f"{slug}@members.example",
            )
            for slug, name, kind in (
                ("front-door", "Front Door", "front_door"),
                ("harbour", "Harbour Lights", "charity"),
                ("cedar", "Cedar House", "charity"),
            )
        }
        actors = {}
        for slug, name, role in (
            ("front-door", "Priya Nair", Role.NAVIGATOR),
            ("harbour", "Chloe Dunn", Role.WORKER),
            ("cedar", "Jo Coe", Role.WORKER),
        ):
            user = User.objects.create(alliance=alliance, name=name, email=f"{slug}@staff.example")
            AccessRole.objects.create(
                alliance=alliance, user=user, organisation=organisations[slug], role=role
            )
            actors[slug] = user
        Alliance.objects.filter(pk=alliance.pk).update(front_door=organisations["front-door"].pk)
        alliance.refresh_from_db()
        source = Source.objects.create(alliance=alliance, name="test")
        services = {}
        for slug, name in (("harbour", "Rest Easy"), ("cedar", "Long Table")):
            listing = DirectoryOrganisation.objects.create(
                alliance=alliance,
                source=source,
                their_id=slug,
                name=organisations[slug].name,
                member=organisations[slug],
            )
            services[slug] = Service.objects.create(
                alliance=alliance, source=source, their_id=slug, name=name, organisation=listing
            )
        return World(
            alliance,
            organisations["front-door"],
            organisations["harbour"],
            organisations["cedar"],
            services["harbour"],
            services["cedar"],
            actor_of(actors["front-door"], alliance),
            actor_of(actors["harbour"], alliance),
            actor_of(actors["cedar"], alliance),
        )


def make_coordinator(world: World) -> Actor:
    """Someone who runs the alliance, and knows nobody in it."""
    with in_alliance(world.alliance):
        user = User.objects.create(alliance=world.alliance, email="co@staff.example", name="Gemma Tate")
        AccessRole.objects.create(
            alliance=world.alliance, user=user, organisation=world.front_door, role=Role.COORDINATOR
        )
        return actor_of(user, world.alliance)


DAWN = {
    "given_name": "Dawn",
    "family_name": "Ellery",
    "age_said": 34,
    "postcode": "DN327RU",
    "telephone": "+447700900362",
    "safe_ways": ["text", "phone"],
}


def make_request(world: World, **changes: Any) -> HelpRequest:
    """A request asked online, owned by the front door; the fence is left as the navigator's."""
    asked = {"about": dict(DAWN), "words": "I can't sleep", "needs": ["sleep"], **changes}
    with world.seen_by(world.public):
        request = open_request(by=world.public, **asked)
    world.as_actor(world.navigator)
    return request


def make_referral(world: World, **changes: Any) -> Referral:
    """A referral to Rest Easy, sent with spoken consent; the fence is left as the navigator's."""
    request = make_request(world)
    given = {"service_id": world.rest_easy.pk, "need": "sleep", "given_how": "spoken", **changes}
    return refer(request, by=world.navigator, **given)
