"""Searches kept for a while in the person's own session, so that their words are in no address or log.

See ADR 11. Only the last few are kept, each for an hour; the person can have them forgotten at once.
"""

import secrets
from collections.abc import MutableMapping
from typing import Any

from django.utils import timezone

from alongside.places.queries import locate

from .searching import Wanted

KEPT = "directory.searches"
#: The newest search in short, for the form that asks for help: nobody tells their story twice.
NEWEST = "found"
MOST = 5
SECONDS = 60 * 60


def keep_search(session: MutableMapping[str, Any], asked: dict[str, Any]) -> str:
    """Keep what was asked and answer its key. `asked` holds only strings, numbers and lists of them."""
    key = secrets.token_urlsafe(6)
    now = int(timezone.now().timestamp())
    fresh = [(k, at, a) for k, at, a in session.get(KEPT, []) if now - at < SECONDS]
    session[KEPT] = [*fresh[-(MOST - 1) :], (key, now, asked)]
    needs = asked.get("needs") or []
    session[NEWEST] = {name: asked.get(name, "") for name in ("words", "postcode", "for_whom")} | {
        "need": needs[0] if len(needs) == 1 else ""
    }
    return key


def kept_search(session: MutableMapping[str, Any], key: str) -> dict[str, Any] | None:
    """What was asked under a key (words, postcode, for_whom, needs, ...); None when it has been forgotten."""
    now = int(timezone.now().timestamp())
    for kept, at, asked in session.get(KEPT, []):
        if kept == key and now - at < SECONDS:
            return dict(asked)
    return None


def forget_searches(session: MutableMapping[str, Any]) -> None:
    session.pop(KEPT, None)
    session.pop(NEWEST, None)


def wanted_by(asked: dict[str, Any]) -> Wanted:
    """What a kept search asks for, with its postcode looked up."""
    needs = tuple(asked["needs"]) if asked.get("needs") is not None else None
    place = locate(asked["postcode"]) if asked.get("postcode") else None
    only = dict.fromkeys(asked.get("only") or [], True)
    return Wanted(asked.get("words", ""), place, needs, asked.get("age"), asked.get("language") or "", **only)
