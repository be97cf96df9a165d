"""What a person sees of their own record. The fence shows them what is about them, and nothing else."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import NotFound
from alongside.foundation.audit.models import ReadEntry
from alongside.people.models import Consent, Person
from alongside.people.queries import consents_of, count_readings_of, is_live, own_person, readings_of

from ..models import HelpRequest, HelpRequestStep, Referral, ReferralStep
from ..states import REFERRAL

ALL = 100_000


@dataclass(frozen=True)
class OwnRecord:
    """Everything, oldest first; ``looks`` newest first, and how many there are in all."""

    person: Person
    requests: list[HelpRequest]
    referrals: list[Referral]
    request_steps: list[HelpRequestStep]
    referral_steps: list[ReferralStep]
    consents: list[Consent]
    looks: list[ReadEntry]
    looks_in_all: int

    @property
    def open_requests(self) -> list[HelpRequest]:
        return [request for request in self.requests if request.state != "closed"]

    def referrals_of(self, request: HelpRequest) -> list[Referral]:
        return [referral for referral in self.referrals if referral.request_id == request.pk]

    @property
    def drafts(self) -> list[Referral]:
        """Referrals that wait for the person's yes."""
        return [referral for referral in self.referrals if referral.state == REFERRAL.initial]


def own_record(by: Actor, *, looks: int = 5) -> OwnRecord:
    """The record of the person whose page this is. Raises NotFound."""
    person = own_person(by)
    requests = (
        HelpRequest.objects.filter(person=person)
        .select_related("owner", "owner_user", "asked_of")
        .order_by("asked_at")
    )
    referrals = (
        Referral.objects.filter(person=person)
        .select_related("receiver", "referrer", "referrer_user", "suggested_service")
        .order_by("pk")
    )
    return OwnRecord(
        person=Person.objects.select_related("registered_by").get(pk=person.pk),
        requests=list(requests),
        referrals=list(referrals),
        request_steps=list(HelpRequestStep.objects.filter(person_id=person.pk).order_by("at", "number")),
        referral_steps=list(ReferralStep.objects.filter(person_id=person.pk).order_by("at", "number")),
        consents=consents_of(person.pk),
        looks=readings_of(person.pk, most=looks),
        looks_in_all=count_readings_of(person.pk),
    )


def own_referral(referral_id: UUID, *, by: Actor) -> Referral:
    """One of their referrals, for answering it. Raises NotFound."""
    found = (
        Referral.objects.select_related("request", "person", "consent", "referrer_user", "receiver")
        .filter(pk=referral_id, person=by.person_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def own_request(request_id: UUID, *, by: Actor) -> HelpRequest:
    """One of their requests. Raises NotFound."""
    found = HelpRequest.objects.select_related("owner").filter(pk=request_id, person=by.person_id).first()
    if found is None:
        raise NotFound
    return found


def own_consents_with(consent_id: UUID, *, by: Actor) -> list[Consent]:
    """The live agreements with the organisation of one of them: stopping means all. Raises NotFound for none."""
    with_whom = defaultdict(list)
    asked = None
    for consent in consents_of(by.person_id) if by.person_id else []:
        if consent.pk == consent_id:
            asked = consent.organisation_id
        if is_live(consent) and consent.basis == Consent.Basis.CONSENT:
            with_whom[consent.organisation_id].append(consent)
    if asked is None or not with_whom[asked]:
        raise NotFound
    return with_whom[asked]
