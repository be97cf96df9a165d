"""Passwords: asking for a new one, choosing it, changing it."""

from django.db import transaction
from django.urls import reverse

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import Missing
from alongside.foundation.access.gate import action
from alongside.foundation.access.links import end_links, find_link, make_link, use_link
from alongside.foundation.access.permissions import Permission
from alongside.foundation.messages.outbox import queue_message
from alongside.foundation.tenancy.addresses import address
from alongside.foundation.tenancy.ids import uuid7

from ..models import User
from ..owner import own_account, way_in_changed
from ..queries import PASSWORD, find_reset, find_user

HOUR = 1 / 24


@action(Permission.ACCOUNT_OPEN, records="New password asked for")
def ask_for_new_password(*, email: str, by: Actor) -> None:
    """E-mail a link that works once within the hour, if there is such an account.

    The caller cannot tell: the same work is done either way, and undone where there is no account.
    """
    user = find_user(email)
    known = user is not None and user.is_active
    with transaction.atomic():
        subject = user.pk if user is not None else uuid7()
        end_links(purpose=PASSWORD, subject_id=subject)
        token = make_link(alliance_id=by.alliance_id, purpose=PASSWORD, subject_id=subject, days=HOUR)
        queue_message(
            alliance_id=by.alliance_id,
            key=f"new password {uuid7()}",
            channel="email",
            to=user.email if user is not None else email,
            template="sign_in_help",
            values={"link": address(by.alliance, reverse("accounts:new_password", args=[token]))},
        )
        if not known:
            transaction.set_rollback(True)


@action(Permission.ACCOUNT_OPEN, records="New password chosen by link")
def choose_new_password(*, token: str, password: str, by: Actor) -> User:
    """Set the password of the account that a link is for; its sessions end. Raises Ended."""
    user = find_reset(token)
    use_link(find_link(token, purpose=PASSWORD))
    _set(user, password, by)
    return user


@action(Permission.SIGNED_IN, records="Password changed")
def change_password(*, old: str, new: str, by: Actor) -> User:
    """Change one's own password; every session ends (``owner.stay_in``). Raises Missing for a wrong old one.

    Count the try (``limits``) before: what an action that says no has written is undone.
    """
    user = own_account(by.user_id)
    if not user.check_password(old):
        raise Missing("That is not your password. Check it and try again.", field="old")
    _set(user, new, by)
    return user


def _set(user: User, password: str, by: Actor) -> None:
    user.set_password(password)
    user.save(update_fields=["password"])
    end_links(purpose=PASSWORD, subject_id=user.pk)
    way_in_changed(user, by)
