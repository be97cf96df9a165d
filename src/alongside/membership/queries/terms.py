"""The texts that are signed: their versions, and who signed which."""

from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import NotFound
from alongside.foundation.access.permissions import Permission

from ..models import TermsAcceptance, TermsVersion


def versions(*, by: Actor) -> list[TermsVersion]:
    """All versions, newest first; drafts only for those who write them."""
    rows = TermsVersion.objects.order_by("-paper", "-number")
    return list(rows if by.has(Permission.MEMBER_EDIT) else rows.filter(published_on__isnull=False))


def find_version(version_id: UUID, *, by: Actor) -> TermsVersion:
    """One of ``versions``. Raises NotFound."""
    found = TermsVersion.objects.filter(pk=version_id).first()
    if found is None or (found.published_on is None and not by.has(Permission.MEMBER_EDIT)):
        raise NotFound
    return found


def signatures(version: TermsVersion) -> list[TermsAcceptance]:
    """Who signed it, the last first."""
    rows = TermsAcceptance.objects.filter(version=version).select_related("organisation")
    return list(rows.order_by("-accepted_at"))


def signatures_of(organisation_id: UUID) -> list[TermsAcceptance]:
    """What an organisation signed, the last first."""
    rows = TermsAcceptance.objects.filter(organisation=organisation_id).select_related("version")
    return list(rows.order_by("-accepted_at"))
