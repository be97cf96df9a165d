"""One request, as those who work on it may see it."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_noop

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import NotFound
from alongside.foundation.access.gate import reads_person
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.rules import can

from ..models import HelpRequest, Referral
from .referrals import DECLINED_AT

TO_HELP = gettext_noop("To help with what they asked for")


def find_request(request_id: UUID, *, by: Actor) -> HelpRequest:
    """A request that this actor's organisation owns or took in. Raises NotFound for every other."""
    found = (
        HelpRequest.objects.select_related("person", "owner", "owner_user", "asked_of")
        .filter(pk=request_id)
        .first()
    )
    if found is None or not can(by, Permission.REQUEST_VIEW, on=found):
        raise NotFound
    return found


@reads_person(TO_HELP)
def open_record(request_id: UUID, *, by: Actor) -> HelpRequest:
    """The same, with a note in the person's record of who looked."""
    return find_request(request_id, by=by)


def referrals_of(request: HelpRequest) -> list[Referral]:
    """Its referrals in the order they were made, each with ``receiver``, ``referrer`` and ``consent``."""
    rows = Referral.objects.filter(request=request).annotate(declined_at=DECLINED_AT)
    return list(rows.select_related("receiver", "referrer", "consent", "request").order_by("pk"))


def owned_requests(ids: Iterable[UUID], *, by: Actor) -> list[HelpRequest]:
    """Open requests of this organisation by id. Raises NotFound if one of them is not."""
    wanted = set(ids)
    rows = HelpRequest.objects.filter(pk__in=wanted, owner=by.organisation_id).exclude(state="closed")
    found = list(rows.select_related("person").order_by("pk"))
    if len(found) != len(wanted):
        raise NotFound
    return found
