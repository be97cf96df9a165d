"""Opening a closed referral again."""

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import Stale
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.workflow.clock import now, today

from ..consequences import after_reopening
from ..models import Referral, ReferralStep
from ..states import REFERRAL
from .moves import move_referral
from .requests import reopen_request


@action(Permission.REFERRAL_CLOSE, records="Referral opened again")
def reopen_referral(referral: Referral, *, reason: str, by: Actor, seen: str = "") -> Referral:
    """Within 30 days of closing, back to the state it had; its request with it. Raises Stale after that."""
    days = REFERRAL.transition("reopen").within_days or 0
    if referral.closed_at and (now() - referral.closed_at).days > days:
        raise Stale(f"This closed more than {days} days ago. Make a new referral instead.")
    last = ReferralStep.objects.filter(referral=referral).order_by("-number").first()
    if last is not None and last.event == "redirect":
        raise Stale("This was passed on to another place: look at that referral instead.")
    if referral.request.state == "closed":
        reopen_request(referral.request, reason=reason, by=by)
    changes = after_reopening(referral, today=today())
    move_referral(referral, "reopen", by=by, changes=changes, supplied={"reason": reason.strip()}, seen=seen)
    return referral
