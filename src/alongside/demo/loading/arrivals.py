"""People who have asked since yesterday and wait for their first call: what a front door finds in the morning."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from alongside.people.models import Consent
from alongside.referrals.models import HelpRequest

from ..content.people import people
from ..content.seed import dice, stable_id
from ..content.words.requests import request_for
from . import asking, codes
from .record import Record, day_of

# How long ago each asked. The second one's words raise concern.
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
    everyone = list(people(seed, after + 40, today, place))[after:]
    grown = [person for person in everyone if person.age_on(today) >= 18 and person.phone]
    for number, (ago, person) in enumerate(zip(_AGO, grown, strict=False)):
        record, roll = blank(after + number), dice("arrival", place, seed, number)
        crisis = number == 1
        asked = request_for(person.age_on(today), person.roots, roll, Counter(), allow_crisis=crisis)
        while crisis and not asked.crisis:
            asked = request_for(person.age_on(today), person.roots, roll, Counter(), allow_crisis=True)
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
