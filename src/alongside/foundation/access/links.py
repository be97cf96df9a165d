"""Signed, expiring links for people without an account, and the code that is a person's second check."""

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import F
from django.utils import timezone

from .errors import Ended
from .models import AccessLink

OWN_TRIES = 5
SPENT = "This link has been used or has run out. Nothing is lost: you can ask for a new one."


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def make_link(
    *,
    alliance_id: UUID,
    purpose: str,
    subject_id: UUID,
    organisation_id: UUID | None = None,
    days: float,
    code: str = "",
    own_tries_for: timedelta | None = None,
) -> str:
    """Make a link and give its token (43 URL-safe characters, 256 bits); only the hash is kept.

    For as long as ``own_tries_for`` it bears a few wrong codes of its own, whatever was typed at other links.
    """
    token, now = secrets.token_urlsafe(32), timezone.now()
    AccessLink.objects.create(
        alliance_id=alliance_id,
        purpose=purpose,
        token_hash=_hash(token),
        subject_id=subject_id,
        organisation_id=organisation_id,
        expires_at=now + timedelta(days=days),
        code_hash=make_password(code) if code else "",
        own_tries=OWN_TRIES if own_tries_for else 0,
        own_tries_until=now + own_tries_for if own_tries_for else None,
    )
    return token


def new_code() -> str:
    """Six digits, made by the operating system's random source."""
    return f"{secrets.randbelow(1_000_000):06d}"


def find_link(token: str, *, purpose: str) -> AccessLink:
    """The link of a token, still good. Raises Ended for a made-up, used, ended or expired one, all alike."""
    link = AccessLink.objects.filter(token_hash=_hash(token[:200]), purpose=purpose).first()
    if link is None or link.used_at or link.ended_at or link.expires_at <= timezone.now():
        raise Ended(SPENT)
    return link


def spent_link(token: str, *, purpose: str) -> AccessLink | None:
    """A real link that can no longer be used, so that a fresh one may go to the address already held."""
    return AccessLink.objects.filter(
        token_hash=_hash(token[:200]), purpose=purpose, ended_at__isnull=True
    ).first()


def use_link(link: AccessLink) -> None:
    """Spend a single-use link. Raises Ended if another press was first."""
    if not AccessLink.objects.filter(pk=link.pk, used_at__isnull=True, ended_at__isnull=True).update(
        used_at=timezone.now()
    ):
        raise Ended(SPENT)


def end_links(*, purpose: str, subject_id: UUID) -> int:
    """End every link of a purpose to a subject; gives how many."""
    return AccessLink.objects.filter(purpose=purpose, subject_id=subject_id, ended_at__isnull=True).update(
        ended_at=timezone.now()
    )


def code_is_right(link: AccessLink, code: str) -> bool:
    """Whether it is the code that came with the link, or the person's spare one, which is spent by it.

    How often it may be asked is for the caller to count: ``accounts.own_code``.
    """
    typed = "".join(code.split())
    return bool(link.code_hash and check_password(typed, link.code_hash)) or _spend_spare(link, typed)


def has_own_try(link: AccessLink) -> bool:
    """Whether a link still bears a wrong code of its own."""
    return AccessLink.objects.filter(pk=link.pk, own_tries__gt=0, own_tries_until__gt=timezone.now()).exists()


def use_own_try(link: AccessLink) -> None:
    """It bore one."""
    AccessLink.objects.filter(pk=link.pk, own_tries__gt=0).update(own_tries=F("own_tries") - 1)


def mark_of(link: AccessLink) -> str:
    """Says which code a link was opened with, without saying it: another code, another mark."""
    return _hash(f"mark {link.code_hash}")


def still_opens(link_id: str, mark: str) -> bool:
    """Whether a link that let someone in has neither been ended nor been given another code since."""
    link = AccessLink.objects.filter(pk=link_id, ended_at__isnull=True).only("code_hash").first()
    return link is not None and mark_of(link) == mark


def spare_code(*, alliance_id: UUID, purpose: str, subject_id: UUID, minutes: int) -> str:
    """A code that opens any link of a purpose to a subject, once, for a while; an earlier spare one ends."""
    end_links(purpose=f"{purpose}_code", subject_id=subject_id)
    code = new_code()
    AccessLink.objects.create(
        alliance_id=alliance_id,
        purpose=f"{purpose}_code",
        token_hash=_hash(secrets.token_urlsafe(32)),  # no link leads to it
        subject_id=subject_id,
        expires_at=timezone.now() + timedelta(minutes=minutes),
        code_hash=make_password(code),
    )
    return code


def _spend_spare(link: AccessLink, typed: str) -> bool:
    spare = (
        AccessLink.objects.select_for_update()
        .filter(
            purpose=f"{link.purpose}_code",
            subject_id=link.subject_id,
            used_at__isnull=True,
            ended_at__isnull=True,
            expires_at__gt=timezone.now(),
        )
        .order_by("-made_at")
        .first()
    )
    if spare is None or not check_password(typed, spare.code_hash):
        return False
    use_link(spare)
    return True
