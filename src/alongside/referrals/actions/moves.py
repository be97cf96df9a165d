"""The one way a referral moves: its state, its owner and next step, and its request's, all in one."""

from typing import Any
from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import NotFound
from alongside.foundation.tenancy.rows import change_row
from alongside.foundation.tenancy.statements import Given, Statement
from alongside.foundation.workflow.clock import today
from alongside.foundation.workflow.move import move
from alongside.foundation.workflow.states import Side

from ..models import HelpRequest, Referral, ReferralStep
from ..rules import keeps_its_step, next_step_after, sides
from ..states import REFERRAL

# Each move asks these.
HELD = Statement(
    lambda: (
        HelpRequest.objects.select_for_update(of=("self",))
        .filter(pk=Given("pk"))
        .only("state", "words_raise_concern", "next_step_on", "next_step_by_hand")
    )
)
CURRENT = Statement(
    lambda: (
        Referral.objects.filter(request=Given("request"))
        .exclude(state="closed")
        .only("state", "service_name", "answer_due_at", "first_contact_on", "next_step_on")
    )
)


def move_referral(
    referral: Referral,
    event: str,
    *,
    by: Actor,
    changes: dict[str, Any],
    supplied: dict[str, Any] | None = None,
    seen: str = "",
) -> ReferralStep:
    """Move a referral and set its request's next step to fit. Raises as ``move`` does."""
    # Always the request before its referral, so that two moves never wait for each other crosswise.
    held = lock_request(referral.request)
    row = REFERRAL.transition(event)
    standing = sides(by, referral)
    side = next((side for side in row.sides if side in standing), next(iter(standing), Side.PERSON))
    step = move(
        referral, event, table=REFERRAL, steps=ReferralStep, link="referral", by=by, side=side, seen=seen or None,
        supplied=supplied, changes=changes,
    )  # fmt: skip
    refresh_request(held, check_in_days=check_in_days(by, referral.urgency))
    return step  # type: ignore[return-value]


def check_in_days(by: Actor, urgency: str) -> int:
    """Days between check-ins while someone waits, as the alliance set them."""
    return by.alliance.check_in_days_urgent if urgency == "urgent" else by.alliance.check_in_days_routine


def lock_request(request: HelpRequest) -> HelpRequest:
    """Hold a request's row, and read its state afresh: closing it and referring from it wait for each other.

    Gives the row as it is held, with what says its state and next step. Raises NotFound if it is out of sight.
    """
    held = HELD.first(pk=request.pk)
    if held is None:
        raise NotFound
    request.state = held.state
    return held


def hold_requests(person_id: UUID) -> None:
    """Hold all the requests of one person, always in one order, before anything that touches several of them."""
    held = HelpRequest.objects.select_for_update(of=("self",)).filter(person=person_id)
    list(held.order_by("pk").values_list("pk"))


def refresh_request(held: HelpRequest, *, check_in_days: int) -> None:
    """Set an open request's next step from its referrals. ``held`` is what ``lock_request`` gave.

    A sooner one that someone set by hand stays, and so does the first call to someone whose words raise
    concern, late or not, until a worker has taken it on.
    """
    if held.state == "closed":
        return
    current = CURRENT.all(request=held.pk)
    step = next_step_after(current, today=today(), check_in_days=check_in_days)
    if keeps_its_step(held, step, today=today()):
        return
    change_row(held, {"next_step": step.words[:200], "next_step_on": step.on, "next_step_by_hand": False})
