"""The least that training needs: who offers it, a small charity and a large one with people, and a course."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.actors import actor_of
from alongside.foundation.access.models import AccessRole
from alongside.foundation.access.permissions import Role
from alongside.foundation.accounts.models import User
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.workflow.clock import now
from alongside.membership.models import Organisation
from alongside.training.actions import offer_course, plan_session
from alongside.training.models import Course, Session

ABOUT = {
    "title": "Talking about suicide",
    "learn": "Ask about it, listen, and know whom to call.",
    "for_whom": "Anyone who answers a phone or a door.",
    "minutes": 180,
    "format": "in_person",
    "valid_months": 36,
}


@dataclass
class World:
    """One alliance in which Tidewater (large) offers a course to Kiln Lane (small) and Fairlead (large)."""

    alliance: Any
    tidewater: Organisation
    kiln: Organisation
    fairlead: Organisation
    trainer: Actor
    lead: Actor
    worker: Actor
    other: Actor
    coordinator: Actor
    course: Course

    def user(self, actor: Actor) -> User:
        with in_alliance(self.alliance):
            return User.objects.get(pk=actor.user_id)


def make_world(alliance: Any) -> World:
    """Rows for a world. Tests that act in it set the fence for themselves."""
    with in_alliance(alliance):
        places = {
            slug: Organisation.objects.create(
                alliance=alliance, name=name, slug=slug, kind="charity", size=size, is_member=True
            )
            for slug, name, size in (
                ("tidewater", "Tidewater Minds", "large"),
                ("kiln", "Kiln Lane Hub", "micro"),
                ("fairlead", "Fairlead Homes", "large"),
            )
        }
        trainer = make_person(alliance, places["tidewater"], "Tracey Fenwick")
        course = offer_course(
            about=ABOUT, facilitators=[{"name": "Sam", "lived_experience": True}], by=trainer
        )
        return World(
            alliance, **places, trainer=trainer, course=course,
            lead=make_person(alliance, places["kiln"], "Lena Lead", Role.ORGANISATION_LEAD),
            worker=make_person(alliance, places["kiln"], "Will Worker"),
            other=make_person(alliance, places["fairlead"], "Olu Other"),
            coordinator=make_person(alliance, places["fairlead"], "Cora Coordinator", Role.COORDINATOR),
        )  # fmt: skip


def make_person(alliance: Any, organisation: Organisation, name: str, role: str = Role.WORKER) -> Actor:
    """Someone at work, as the actor that a request of theirs would have."""
    email = f"{name.lower().replace(' ', '.')}@{organisation.slug}.example"
    user = User.objects.create(alliance=alliance, name=name, email=email)
    AccessRole.objects.create(alliance=alliance, user=user, organisation=organisation, role=role)
    return actor_of(user, alliance)


def session_about(*, days: int = 30, **changes: Any) -> dict[str, Any]:
    """What an open session says of itself: so many days from now, for three hours, twenty places."""
    start: datetime = (now() + timedelta(days=days)).replace(minute=0, second=0, microsecond=0)
    return {
        "starts_at": start,
        "ends_at": start + timedelta(hours=3),
        "place": "Ropewalk Hall",
        "places": 20,
        "fair_until": start.date() - timedelta(days=14),
        **changes,
    }


def make_session(world: World, *, opened: bool = True, **changes: Any) -> Session:
    return plan_session(world.course, about=session_about(**changes), opened=opened, by=world.trainer)
