"""Writes about how someone likes their own pages."""

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.accounts.models import User


@action(Permission.SIGNED_IN, records="Single-letter keys switched")
def choose_keys(*, on: bool, by: Actor) -> User:
    """Whether single-letter keys work for this user (WCAG 2.1.4)."""
    user = User.objects.get(pk=by.user_id or "")
    user.single_keys = on
    user.save(update_fields=["single_keys"])
    return user
