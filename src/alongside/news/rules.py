"""Who may take an update back, and when an account is due to be told."""

from datetime import date
from typing import Any

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.rules import rule

from .models import Digest

MONDAY = 0


@rule(Permission.NEWS_WRITE, "news.Update")
def may_take_back(actor: Actor, update: Any) -> bool:
    """Their own organisation's; or any, for whoever may call things urgent."""
    own = actor.organisation_id is not None and actor.organisation_id == update.organisation_id
    return own or actor.has(Permission.NEWS_URGENT)


def is_due(rhythm: str, *, told_on: date | None, on: date) -> bool:
    """Whether an account may be told of news on a day: by its rhythm, and once a day at most."""
    if told_on == on or rhythm == Digest.Rhythm.NEVER:
        return False
    return rhythm == Digest.Rhythm.DAILY or on.weekday() == MONDAY
