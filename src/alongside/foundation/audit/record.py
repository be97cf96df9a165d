"""Writing the two records. Called by the action gate and the read wrapper, and by nothing else."""

from typing import Any

from alongside.foundation.tenancy.rows import add_row

from .models import AuditEntry, ReadEntry


def record_act(by: Any, *, verb: str, sentence: str, subject: Any = None, reason: str = "") -> None:
    """Add one AuditEntry. ``subject`` is any row with a UUID key, or None."""
    meta = getattr(subject, "_meta", None)
    add_row(
        AuditEntry(
            alliance_id=by.alliance_id,
            verb=verb,
            sentence=sentence,
            user_id=by.user_id,
            organisation_id=by.organisation_id,
            by=by.label[:400],
            subject_type=meta.label_lower if meta else "",
            subject_id=subject.pk if meta else None,
            reason=reason[:500],
        )
    )


def record_reading(by: Any, *, person_id: Any, purpose: str, subject: Any = None) -> None:
    """Add one ReadEntry, unless it is the person reading about themselves."""
    if by.person_id == person_id:
        return
    meta = getattr(subject, "_meta", None)
    add_row(
        ReadEntry(
            alliance_id=by.alliance_id,
            person_id=person_id,
            user_id=by.user_id,
            organisation_id=by.organisation_id,
            by=by.label[:400],
            purpose=purpose,
            subject_type=meta.label_lower if meta else "",
            subject_id=subject.pk if meta else None,
        )
    )
