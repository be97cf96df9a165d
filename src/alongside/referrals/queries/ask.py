"""What the pages for asking need to know about a service and about who answers."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from alongside.directory.models import Service
from alongside.foundation.design.formats import weekday
from alongside.foundation.workflow.clock import add_working_days, now, today
from alongside.membership.queries import not_taking, organisation_name


@dataclass(frozen=True)
class AskedService:
    """A service that was chosen. ``can_be_sent`` is False where it can only be rung, for good or for now."""

    id: UUID
    name: str
    organisation: str
    can_be_sent: bool


def asked_service(service_id: Any) -> AskedService | None:
    """A running service by its id; None for anything else, readable or not."""
    try:
        key = UUID(str(service_id))
    except ValueError:
        return None
    found = (
        Service.objects.select_related("organisation").filter(pk=key, status=Service.Status.ACTIVE).first()
    )
    if found is None:
        return None
    listing = found.organisation
    return AskedService(
        id=found.pk,
        name=found.name,
        organisation=listing.name if listing else "",
        can_be_sent=bool(found.email or (listing and (listing.member_id or listing.email)))
        and not (listing and not_taking([listing.member_id])),
    )


def front_door_name(alliance: Any) -> str:
    """Who answers new requests."""
    return organisation_name(alliance.front_door) or alliance.name


PROMISE_UNTIL = 16


def promised(on: date) -> str:
    """A day in words that can be kept: late in the day, "today" becomes the next working day."""
    if on == today() and localtime(now()).hour >= PROMISE_UNTIL:
        on = add_working_days(on, 1)
    if on == today():
        return _("today")
    words = _("tomorrow, %(day)s") if on == today() + timedelta(days=1) else _("by %(day)s")
    return words % {"day": weekday(on)}


def answer_day(alliance: Any) -> date:
    """The day by which a service that is asked today answers."""
    return add_working_days(today(), alliance.answer_days_routine)
