"""What organisations have shown, who speaks for them, and what they must have."""

from datetime import date
from uuid import UUID

from django.db.models import Min

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import NotFound
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.rules import can
from alongside.foundation.workflow.clock import today

from ..models import Contact, Evidence, Organisation, Reminder, Representative, Requirement
from .organisations import member_or_partner


def own_organisation(*, by: Actor) -> Organisation:
    """The organisation that this actor works for, or that their link is of. Raises NotFound."""
    found = Organisation.objects.filter(pk=by.organisation_id).first() if by.organisation_id else None
    if found is None or not can(by, Permission.STANDING_RENEW, on=found):
        raise NotFound
    return found


def evidence_of(organisation_id: UUID, *, by: Actor) -> list[Evidence]:
    """What an organisation has shown, the last first; for those who may renew it."""
    organisation = Organisation.objects.filter(pk=organisation_id).first()
    if organisation is None or not can(by, Permission.STANDING_RENEW, on=organisation):
        return []
    return list(Evidence.objects.filter(organisation=organisation_id).order_by("-stated_at")[:30])


def find_evidence(evidence_id: UUID, *, by: Actor) -> Evidence:
    """One paper that was shown. Raises NotFound for who may not check it."""
    found = Evidence.objects.select_related("organisation").filter(pk=evidence_id).first()
    if found is None or not by.has(Permission.MEMBER_EDIT):
        raise NotFound
    member_or_partner(found.organisation_id, by=by)
    return found


def unchecked(*, by: Actor) -> list[Evidence]:
    """What nobody has checked yet, the oldest first."""
    if not by.has(Permission.MEMBER_EDIT):
        return []
    rows = Evidence.objects.filter(checked_on__isnull=True, valid_until__gte=today())
    return list(rows.select_related("organisation").order_by("stated_at")[:50])


def representatives_of(organisation_id: UUID) -> list[Representative]:
    """Who speaks for it today, representatives before deputies."""
    rows = Representative.objects.filter(organisation=organisation_id).exclude(ends_on__lt=today())
    return list(rows.order_by("-part", "name"))


def contacts_of(organisation_id: UUID) -> list[Contact]:
    return list(Contact.objects.filter(organisation=organisation_id).order_by("purpose"))


def last_reminders() -> dict[UUID, Reminder]:
    """The last reminder of each organisation that has had one."""
    rows = Reminder.objects.order_by("organisation", "-sent_on").distinct("organisation")
    return {row.organisation_id: row for row in rows}


def papers_bind_from() -> date | None:
    """The first day from which members must have something, past or to come; None where nothing is asked."""
    return Requirement.objects.filter(ended_on__isnull=True).aggregate(first=Min("from_on"))["first"]


def requirements() -> list[Requirement]:
    """What members and partners must have today."""
    rows = Requirement.objects.filter(from_on__lte=today()).exclude(ended_on__lte=today())
    return list(rows.order_by("paper", "name"))
