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
    """Take our own rows out of what came in, and let what others say of them refer to them.

    Which ids are ours is found once for each kind and kept in a table: asked of each row, it was the square of them.
    """
    if not any(_note_ours(named, [(kind, column)]) for kind, column, named in LOOKED_AT):
        return
    for named in BY_KIND:
        _note_ours(named, [(named, "their_id"), *_named_in(named)])
    for kind in KINDS.values():
        for field in kind.fields:
            if field.refers_to in BY_KIND:
                _refer(kind, field.name, field.refers_to)
    for kind in KINDS.values():
        tell_all(tell, Level.LEFT_OUT, kind.name, _taken_out(kind), REASON)


def _named_in(named: str) -> list[tuple[str, str]]:
    """Where rows of one kind are named by others: kinds and columns."""
    return [
        (kind.name, f"{field.name}_their")
        for kind in KINDS.values()
        for field in kind.fields
        if field.refers_to == named
    ]


def _ours(named: str) -> sql.Identifier:
    """The table of what bears an id of a row of ours: ``said``, as it came, and ``id``."""
    return sql.Identifier(f"incoming_our_{named}")


def _note_ours(named: str, places: list[tuple[str, str]]) -> int:
    """Fill that table from these kinds and columns. Gives how many there are."""
    came = sql.SQL(" UNION ").join(
        sql.SQL("SELECT {0} AS said FROM {1} WHERE {0} ~ {2}").format(
            sql.Identifier(column), sql.Identifier(incoming(kind)), sql.Literal(_UUID)
        )
        for kind, column in places
    )
    names = {"ours": _ours(named), "came": came, "table": sql.Identifier(BY_KIND[named].table)}
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP TABLE IF EXISTS {ours}").format(**names))
        cursor.execute(
            sql.SQL("""
            CREATE TEMPORARY TABLE {ours} ON COMMIT DROP AS
            WITH came AS MATERIALIZED ({came}), ids AS MATERIALIZED (SELECT said, said::uuid AS id FROM came)
            SELECT ids.said, ids.id FROM ids WHERE ids.id IN (SELECT t.id FROM {table} t)
            """).format(**names)
        )
        found: int = cursor.rowcount
        cursor.execute(sql.SQL("ANALYZE {ours}").format(**names))
    return found


def _refer(kind: Kind, name: str, parent: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("UPDATE {} i SET {} = o.id FROM {} o WHERE o.said = i.{}").format(
                sql.Identifier(incoming(kind.name)),
                sql.Identifier(f"{name}_id"),
                _ours(parent),
                sql.Identifier(f"{name}_their"),
            )
        )


def _is_ours(kind: str, column: str) -> sql.Composed:
    return sql.SQL("i.{} IN (SELECT o.said FROM {} o)").format(sql.Identifier(column), _ours(kind))


def _taken_out(kind: Kind) -> sql.Composed:
    """Rows with an id of ours; and what hangs on rows of ours alone, which stands there already under its own id."""
    ways: list[sql.Composable] = []
    if kind.name in BY_KIND:
        ways.append(_is_ours(kind.name, "their_id"))
    hooks = [field for field in kind.fields if field.refers_to in HANGS_ON]
    if hooks and kind.name not in PARENTS:
        ours = [
            sql.SQL("({} IS NULL OR {})").format(
                sql.Identifier(f"{field.name}_id"), _is_ours(field.refers_to, f"{field.name}_their")
            )
            for field in hooks
        ]
        some = [sql.SQL("{} IS NOT NULL").format(sql.Identifier(f"{field.name}_id")) for field in hooks]
        ways.append(sql.SQL("({}) AND {}").format(sql.SQL(" OR ").join(some), sql.SQL(" AND ").join(ours)))
    way = sql.SQL(" OR ").join(sql.SQL("({})").format(one) for one in ways)
    return sql.SQL("DELETE FROM {} i WHERE {} RETURNING file, at, their_id").format(
        sql.Identifier(incoming(kind.name)), way
    )
