"""One demo alliance, whole."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.permissions import Role
from alongside.foundation.accounts.demo import DEMO_PASSWORD
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance
from alongside.referrals.actions import run_waits

from ..content.flow import histories
from ..content.members import front_door
from ..content.seed import dice
from ..doors import DEMO_CODE
from .arrivals import tell_arrivals
from .boundaries import load_boundaries
from .cast import Cast, make_cast
from .featured import NAVIGATOR, tell_featured
from .governing import load_governance
from .keeping import load_keeping
from .listed import load_directory
from .news import load_news
from .record import Record
from .saving import save_cast, save_records, save_seniority
from .standing import save_standing
from .story import references, tell
from .training import load_training

# The first is the one that answers to any loopback address, so its id comes first.
PLACES: dict[str, dict[str, Any]] = {
    "north-east-lincolnshire": {
        "id": UUID("017ef7a0-0000-7000-8000-00000000d001"),
        "name": "North East Lincolnshire Mental Health Alliance",
        "place": "North East Lincolnshire",
        "slug": "north-east-lincolnshire",
        "domain": "127.0.0.1",
        "open_hours": "9am to 5pm, Monday to Friday",
        "languages": ["ar"],
    },
    "thornmere-vale": {
        "id": UUID("018d5e40-0000-7000-8000-00000000d002"),
        "name": "Thornmere Vale Mental Health Alliance",
        "place": "Thornmere Vale",
        "slug": "thornmere-vale",
        "domain": "thornmere.localhost",
        "open_hours": "10am to 4pm, Monday to Friday",
    },
}


@dataclass(frozen=True)
class Loaded:
    """How much was loaded."""

    organisations: int
    services: int
    people: int
    referrals: int


def make_alliance(place: str) -> Alliance:
    """The row of an alliance. Only the owner of the database may add one."""
    return Alliance.objects.create(**PLACES[place], telephone=front_door(place).phone, is_demo=True)


def load_alliance(
    alliance: Alliance,
    place: str,
    *,
    people: int,
    seed: int = 7,
    now: datetime,
    step: Callable[[int], object] = lambda number: None,
) -> Loaded:
    """Fill an empty alliance, all or nothing. `step` is told of progress, `people` + 3 in all.

    Needs no more than the runtime role, for every row is written inside the fences.
    """
    today = timezone.localdate(now)
    with in_alliance(alliance):
        cast = make_cast(alliance, place, make_password(DEMO_PASSWORD))
        save_cast(cast)
        load_governance(cast, now)
        step(1)
        load_news(cast, place, now=now)
        listed = load_directory(cast, today, by=_keeper(cast))
        load_keeping(cast, place, listed, now=now)
        load_boundaries(place, by=_keeper(cast))
        step(1)
        load_training(cast, now)
        code_hash = make_password(DEMO_CODE)

        def blank(*key: object) -> Record:
            return Record(cast, listed, dice("record", place, seed, *key), code_hash, now)

        numbers = references(place, seed)
        records: list[Record] = []
        if people:
            record = blank("featured")
            tell_featured(record, numbers)
            records.append(record)
            records += tell_arrivals(blank, place=place, seed=seed, after=people, references=numbers, now=now)
        for number, story in enumerate(histories(seed, people, today=today, place=place)):
            record = blank(number)
            tell(record, story, numbers)
            records.append(record)
        # Whoever had not asked yet at this hour of the day is not known to anyone.
        records = [record for record in records if record.person]
        save_records(records, step)
        save_seniority(cast, records, first=NAVIGATOR)
        run_waits(alliance)
        save_standing(cast, now=now)
        step(1)
    return Loaded(
        organisations=len(cast.organisations),
        services=len(listed),
        people=len(records),
        referrals=sum(len(record.referrals) for record in records),
    )


def moment_of(today: date | None) -> datetime:
    """Now; or noon of another day, if the demo is to be as it would have been then."""
    if today is None or today == timezone.localdate():
        return timezone.now()
    return timezone.make_aware(datetime.combine(today, time(12)))


def _keeper(cast: Cast) -> Actor:
    """The administrator, who imports the directory."""
    user = next(role.user for role in cast.roles if role.role == Role.ADMINISTRATOR)
    return Actor(
        alliance=cast.alliance,
        roles=frozenset({Role.ADMINISTRATOR}),
        user_id=user.pk,
        organisation_id=cast.front_door.pk,
        name=user.name,
        organisation_name=cast.front_door.name,
    )
