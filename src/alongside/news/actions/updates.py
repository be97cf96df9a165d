"""Publishing, thanking, taking back."""

from typing import Any
from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import Missing, NotAllowed, Stale
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.accounts.limits import try_or_stop
from alongside.foundation.workflow.clock import now
from alongside.membership.queries import member_or_partner

from ..models import Update
from ..owner import tell_urgently


@action(Permission.NEWS_WRITE, records="News published")
def publish(*, title: str, text: str, is_public: bool = False, is_urgent: bool = False, by: Actor) -> Update:
    """Tell everyone who takes part; with ``is_public``, anyone. Raises NotAllowed, TooMany.

    What is urgent goes at once to everyone who wants urgent messages.
    """
    if is_urgent and not by.has(Permission.NEWS_URGENT):
        raise NotAllowed("Only a coordinator can call something urgent. Ask yours to.")
    update = _write(title=title, text=text, is_public=is_public, is_urgent=is_urgent, by=by)
    if is_urgent:
        tell_urgently(update, by=by)
    return update


@action(Permission.NEWS_WRITE, records="Thanks given")
def thank(*, organisation_id: UUID, title: str, text: str, is_public: bool = False, by: Actor) -> Update:
    """Thank another organisation where everyone can read it. Raises NotFound, and Missing for one's own."""
    thanked = member_or_partner(organisation_id, by=by)
    if thanked.pk == by.organisation_id:
        raise Missing("Choose another organisation than your own.", field="thanked")
    return _write(title=title, text=text, is_public=is_public, thanked_id=thanked.pk, by=by)


@action(Permission.NEWS_WRITE, records="News taken back")
def take_back(update: Update, *, reason: str, by: Actor) -> Update:
    """It is shown nowhere any more; the row stays. Raises Stale where someone did so first."""
    changed = Update.objects.filter(pk=update.pk, withdrawn_at__isnull=True).update(
        withdrawn_at=now(), withdrawn_why=reason.strip()[:300]
    )
    if not changed:
        raise Stale("Somebody took this back first. Nothing more was changed.")
    return update


def _write(*, title: str, text: str, by: Actor, **more: Any) -> Update:
    if by.organisation_id is None:
        raise NotAllowed("News comes from an organisation, and you act for none just now.")
    try_or_stop("news", by.user_id)
    return Update.objects.create(
        alliance_id=by.alliance_id,
        organisation_id=by.organisation_id,
        user_id=by.user_id,
        by=by.label[:400],
        title=title.strip(),
        text=text.strip(),
        published_at=now(),
        **more,
    )
