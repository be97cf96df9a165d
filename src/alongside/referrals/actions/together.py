"""One thing done to several requests and referrals: to all of them, or to none."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import DomainError
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission

from ..models import HelpRequest, Referral
from .days import put_to_another_day
from .requests import assign_request, set_next_step


@action(Permission.REQUEST_WORK, records="Next steps of several requests moved")
def move_days(
    *,
    requests: Iterable[HelpRequest],
    on: date,
    reason: str,
    by: Actor,
    referrals: Iterable[Referral] = (),
) -> None:
    """The same next step, on another day. Raises as ``set_next_step`` and ``put_to_another_day`` do; then none moved."""
    for referral in referrals:
        if referral.state == "awaiting_information":
            raise DomainError(
                "A question that waits for your answer cannot be put off. Untick it, or answer it."
            )
        put_to_another_day(referral, next_day=on, reason=reason, by=by)
    for request in requests:
        set_next_step(request, words=request.next_step, on=on, reason=reason, by=by)


@action(Permission.REQUEST_WORK, records="Several requests handed to someone else")
def assign_requests(*, requests: Iterable[HelpRequest], user_id: UUID, by: Actor) -> None:
    """Hand them to a colleague. Raises as ``assign_request`` does; then none changed hands."""
    for request in requests:
        assign_request(request, user_id=user_id, by=by)
