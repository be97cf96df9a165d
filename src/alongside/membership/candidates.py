"""Who asks to join: whether they are known already, and who may read and decide on it. For actions and queries both."""

import re
import unicodedata
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.foundation.access.models import AccessRole
from alongside.foundation.access.permissions import GRANTS, STAFF_ROLES, Permission
from alongside.foundation.workflow.clock import now

from .models import Application, ApplicationStep, Organisation, Review
from .rules import APPEAL_DAYS

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


def is_known(*, name: str, number: str, but: UUID | None = None, stands: tuple[str, ...] = STANDS) -> bool:
    """Whether a member, or someone whose application stands, has this number or this name."""
    plain = plain_name(name)
    same = Q(number=number) if number else Q(pk__isnull=True)
    asked = Application.objects.filter(
        same | Q(plain_name=plain, plain_name__gt=""), state__in=stands
    ).exclude(
        state="approved",
        organisation__left_on__isnull=False,  # who left may come back
    )
    if (asked.exclude(pk=but) if but else asked).exists():
        return True
    members = Organisation.objects.filter(is_member=True, left_on__isnull=True)
    if number and members.filter(number=number).exists():
        return True
    return bool(plain) and plain in {plain_name(one) for one in members.values_list("name", flat=True)}


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


def left_since(day: date) -> QuerySet[Application]:
    """What nobody has touched since a day, and only its applicant could move on all that time."""
    return Application.objects.filter(
        state__in=("draft", "asked"), touched_at__date__lt=day, state_since__date__lt=day
    )
