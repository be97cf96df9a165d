"""Who speaks for an organisation, whom to ask for what, and how many people it can take."""

from datetime import date
from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import Missing, NotFound
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.workflow.clock import today

from ..models import Contact, Organisation, Representative
from ..vocabulary import CONTACT_PURPOSES

MOST_PLACES = 2000


@action(Permission.STANDING_RENEW, records="Representative named")
def add_representative(
    organisation: Organisation,
    *,
    name: str,
    part: str,
    starts_on: date,
    by: Actor,
    email: str = "",
    ends_on: date | None = None,
) -> Representative:
    """Someone speaks for them, or stands in for who does, for a term."""
    if part not in Representative.Part.values:
        raise Missing("Say what they are.", field="part")
    if not name.strip():
        raise Missing("Say their name.", field="name")
    if ends_on and ends_on < starts_on:
        raise Missing("The term ends before it starts. Check the two days.", field="ends_on")
    return Representative.objects.create(
        alliance_id=by.alliance_id,
        organisation=organisation,
        name=name.strip()[:200],
        email=email.strip(),
        part=part,
        starts_on=starts_on,
        ends_on=ends_on,
    )


@action(Permission.STANDING_RENEW, records="Representative's term ended")
def end_representative(organisation: Organisation, *, representative_id: UUID, by: Actor) -> Organisation:
    """Their term ends today. Raises NotFound for someone else's, and for a term that is over or to come."""
    rows = Representative.objects.filter(
        pk=representative_id, organisation=organisation, starts_on__lte=today()
    ).exclude(ends_on__lt=today())
    if not rows.update(ends_on=today()):
        raise NotFound
    return organisation


@action(Permission.STANDING_RENEW, records="Contact changed")
def set_contact(
    organisation: Organisation,
    *,
    purpose: str,
    by: Actor,
    name: str = "",
    email: str = "",
    telephone: str = "",
) -> Contact:
    """Whom to ask about one thing. Raises Missing without any way to reach them."""
    if purpose not in dict(CONTACT_PURPOSES):
        raise Missing("Choose what they are asked about.", field="purpose")
    if not (email.strip() or telephone.strip()):
        raise Missing("Give an email address or a phone number.", field="email")
    made, _ = Contact.objects.update_or_create(
        alliance_id=by.alliance_id,
        organisation=organisation,
        purpose=purpose,
        defaults={"name": name.strip()[:200], "email": email.strip(), "telephone": telephone.strip()[:40]},
    )
    return made


@action(Permission.STANDING_RENEW, records="Contact taken off")
def remove_contact(organisation: Organisation, *, contact_id: UUID, by: Actor) -> Organisation:
    """Nobody is to be asked about that any more. Raises NotFound for someone else's."""
    gone, _ = Contact.objects.filter(pk=contact_id, organisation=organisation).delete()
    if not gone:
        raise NotFound
    return organisation


@action(Permission.STANDING_RENEW, records="Places offered changed")
def offer_places(organisation: Organisation, *, places: int, by: Actor) -> Organisation:
    """How many new people they can take in 28 days."""
    if not 0 <= places <= MOST_PLACES:
        raise Missing(f"Give a number from 0 to {MOST_PLACES}.", field="places")
    Organisation.objects.filter(pk=organisation.pk).update(places_offered=places)
    organisation.refresh_from_db()
    return organisation
