"""can(): may this actor do this, to this? Denies by default."""

from collections.abc import Callable
from typing import Any

from .actor import Actor
from .permissions import Permission

Rule = Callable[[Actor, Any], bool]
_RULES: dict[tuple[Permission, str], Rule] = {}


def rule(permission: Permission, model: str) -> Callable[[Rule], Rule]:
    """Declare what must also hold for one permission on one model ("referrals.Referral")."""

    def declare(function: Rule) -> Rule:
        _RULES[permission, model.lower()] = function
        return function

    return declare


def can(actor: Actor, permission: Permission, on: Any = None) -> bool:
    """Whether a role grants it and, where there is a subject, its rule agrees.

    A subject of another alliance is never allowed. A subject whose model has no rule for this permission
    is allowed by role alone, for the fences in the database have decided that it is visible.
    """
    if not actor.has(permission):
        return False
    if on is None:
        return True
    if getattr(on, "alliance_id", actor.alliance_id) != actor.alliance_id:
        return False
    found = _RULES.get((permission, getattr(getattr(on, "_meta", None), "label_lower", "")))
    return found(actor, on) if found else True
