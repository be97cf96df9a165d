"""Saying what training is required, of whom."""

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission

from ..models import Course, Requirement


@action(Permission.TRAINING_REQUIRE, records="Training required")
def require_course(course: Course, *, role: str = "", kind: str = "", by: Actor) -> Requirement:
    """Everyone with a role (or any) at a kind of organisation (or any) needs a course. Twice is once."""
    made, _ = Requirement.objects.get_or_create(
        alliance_id=course.alliance_id, course=course, role=role, kind=kind
    )
    return made


@action(Permission.TRAINING_REQUIRE, records="Training no longer required")
def no_longer_require(requirement: Requirement, *, by: Actor) -> Requirement:
    """Take a requirement back. What people hold, they keep."""
    Requirement.objects.filter(pk=requirement.pk).delete()
    return requirement
