"""Telling organisations that something waits for them, without saying what."""

from datetime import date
from typing import Any

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.gate import action
from alongside.foundation.access.links import end_links, make_link, spent_link
from alongside.foundation.access.models import AccessRole
from alongside.foundation.access.permissions import Permission
from alongside.foundation.messages.outbox import queue_message
from alongside.foundation.tenancy.addresses import address
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.ids import uuid7
from alongside.membership.models import Organisation
from alongside.membership.queries import rights_of

from ..models import Referral

RECEIVER_PURPOSE = "receiver"
RECEIVER_LINK_DAYS = 21
REPORT_LINK_DAYS = 180
REPORTING = ("accepted", "in_support")
WITH_RECEIVER = ("sent", "awaiting_information", *REPORTING)


def tell_receiver(
    referral: Referral, *, by: Actor, template: str, cause: str, answer_by: date | None = None
) -> None:
    """Queue a message to the receiving organisation: a sign-in address, or a signed link if it has no account."""
    to = receiver_address(referral)
    if not to or (template != "referral_ended" and not rights_of(referral.receiver_id).records):
        return  # a link would only say that it is shut; the standing of their organisation tells them why
    values: dict[str, Any] = {"reference": referral.request.reference}
    if template != "referral_ended":
        values["link"] = receiver_link(referral, by=by)
        if template != "referral_report":
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


def _has_account(organisation_id: Any) -> bool:
    """Whether anyone at an organisation can sign in."""
    return AccessRole.objects.filter(organisation=organisation_id, ended_at__isnull=True).exists()


def receiver_link(referral: Referral, *, by: Actor) -> str:
    """A full address: the referral's page for an organisation with accounts, else a fresh single-use link."""
    if _has_account(referral.receiver_id):
        return address(by.alliance, f"/referrals/{referral.pk}/")
    token = make_link(
        alliance_id=referral.alliance_id,
        purpose=RECEIVER_PURPOSE,
        subject_id=referral.pk,
        organisation_id=referral.receiver_id,
        days=REPORT_LINK_DAYS if referral.state in REPORTING else RECEIVER_LINK_DAYS,
    )
    return address(by.alliance, f"/answer/{token}/")


def give_way_to_report(referral: Referral, *, by: Actor, cause: str) -> None:
    """Send a receiver without an account the link for what comes weeks later: contact, no contact, outcome."""
    signed_in = by.is_staff and by.organisation_id == referral.receiver_id
    if not signed_in and not _has_account(referral.receiver_id):
        tell_receiver(referral, by=by, template="referral_report", cause=cause)


@action(Permission.REQUEST_OPEN, records="New link asked for")
def send_fresh_link(*, token: str, by: Actor) -> bool:
    """Send a new link to the address already held, for a real link that is used or has run out.

    False, and nothing sent, for a made-up one and for a referral that has ended.
    """
    link = spent_link(token, purpose=RECEIVER_PURPOSE)
    if link is None:
        return False
    with in_alliance(link.alliance_id, organisation=link.organisation_id):
        referral = (
            Referral.objects.select_related("request")
            .filter(pk=link.subject_id, receiver=link.organisation_id, state__in=WITH_RECEIVER)
            .first()
        )
        if referral is None:
            return False
        template = "referral_report" if referral.state in REPORTING else "referral_waiting"
        tell_receiver(referral, by=by, template=template, cause=f"fresh-{uuid7()}")
    return True


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
