"""Preparing a referral, sending it with consent, answering the receiver's question, passing it on, withdrawing."""

from typing import Any
from uuid import UUID

from alongside.directory.models import Service
from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import Missing, NotFound, Stale
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.tenancy.ids import uuid7
from alongside.foundation.tenancy.people import grant_person_access
from alongside.foundation.workflow.clock import now, today
from alongside.membership.actions import know_organisation
from alongside.membership.queries import NOT_TAKING, not_taking
from alongside.people.actions import record_consent, share_without_consent
from alongside.people.models import Consent
from alongside.people.queries import live_consent

from ..consequences import NO_OWNER, after_answer, after_preparing, after_sending
from ..models import HelpRequest, Referral
from ..states import REFERRAL
from .moves import check_in_days, lock_request, move_referral, refresh_request
from .own_page import tell_person
from .tell import tell_receiver


@action(Permission.REFERRAL_SEND, records="Referral prepared")
def prepare_referral(
    request: HelpRequest,
    *,
    service_id: UUID,
    need: str,
    by: Actor,
    note: str = "",
    urgency: str = "",
    previous: Referral | None = None,
) -> Referral:
    """Write a referral that is not sent yet; it is seen by the referrer and the person alone.

    Raises NotFound for a service that is not running, Missing for one that nobody can be reached at, and
    Stale where the same service already has an open referral for this request.
    """
    service = (
        Service.objects.select_related("organisation")
        .filter(pk=service_id, status=Service.Status.ACTIVE)
        .first()
    )
    if service is None:
        raise NotFound("That service is not running any more. Nothing was sent.")
    held = lock_request(request)
    if request.state == "closed":
        raise Stale("This request has been closed. Open it again first.")
    receiver_id, email = _receiver(service, by)
    if (
        Referral.objects.filter(request=request, service=service, state__in=REFERRAL.open_states())
        .exclude(
            state__in=["declined", "expired", "handed_back", "finished", "unable_to_contact", "withdrawn"]
        )
        .exists()
    ):
        raise Stale(f"{service.name} already has this. Nothing was sent twice.")
    referral_id = uuid7()
    referrer = by.organisation_id or request.owner_id
    if referrer is None:
        raise Stale("Nobody owns this request any more. Open it again first.")
    referral = Referral(
        id=referral_id,
        alliance_id=by.alliance_id,
        person_id=request.person_id,
        request=request,
        chain=previous.chain if previous else referral_id,
        previous=previous,
        need=need or (request.needs[0] if request.needs else ""),
        urgency=urgency or request.urgency,
        service=service,
        service_name=service.name[:255],
        referrer_id=referrer,
        referrer_user_id=by.user_id,
        receiver_id=receiver_id,
        receiver_email=email,
        note=note,
        state=REFERRAL.initial,
        state_since=now(),
        **after_preparing(referrer, today=today()),
    )
    referral.save(force_insert=True)
    refresh_request(held, check_in_days=check_in_days(by, referral.urgency))
    return referral


def _receiver(service: Service, by: Actor) -> tuple[UUID, str]:
    """The organisation that answers for a service, and where a message about a referral goes."""
    listing = service.organisation
    email = service.email or (listing.email if listing else "")
    if listing and listing.member_id:
        _must_take_people(listing.member_id, service.name)
        return listing.member_id, service.email
    if not email:
        raise Missing(
            "This service can only be rung: it has given no address for referrals.", field="service"
        )
    name = listing.name if listing else service.name
    return know_organisation(name=name[:200], email=email, by=by).pk, email


def _must_take_people(organisation_id: UUID, name: str) -> None:
    if not_taking([organisation_id]):
        raise Missing(f"{name}: {NOT_TAKING}. Nothing was sent.", field="service")


@action(Permission.REFERRAL_SEND, records="Referral sent")
def send_referral(
    referral: Referral,
    *,
    by: Actor,
    consent: Consent | None = None,
    given_how: str = "",
    decided_by: str = Consent.DecidedBy.PERSON,
    evidence: str = "",
    seen: str = "",
) -> Referral:
    """Send it: from now the receiver sees what was agreed, and owes an answer by a day.

    Uses ``consent``, or an agreement with this organisation that is still live, or records a new one from
    ``given_how``. Raises Missing where there is none: nothing is sent without consent or a recorded
    lawful basis (``people.actions.share_without_consent``).
    """
    _must_take_people(referral.receiver_id, referral.service_name)
    # The request before the agreement, as in stop_sharing: what is sent just now is ended by it too.
    lock_request(referral.request)
    agreed = consent or live_consent(referral.person_id, referral.receiver_id, hold=True)
    if agreed is None:
        if not given_how:
            raise Missing("Ask them first: say how they agreed to share this.", field="given_how")
        agreed = record_consent(
            referral.person, organisation_id=referral.receiver_id, given_how=given_how, decided_by=decided_by,
            evidence=evidence, by=by,
        )  # fmt: skip
    if agreed.organisation_id != referral.receiver_id or agreed.person_id != referral.person_id:
        raise Missing("They agreed to share with a different organisation.", field="given_how")
    if agreed.withdrawn_at or agreed.until <= now():
        raise Missing("They have stopped sharing with this organisation. Ask them again.", field="given_how")
    grant_person_access(
        person=referral.person_id, organisation=referral.receiver_id, reason="referral", until=agreed.until
    )
    clocks = after_sending(referral, by.alliance, today=today())
    changes: dict[str, Any] = {**clocks, "consent_id": agreed.pk, "sent_at": now()}
    step = move_referral(
        referral,
        "send",
        by=by,
        changes=changes,
        supplied={"consent": str(agreed.pk), "basis": agreed.basis},
        seen=seen,
    )
    tell_receiver(
        referral, by=by, template="referral_waiting", cause=str(step.pk), answer_by=changes["next_step_on"]
    )
    tell_person(referral.person, by=by, cause=str(step.pk))
    return referral


@action(Permission.REFERRAL_SEND, records="Question answered")
def answer_question(referral: Referral, *, answer: str, by: Actor, seen: str = "") -> Referral:
    """Answer the receiver; the clock starts again where it stopped."""
    changes = after_answer(referral, by.alliance, today=today())
    step = move_referral(
        referral, "answer", by=by, changes=changes, supplied={"answer": answer.strip()}, seen=seen
    )
    tell_receiver(
        referral, by=by, template="referral_waiting", cause=str(step.pk), answer_by=changes["next_step_on"]
    )
    return referral


@action(Permission.REFERRAL_SEND, records="Passed on to another place")
def redirect_referral(
    referral: Referral,
    *,
    service_id: UUID,
    by: Actor,
    given_how: str = "",
    evidence: str = "",
    note: str = "",
    seen: str = "",
) -> Referral:
    """After a no, or no answer: close this link of the chain and make the next one, sent if they agreed.

    Gives the new referral; without ``given_how`` it waits as not sent yet, for the person to agree.
    """
    new = prepare_referral(
        referral.request, service_id=service_id, need=referral.need, urgency=referral.urgency,
        note=note or referral.note, previous=referral, by=by,
    )  # fmt: skip
    changes = {**NO_OWNER, "closed_at": now()}
    move_referral(
        referral, "redirect", by=by, changes=changes, seen=seen,
        supplied={"service": str(service_id), "referral": str(new.pk)},
    )  # fmt: skip
    if given_how or live_consent(new.person_id, new.receiver_id):
        send_referral(new, given_how=given_how, evidence=evidence, by=by)
    return new


@action(Permission.REFERRAL_SEND, records="Referred to a service")
def refer(
    request: HelpRequest,
    *,
    service_id: UUID,
    need: str,
    given_how: str,
    by: Actor,
    note: str = "",
    urgency: str = "",
    evidence: str = "",
    decided_by: str = Consent.DecidedBy.PERSON,
) -> Referral:
    """Prepare and send in one."""
    referral = prepare_referral(request, service_id=service_id, need=need, note=note, urgency=urgency, by=by)
    return send_referral(referral, given_how=given_how, evidence=evidence, decided_by=decided_by, by=by)


@action(Permission.CONSENT_OVERRIDE, records="Referred without consent, to keep someone safe")
def refer_without_consent(
    request: HelpRequest,
    *,
    service_id: UUID,
    need: str,
    basis: str,
    reason: str,
    by: Actor,
    note: str = "",
    urgency: str = "",
) -> Referral:
    """Prepare and send in one, on a legal basis and with why it cannot wait. Raises Missing without either."""
    referral = prepare_referral(request, service_id=service_id, need=need, note=note, urgency=urgency, by=by)
    ground = share_without_consent(
        referral.person, organisation_id=referral.receiver_id, basis=basis, reason=reason, by=by
    )
    return send_referral(referral, consent=ground, by=by)
