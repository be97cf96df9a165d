"""Who asks to join, and what each reader may see of it."""

from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils.module_loading import import_string

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import NotFound
from alongside.foundation.access.permissions import Permission
from alongside.places.models import Ward

from ..models import Application, ApplicationStep, Review
from ..states import APPLICATION


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
    """Those that this actor may know of: all for a coordinator, else those to read.

    Whoever waits longest comes first, and after them what is decided, the last first.
    """
    rows = _visible(by).prefetch_related(Prefetch("reviews", Review.objects.select_related("user")))
    rows = rows.filter(state=state) if state else rows
    still_open = [state.name for state in APPLICATION.states if state.is_open]
    waiting = list(rows.filter(state__in=still_open).order_by("state_since", "pk"))
    return [*waiting, *rows.exclude(state__in=still_open).order_by("-state_since", "pk")]


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


def need_choices() -> list[tuple[str, str]]:
    """The needs of the local vocabulary, which the directory keeps above us; named in ``ALONGSIDE_NEEDS``."""
    return list(import_string(settings.ALONGSIDE_NEEDS)())


def ward_choices() -> list[tuple[str, str]]:
    """(code, name) of the wards that the places slice knows, by name."""
    return list(Ward.objects.order_by("name").values_list("code", "name"))


def _visible(by: Actor) -> QuerySet[Application]:
    rows = Application.objects.filter(sent_at__isnull=False)
    if by.has(Permission.APPLICATION_DECIDE):
        return rows
    if not by.has(Permission.APPLICATION_REVIEW):
        return rows.none()
    return rows.filter(reviews__user=by.user_id)


def count_waiting(*, by: Actor) -> int:
    """How many wait for the panel."""
    return _visible(by).filter(state__in=("sent", "appealed")).count()
