"""Finding people by name, reference or telephone number, among those this organisation has a part in helping."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.permissions import Permission
from alongside.foundation.access.rules import can
from alongside.people.models import Person
from alongside.people.queries import people_matching

from ..models import HelpRequest, Referral

MOST = 50
REFERENCE = re.compile(r"AL-?([0-9A-Z]{4,10})")


@dataclass
class Found:
    """Someone, with the requests and the referrals of theirs that this organisation may open."""

    person: Person
    requests: list[HelpRequest] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)


def find_people(text: str, *, by: Actor) -> list[Found]:
    """At most 50 people. A telephone number needs its last four digits at least; nothing typed finds nobody."""
    return _with_records(people_matching(text, by=by, most=MOST), by=by)


def people_lately(*, by: Actor) -> list[Found]:
    """The 50 who asked last, of those whose request is this organisation's and open."""
    rows = HelpRequest.objects.filter(owner=by.organisation_id).exclude(state="closed")
    rows = rows.select_related("person").order_by("-asked_at")[:MOST]
    people = {row.person_id: row.person for row in rows}
    return _with_records(people.values(), by=by)


def reference_of(text: str) -> str:
    """A reference as it is kept (AL-7K2M9X), or "" for text that is not one. Any spacing and case."""
    match = REFERENCE.fullmatch("".join(text.split()).upper())
    return f"AL-{match[1]}" if match else ""


def by_reference(text: str, *, by: Actor) -> tuple[str, UUID] | None:
    """("request" or "referral", id) of what a reference names, if this actor may open it."""
    reference = reference_of(text)
    found = HelpRequest.objects.filter(reference=reference).first() if reference else None
    if found is None:
        return None
    if can(by, Permission.REQUEST_VIEW, on=found):
        return "request", found.pk
    for referral in Referral.objects.filter(request=found).select_related("request").order_by("-pk"):
        if can(by, Permission.REFERRAL_VIEW, on=referral):
            return "referral", referral.pk
    return None


def _with_records(people: Iterable[Person], *, by: Actor) -> list[Found]:
    found: dict[Any, Found] = {person.pk: Found(person) for person in people}
    requests = {
        row.pk: row for row in HelpRequest.objects.filter(person__in=list(found)).order_by("-asked_at")
    }
    for request in requests.values():
        if can(by, Permission.REQUEST_VIEW, on=request):
            found[request.person_id].requests.append(request)
    for referral in Referral.objects.filter(person__in=list(found), receiver=by.organisation_id).order_by(
        "-pk"
    ):
        referral.request = requests[referral.request_id]
        if referral.state != "draft" and referral.request not in found[referral.person_id].requests:
            found[referral.person_id].referrals.append(referral)
    return list(found.values())
