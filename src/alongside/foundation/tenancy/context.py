"""Whose rows this transaction may touch: the four settings that the fences in the database read."""

import contextlib
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import connection, transaction

SETTINGS = ("app.alliance_id", "app.organisation_id", "app.user_id", "app.person_id")


def _text(value: Any) -> str:
    key = getattr(value, "pk", value)
    return str(UUID(str(key))) if key else ""


def set_context(*, alliance: Any, organisation: Any = None, user: Any = None, person: Any = None) -> None:
    """Set the fence for the rest of this transaction. Raises RuntimeError outside one."""
    if not connection.in_atomic_block:
        raise RuntimeError("The fence is set for one transaction: open it first.")
    values = [_text(alliance), _text(organisation), _text(user), _text(person)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"set_config('{name}', %s, true)" for name in SETTINGS), values)


def current_context() -> dict[str, str]:
    """The four settings as they stand; '' where nothing is set."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT " + ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in SETTINGS)
        )
        row = cursor.fetchone()
    return dict(zip(("alliance", "organisation", "user", "person"), row, strict=True))


@contextlib.contextmanager
def in_alliance(
    alliance: Any, *, organisation: Any = None, user: Any = None, person: Any = None
) -> Iterator[None]:
    """Open a transaction whose rows are one alliance's, seen as one organisation, user or person.

    Takes model rows or ids. Nested, it restores the outer fence at the end; the end of a transaction of its
    own ends the settings with it.
    """
    nested = connection.in_atomic_block
    with transaction.atomic():
        before = current_context() if nested else {}
        set_context(alliance=alliance, organisation=organisation, user=user, person=person)
        try:
            yield
        finally:
            if nested and not connection.needs_rollback:
                set_context(**before)


@contextlib.contextmanager
def as_person(person: Any) -> Iterator[None]:
    """Within a fenced transaction, read and write as one person, or as none, for a while."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting('app.person_id', true), ''), set_config('app.person_id', %s, true)",
            [_text(person)],
        )
        before, now = cursor.fetchone()
        try:
            yield
        finally:
            if before != now and not connection.needs_rollback:
                cursor.execute("SELECT set_config('app.person_id', %s, true)", [before])


@contextlib.contextmanager
def as_organisation(organisation: Any, *, person: Any = None) -> Iterator[None]:
    """Within a fenced transaction, act for another organisation of the same alliance for a while."""
    before = current_context()
    with in_alliance(before["alliance"], organisation=organisation, user=before["user"], person=person):
        yield
