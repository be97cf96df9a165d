"""How organisations stand today: one query, one rule, asked by every list, page, gate and job."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection

from alongside.foundation.access.rights import EVERY_RIGHT, Right, Rights
from alongside.foundation.workflow.clock import today

from .rules import Paper, Standing
from .vocabulary import COMMUNITY, SOON_DAYS

NOT_TAKING = "they are not taking people through us now; ring them"


def rights_of(organisation_id: UUID) -> Rights:
    """THE rule: what an organisation may do today. Named in ``ALONGSIDE_RIGHTS``, so the gate asks it too."""
    found = standings([organisation_id])
    return found[organisation_id].rights if organisation_id in found else EVERY_RIGHT


def standing_of(organisation_id: UUID) -> Standing:
    """How one organisation stands today. Raises KeyError for one that is not of this alliance."""
    return standings([organisation_id])[organisation_id]


def standings(ids: Iterable[UUID] | None = None, *, on: date | None = None) -> dict[UUID, Standing]:
    """How organisations stand, by id, in the order of their names: those of ``ids``, or all who take part."""
    wanted = None if ids is None else list(dict.fromkeys(ids))
    if wanted == []:
        return {}
    day = on or today()
    values: dict[str, Any] = {
        "day": day,
        "horizon": day + timedelta(days=SOON_DAYS),
        "ids": wanted or [],
        "community": list(COMMUNITY),
    }
    with connection.cursor() as cursor:
        cursor.execute(_sql(), values)
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return {pk: _standing(list(group), day) for pk, group in groupby(rows, key=lambda row: row["id"])}


def not_taking(ids: Iterable[UUID | None]) -> set[UUID]:
    """Which of these organisations nobody may be sent to now: standing shuts it, or they take nobody for a while."""
    found = standings(pk for pk in ids if pk is not None)
    return {pk for pk, standing in found.items() if not standing.takes_people}


def may_receive(organisation_id: UUID) -> bool:
    """Whether an organisation has the right to say yes to people, paused or not."""
    return Right.RECEIVE in rights_of(organisation_id).held


@lru_cache(maxsize=1)
def _sql() -> str:
    return (Path(__file__).parent / "standing.sql").read_text()


def _standing(rows: list[dict[str, Any]], day: date) -> Standing:
    first = rows[0]
    return Standing(
        organisation_id=first["id"],
        name=first["name"],
        today=day,
        joined=first["joined"],
        left_on=first["left_on"],
        is_front_door=bool(first["is_front_door"]),
        suspended_on=first["suspended_on"],
        suspended_for=first["suspended_for"] or "",
        paused_until=first["paused_until"],
        paused_for=first["paused_for"] or "",
        ring=first["telephone"],
        papers=tuple(
            Paper(
                requirement_id=row["requirement_id"],
                name=row["requirement"],
                paper=row["paper"],
                unlocks=row["unlocks"],
                grace_days=row["grace_days"],
                remind_days=tuple(row["remind_days"]),
                binds_from=row["binds_from"],
                until=row["until"],
                refused_on=row["refused_on"],
                today=day,
            )
            for row in rows
            if row["requirement_id"]
        ),
    )
