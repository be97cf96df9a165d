"""What time alone does: reminds, and ends a wait that ran out, handing it back with a next step."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from alongside.foundation.access.actor import Actor, clock
from alongside.foundation.access.errors import Stale
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance
from alongside.foundation.workflow.clock import now, today

from ..consequences import after_expiry
from ..models import Referral
from .answer import end_sharing_for
from .moves import move_referral
from .own_page import tell_person
from .tell import end_receiver_links, tell_receiver, tell_referrer


@action(Permission.REFERRAL_CLOCK, records="No answer in time")
def expire_referral(referral: Referral, *, by: Actor) -> Referral:
    """The receiver did not answer: back to the referrer, due at once. Raises Stale if it was answered first."""
    step = move_referral(referral, "expire", by=by, changes=after_expiry(referral, today=today()))
    end_receiver_links(referral)
    tell_receiver(referral, by=by, template="referral_ended", cause=str(step.pk))
    tell_referrer(referral, by=by, cause=str(step.pk))
    tell_person(referral.person, by=by, cause=str(step.pk))
    end_sharing_for(referral, by=by)
    return referral


@action(Permission.REFERRAL_CLOCK, records="Receiver reminded")
def remind_receiver(referral: Referral, *, by: Actor) -> Referral:
    """The answer is due and has not come: remind the receiver, once for each time the clock starts."""
    if Referral.objects.filter(pk=referral.pk, reminded_at__isnull=True, state="sent").update(
        reminded_at=now()
    ):
        day = referral.expires_at.date() if referral.expires_at else None
        tell_receiver(
            referral,
            by=by,
            template="referral_reminder",
            cause=f"{referral.answer_due_at:%Y%m%d}",
            answer_by=day,
        )
    return referral


def run_clock(alliance: Alliance, *, moment: datetime | None = None) -> tuple[int, int]:
    """Expire and remind whatever is due in one alliance; gives (expired, reminded). Safe to run twice at once."""
    moment = moment or now()
    expired = reminded = 0
    for kind, referral_id, referrer_id in _due(alliance, moment):
        with in_alliance(alliance, organisation=referrer_id):
            referral = (
                Referral.objects.select_related("request", "person", "consent", "referrer_user")
                .filter(pk=referral_id)
                .first()
            )
            if referral is None:
                continue
            by = clock(alliance, organisation_id=referrer_id)
            try:
                if kind == "expire":
                    expire_referral(referral, by=by)
                    expired += 1
                else:
                    remind_receiver(referral, by=by)
                    reminded += 1
            except Stale:
                continue  # answered in the meantime
    return expired, reminded


def _due(alliance: Alliance, moment: datetime) -> list[tuple[str, UUID, UUID]]:
    """(kind, referral id, referring organisation) from the one function that may look across organisations."""
    with in_alliance(alliance), connection.cursor() as cursor:
        cursor.execute("SELECT kind, referral_id, referrer_id FROM referrals_due(%s)", [moment])
        return cursor.fetchall()
