"""Ending what an organisation may know, once nothing live lets it know."""

from typing import Any

from alongside.foundation.tenancy.people import end_person_access
from alongside.foundation.workflow.clock import now

from .models import Consent, Person


def end_consent(consent: Consent, *, by_label: str) -> bool:
    """End one agreement now, and the organisation's access if nothing else gives it. False if it had ended.

    Called last in a transaction: from here on the organisation at hand may no longer see the person.
    """
    moment = now()
    changed = Consent.objects.filter(pk=consent.pk, withdrawn_at__isnull=True).update(
        withdrawn_at=moment, withdrawn_by=by_label[:400]
    )
    if changed:
        end_access_without_ground(person_id=consent.person_id, organisation_id=consent.organisation_id)
    return bool(changed)


def end_access_without_ground(*, person_id: Any, organisation_id: Any) -> None:
    """End access unless the organisation registered the person or holds another live agreement."""
    live = Consent.objects.filter(
        person=person_id, organisation=organisation_id, withdrawn_at__isnull=True, until__gt=now()
    )
    registered = Person.objects.filter(pk=person_id, registered_by=organisation_id)
    if not live.exists() and not registered.exists():
        end_person_access(person=person_id, organisation=organisation_id)
