"""Eighteen months of an alliance, one person after another."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import accumulate
from random import Random

from ..directory import NEL
from ..listings import Listing
from ..members import Member, front_door, members, navigators, partner_organisations
from ..members.workers import workers
from ..people import Person
from ..people import people as made_up_people
from ..seed import dice, stable_id
from ..words import replies
from ..words.ask import Ask
from ..words.care import SAFETY_NOTES
from ..words.requests import as_typed, request_for
from .calendar import LONDON, WorkingDays
from .choose import service_for
from .history import HelpRequest, PersonHistory, Referral
from .path import live
from .referral import Life
from .staged import STAGES, stage, starts

_MONTHS = (1.35, 1.25, 1.15, 1.0, 0.95, 0.85, 0.78, 0.75, 1.0, 1.1, 1.25, 1.05)
_WEEKDAYS = (1.5, 1.15, 1.0, 1.0, 0.9, 0.35, 0.4)
_CHANNELS = (("online", 38), ("gp", 25), ("phone", 20), ("member", 17))


@dataclass
class _World:
    seed: int
    place: str
    today: date
    days: WorkingDays
    owners: dict[str, Member]
    used: Counter[str]


def histories(
    seed: int, people: int = 320, months: int = 18, *, today: date, place: str = NEL
) -> Iterator[PersonHistory]:
    """Every person of a place with their requests and referrals, in a fixed order.

    Equal arguments give equal stories.
    """
    owners = {m.slug: m for m in (*members(place), *partner_organisations(place))}
    world = _World(seed, place, today, WorkingDays(today), owners, Counter())
    asked_on = _busy_days(today, months)
    staged = STAGES[: min(len(STAGES), people // 4)]
    for number, person in enumerate(made_up_people(seed, people, today, place)):
        roll = dice("history", place, seed, number)
        if number < len(staged):
            yield _story(person, [_request(world, person, (number, 0), today, roll, staged[number])], roll)
            continue
        first = asked_on[1][_at_random(asked_on[0], roll)]
        dates = [first]
        again = first + timedelta(days=roll.randrange(50, 320))
        if roll.random() < 0.13 and again <= today:
            dates.append(again)
        asked = [_request(world, person, (number, turn), day, roll) for turn, day in enumerate(dates)]
        yield _story(person, asked, roll)


def _story(person: Person, asked: list[HelpRequest], roll: Random) -> PersonHistory:
    """Nobody who is frightened at home is without a note on how to reach them safely."""
    frightened = any("domestic_abuse" in request.needs for request in asked)
    if frightened and not person.safety_note:
        person = replace(person, safety_note=roll.choice(SAFETY_NOTES[:4]))
    return PersonHistory(person, tuple(asked))


def _busy_days(today: date, months: int) -> tuple[list[float], list[date]]:
    """Days with their share of requests so far: busier in winter and on Mondays, and growing."""
    start = today - timedelta(days=round(months * 30.44))
    days = [start + timedelta(days=n) for n in range((today - start).days + 1)]
    weights = [
        _MONTHS[day.month - 1] * _WEEKDAYS[day.weekday()] * (0.8 + 0.5 * number / len(days))
        for number, day in enumerate(days)
    ]
    return list(accumulate(weights)), days


def _at_random(shares: list[float], roll: Random) -> int:
    return roll.choices(range(len(shares)), cum_weights=shares)[0]


def _request(
    world: _World,
    person: Person,
    turn: tuple[int, int],
    day: date,
    roll: Random,
    staged: tuple[str, float] | None = None,
) -> HelpRequest:
    days, place = world.days, world.place
    key = (world.seed, *turn)
    begins = 0.0
    if staged:
        begins = starts(*staged, days.now)
        day = days.on(begins - 0.8)
    age = max(person.age_on(day), 6)
    asked = request_for(age, person.roots, roll, world.used, allow_crisis=not staged and roll.random() < 0.3)
    world.used[asked.text] += 1
    channel = roll.choices([c for c, _ in _CHANNELS], [n for _, n in _CHANNELS])[0]
    if day.weekday() > 4 or day not in days.days:
        channel = "online"
    asked_at = days.at(begins - 0.6) if staged else _asked_at(day, channel, days, roll)
    taker, taken_by = _taken_by(world, channel, roll)
    navigator = taken_by if channel == "gp" else roll.choice(navigators(place)).name
    replied = days.moment(asked_at) + (0.15 if asked.urgent else roll.uniform(0.2, 1.4))
    if staged:
        replied = begins - 0.3
    referrals: tuple[Referral, ...] = ()
    ended, note = "", ""
    if replied <= days.now:
        ended, note = "referred", ""
        fate = roll.random() if not staged and not asked.urgent else 1.0
        if fate < 0.08:
            ended, note = "advice given", roll.choice(replies.ADVICE_GIVEN)
        elif fate < 0.1:
            ended, note = "unmet", roll.choice(replies.UNMET)
        else:
            start = begins or replied + (0.1 if asked.urgent else roll.uniform(0.1, 2.5))
            referrals = _chain(world, person, age, asked, (taker, taken_by), key, start, roll, staged)
            if not referrals:
                late = start > days.now
                ended, note = ("", "") if late else ("unmet", roll.choice(replies.UNMET))
    return HelpRequest(
        id=stable_id(place, "request", *key),
        asked_at=asked_at,
        channel=channel,
        taken_by=taken_by,
        organisation=taker.slug,
        words=as_typed(asked, roll, world.used[asked.text] > 1),
        needs=asked.needs,
        urgent=asked.urgent,
        asked_by=asked.asked_by,
        crisis=asked.crisis,
        navigator=navigator,
        first_message=_first_message(person, asked, navigator, days.at(replied + 1), roll)
        if replied <= days.now
        else "",
        first_message_at=days.at(replied) if replied <= days.now else None,
        ended=ended,
        ended_note=note,
        referrals=referrals,
    )


def _asked_at(day: date, channel: str, days: WorkingDays, roll: Random) -> datetime:
    """People write at night; they ring and visit in working hours."""
    hour = (
        roll.choice((7, 9, 11, 13, 16, 19, 20, 21, 22, 23)) if channel == "online" else roll.randrange(9, 11)
    )
    asked_at = datetime(day.year, day.month, day.day, hour, roll.randrange(60), tzinfo=LONDON)
    return min(asked_at, days.at(days.now))


def _taken_by(world: _World, channel: str, roll: Random) -> tuple[Member, str]:
    if channel == "gp":
        navigator = roll.choice(navigators(world.place))
        return world.owners[navigator.setting], navigator.name
    if channel == "member":
        open_doors = [m for m in members(world.place) if m.account and m.size != "micro"]
        taker = roll.choice(open_doors)
        return taker, roll.choice(workers(taker)).name
    taker = front_door(world.place)
    return taker, roll.choice(workers(taker)).name


def _chain(
    world: _World,
    person: Person,
    age: int,
    asked: Ask,
    sender: tuple[Member, str],
    key: tuple[int, ...],
    start: float,
    roll: Random,
    staged: tuple[str, float] | None,
) -> tuple[Referral, ...]:
    """Referrals one after another until somebody says yes, the person has had enough, or today comes."""
    lives: list[Life] = []
    tried: list[Listing] = []
    listing = service_for(person, age, asked, tried, world.place, roll)
    while listing and start <= world.days.now:
        tried.append(listing)
        life = Life(
            key=(*key, len(lives)),
            sender=sender[0],
            sent_by=sender[1],
            receiver=world.owners[listing.org],
            listing=listing,
            place=world.place,
            needs=tuple(code for code in asked.needs if code in listing.need_codes),
            urgent=asked.urgent,
            start=start,
            days=world.days,
            roll=roll,
            parent=lives[-1].id if lives else "",
            chain=lives[0].id if lives else "",
        )
        if lives:
            lives[-1].redirect(life.id)
            lives[-1].do("close the loop", life.wait(0.3, 0.8, 5), **life.told())
        lives.append(life)
        if staged:
            stage(life, staged[0])
            break
        live(life)
        if life.state not in ("declined", "expired"):
            break
        listing = service_for(person, age, asked, tried, world.place, roll) if len(lives) < 3 else None
        if listing is None:
            life.do("close the loop", life.wait(2, 0.6, 9), **life.told())
            break
        if not life.do("redirect", life.wait(1.0, 0.7, 4)):
            break
        start = life.clock
    return tuple(life.frozen() for life in lives)


def _first_message(person: Person, asked: Ask, navigator: str, by: datetime, roll: Random) -> str:
    words = roll.choice(replies.FIRST_MESSAGES)
    return words.format(name=person.first_name, navigator=navigator.split()[0], day=by.strftime("%A"))
