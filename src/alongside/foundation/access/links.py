"""Signed, expiring links for people without an account, and the code that is a person's second check."""

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.utils import timezone

from .errors import Ended, TooMany
from .models import AccessLink

CODE_TRIES = 5
LOCK = timedelta(minutes=30)
LOCKED = "That was too many wrong codes. Try again in 30 minutes, or ring us."
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
) -> str:
    """Make a link and give its token (43 URL-safe characters, 256 bits); only the hash is kept."""
    token = secrets.token_urlsafe(32)
    AccessLink.objects.create(
        alliance_id=alliance_id,
        purpose=purpose,
        token_hash=_hash(token),
        subject_id=subject_id,
        organisation_id=organisation_id,
        expires_at=timezone.now() + timedelta(days=days),
        code_hash=make_password(code) if code else "",
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


def check_code(link: AccessLink, code: str) -> bool:
    """Whether the code is right: the one that came with the link, or a spare one, which is spent by it.

    Wrong tries are counted over every link of the purpose to the subject, for one code opens them all: five
    lock them all for 30 minutes (TooMany).
    """
    links = AccessLink.objects.filter(purpose=link.purpose, subject_id=link.subject_id)
    held = list(links.select_for_update().order_by("pk"))
    kept, now = next(one for one in held if one.pk == link.pk), timezone.now()
    if any(one.locked_until and one.locked_until > now for one in held):
        raise TooMany(LOCKED)
    typed = "".join(code.split())
    if (kept.code_hash and check_password(typed, kept.code_hash)) or _spend_spare(kept, typed):
        links.update(wrong_tries=0, locked_until=None)
        return True
    tries = max(one.wrong_tries for one in held) + 1
    if tries >= CODE_TRIES:
        links.update(wrong_tries=0, locked_until=now + LOCK)
    else:
        links.update(wrong_tries=tries)
    return False


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
