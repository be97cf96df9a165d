"""Who may do what with a person's record and consent, beyond what the fence lets them see."""

from typing import Any

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.rules import rule


@rule(Permission.PERSON_EDIT, "people.Person")
def may_edit(actor: Actor, person: Any) -> bool:
    """Any worker who can see the person: the fence has decided."""
    return actor.is_staff


@rule(Permission.OWN_RECORD, "people.Person")
def is_theirs(actor: Actor, person: Any) -> bool:
    return actor.person_id == person.pk


@rule(Permission.CONSENT_RECORD, "people.Person")
def may_record_consent(actor: Actor, person: Any) -> bool:
    """A worker who knows them, or the person on their own page."""
    return actor.is_staff or actor.person_id == person.pk


@rule(Permission.CONSENT_RECORD, "people.Consent")
def may_change_consent(actor: Actor, consent: Any) -> bool:
    return actor.is_staff or actor.person_id == consent.person_id
