"""The alliance's groups at work: two years of meetings, decisions and actions, a vote, an election, some interests."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Model

from alongside.foundation.accounts.models import User
from alongside.governance.models import Group, Interest, Seat, Term
from alongside.membership.models import Organisation

from ..content.governance import CHAIR, INTERESTS, STEERING, TASK_GROUPS, Table
from ..content.seed import dice, stable_id
from .cast import Cast
from .deciding import decide
from .meeting import hold_meetings

LONDON = ZoneInfo("Europe/London")
YEARS = timedelta(days=2 * 365)
_NHS = {"nhs_trust", "gp_practice", "pcn", "icb"}


class Governing:
    """Everything about one alliance's groups, in memory, until it is saved."""

    def __init__(self, cast: Cast, now: datetime) -> None:
        self.cast, self.now = cast, now
        self.today = now.astimezone(LONDON).date()
        self.rows: dict[type[Model], list[Any]] = defaultdict(list)
        self.roll = dice("governance", cast.place)

    def add(self, row: Any) -> Any:
        """Keep a row to be saved."""
        row.alliance_id = self.cast.alliance.pk
        self.rows[type(row)].append(row)
        return row

    def id(self, *parts: object) -> UUID:
        return UUID(stable_id(self.cast.place, "governance", *parts))

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        return datetime.combine(day, time(hour, minute), tzinfo=LONDON)

    def people(self) -> dict[str, list[tuple[User, Organisation | None]]]:
        """Who could take a seat of each kind, the leads first."""
        found: dict[str, list[tuple[User, Organisation | None]]] = defaultdict(list)
        places = {organisation.pk: organisation for organisation in self.cast.organisations.values()}
        order = {"organisation_lead": 0, "worker": 1, "navigator": 1, "commissioner": 1}
        ranked = sorted(
            self.cast.roles,
            key=lambda one: (one.user.email != CHAIR, order.get(str(one.role), 2), str(one.user_id)),
        )
        for role in ranked:
            organisation = places[role.organisation_id]
            if role.role == "expert":
                found["lived"].append((role.user, None))
            elif str(role.role) not in order:
                continue
            elif organisation.kind == "council":
                found["council"].append((role.user, organisation))
            elif organisation.kind in _NHS:
                found["nhs"].append((role.user, organisation))
            elif organisation.is_member:
                found["community"].append((role.user, organisation))
        return found


def load_governance(cast: Cast, now: datetime) -> int:
    """Fill the alliance at hand; gives how many rows. A handful of statements, whatever the number of meetings."""
    story = Governing(cast, now)
    everyone = story.people()
    tables = (STEERING, *TASK_GROUPS) if len(everyone["community"]) > len(TASK_GROUPS) * 4 else (STEERING,)
    for number, table in enumerate(tables):
        group, terms = _seated(story, table, everyone, turn=number * 3)
        meetings = hold_meetings(story, table, group, terms)
        decide(story, table, group, terms, meetings, is_steering=table is STEERING)
    _interests(story)
    return save(story.rows)


def _seated(
    story: Governing, table: Table, everyone: dict[str, list[tuple[User, Organisation | None]]], *, turn: int
) -> tuple[Group, list[Term]]:
    group = story.add(
        Group(
            id=story.id(table.name),
            name=table.name,
            kind=table.kind,
            purpose=table.purpose,
            meets=table.meets,
            quorum_kind="share",
            quorum_number=50,
            quorum_lived=1 if any(kind == "lived" for kind, _ in table.seats) and everyone["lived"] else 0,
        )
    )
    terms: list[Term] = []
    used: dict[str, int] = defaultdict(lambda: turn)
    taken: set[UUID] = set()
    for number, (kind, words) in enumerate(table.seats, 1):
        seat = story.add(
            Seat(
                id=story.id(table.name, "seat", number),
                group=group,
                number=number,
                kind=kind,
                name=words,
                is_chair=number == 1,
            )
        )
        pool = everyone[kind]
        chosen = None
        for _try in range(len(pool)):
            someone = pool[used[kind] % len(pool)]
            used[kind] += 1
            if someone[0].pk not in taken:
                chosen = someone
                break
        if chosen is None or number - 1 in table.empty:
            continue
        user, organisation = chosen
        taken.add(user.pk)
        # Most sit since the last two years; one in five ends within the next weeks.
        ends = story.today + (
            timedelta(days=30 + number) if number % 5 == 4 else timedelta(days=200 + 20 * number)
        )
        terms.append(
            story.add(
                Term(
                    seat=seat,
                    user=user,
                    organisation=organisation,
                    starts_on=story.today - YEARS - timedelta(30),
                    until=ends,
                )
            )
        )
    return group, terms


def _interests(story: Governing) -> None:
    terms = [term for term in story.rows[Term] if term.seat.number > 1]
    others = [one for one in story.cast.organisations.values() if one.is_member]
    for number, (what, whom, subject) in enumerate(INTERESTS):
        if not terms:
            return
        term = terms[(number * 3 + 1) % len(terms)]
        story.add(
            Interest(
                user=term.user,
                organisation=term.organisation if what.startswith("We") else None,
                what=what,
                with_organisation=story.roll.choice(others) if whom == "organisation" else None,
                with_whom="" if whom == "organisation" else whom,
                subject=subject,
                starts_on=story.today - timedelta(days=100 + 50 * number),
                declared_at=story.now - timedelta(days=90 + 10 * number),
            )
        )


def save(rows: dict[type[Model], list[Any]]) -> int:
    """One statement for each table, in the order of their keys, which are checked at the end."""
    for model, found in rows.items():
        _save(model, found)
    return sum(map(len, rows.values()))


def _save(model: type[Model], rows: Iterable[Any]) -> None:
    model._default_manager.bulk_create(list(rows), batch_size=2000)
