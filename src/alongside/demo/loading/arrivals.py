"""People who have asked since yesterday and wait for their first call: what a front door finds in the morning."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from alongside.people.models import Consent
from alongside.referrals.models import HelpRequest

from ..content.people import Person, people
from ..content.seed import dice, stable_id
from ..content.words.ask import Ask
from ..content.words.requests import REQUESTS, request_for
from . import asking, codes
from .record import Record, day_of

# How long ago each asked, and which one's words raise concern.
_WORRYING = 1
_AGO = (
    timedelta(minutes=25),
    timedelta(hours=2, minutes=40),
    timedelta(hours=11),
    timedelta(hours=15, minutes=10),
    timedelta(hours=19),
)


def tell_arrivals(
    blank: Callable[[int], Record],
    *,
    place: str,
    seed: int,
    after: int,
    references: Iterator[str],
    now: datetime,
) -> list[Record]:
    """Records of people who follow the `after` others of a place. `blank` gives an empty one for a number."""
    told, today = [], day_of(now)
    waiting = [
        p for p in list(people(seed, after + 60, today, place))[after:] if p.age_on(today) >= 18 and p.phone
    ]
    for number, ago in enumerate(_AGO):
        record, roll = blank(after + number), dice("arrival", place, seed, number)
        worrying = number == _WORRYING
        person = next(p for p in waiting if not worrying or _worrying(p, today))
        waiting.remove(person)
        if worrying:
            asked = roll.choice(_worrying(person, today))
        else:
            asked = request_for(person.age_on(today), person.roots, roll, Counter(), allow_crisis=False)
        request = asking.open_request(
            record,
            now - ago,
            record.cast.public,
            about=codes.about(person),
            person_id=UUID(person.id),
            request_id=UUID(stable_id(place, "arrival", seed, number)),
            reference=next(references),
            keep=False,
            agreed_how=Consent.Given.ONLINE,
            decided_by=Consent.DecidedBy.PERSON,
            words=asked.text,
            needs=list(asked.needs),
            urgency="urgent" if asked.urgent else "routine",
            words_raise_concern=asked.crisis,
            for_whom=HelpRequest.ForWhom.CARER if asked.about_other else HelpRequest.ForWhom.SELF,
            channel=HelpRequest.Channel.ONLINE,
            asker_name="",
            asker_telephone="",
        )
        asking.give_own_page(record, now - ago, record.cast.public, request)
        told.append(record)
    return told


def _worrying(person: Person, today: date) -> list[Ask]:
    """Words that raise concern and that this person could have written."""
    return [ask for ask in REQUESTS if ask.crisis and ask.fits(person.age_on(today), person.roots)]
