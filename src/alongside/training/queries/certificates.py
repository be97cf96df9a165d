"""Certificates: one's own, and whether a code is good."""

import re
from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import NotFound

from ..models import Certificate


def my_certificates(*, by: Actor) -> list[Certificate]:
    """Those that the actor holds, the newest first."""
    rows = Certificate.objects.filter(user=by.user_id, withdrawn_at__isnull=True)
    return list(rows.order_by("-given_on", "course_title")[:100])


def my_certificate(certificate_id: UUID, *, by: Actor) -> Certificate:
    """One of them. Raises NotFound."""
    found = Certificate.objects.filter(pk=certificate_id, user=by.user_id, withdrawn_at__isnull=True).first()
    if found is None:
        raise NotFound
    return found


def certificate_by_code(code: str) -> Certificate | None:
    """The certificate of a code, however it is spaced; None for one that was never given or is withdrawn."""
    plain = re.sub(r"[\s-]", "", code).upper()
    return (
        Certificate.objects.filter(code=plain, withdrawn_at__isnull=True).first() if plain.isascii() else None
    )
