"""Offering a course."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models.functions import Lower
from django.utils.text import slugify

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import DomainError, NotAllowed
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.accounts.models import User
from alongside.foundation.workflow.clock import today

from ..models import Course, Facilitator

# To let a course hold something more, name it here: it can then be said when it is offered and changed.
COURSE_FIELDS = frozenset(
    {"title", "learn", "for_whom", "needs", "priorities", "minutes", "format", "access", "cost",
     "gives_certificate", "valid_months"}
)  # fmt: skip


@action(Permission.TRAINING_OFFER, records="Course offered")
def offer_course(
    *, about: Mapping[str, Any], facilitators: Iterable[Mapping[str, Any]] = (), by: Actor
) -> Course:
    """Offer a course as one's own organisation. ``about`` holds any of COURSE_FIELDS.

    Each facilitator is {"name", "lived_experience", "email"}. Raises DomainError for a title that is taken.
    """
    if by.organisation_id is None:
        raise NotAllowed("Only an organisation offers a course.")
    course = Course(alliance_id=by.alliance_id, organisation_id=by.organisation_id, **_known(about))
    _check_title(course)
    course.save(force_insert=True)
    _name(course, facilitators)
    return course


@action(Permission.TRAINING_OFFER, records="Course changed")
def change_course(
    course: Course,
    *,
    about: Mapping[str, Any],
    facilitators: Iterable[Mapping[str, Any]] | None = None,
    by: Actor,
) -> Course:
    """Change some of COURSE_FIELDS; ``facilitators``, where given, replace those there were."""
    changes = _known(about)
    for name, value in changes.items():
        setattr(course, name, value)
    _check_title(course)
    if changes:
        course.save(update_fields=list(changes))
    if facilitators is not None:
        Facilitator.objects.filter(course=course).delete()
        _name(course, facilitators)
    return course


@action(Permission.TRAINING_OFFER, records="Course no longer offered")
def end_course(course: Course, *, by: Actor) -> Course:
    """Offer it no longer. Sessions that are planned stay, and so does every certificate."""
    course.ended_on = today()
    course.save(update_fields=["ended_on"])
    return course


def _known(about: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(about) - COURSE_FIELDS
    if unknown:
        raise ValueError(f"A course has no {', '.join(sorted(unknown))}.")
    return dict(about)


def _check_title(course: Course) -> None:
    if not slugify(course.title):
        raise DomainError("Give it a title with letters in it.", field="title")
    if Course.objects.filter(title=course.title).exclude(pk=course.pk).exists():
        raise DomainError(
            "There is a course of this title already. Add what makes yours different.", field="title"
        )


def _name(course: Course, facilitators: Iterable[Mapping[str, Any]]) -> None:
    named = {one["name"].strip(): one for one in facilitators if one["name"].strip()}
    emails = {one["email"].lower() for one in named.values() if one.get("email")}
    found = User.objects.annotate(plain=Lower("email")).filter(plain__in=emails).values_list("plain", "pk")
    accounts = dict(found) if emails else {}
    Facilitator.objects.bulk_create(
        Facilitator(
            alliance_id=course.alliance_id,
            course=course,
            name=name[:100],
            lived_experience=bool(one.get("lived_experience")),
            user_id=accounts.get(str(one.get("email", "")).lower()),
        )
        for name, one in named.items()
    )
