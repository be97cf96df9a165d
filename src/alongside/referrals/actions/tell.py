"""Telling organisations that something waits for them, without saying what."""

from datetime import date
from typing import Any

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.links import end_links, make_link
from alongside.foundation.access.models import AccessRole
from alongside.foundation.messages.outbox import queue_message
from alongside.foundation.tenancy.addresses import address
from alongside.membership.models import Organisation

from ..models import Referral

RECEIVER_PURPOSE = "receiver"
RECEIVER_LINK_DAYS = 21


def tell_receiver(
    referral: Referral, *, by: Actor, template: str, cause: str, answer_by: date | None = None
) -> None:
    """Queue a message to the receiving organisation: a sign-in address, or a signed link if it has no account."""
    to = receiver_address(referral)
    if not to:
        return
    values: dict[str, Any] = {"reference": referral.request.reference}
    if template != "referral_ended":
        values["link"] = receiver_link(referral, by=by)
        values["answer_by"] = answer_by or referral.next_step_on
    queue_message(
        alliance_id=referral.alliance_id,
        key=f"{template}-{referral.pk}-{cause}",
        channel="email",
        to=to,
        template=template,
        values=values,
        organisation_id=referral.referrer_id,
    )


def receiver_address(referral: Referral) -> str:
    organisation_email = (
        Organisation.objects.filter(pk=referral.receiver_id).values_list("email", flat=True).first()
    )
    return referral.receiver_email or organisation_email or ""


def receiver_link(referral: Referral, *, by: Actor) -> str:
    """A full address: the referral's page for an organisation with accounts, else a fresh single-use link."""
    if AccessRole.objects.filter(organisation=referral.receiver_id, ended_at__isnull=True).exists():
        return address(by.alliance, f"/referrals/{referral.pk}/")
    token = make_link(
        alliance_id=referral.alliance_id,
        purpose=RECEIVER_PURPOSE,
        subject_id=referral.pk,
        organisation_id=referral.receiver_id,
        days=RECEIVER_LINK_DAYS,
    )
    return address(by.alliance, f"/answer/{token}/")


def end_receiver_links(referral: Referral) -> None:
    end_links(purpose=RECEIVER_PURPOSE, subject_id=referral.pk)


def tell_referrer(referral: Referral, *, by: Actor, cause: str) -> None:
    """Queue "something has moved" to whoever referred, or to their organisation."""
    if by.organisation_id == referral.referrer_id and by.is_staff:
        return
    to = referral.referrer_user.email if referral.referrer_user_id and referral.referrer_user else ""
    to = (
        to
        or Organisation.objects.filter(pk=referral.referrer_id).values_list("email", flat=True).first()
        or ""
    )
    if to:
        queue_message(
            alliance_id=referral.alliance_id,
            key=f"referrer-{referral.pk}-{cause}",
            channel="email",
            to=to,
            template="referrer_update",
            values={
                "link": address(by.alliance, f"/referrals/{referral.pk}/"),
                "reference": referral.request.reference,
            },
            organisation_id=referral.referrer_id,
        )
