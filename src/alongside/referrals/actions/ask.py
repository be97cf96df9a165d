"""Asking for help from a page: the request, and the referral with it where a service was chosen."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission, Role
from alongside.foundation.tenancy.context import as_organisation
from alongside.people.models import Consent

from ..models import HelpRequest
from .requests import open_request
from .send import refer


@action(Permission.REQUEST_OPEN, records="Help asked for")
def ask_for_help(
    *, by: Actor, service_id: UUID | None = None, need: str = "", share_agreed: bool = False, **asked: Any
) -> HelpRequest:
    """Open a request and, where a service was chosen and sharing agreed, send it there too, or neither.

    ``asked`` is what ``open_request`` takes. The person is the one asking unless a worker asks for them.
    """
    request = open_request(by=by, **asked)
    if service_id and share_agreed:
        speaker = by if by.is_staff else as_the_person(request, by)
        with as_organisation(by.organisation_id or request.owner_id, person=speaker.person_id):
            refer(
                request,
                service_id=service_id,
                need=need,
                given_how=asked.get("agreed_how", Consent.Given.ONLINE),
                decided_by=asked.get("decided_by", Consent.DecidedBy.PERSON),
                by=speaker,
            )
            keep_first_call(request)
    return request


def keep_first_call(request: HelpRequest) -> None:
    """Asking a service too takes nothing from the day by which the door itself gets in touch."""
    HelpRequest.objects.filter(pk=request.pk).update(
        next_step=request.next_step, next_step_on=request.next_step_on, next_step_by_hand=True
    )


def as_the_person(request: HelpRequest, by: Actor) -> Actor:
    """Whoever asks online speaks as the person that the request is for."""
    return replace(by, roles=by.roles | {Role.PERSON}, person_id=request.person_id)
