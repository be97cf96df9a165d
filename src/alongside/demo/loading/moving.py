"""How a referral moves, and what an ending ends: as ``move_referral`` and its fellows do it."""

from datetime import datetime
from typing import Any

from alongside.foundation.access.actor import Actor
from alongside.referrals.models import Referral, ReferralStep
from alongside.referrals.rules import sides
from alongside.referrals.states import REFERRAL

from .asking import refresh_request
from .record import Record

_LEANING = ("sent", "awaiting_information", "accepted", "in_support")


def move(
    record: Record, referral: Referral, event: str, at: datetime, by: Actor, changes: dict[str, Any],
    supplied: dict[str, Any],
) -> ReferralStep:  # fmt: skip
    """As ``move_referral``: check the table, number the step, set the columns, refresh the request."""
    row = REFERRAL.transition(event)
    standing = sides(by, referral)
    side = next((side for side in row.sides if side in standing), None)
    kept = {name: value for name, value in supplied.items() if value not in (None, "", [])}
    if referral.state not in row.sources or side is None or set(row.needs) - set(kept):
        raise ValueError(f"{by.label} cannot {event} a referral that is {referral.state}, with {kept}.")
    before = [step for step in record.steps if step.referral_id == referral.pk]
    target = row.target if row.target is not None else before[-1].from_state
    step = ReferralStep(
        id=record.key(at),
        alliance=record.cast.alliance,
        referral=referral,
        person_id=referral.person_id,
        number=len(before) + 1,
        event=event,
        from_state=referral.state,
        to_state=target,
        side=side.value,
        at=at,
        user_id=by.user_id,
        organisation_id=by.organisation_id,
        by=by.label[:400],
        supplied=kept,
    )
    record.steps.append(step)
    referral.state, referral.state_since = target, at
    for name, value in changes.items():
        setattr(referral, name, value)
    refresh_request(record, referral.request, referral.urgency, at)
    return step


def end_links(record: Record, referral: Referral, at: datetime) -> None:
    for link in record.receiver_links(referral):
        link.ended_at = at


def end_sharing(record: Record, referral: Referral, at: datetime, by: Actor) -> None:
    consent = referral.consent
    if consent is None:
        return
    leaning = (r for r in record.referrals if r.consent_id == consent.pk and r.pk != referral.pk)
    if not any(r.state in _LEANING for r in leaning):
        record.end_consent(consent, at, by)
