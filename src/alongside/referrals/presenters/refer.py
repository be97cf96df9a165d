"""Where someone could be referred, and exactly what would be shared with whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from alongside.foundation.design.formats import long_date, phone

from .person import Fact, reach_facts


@dataclass(frozen=True)
class Place:
    name: str
    organisation: str
    about: str
    room: str
    room_kind: str
    said: str
    href: str
    instead: str = ""


@dataclass(frozen=True)
class Sharing:
    """The page of one service: who would see what, and what nobody there would see."""

    name: str
    first_name: str
    service: str
    organisation: str
    words: str
    asked: str
    reach: list[Fact]
    also: str
    never: tuple[str, ...]
    agreed: str
    back: str
    button: str
    after: str


def present_choice(choice: Any, *, request_id: UUID, need: str, after: Any) -> Place:
    query = {"service": choice.id, "need": need, **({"after": after.pk} if after else {})}
    href = f"{reverse('referrals:refer', args=[request_id])}?{urlencode(query)}"
    return Place(
        choice.name,
        choice.organisation,
        choice.about,
        choice.wait.text,
        choice.wait.kind,
        choice.wait.age,
        href if choice.reachable else "",
        _instead(choice),
    )


def _instead(choice: Any) -> str:
    if choice.not_taking:
        ring = f": {phone(choice.telephone)}" if choice.telephone else ""
        return f"Not taking people through us now. Ring them{ring}"
    return "" if choice.reachable else "Ring them: no address for referrals"


def place_choices(places: Iterable[Any], *, suggested_id: UUID | None) -> list[tuple[str, str]]:
    """(id, words) of the places of ``queries.choosing.places_to_try``, for a form."""
    return [(str(place.id), _place_words(place, place.id == suggested_id)) for place in places]


def _place_words(place: Any, suggested: bool) -> str:
    if suggested:
        return f"{place.name}: they suggest it"
    return f"{', '.join(filter(None, [place.name, place.organisation]))} ({place.wait.text.lower()})"


def present_sharing(request: Any, service: Any, *, agreed: Any, after: Any) -> Sharing:
    person = request.person
    back = reverse("referrals:refer", args=[request.pk])
    return Sharing(
        name=person.name,
        first_name=person.given_name or "They",
        service=service.name,
        organisation=service.organisation or service.name,
        words=request.words,
        asked=long_date(request.asked_at),
        reach=reach_facts(person),
        also=f"They also see that {after.service_name} was asked before them." if after else "",
        never=("Where else they get help", "Their other requests", "Their plan, if they have one"),
        agreed=f"They already agreed, until {long_date(agreed.until)}." if agreed else "",
        back=f"{back}?after={after.pk}" if after else back,
        button=f"Pass it on to {service.name}" if after else f"Refer to {service.name}",
        after=after.service_name if after else "",
    )
