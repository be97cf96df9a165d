"""Who needs which training, who has it, who lacks it, and when it runs out."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Max, Q, Value
from django.db.models.functions import Coalesce

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import NotFound
from alongside.foundation.access.models import AccessRole
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.rules import can
from alongside.foundation.workflow.clock import now, today

from ..models import WAITING_OR_BOOKED, Booking, Certificate, Course, Requirement
from ..rules import is_needed, leads

NEVER = date.max


@dataclass(frozen=True)
class Standing:
    """One person and one course that they need. ``until``: None never had it, NEVER does not run out."""

    user_id: UUID
    name: str
    organisation_id: UUID
    organisation: str
    course_id: UUID
    course: str
    until: date | None
    booked: bool = False

    @property
    def held(self) -> bool:
        return self.until is not None and self.until >= today()


@dataclass(frozen=True)
class Lacking:
    """An organisation and a course: how many need it and how many have it, never who."""

    organisation_id: UUID
    organisation: str
    course: str
    need: int
    have: int


@dataclass(frozen=True)
class Held:
    """A course that an organisation's people need. ``runs_out`` is the first day on which someone's does."""

    course_id: UUID
    title: str
    need: int
    have: int
    runs_out: date | None

    @property
    def complete(self) -> bool:
        return self.have == self.need


def requirements() -> list[Requirement]:
    """What is required, by course."""
    return list(Requirement.objects.select_related("course").order_by("course__title", "kind", "role"))


def find_requirement(requirement_id: UUID) -> Requirement:
    """Raises NotFound."""
    found = Requirement.objects.select_related("course").filter(pk=requirement_id).first()
    if found is None:
        raise NotFound
    return found


def standings(*, by: Actor) -> list[Standing]:
    """For a lead: each of their people and each course that they need, by name. Empty for anyone else."""
    if by.organisation_id is None or not leads(by, by.organisation_id):
        return []
    found = _needed(by.organisation_id)
    open_ones = Booking.objects.filter(WAITING_OR_BOOKED, user__in={one.user_id for one in found})
    booked = set(open_ones.values_list("user_id", "session__course_id")) if found else set()
    return [
        Standing(**{**vars(one), "booked": True}) if (one.user_id, one.course_id) in booked else one
        for one in found
    ]


def lacking_by_organisation(*, by: Actor) -> list[Lacking]:
    """For a coordinator: every organisation and course that someone there needs, those that lack most first."""
    if not can(by, Permission.TRAINING_REQUIRE):
        return []
    required = requirements()
    good = Q(runs_out_on__isnull=True) | Q(runs_out_on__gte=today())
    certificates = Certificate.objects.filter(good, course__in=_ids(required), withdrawn_at__isnull=True)
    held = set(certificates.values_list("user_id", "course_id"))
    counts: dict[tuple[UUID, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for worker, course in _needs(required):
        count = counts[worker.organisation_id, worker.organisation, course.title]
        count[0] += 1
        count[1] += (worker.user_id, course.pk) in held
    rows = [Lacking(*key, *count) for key, count in counts.items()]
    return sorted(rows, key=lambda one: (one.have - one.need, one.organisation.lower(), one.course))


def training_held(organisation: Any) -> list[Held]:
    """What an organisation's people hold of what they need, by course: the evidence of its training.

    Takes an Organisation or its id. Nothing is required: an empty list.
    """
    by_course: dict[tuple[UUID, str], list[Standing]] = defaultdict(list)
    for one in _needed(getattr(organisation, "pk", organisation)):
        by_course[one.course_id, one.course].append(one)
    return [
        Held(
            *course,
            need=len(rows),
            have=sum(row.held for row in rows),
            runs_out=min(
                (row.until for row in rows if row.until and row.held and row.until != NEVER), default=None
            ),
        )
        for course, rows in sorted(by_course.items(), key=lambda item: item[0][1])
    ]


def _needed(organisation_id: UUID) -> list[Standing]:
    """Everyone at one organisation and what they need, with the last day of the best certificate they have."""
    needs = list(_needs(requirements(), organisation_id))
    certificates = Certificate.objects.filter(
        user__in={worker.user_id for worker, _ in needs}, withdrawn_at__isnull=True
    )
    best = certificates.order_by().values("user_id", "course_id")
    until = {
        (row["user_id"], row["course_id"]): row["until"]
        for row in (best.annotate(until=Max(Coalesce("runs_out_on", Value(NEVER)))) if needs else ())
    }
    return [
        Standing(
            worker.user_id, worker.name, worker.organisation_id, worker.organisation, course.pk, course.title,
            until.get((worker.user_id, course.pk)),
        )
        for worker, course in needs
    ]  # fmt: skip


def _needs(
    required: list[Requirement], organisation_id: UUID | None = None
) -> Iterator[tuple["_Worker", Course]]:
    """Each worker (of one organisation, or of all), by name, with each course that they need."""

    @cache  # few kinds of people, however many people there are
    def courses(roles: frozenset[str], kind: str) -> list[Course]:
        needed = {one.course_id: one.course for one in required if is_needed(one, roles=roles, kind=kind)}
        return list(needed.values())

    for worker, roles in _workers(organisation_id) if required else ():
        for course in courses(roles, worker.kind):
            yield worker, course


class _Worker(NamedTuple):
    user_id: UUID
    name: str
    organisation_id: UUID
    organisation: str
    kind: str


def _workers(organisation_id: UUID | None) -> Iterator[tuple[_Worker, frozenset[str]]]:
    """Everyone at work today, by name, with the roles they have there. Who works at two places is there twice."""
    rows = AccessRole.objects.filter(Q(ended_at__isnull=True) | Q(ended_at__gt=now()), user__is_active=True)
    if organisation_id is not None:
        rows = rows.filter(organisation=organisation_id)
    roles: dict[_Worker, set[str]] = defaultdict(set)
    for user, name, organisation, its_name, kind, role in rows.order_by("user__name", "user").values_list(
        "user_id", "user__name", "organisation_id", "organisation__name", "organisation__kind", "role"
    ):
        roles[_Worker(user, name, organisation, its_name, kind)].add(role)
    for worker, held in roles.items():
        yield worker, frozenset(held)


def _ids(required: list[Requirement]) -> set[UUID]:
    return {one.course_id for one in required}
