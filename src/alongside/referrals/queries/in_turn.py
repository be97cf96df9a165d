"""What waits for our answer, in the order in which it is answered."""

from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.tenancy.statements import Given, Statement

from ..models import Referral

MOST = 200
UNANSWERED = Statement(
    lambda: (
        Referral.objects.filter(receiver=Given("receiver"), state="sent")
        .order_by("sent_at", "pk")
        .values_list("pk")[:MOST]
    )
)


def unanswered(*, by: Actor) -> list[UUID]:
    """The ids of what was sent to us and has no answer, whoever has waited longest first; at most 200."""
    return [pk for (pk,) in UNANSWERED.all(receiver=by.organisation_id)] if by.organisation_id else []
