"""What time alone does: reminds, and ends a wait that ran out, handing it back with a next step."""

import contextlib
from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from alongside.foundation.access.actor import Actor, clock
from alongside.foundation.access.errors import Stale
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance
from alongside.foundation.tenancy.rounds import go_round
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
    """Expire and remind whatever is due in one alliance; gives (expired, reminded). Safe to run twice at once.

    Each in a transaction of its own: what goes wrong with one is raised, as ExceptionGroup, after the others.
    """
    done: Counter[str] = Counter()

    def pass_one(due: tuple[str, UUID, UUID]) -> None:
        kind, referral_id, referrer_id = due
        answered_meanwhile = contextlib.suppress(Stale)
        with answered_meanwhile, in_alliance(alliance, organisation=referrer_id):
            referral = (
                Referral.objects.select_related("request", "person", "consent", "referrer_user")
                .filter(pk=referral_id)
                .first()
            )
            if referral is not None:
                _ACTS[kind](referral, by=clock(alliance, organisation_id=referrer_id))
                done[kind] += 1

    go_round(_due(alliance, moment or now()), pass_one)
    return done["expire"], done["remind"]


_ACTS: dict[str, Any] = {"expire": expire_referral, "remind": remind_receiver}


def _due(alliance: Alliance, moment: datetime) -> list[tuple[str, UUID, UUID]]:
    """(kind, referral id, referring organisation) from the one function that may look across organisations."""
    with in_alliance(alliance), connection.cursor() as cursor:
        cursor.execute("SELECT kind, referral_id, referrer_id FROM referrals_due(%s)", [moment])
        return cursor.fetchall()
