"""Courses."""

from uuid import UUID

from django.db.models import Count, Min, Q

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import NotFound
from alongside.foundation.workflow.clock import now

from ..models import Course
from ..rules import trains


def offered_courses(*, by: Actor) -> list[Course]:
    """Courses that are offered today, by title, with ``upcoming`` sessions and when the ``next_at`` is."""
    ahead = Q(sessions__state="open", sessions__starts_at__gt=now())
    rows = (
        Course.objects.filter(ended_on__isnull=True)
        .select_related("organisation")
        .prefetch_related("facilitators")
    )
    rows = rows.annotate(
        upcoming=Count("sessions", filter=ahead), next_at=Min("sessions__starts_at", filter=ahead)
    )
    return list(rows.order_by("title"))


def find_course(course_id: UUID, *, by: Actor) -> Course:
    """One course, offered or not any more. Raises NotFound."""
    rows = Course.objects.select_related("organisation").prefetch_related("facilitators", "requirements")
    found = rows.filter(pk=course_id).first()
    if found is None:
        raise NotFound
    return found


def own_course(course_id: UUID, *, by: Actor) -> Course:
    """One that the actor runs. Raises NotFound."""
    found = find_course(course_id, by=by)
    if not trains(by, found):
        raise NotFound
    return found


def course_choices() -> list[tuple[str, str]]:
    """(id, title) of the courses on offer."""
    rows = Course.objects.filter(ended_on__isnull=True).order_by("title")
    return [(str(key), title) for key, title in rows.values_list("pk", "title")]
