"""An account and whoever it belongs to. Called inside an action."""

from uuid import UUID, uuid4

from django.contrib.auth import update_session_auth_hash
from django.urls import reverse

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import NotFound
from alongside.foundation.access.request import AllianceRequest
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


def end_sessions(user: User) -> None:
    """Wherever an account is signed in, it is out at the next page.

    One rule: whatever someone could do with an open session ends when the way they sign in, or what they may
    do, is changed. The browser in which they changed it themselves stays in (``stay_in``).
    """
    user.session_mark = uuid4()
    user.save(update_fields=["session_mark"])


def stay_in(request: AllianceRequest) -> None:
    """Let the browser at hand go on after its own user's sessions were ended."""
    user = own_account(request.actor.user_id)
    update_session_auth_hash(request, user)
    request.user = user


def way_in_changed(user: User, by: Actor) -> None:
    """End an account's sessions and tell its owner that the way they sign in was changed, in case it was not them."""
    end_sessions(user)
    queue_message(
        alliance_id=by.alliance_id,
        key=f"sign in changed {uuid7()}",
        channel="email",
        to=user.email,
        template="sign_in_changed",
        values={"link": address(by.alliance, reverse("accounts:forgotten")), "on": today()},
    )
