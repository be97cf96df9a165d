"""Reading about people. The fence has already left out everyone the reader has no part in helping."""

import re
from datetime import date
from uuid import UUID

from django.db.models import CharField, Func, Q, Value
from django.db.models.functions import Concat

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import NotFound
from alongside.foundation.audit.models import ReadEntry
from alongside.foundation.tenancy.models import PersonAccess
from alongside.foundation.workflow.clock import now, today

from .models import Consent, Person


def own_person(by: Actor) -> Person:
    """The person whose own page this is. Raises NotFound."""
    found = Person.objects.filter(pk=by.person_id).first() if by.person_id else None
    if found is None:
        raise NotFound
    return found


def live_consent(person_id: UUID, organisation_id: UUID, *, hold: bool = False) -> Consent | None:
    """The newest agreement to share with an organisation that is still good, or None.

    What was shared without a yes, to keep someone safe, is no agreement. With ``hold`` it cannot be withdrawn
    before this transaction ends.
    """
    rows = Consent.objects.filter(
        person=person_id,
        organisation=organisation_id,
        basis=Consent.Basis.CONSENT,
        withdrawn_at__isnull=True,
        until__gt=now(),
    ).order_by("-starts_at")
    return (rows.select_for_update(of=("self",)) if hold else rows).first()


def consents_of(person_id: UUID) -> list[Consent]:
    """Every agreement, live ones first, newest first."""
    rows = Consent.objects.filter(person=person_id).select_related("organisation").order_by("-starts_at")
    return sorted(rows, key=lambda consent: not is_live(consent))


def is_live(consent: Consent) -> bool:
    return consent.withdrawn_at is None and consent.until > now()


def readings_of(person_id: UUID, *, most: int = 50) -> list[ReadEntry]:
    """Who looked, newest first."""
    return list(ReadEntry.objects.filter(person_id=person_id).order_by("-at")[:most])


def age_of(person: Person) -> int | None:
    """Age in whole years now, from the birth date or from the age they once said; None if neither."""
    return age_on(person, today())


def age_on(person: Person, day: date) -> int | None:
    born = person.birth_date
    if born:
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    if person.age_said is None:
        return None
    since = (day - person.age_said_on).days // 365 if person.age_said_on else 0
    return person.age_said + max(since, 0)


def people_matching(text: str, *, by: Actor, most: int = 50) -> list[Person]:
    """People whose first or last name begins with each word typed, accents or not, or whose number ends so.

    A number needs four digits at least. At most ``most``, by name; nothing typed finds nobody.
    """
    # Driven from those whom the organisation knows or from the index of names, whichever is fewer.
    known = PersonAccess.objects.filter(organisation_id=by.organisation_id or by.alliance_id, until__gt=now())
    found = Person.objects.filter(pk__in=known.values("person_id")).order_by("family_key", "given_key", "pk")
    digits = re.sub(r"[\s()+.-]", "", text)
    if digits.isdecimal() and digits.isascii():
        number = digits.removeprefix("44").lstrip("0") if len(digits) > 9 else digits
        ends = number[::-1]
        return (
            list(found.filter(number_key__gte=ends, number_key__lt=f"{ends}:")[:most])
            if len(ends) >= 4
            else []
        )
    words = text.replace("\0", " ").split()[:5]
    for word in words:
        found = found.filter(_begins("given_key", word) | _begins("family_key", word))
    return list(found[:most]) if words else []


def _begins(key: str, word: str) -> Q:
    """A range, not LIKE: the fence lets only leakproof comparisons reach an index."""
    plain = Func(Value(word), function="plain_name", output_field=CharField())
    beyond = Concat(plain, Value("\U0010ffff"), output_field=CharField())
    return Q(**{f"{key}__gte": plain, f"{key}__lt": beyond})


def count_readings_of(person_id: UUID) -> int:
    """How many times anyone looked."""
    return ReadEntry.objects.filter(person_id=person_id).count()


VERBS = {"text": "text", "phone": "ring", "email": "email"}


def verbs_for(safe_ways: list[str]) -> str:
    """What someone will do to reach them, by the ways they said are safe: "text or ring", "get in touch with"."""
    return " or ".join(VERBS[way] for way in safe_ways if way in VERBS) or "get in touch with"
