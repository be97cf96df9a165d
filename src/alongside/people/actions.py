"""Registering people, keeping how to reach them, and recording or withdrawing consent."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import Missing, Stale
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.tenancy.ids import uuid7
from alongside.foundation.tenancy.people import NO_END, grant_person_access
from alongside.foundation.workflow.clock import now, today

from .models import Consent, Person
from .sharing import end_consent

CONTACT_FIELDS = (
    "telephone",
    "email",
    "safe_ways",
    "voicemail",
    "not_times",
    "through",
    "language",
    "needs_interpreter",
)
ABOUT_FIELDS = ("given_name", "family_name", "pronouns", "birth_date", "age_said", "postcode", "ward_code")
CONSENT_DAYS = 180
REVIEW_DAYS = 7


@action(Permission.REQUEST_OPEN, records="Person registered")
def register_person(*, organisation_id: UUID, by: Actor, **about: Any) -> Person:
    """Make a new person, known to one organisation: the one that the fence is set to.

    ``about`` takes the names in ABOUT_FIELDS and CONTACT_FIELDS. Raises Missing if a way to reach them is
    said to be safe but the number or address for it is not given.
    """
    unknown = set(about) - {*ABOUT_FIELDS, *CONTACT_FIELDS}
    if unknown:
        raise TypeError(f"No such fields of a person: {sorted(unknown)}")
    check_reachable(about)
    person_id = uuid7()
    grant_person_access(person=person_id, organisation=organisation_id, reason="registered", until=NO_END)
    if about.get("age_said") is not None:
        about["age_said_on"] = today()
    return Person.objects.create(
        id=person_id,
        alliance_id=by.alliance_id,
        registered_by_id=organisation_id,
        registered_at=now(),
        **about,
    )


@action(Permission.PERSON_EDIT, records="Person's details changed")
def change_person(person: Person, *, by: Actor, **about: Any) -> Person:
    """Correct what is known about a person."""
    return _change(person, about, allowed=(*ABOUT_FIELDS, *CONTACT_FIELDS))


@action(Permission.OWN_RECORD, records="Person changed how to reach them")
def change_how_to_reach_me(person: Person, *, by: Actor, **about: Any) -> Person:
    """The person changes it on their own page."""
    return _change(person, about, allowed=CONTACT_FIELDS)


def _change(person: Person, about: dict[str, Any], *, allowed: tuple[str, ...]) -> Person:
    unknown = set(about) - set(allowed)
    if unknown:
        raise TypeError(f"These cannot be changed here: {sorted(unknown)}")
    for name, value in about.items():
        setattr(person, name, value)
    check_reachable({name: getattr(person, name) for name in CONTACT_FIELDS})
    if about.get("age_said") is not None:
        person.age_said_on = today()
        about["age_said_on"] = person.age_said_on
    person.save(update_fields=list(about))
    return person


def check_reachable(about: dict[str, Any]) -> None:
    """Raises Missing where a way is said to be safe and what it needs is not there."""
    ways = about.get("safe_ways") or []
    if (Person.SafeWay.TEXT in ways or Person.SafeWay.PHONE in ways) and not about.get("telephone"):
        raise Missing("Add a phone number, or untick “phone call” and “text message”.", field="telephone")
    if Person.SafeWay.EMAIL in ways and not about.get("email"):
        raise Missing("Add an email address, or untick “email”.", field="email")
    if Person.SafeWay.SOMEONE in ways and not about.get("through"):
        raise Missing("Say who to go through, or untick “through someone else”.", field="through")


@action(Permission.CONSENT_RECORD, records="Consent recorded")
def record_consent(
    person: Person,
    *,
    organisation_id: UUID,
    given_how: str,
    by: Actor,
    shares: str = Consent.Shares.REFERRAL,
    decided_by: str = Consent.DecidedBy.PERSON,
    evidence: str = "",
    until: datetime | None = None,
) -> Consent:
    """The person agrees to share something with one organisation, for 180 days unless said otherwise."""
    if given_how == Consent.Given.NOT_GIVEN:
        raise Missing("Say how they agreed.", field="given_how")
    return Consent.objects.create(
        alliance_id=by.alliance_id,
        person=person,
        organisation_id=organisation_id,
        shares=shares,
        given_how=given_how,
        decided_by=decided_by,
        evidence=evidence,
        recorded_by=by.label[:400],
        starts_at=now(),
        until=until or now() + timedelta(days=CONSENT_DAYS),
    )


@action(Permission.CONSENT_OVERRIDE, records="Shared without consent")
def share_without_consent(
    person: Person,
    *,
    organisation_id: UUID,
    basis: str,
    reason: str,
    by: Actor,
    review_on: date | None = None,
) -> Consent:
    """Share to protect a life or keep someone safe. Needs the legal basis and a reason; reviewed in 7 days.

    Raises Missing without either.
    """
    if basis not in (Consent.Basis.VITAL_INTERESTS, Consent.Basis.SAFEGUARDING):
        raise Missing("Choose the legal reason for sharing without consent.", field="basis")
    if not reason.strip():
        raise Missing("Say why this cannot wait for the person to agree.", field="reason")
    moment = now()
    return Consent.objects.create(
        alliance_id=by.alliance_id,
        person=person,
        organisation_id=organisation_id,
        basis=basis,
        given_how=Consent.Given.NOT_GIVEN,
        decided_by=Consent.DecidedBy.BEST_INTERESTS,
        reason=reason,
        review_on=review_on or today() + timedelta(days=REVIEW_DAYS),
        recorded_by=by.label[:400],
        starts_at=moment,
        until=moment + timedelta(days=CONSENT_DAYS),
    )


@action(Permission.REFERRAL_CLOCK, records="Taken over, so that nobody is lost")
def take_over(person: Person, *, organisation_id: UUID, reason: str, by: Actor) -> Consent | None:
    """Let the front door know someone whose organisation has to stop; None where it does already.

    Reviewed in 7 days, when the person is asked what they want. It knows them for as long as what lets it does, and
    no longer. Call it as an organisation that knows them.
    """
    if person.registered_by_id == organisation_id:
        _let_know(person, organisation_id, NO_END)
        return None
    live = Consent.objects.filter(
        person=person, organisation=organisation_id, withdrawn_at__isnull=True, until__gt=now()
    )
    longest = live.order_by("-until").first()
    if longest is not None:
        _let_know(person, organisation_id, longest.until)
        return None
    moment = now()
    ground = Consent.objects.create(
        alliance_id=by.alliance_id,
        person=person,
        organisation_id=organisation_id,
        basis=Consent.Basis.CONTINUITY,
        given_how=Consent.Given.NOT_GIVEN,
        decided_by=Consent.DecidedBy.BEST_INTERESTS,
        reason=reason[:500],
        review_on=today() + timedelta(days=REVIEW_DAYS),
        recorded_by=by.label[:400],
        starts_at=moment,
        until=moment + timedelta(days=CONSENT_DAYS),
    )
    _let_know(person, organisation_id, ground.until)
    return ground


def _let_know(person: Person, organisation_id: UUID, until: datetime) -> None:
    grant_person_access(person=person.pk, organisation=organisation_id, reason="handover", until=until)


@action(Permission.REFERRAL_CLOCK, records="Person kept by another organisation from now")
def rehome(person: Person, *, organisation_id: UUID, by: Actor) -> Person:
    """Whoever registered them has left: another organisation keeps their record, and is where it comes back to.

    As for whoever registers someone, that has no end.
    """
    _let_know(person, organisation_id, NO_END)
    Person.objects.filter(pk=person.pk).update(registered_by=organisation_id)
    person.registered_by_id = organisation_id
    return person


@action(Permission.CONSENT_RECORD, records="Consent withdrawn")
def withdraw_consent(consent: Consent, *, by: Actor) -> Consent:
    """End one agreement at once: the organisation can no longer see the person.

    Who registered them, and whoever holds another live agreement, keep theirs. Raises Stale if it had
    ended already. ``referrals.actions.stop_sharing`` also ends open referrals: call that from pages.
    """
    if not end_consent(consent, by_label=by.label):
        raise Stale("This had been stopped already. Nothing was changed.")
    return consent
