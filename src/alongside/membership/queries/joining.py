"""Who asks to join, and what each reader may see of it."""

import re
import unicodedata
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.utils.module_loading import import_string

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import NotFound
from alongside.foundation.access.models import AccessRole
from alongside.foundation.access.permissions import GRANTS, STAFF_ROLES, Permission
from alongside.foundation.workflow.clock import now

from alongside.places.models import Ward

from ..models import Application, ApplicationStep, Organisation, Review
from ..rules import APPEAL_DAYS

# What stands in the way of a second application: not drafts, or anyone could keep others out.
STANDS = ("sent", "asked", "appealed", "approved")
SMALL_WORDS = {"the", "cio", "ltd", "limited", "cic", "charity", "trust", "of", "and", "plc", "uk"}


def plain_name(name: str) -> str:
    """A name as two spellings of it share it: "The Second Cup Ltd." and "Second cup" are one."""
    plain = (
        unicodedata.normalize("NFKD", name.replace("&", " and ")).encode("ascii", "ignore").decode().lower()
    )
    words = re.sub(r"[^a-z0-9 ]+", "", plain.replace("-", " ")).split()
    return " ".join([word for word in words if word not in SMALL_WORDS] or words)


def is_known(*, name: str, number: str, but: UUID | None = None) -> bool:
    """Whether a member, or someone whose application stands, has this number or this name."""
    plain = plain_name(name)
    same = Q(number=number) if number else Q(pk__isnull=True)
    asked = Application.objects.filter(same | Q(plain_name=plain, plain_name__gt=""), state__in=STANDS)
    if (asked.exclude(pk=but) if but else asked).exists():
        return True
    members = Organisation.objects.filter(is_member=True, left_on__isnull=True)
    if number and members.filter(number=number).exists():
        return True
    return bool(plain) and plain in {plain_name(one) for one in members.values_list("name", flat=True)}


def application_of(by: Actor) -> Application:
    """The one application that this browser's link opens. Raises NotFound."""
    found = (
        Application.objects.filter(pk=by.subject_id).select_related("organisation").first()
        if by.subject_id
        else None
    )
    if found is None:
        raise NotFound
    return found


def steps_of(application: Application) -> list[ApplicationStep]:
    """What happened to it, oldest first."""
    return list(ApplicationStep.objects.filter(application=application).order_by("number"))


def applications(*, by: Actor, state: str = "") -> list[Application]:
    """Those that this actor may know of, whoever waits longest first: all for a coordinator, else those to read."""
    rows = _visible(by).prefetch_related(Prefetch("reviews", Review.objects.select_related("user")))
    rows = rows.filter(state=state) if state else rows
    return list(rows.order_by("state_since", "pk"))


def find_application(application_id: UUID, *, by: Actor) -> Application:
    """One of ``applications``. Raises NotFound."""
    rows = _visible(by).prefetch_related(Prefetch("reviews", Review.objects.select_related("user")))
    found = rows.filter(pk=application_id).first()
    if found is None:
        raise NotFound
    return found


def review_of(application: Application, *, by: Actor) -> Review | None:
    """What this user has said of it, if they were named to read it."""
    return next((one for one in application.reviews.all() if one.user_id == by.user_id), None)


def round_of(application: Application) -> int:
    return 2 if application.state in ("appealed", "refused") else 1


def readers() -> list[tuple[UUID, str]]:
    """(id, name and organisation) of everyone who may be named to read an application, by name."""
    roles = [role.value for role in STAFF_ROLES if Permission.APPLICATION_REVIEW in GRANTS[role]]
    rows = AccessRole.objects.filter(role__in=roles, ended_at__isnull=True, user__is_active=True)
    found: dict[UUID, str] = {}
    for pk, name, place in rows.order_by("user__name").values_list(
        "user", "user__name", "organisation__name"
    ):
        found.setdefault(pk, f"{name}, {place}")
    return list(found.items())


def decided_first(application: Application) -> set[UUID]:
    """Who decided or advised the first time: not those who may look again."""
    steps = ApplicationStep.objects.filter(application=application, event__in=("approve", "decline"))
    advised = Review.objects.filter(application=application, round=1).exclude(advice="")
    return {
        pk
        for pk in [*steps.values_list("user_id", flat=True), *advised.values_list("user_id", flat=True)]
        if pk
    }


def may_appeal(application: Application) -> bool:
    return application.state == "declined" and now() <= appeal_until(application)


def appeal_until(application: Application) -> datetime:
    """The last moment to ask for a second look."""
    return application.state_since + timedelta(days=APPEAL_DAYS)


def need_choices() -> list[tuple[str, str]]:
    """The needs of the local vocabulary, which the directory keeps above us; named in ``ALONGSIDE_NEEDS``."""
    return list(import_string(settings.ALONGSIDE_NEEDS)())


def ward_choices() -> list[tuple[str, str]]:
    """(code, name) of the wards that the places slice knows, by name."""
    return list(Ward.objects.order_by("name").values_list("code", "name"))


def _visible(by: Actor) -> QuerySet[Application]:
    rows = Application.objects.exclude(state="draft")
    if by.has(Permission.APPLICATION_DECIDE):
        return rows
    if not by.has(Permission.APPLICATION_REVIEW):
        return rows.none()
    return rows.filter(reviews__user=by.user_id)


def count_waiting(*, by: Actor) -> int:
    """How many wait for the panel."""
    return _visible(by).filter(state__in=("sent", "appealed")).count()


def left_since(day: date) -> QuerySet[Application]:
    """What nobody has touched since a day, and only its applicant can move on."""
    return Application.objects.filter(state__in=("draft", "asked"), touched_at__date__lt=day)
