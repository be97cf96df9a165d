"""Where a person could be referred: running services, and what each says of itself."""

from dataclasses import dataclass
from uuid import UUID

from alongside.directory.models import Capacity, Service
from alongside.directory.queries import Wait, Wanted, search, wait_of
from alongside.foundation.access.errors import NotFound
from alongside.foundation.tenancy.statements import EachGiven, Given, Statement
from alongside.membership.queries import not_taking
from alongside.people.queries import age_of
from alongside.places.queries import locate

from ..models import Referral

SERVICES = Statement(
    lambda: Service.objects.filter(pk__in=EachGiven("ids")).select_related("organisation__member")
)
RUNNING = Statement(
    lambda: Service.objects.filter(pk=Given("pk"), status=Service.Status.ACTIVE).select_related(
        "organisation__member"
    )
)
NEWEST_CAPACITIES = Statement(
    lambda: (
        Capacity.objects.filter(service__in=EachGiven("ids"))
        .order_by("service", "-said_at")
        .distinct("service")
    )
)


@dataclass(frozen=True)
class Choice:
    """A service that may be chosen. ``reachable`` is False where nobody has said how to refer there, or where its
    organisation is not taking people through us now (``not_taking``): then it can only be rung.

    ``receiver_id`` is the member organisation that answers for it, None for one outside the alliance.
    """

    id: UUID
    name: str
    organisation: str
    about: str
    wait: Wait
    reachable: bool
    receiver_id: UUID | None = None
    not_taking: bool = False
    telephone: str = ""


def services_for(
    *, need: str = "", text: str = "", postcode: str = "", age: int | None = None, most: int = 12
) -> list[Choice]:
    """Running services for a need, or for what was typed (a name, or any words), as the directory ranks them.

    Distance counts from ``postcode``; services for other ages are left out. A list of at most ``most``.
    """
    place = locate(postcode) if postcode else None
    wanted = Wanted(words=text, place=place, needs=None if text or not need else (need,), age=age)
    found = search(wanted, most=most)
    groups = [found.by_words, *found.groups] if text else found.groups
    ids = list(dict.fromkeys(row.service_id for group in groups for row in group.results))[:most]
    rows = {row.pk: row for row in SERVICES.all(ids=ids)}
    newest = _newest_capacity(ids)
    shut = not_taking(row.organisation.member_id for row in rows.values() if row.organisation)
    choices = [_choice(rows[pk], newest.get(pk), shut) for pk in ids if pk in rows]
    return sorted(choices, key=lambda choice: not choice.reachable)


def service_choice(service_id: UUID) -> Choice:
    """One running service. Raises NotFound."""
    row = RUNNING.first(pk=service_id)
    if row is None:
        raise NotFound
    shut = not_taking([row.organisation.member_id] if row.organisation else [])
    return _choice(row, _newest_capacity([row.pk]).get(row.pk), shut)


def _newest_capacity(ids: list[UUID]) -> dict[UUID, Capacity]:
    return {row.service_id: row for row in NEWEST_CAPACITIES.all(ids=ids)}


def _choice(service: Service, capacity: Capacity | None, shut: set[UUID]) -> Choice:
    listing = service.organisation
    closed = bool(listing and listing.member_id in shut)
    email = service.email or (listing.email if listing else "")
    return Choice(
        service.pk,
        service.name,
        listing.name if listing and listing.name != service.name else "",
        service.description[:240],
        wait_of(capacity),
        not closed and bool(email or (listing and listing.member_id)),
        listing.member_id if listing else None,
        closed,
        listing.member.telephone if listing and listing.member else "",
    )


def places_to_try(referral: Referral, *, most: int = 9) -> list[Choice]:
    """Where else this need could go: what its receiver suggested first, and never the same place again.

    Empty where it is nobody's to say: once it was accepted, or is over.
    """
    if referral.state not in ("sent", "awaiting_information", "declined", "expired", "handed_back"):
        return []
    person = referral.person
    found = services_for(need=referral.need, postcode=person.postcode, age=age_of(person), most=most)
    rows = [row for row in found if row.reachable and row.id != referral.service_id]
    suggested = referral.suggested_service_id
    if suggested:
        first = next((row for row in rows if row.id == suggested), None) or _suggested(suggested)
        rows = [*filter(None, [first]), *(row for row in rows if row.id != suggested)]
    return rows[:most]


def _suggested(service_id: UUID) -> Choice | None:
    """What was suggested, unless it has stopped running since."""
    try:
        return service_choice(service_id)
    except NotFound:
        return None
