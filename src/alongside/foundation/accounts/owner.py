"""An account and whoever it belongs to. Called inside an action."""

from uuid import UUID

from django.urls import reverse

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import NotFound
from alongside.foundation.messages.outbox import queue_message
from alongside.foundation.tenancy.addresses import address
from alongside.foundation.tenancy.ids import uuid7
from alongside.foundation.workflow.clock import today

from .models import User


def own_account(user_id: UUID | None) -> User:
    """The account of whoever acts. Raises NotFound for someone without one."""
    if user_id is None:
        raise NotFound
    return User.objects.get(pk=user_id)


def tell_changed(user: User, by: Actor) -> None:
    """Tell an account's owner that the way they sign in was changed, in case it was not them."""
    queue_message(
        alliance_id=by.alliance_id,
        key=f"sign in changed {uuid7()}",
        channel="email",
        to=user.email,
        template="sign_in_changed",
        values={"link": address(by.alliance, reverse("accounts:forgotten")), "on": today()},
    )
