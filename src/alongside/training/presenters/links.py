"""The rooms of training: the links beside each of its pages, for those who may open them."""

from dataclasses import dataclass

from django.urls import reverse

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.permissions import Permission

ROOMS = (
    ("Programme", "training:programme", Permission.TRAINING_VIEW),
    ("Courses", "training:courses", Permission.TRAINING_VIEW),
    ("My training", "training:mine", Permission.TRAINING_BOOK),
    ("Our people", "training:team", Permission.TRAINING_LEAD),
    ("What is required", "training:required", Permission.TRAINING_REQUIRE),
    ("Who uses it", "training:use", Permission.TRAINING_REQUIRE),
)


@dataclass(frozen=True)
class RoomLink:
    label: str
    href: str
    current: bool
    count: None = None


def rooms(actor: Actor, here: str) -> list[RoomLink]:
    """``here`` is the url name of the page that is open."""
    return [
        RoomLink(label, reverse(name), name == here)
        for label, name, permission in ROOMS
        if actor.has(permission)
    ]
