"""Writing down that nothing fitted: a need, a ward, a reason and a day. Never a person, never their words."""

from typing import Any

from django.db.models import F
from django.utils import timezone

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import DomainError
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission

from ..models import UnmetNeed
from ..understanding import default_lexicon


@action(Permission.UNMET_RECORD, records="Unmet need counted")
def record_unmet(*, needs: list[str], ward_code: str, reason: str, by: Actor) -> None:
    """Count once for each need (an empty list: we could not tell what it was). Raises DomainError."""
    if reason not in UnmetNeed.Reason.values:
        raise DomainError("Choose what was wrong with the list.")
    known = default_lexicon().needs
    for code in sorted({code for code in needs if code in known}) or [""]:
        row: dict[str, Any] = {
            "alliance_id": by.alliance_id,
            "need_code": code,
            "ward_code": ward_code[:9],
            "reason": reason,
            "day": timezone.localdate(),
        }
        _, made = UnmetNeed.objects.get_or_create(**row)
        if not made:
            UnmetNeed.objects.filter(**row).update(times=F("times") + 1)
