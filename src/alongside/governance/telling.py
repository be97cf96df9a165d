"""Telling those at a table that something is there to read. What it is about stays on the page."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.messages.outbox import queue_message
from alongside.foundation.tenancy.addresses import address

from .seating import terms_in


def tell_users(
    users: Iterable[Any], *, template: str, path: str, cause: str, by: Actor, **values: Any
) -> None:
    """Queue one message to each user, once for each cause. ``values`` are those of the template but the link."""
    for user in {one.pk: one for one in users}.values():
        if user.email and user.is_active:
            queue_message(
                alliance_id=by.alliance_id,
                key=f"{template}-{cause}-{user.pk}",
                channel="email",
                to=user.email,
                template=template,
                values={"link": address(by.alliance, path), **values},
            )


def tell_group(group_id: UUID, *, template: str, path: str, cause: str, by: Actor, **values: Any) -> None:
    """The same to everyone who sits there today, but whoever did it."""
    users = [term.user for term in terms_in(group_id) if term.user_id != by.user_id]
    tell_users(users, template=template, path=path, cause=cause, by=by, **values)
