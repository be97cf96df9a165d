"""The action gate: every write goes through it. And the read wrapper: every opening of a person's record."""

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from django.apps import apps
from django.db import models, transaction

from alongside.foundation.audit.record import record_act, record_reading
from alongside.foundation.design.languages import in_english
from alongside.foundation.tenancy.context import as_organisation
from alongside.foundation.tenancy.ids import uuid7
from alongside.foundation.tenancy.rows import add_row, change_row

from .actor import Actor
from .errors import DomainError, NotAllowed
from .models import OnceKey
from .permissions import Permission
from .rules import can

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class Gate:
    """What an action declared of itself; the architecture tests read it."""

    permission: Permission
    records: str


def action(permission: Permission, *, records: str) -> Callable[[F], F]:
    """Make a function an action.

    It must take ``by`` (an Actor) by keyword, and its subject, if it has one, first. The gate checks
    ``can()``, opens the transaction, runs it, and writes one AuditEntry that says ``records``. With
    ``once=KEY`` a second call with the same key changes nothing and gives the first call's result. Whatever language
    the page is in, what is kept and sent is in English, for everybody who reads it later.
    Raises NotAllowed, and whatever DomainError the action raises; then nothing is written.
    """

    def wrap(function: F) -> F:
        takes_reason = "reason" in inspect.signature(function).parameters

        @functools.wraps(function)
        def act(*args: Any, by: Actor, once: str = "", **kwargs: Any) -> Any:
            subject = args[0] if args and isinstance(args[0], models.Model) else None
            with transaction.atomic(), in_english():
                if not can(by, permission, on=subject):
                    raise NotAllowed(
                        "You can't do this. If you think you should, ask your organisation's lead."
                    )
                claim = _claim(function.__qualname__, once, by) if once else None
                if claim is not None and claim.first is not None:
                    return _earlier_result(claim.first, by)
                result = function(*args, by=by, **kwargs)
                about = result if isinstance(result, models.Model) else subject
                reason = str(kwargs.get("reason", "")) if takes_reason else ""
                record_act(by, verb=permission, sentence=records, subject=about, reason=reason)
                if claim is not None and isinstance(result, models.Model):
                    change_row(claim.mine, {"result_model": result._meta.label_lower, "result_id": result.pk})
            return result

        act.gate = Gate(permission, records)  # type: ignore[attr-defined]
        return act  # type: ignore[return-value]

    return wrap


class Claim(NamedTuple):
    """Our row for a key, and the row of the call that was first, if that was another one."""

    mine: OnceKey
    first: OnceKey | None


def _claim(name: str, key: str, by: Actor) -> Claim:
    """Claim a key. Waits for a first call in flight."""
    mine = OnceKey(id=uuid7(), alliance_id=by.alliance_id, key=key[:80], action=name)
    if add_row(mine, once=True):
        return Claim(mine, None)
    return Claim(mine, OnceKey.objects.get(key=key[:80], action=name))


def _earlier_result(first: OnceKey, by: Actor) -> Any:
    """What the first call made. What the public asked for is the front door's to see, so it is read as theirs."""
    if not first.result_model or first.result_id is None:
        return None
    with as_organisation(by.organisation_id or by.alliance.front_door, person=by.person_id):
        found = apps.get_model(first.result_model)._default_manager.filter(pk=first.result_id).first()
    if found is None:
        raise DomainError("This was already done. Nothing was done twice.")
    return found


def reads_person(purpose: str) -> Callable[[F], F]:
    """Wrap a query that opens one person's record: it writes a ReadEntry that the person can see.

    The query takes ``by`` and returns a row (or raises NotFound); the row is the person, or has ``person_id``.
    """

    def wrap(function: F) -> F:
        @functools.wraps(function)
        def read(*args: Any, by: Actor, **kwargs: Any) -> Any:
            found = function(*args, by=by, **kwargs)
            record_reading(
                by, person_id=getattr(found, "person_id", found.pk), purpose=purpose, subject=found
            )
            return found

        read.reads_person = purpose  # type: ignore[attr-defined]
        return read  # type: ignore[return-value]

    return wrap
