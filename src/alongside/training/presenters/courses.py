"""Courses in words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse

from alongside.directory.queries import need_staff_label
from alongside.foundation.access.permissions import IN_WORDS, Role
from alongside.foundation.design.formats import plural, short_date

from ..states import SESSION
from ..vocabulary import AT_KIND, format_words, priority_words
from .words import certificate_words, cost_words, length_words, short_when, where_words


@dataclass(frozen=True)
class CourseRow:
    title: str
    href: str
    offered_by: str
    lived_experience: bool
    how: str
    length: str
    upcoming: str
    next_on: str


@dataclass(frozen=True)
class SessionLine:
    when: str
    where: str
    href: str
    state: str
    tag: str


@dataclass(frozen=True)
class CoursePage:
    """A course, whole. ``facts`` are (label, text); ``with_`` are (name, whether by lived experience)."""

    title: str
    offered_by: str
    learn: str
    for_whom: str
    serves: list[str]
    required: list[str]
    with_: list[tuple[str, bool]]
    facts: list[tuple[str, str]]
    sessions: list[SessionLine]
    ended: str
    runs: bool
    plan_href: str = ""
    change_href: str = ""
    end_href: str = ""
    access: str = field(default="")


def course_row(course: Any) -> CourseRow:
    return CourseRow(
        title=course.title,
        href=reverse("training:course", args=[course.pk]),
        offered_by=course.organisation.name,
        lived_experience=any(one.lived_experience for one in course.facilitators.all()),
        how=format_words(course.format),
        length=length_words(course.minutes),
        upcoming=plural(course.upcoming, "session") if course.upcoming else "None planned",
        next_on=short_date(course.next_at),
    )


def course_page(course: Any, sessions: Iterable[Any], *, runs: bool, today: date) -> CoursePage:
    return CoursePage(
        title=course.title,
        offered_by=course.organisation.name,
        learn=course.learn,
        for_whom=course.for_whom,
        serves=serves(course),
        required=[required_words(one) for one in course.requirements.all()],
        with_=[(one.name, one.lived_experience) for one in course.facilitators.all()],
        facts=course_facts(course),
        access=course.access,
        sessions=[session_line(one, course, today=today) for one in sessions],
        ended=f"This course has not been offered since {short_date(course.ended_on)}."
        if course.ended_on
        else "",
        runs=runs,
        plan_href="" if course.ended_on else reverse("training:plan", args=[course.pk]),
        change_href=reverse("training:change_course", args=[course.pk]),
        end_href="" if course.ended_on else reverse("training:end_course", args=[course.pk]),
    )


def course_facts(course: Any) -> list[tuple[str, str]]:
    return [
        ("How", format_words(course.format)),
        ("How long", length_words(course.minutes)),
        ("Cost", cost_words(course)),
        ("You get", certificate_words(course)),
    ]


def serves(course: Any) -> list[str]:
    """The needs and the priorities it serves."""
    return [*(need_staff_label(code) for code in course.needs), *priority_words(course.priorities)]


def session_line(session: Any, course: Any, *, today: date) -> SessionLine:
    state = SESSION.state(session.state)
    return SessionLine(
        when=short_when(session, today),
        where=where_words(session, course),
        href=reverse("training:session", args=[session.pk]),
        state=state.words,
        tag=state.tag,
    )


def required_words(requirement: Any) -> str:
    """Every worker or volunteer at a charity; Everyone at every organisation"""
    who = f"Every {IN_WORDS[Role(requirement.role)][0].lower()}" if requirement.role else "Everyone"
    return f"{who} {AT_KIND[requirement.kind]}"
