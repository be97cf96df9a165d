"""Reading news."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import NotFound
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.rules import can

from .models import Digest, Update

PAGE = 20
MOST_IN_A_FILE = 5_000


@dataclass(frozen=True)
class Looked:
    """Which updates: ``kind`` "news", "thanks" or "" for both; ``words`` anywhere in them, or in who they are from.

    ``before`` is where the last page ended: (when it was published, its id).
    """

    kind: str = ""
    words: str = ""
    organisation_id: UUID | None = None
    before: tuple[datetime, UUID] | None = None


def updates(looked: Looked, *, by: Actor, most: int = PAGE) -> tuple[list[Update], bool]:
    """One page, newest first, and whether there are more."""
    rows = _filtered(_visible(by), looked)
    if looked.before:
        at, pk = looked.before
        rows = rows.filter(Q(published_at__lt=at) | Q(published_at=at, pk__lt=pk))
    found = list(rows.select_related("organisation", "thanked").order_by("-published_at", "-pk")[: most + 1])
    return found[:most], len(found) > most


def how_many_updates(looked: Looked, *, by: Actor) -> int:
    return _filtered(_visible(by), looked).count()


def update_shown(update_id: UUID, *, by: Actor) -> Update:
    """Raises NotFound."""
    found = _visible(by).select_related("organisation", "thanked").filter(pk=update_id).first()
    if found is None:
        raise NotFound
    return found


def public_updates(most: int = PAGE) -> list[Update]:
    """What anyone may read, newest first."""
    rows = Update.objects.filter(withdrawn_at__isnull=True, is_public=True)
    return list(rows.select_related("organisation", "thanked").order_by("-published_at", "-pk")[:most])


def thanks_to(organisation_id: UUID, *, by: Actor, most: int = 3) -> list[Update]:
    """The newest thanks that an organisation got."""
    rows = _visible(by).filter(thanked_id=organisation_id).select_related("organisation", "thanked")
    return list(rows.order_by("-published_at", "-pk")[:most])


def own_digest(*, by: Actor) -> Digest:
    """How often the actor hears of news, chosen or not: not saved where it was never chosen. Raises NotFound."""
    if by.user_id is None:
        raise NotFound
    return Digest.objects.filter(user_id=by.user_id).first() or Digest(
        alliance_id=by.alliance_id, user_id=by.user_id
    )


def _visible(by: Actor) -> QuerySet[Update]:
    shown = Update.objects.filter(withdrawn_at__isnull=True)
    return shown if can(by, Permission.NEWS_VIEW) else shown.filter(is_public=True)


def _filtered(rows: QuerySet[Update], looked: Looked) -> QuerySet[Update]:
    if looked.kind:
        rows = rows.filter(thanked__isnull=looked.kind == "news")
    if looked.organisation_id:
        rows = rows.filter(Q(organisation=looked.organisation_id) | Q(thanked=looked.organisation_id))
    for word in looked.words.split()[:8]:
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(text__icontains=word)
            | Q(organisation__name__icontains=word)
            | Q(thanked__name__icontains=word)
        )
    return rows
