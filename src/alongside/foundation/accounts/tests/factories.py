"""Accounts for tests."""

import time
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from alongside.foundation.access.models import AccessRole
from alongside.foundation.accounts.models import User
from alongside.foundation.tenancy.context import in_alliance
from alongside.membership.models import Organisation

WORDS = "four quite odd words"


def make_user(alliance: Any, email: str = "ada@a.example", *, name: str = "Ada", **roles: str) -> User:
    """An account, with one role for each organisation slug given: ``haven="worker"``."""
    with in_alliance(alliance):
        user = User(alliance=alliance, email=email, name=name)
        user.set_password(WORDS)
        user.save()
        for slug, role in roles.items():
            organisation = make_organisation(alliance, slug)
            AccessRole.objects.create(alliance=alliance, user=user, organisation=organisation, role=role)
    return user


def make_organisation(alliance: Any, slug: str) -> Organisation:
    with in_alliance(alliance):
        return Organisation.objects.get_or_create(
            alliance=alliance, slug=slug, defaults={"name": slug.title(), "kind": "charity"}
        )[0]


def browser(alliance: Any, **headers: str) -> Client:
    """A browser that has one alliance's pages open."""
    return Client(headers={"host": alliance.domain, **headers})


def add_app(alliance: Any, user: User) -> str:
    """Give an account an app for codes; gives its secret."""
    secret = generate_totp_secret()
    with in_alliance(alliance):
        TOTP.activate(user, secret)
    return secret


def code_of(secret: str, *, step: int = 0) -> str:
    """What the app shows now, or that many half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def signed_in(alliance: Any, user: User) -> Client:
    """A browser in which someone has signed in and shown a second factor."""
    opened = browser(alliance)
    with in_alliance(alliance):
        user.refresh_from_db()
        opened.force_login(user)
        session = opened.session
        session["second_factor"] = True
        session.save()
    return opened
