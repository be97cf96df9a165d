"""Second factors: an app's codes, passkeys and recovery codes, as django-allauth makes and checks them.

All that is taken from the library is taken here. Its own pages are not used: ours speak plainly, are fenced,
and leave an audit entry.
"""

import base64
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from .limits import forget_tries, may_try, try_or_stop

Kind = Authenticator.Type
SECOND_FACTOR_KEY = "second_factor"
SHOW_CODES_KEY = "show_recovery_codes"


@dataclass(frozen=True)
class Factor:
    """One second factor as its owner sees it."""

    id: int
    name: str
    added_at: datetime
    used_at: datetime | None


def factors(user: Any) -> list[Factor]:
    """A user's app and passkeys, oldest first; recovery codes are no factor of their own."""
    rows = Authenticator.objects.filter(user_id=user.pk).exclude(type=Kind.RECOVERY_CODES).order_by("pk")
    return [
        Factor(
            id=row.pk,
            name="App that makes codes" if row.type == Kind.TOTP else f"Passkey: {row.wrap().name}",
            added_at=row.created_at,
            used_at=row.last_used_at,
        )
        for row in rows
    ]


def has_factor(user: Any, kind: str | None = None) -> bool:
    """Whether the user has an app or a passkey, or one kind of them ("totp", "webauthn")."""
    kinds = [kind] if kind else [Kind.TOTP, Kind.WEBAUTHN]
    return Authenticator.objects.filter(user_id=user.pk, type__in=kinds).exists()


def mark_passed(request: HttpRequest) -> None:
    """This browser has shown a second factor: its session goes on under a new key."""
    request.session.cycle_key()
    request.session[SECOND_FACTOR_KEY] = True


def check_code(user: Any, code: str) -> bool:
    """Whether a code of the user's app, or an unused recovery code, is right. Raises TooMany.

    A code works once: whoever reads it over a shoulder comes too late.
    """
    try_or_stop("code", user.pk)
    for row in Authenticator.objects.filter(user_id=user.pk, type__in=[Kind.TOTP, Kind.RECOVERY_CODES]):
        if row.wrap().validate_code(code):
            if not may_try("used code", user.pk, "".join(filter(str.isalnum, code))):
                return False
            row.record_usage()
            forget_tries("code", user.pk)
            return True
    return False


@dataclass(frozen=True)
class AppSetup:
    """What an app needs: the secret to type, and the same as a picture (a data address)."""

    secret: str
    picture: str


def begin_app(request: HttpRequest, *, afresh: bool) -> AppSetup:
    """A new secret, kept in the session until a code shows that the app has it."""
    secret = totp.get_totp_secret(regenerate=afresh)
    adapter = get_adapter()
    svg = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    picture = "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
    return AppSetup(" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)), picture)


def app_code_is_right(request: HttpRequest, code: str) -> bool:
    """Whether the app that is being set up made this code."""
    return totp.validate_totp_code(totp.get_totp_secret(), code)


def keep_app(request: HttpRequest, user: Any) -> None:
    totp.TOTP.activate(user, totp.get_totp_secret())
    totp.clear_totp_secret(request)


def begin_passkey(user: Any) -> dict[str, Any]:
    """What the browser needs to make a passkey."""
    return _plain(webauthn.begin_registration(user, False))


def passkey_is_sound(credential: dict[str, Any]) -> bool:
    """Whether a browser's answer is a passkey made for the challenge just given."""
    try:
        webauthn.parse_registration_response(credential)
        webauthn.complete_registration(credential)
    except (ValidationError, ValueError, TypeError, KeyError):
        return False
    return True


def keep_passkey(user: Any, *, name: str, credential: dict[str, Any]) -> None:
    webauthn.WebAuthn.add(user, name, credential)


def ask_passkey(user: Any) -> dict[str, Any]:
    """What the browser needs to show one of the user's passkeys."""
    return _plain(webauthn.begin_authentication(user))


def check_passkey(user: Any, credential: dict[str, Any]) -> bool:
    """Whether a browser's answer is one of the user's passkeys. Raises TooMany."""
    try_or_stop("code", user.pk)
    try:
        webauthn.parse_authentication_response(credential)
        found = webauthn.complete_authentication(user, credential)
    except (ValidationError, ValueError, TypeError, KeyError):
        return False
    found.record_usage()
    forget_tries("code", user.pk)
    return True


def make_recovery_codes(user: Any) -> None:
    """New recovery codes; the old ones end."""
    Authenticator.objects.filter(user_id=user.pk, type=Kind.RECOVERY_CODES).delete()
    RecoveryCodes.activate(user)


def recovery_codes(user: Any) -> list[str]:
    """Those not used yet."""
    row = Authenticator.objects.filter(user_id=user.pk, type=Kind.RECOVERY_CODES).first()
    return row.wrap().get_unused_codes() if row else []


def drop_factor(user: Any, factor_id: int) -> None:
    Authenticator.objects.filter(user_id=user.pk, pk=factor_id).exclude(type=Kind.RECOVERY_CODES).delete()


def drop_all(user: Any) -> None:
    Authenticator.objects.filter(user_id=user.pk).delete()


def _plain(options: Any) -> Any:
    """The library's options as JSON values (its own mapping types are not dictionaries)."""
    if hasattr(options, "items"):
        return {key: _plain(value) for key, value in options.items() if value is not None}
    if isinstance(options, list | tuple):
        return [_plain(value) for value in options]
    return options
