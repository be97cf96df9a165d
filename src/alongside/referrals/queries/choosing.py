"""Where a person could be referred: running services, and what each says of itself."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from alongside.directory.models import Capacity, Service
from alongside.directory.queries import Wanted, search
from alongside.foundation.access.errors import NotFound
from alongside.foundation.workflow.clock import now
from alongside.places.queries import locate

STALE_DAYS = 28


@dataclass(frozen=True)
class Choice:
    """A service that may be chosen. ``reachable`` is False where nobody has said how to refer there.

    ``receiver_id`` is the member organisation that answers for it, None for one outside the alliance.
    """

    id: UUID
    name: str
    organisation: str
    about: str
    room: str
    room_kind: str
    said_at: object
    reachable: bool
    receiver_id: UUID | None = None


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
    rows = {row.pk: row for row in Service.objects.filter(pk__in=ids).select_related("organisation")}
    newest = _newest_capacity(ids)
    choices = [_choice(rows[pk], newest.get(pk)) for pk in ids if pk in rows]
    return sorted(choices, key=lambda choice: not choice.reachable)


def service_choice(service_id: UUID) -> Choice:
    """One running service. Raises NotFound."""
    row = (
        Service.objects.filter(pk=service_id, status=Service.Status.ACTIVE)
        .select_related("organisation")
        .first()
    )
    if row is None:
        raise NotFound
    return _choice(row, _newest_capacity([row.pk]).get(row.pk))


def _newest_capacity(ids: list[UUID]) -> dict[UUID, Capacity]:
    rows = Capacity.objects.filter(service__in=ids).order_by("service", "-said_at").distinct("service")
    return {row.service_id: row for row in rows}


def _choice(service: Service, capacity: Capacity | None) -> Choice:
    listing = service.organisation
    room, kind, said_at = "", "", None
    if capacity is not None:
        said_at = capacity.said_at
        kind = {"has_room": "go", "waiting_list": "wait", "full": "late", "ask_first": "ask"}[capacity.state]
        room = capacity.get_state_display()
        if capacity.weeks and capacity.state == Capacity.State.WAITING_LIST:
            room = f"About {capacity.weeks} weeks"
        if capacity.said_at < now() - timedelta(days=STALE_DAYS):
            kind, room = "ask", f"{room}, but that may have changed"
    email = service.email or (listing.email if listing else "")
    return Choice(
        service.pk,
        service.name,
        listing.name if listing and listing.name != service.name else "",
        service.description[:240],
        room,
        kind,
        said_at,
        bool(email or (listing and listing.member_id)),
        listing.member_id if listing else None,
    )
