"""Telling people that there is something to read about a booking, without saying what it is."""

from collections.abc import Iterable
from typing import Any

from alongside.foundation.access.actor import Actor
from alongside.foundation.design.formats import in_london
from alongside.foundation.messages.outbox import queue_message
from alongside.foundation.tenancy.addresses import address

from ..models import Booking, Certificate, Session


def tell_learner(booking: Booking, template: str, *, session: Session, by: Actor, cause: Any) -> None:
    """Queue one message to whoever booked, once for each cause. ``booking.user`` is read."""
    if not booking.user.is_active:
        return
    queue_message(
        alliance_id=booking.alliance_id,
        key=f"{template}-{booking.pk}-{cause}",
        channel="email",
        to=booking.user.email,
        template=template,
        values={
            "link": address(by.alliance, f"/training/sessions/{session.pk}/"),
            "on": in_london(session.starts_at).date(),
        },
        organisation_id=booking.organisation_id,
    )


def tell_everyone(session: Session, template: str, *, states: Iterable[str], by: Actor, cause: Any) -> None:
    """The same to everyone whose booking is in one of these states."""
    for booking in Booking.objects.filter(session=session, state__in=states).select_related("user"):
        tell_learner(booking, template, session=session, by=by, cause=cause)


def tell_holder(certificate: Certificate, *, by: Actor, cause: Any) -> None:
    """Queue "a certificate of yours runs out"."""
    if certificate.user.is_active and certificate.runs_out_on:
        queue_message(
            alliance_id=certificate.alliance_id,
            key=f"training_runs_out-{certificate.pk}-{cause}",
            channel="email",
            to=certificate.user.email,
            template="training_runs_out",
            values={"link": address(by.alliance, "/training/my/"), "on": certificate.runs_out_on},
        )
