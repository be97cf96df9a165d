"""Writes about how someone likes their own pages."""

from collections.abc import Mapping
from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import DomainError, Missing, NotFound
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.accounts.models import User

from .models import SavedList

MOST_SAVED = 12


@action(Permission.SIGNED_IN, records="Single-letter keys switched")
def choose_keys(*, on: bool, by: Actor) -> User:
    """Whether single-letter keys work for this user (WCAG 2.1.4)."""
    user = User.objects.get(pk=by.user_id or "")
    user.single_keys = on
    user.save(update_fields=["single_keys"])
    return user


@action(Permission.REQUEST_VIEW, records="A list of Today saved")
def save_list(*, name: str, asks: Mapping[str, str], by: Actor) -> SavedList:
    """Keep a list under a name; the same name again means this list from now on.

    Raises Missing without a name, and DomainError where there are twelve already.
    """
    name = name.strip()[:60]
    if not name:
        raise Missing("Give the list a name.", field="name")
    own = SavedList.objects.filter(user=by.user_id)
    if own.exclude(name=name).count() >= MOST_SAVED:
        raise DomainError(f"You have {MOST_SAVED} saved lists, and that is the most. Remove one first.")
    saved, _made = SavedList.objects.update_or_create(
        alliance_id=by.alliance_id, user_id=by.user_id, name=name, defaults={"asks": dict(asks)}
    )
    return saved


@action(Permission.REQUEST_VIEW, records="A saved list of Today removed")
def forget_list(*, list_id: UUID, by: Actor) -> None:
    """Remove a saved list of one's own. Raises NotFound for every other."""
    gone, _of = SavedList.objects.filter(pk=list_id, user=by.user_id).delete()
    if not gone:
        raise NotFound
