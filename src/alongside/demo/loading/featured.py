"""One person whose story is the same on every day: the one to show someone who asks how it works.

They have an own page, a place that said yes, and a question that waits with a group that has no accounts.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from alongside.foundation.workflow.clock import add_working_days, end_of, is_working_day
from alongside.people.models import Consent
from alongside.referrals.actions.own_page import PURPOSE
from alongside.referrals.actions.tell import RECEIVER_PURPOSE

from ..content.seed import stable_id
from ..doors import PERSON_TOKEN, RECEIVER_TOKEN
from . import asking, referring
from .clockwork import Telling, advance
from .record import Record, day_of
from .who import owner_of

_PLACE = "north-east-lincolnshire"
NAVIGATOR = "Callum Thirkettle"
_PEOPLE_PLACE = "tools-down"
_LINK_ONLY = "dads-on-the-docks"
_WORDS = (
    "Since the boat was sold I don't know what to do with myself. Not sleeping. I see my lad at weekends and"
    " I'd like that to go better."
)
ABOUT = {
    "given_name": "Marlon",
    "family_name": "Cuthbert",
    "pronouns": "he/him",
    "postcode": "DN313SW",
    "telephone": "+447700900461",
    "email": "marlon.cuthbert@post.example",
    "safe_ways": ["text", "phone"],
    "voicemail": "name",
    "not_times": "weekends",
}  # fmt: skip


def tell_featured(record: Record, references: Iterator[str]) -> None:
    """Tell it into an empty record, with the links of ``demo.doors``. Nothing in another place."""
    if record.cast.place != _PLACE:
        return
    asked = end_of(add_working_days(day_of(record.now) - timedelta(days=9), 0)) + timedelta(hours=3)
    request = asking.open_request(
        record,
        asked,
        record.cast.public,
        about={**ABOUT, "birth_date": (asked - timedelta(days=43 * 365.25)).date()},
        person_id=UUID(stable_id(_PLACE, "person", "featured")),
        request_id=UUID(stable_id(_PLACE, "request", "featured")),
        reference=next(references),
        keep=False,
        agreed_how=Consent.Given.ONLINE,
        decided_by=Consent.DecidedBy.PERSON,
        words=_WORDS,
        needs=["loneliness", "sleep", "parenting"],
        urgency="routine",
        words_raise_concern=False,
        for_whom="self",
        channel="online",
        asker_name="",
        asker_telephone="",
    )
    record.known_tokens[PURPOSE] = PERSON_TOKEN
    asking.give_own_page(record, asked, record.cast.public, request)
    navigator = record.cast.worker(record.cast.front_door.slug, NAVIGATOR)
    rung = _morning(asked, 1)
    record.looked(rung - timedelta(minutes=8), navigator, request)
    asking.take_on(record, rung, navigator, request)
    first = _refer(record, rung + timedelta(minutes=20), request, _PEOPLE_PLACE, "loneliness")
    answered = _morning(rung, 1)
    worker = record.cast.worker(_PEOPLE_PLACE)
    record.looked(answered - timedelta(minutes=11), worker, first)
    coming = add_working_days(day_of(record.now), 1)
    referring.accept(
        record, answered, worker, first, first_contact_on=coming, note="Kettle's on from ten. Ask for Bryn."
    )
    later = max(answered + timedelta(minutes=50), _last_working_morning(record.now))
    telling = Telling(record, story=None, last=answered, lag=timedelta())  # type: ignore[arg-type]
    advance(telling, later)
    record.known_tokens[RECEIVER_PURPOSE] = RECEIVER_TOKEN
    _refer(record, later, request, _LINK_ONLY, "parenting")
    advance(telling, record.now)


def _refer(record: Record, at: datetime, request, slug: str, need: str):  # type: ignore[no-untyped-def]
    to = next(
        one for one in record.listed.values() if one.receiver.slug == slug and one.service.status == "active"
    )
    by = owner_of(record, request)
    key = UUID(stable_id(_PLACE, "referral", "featured", slug))
    referral = referring.prepare(
        record,
        at,
        by,
        request,
        to,
        referral_id=key,
        need=need,
        note="Quiet man, good hands. Please ring first.",
    )
    then = at + timedelta(minutes=3)
    referring.send(
        record, then, by, referral, given_how=Consent.Given.SPOKEN, decided_by=Consent.DecidedBy.PERSON
    )
    return referral


def _last_working_morning(now: datetime) -> datetime:
    """Half past ten on the last working day before today."""
    day = day_of(now) - timedelta(days=1)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return end_of(day) - timedelta(hours=6, minutes=30)


def _morning(after: datetime, days: int) -> datetime:
    return end_of(add_working_days(day_of(after), days)) - timedelta(hours=6, minutes=20)
