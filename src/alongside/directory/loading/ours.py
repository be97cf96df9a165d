"""Our own rows, come back: an export of this directory, or somebody's copy of its open feed.

A row that bears the id of a row of this alliance's is that row. It is never doubled, and never changed by what may be
an old copy of it; what somebody else hangs on it is kept.
"""

from __future__ import annotations

from django.db import connection
from psycopg import sql

from ..openreferral import KINDS, Kind, Level
from ..openreferral.rows import Tell
from .settling import tell_all
from .targets import BY_KIND, PARENTS, incoming

HANGS_ON = ("service", "location", "organisation")
# Where a source that knows our ids would show it: kind, column of theirs, the kind that it names.
LOOKED_AT = (
    *((name, "their_id", name) for name in PARENTS),
    ("service", "organisation_their", "organisation"),
    ("service_at_location", "location_their", "location"),
    ("attribute", "taxonomy_term_their", "taxonomy_term"),
)
REASON = "It came from this directory and is in it already; it was left as it is."
_UUID = "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$"


def leave_ours(tell: Tell) -> None:
    """Take our own rows out of what came in, and let what others say of them refer to them."""
    if not any(_names_ours(*one) for one in LOOKED_AT):
        return
    for kind in KINDS.values():
        for field in kind.fields:
            if field.refers_to in BY_KIND:
                _refer(kind, field.name, field.refers_to)
    for kind in KINDS.values():
        tell_all(tell, Level.LEFT_OUT, kind.name, _taken_out(kind), REASON)


def _ours(their: str) -> sql.Composed:
    """A source's id as an id of ours; null where it has not the form of one."""
    return sql.SQL("CASE WHEN {0} ~ {1} THEN {0}::uuid END").format(sql.SQL(their), sql.Literal(_UUID))


def _names_ours(kind: str, column: str, named: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("SELECT EXISTS (SELECT 1 FROM {} i JOIN {} t ON t.id = {})").format(
                sql.Identifier(incoming(kind)), sql.Identifier(BY_KIND[named].table), _ours(f"i.{column}")
            )
        )
        return bool(cursor.fetchone()[0])


def _refer(kind: Kind, name: str, parent: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("UPDATE {} i SET {} = t.id FROM {} t WHERE t.id = {}").format(
                sql.Identifier(incoming(kind.name)),
                sql.Identifier(f"{name}_id"),
                sql.Identifier(BY_KIND[parent].table),
                _ours(f"i.{name}_their"),
            )
        )


def _taken_out(kind: Kind) -> sql.Composed:
    """Rows with an id of ours; and what hangs on rows of ours alone, which stands there already under its own id."""
    ways: list[sql.Composable] = []
    if kind.name in BY_KIND:
        there = sql.SQL("EXISTS (SELECT 1 FROM {} t WHERE t.id = {})")
        ways.append(there.format(sql.Identifier(BY_KIND[kind.name].table), _ours("i.their_id")))
    hooks = [field.name for field in kind.fields if field.refers_to in HANGS_ON]
    if hooks and kind.name not in PARENTS:
        ours = [
            sql.SQL("({0} IS NULL OR {0} = {1})").format(
                sql.Identifier(f"{name}_id"), _ours(f"i.{name}_their")
            )
            for name in hooks
        ]
        some = [sql.SQL("{} IS NOT NULL").format(sql.Identifier(f"{name}_id")) for name in hooks]
        ways.append(sql.SQL("({}) AND {}").format(sql.SQL(" OR ").join(some), sql.SQL(" AND ").join(ours)))
    way = sql.SQL(" OR ").join(sql.SQL("({})").format(one) for one in ways)
    return sql.SQL("DELETE FROM {} i WHERE {} RETURNING file, at, their_id").format(
        sql.Identifier(incoming(kind.name)), way
    )
