"""The demo directory, imported through the importer, then tied to its members."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import UUIDField
from django.db.models.functions import Cast as CastTo
from django.utils import timezone

from alongside.directory.actions import import_services
from alongside.directory.models import Capacity, DirectoryOrganisation, Location, Service, Source
from alongside.foundation.access.actor import Actor
from alongside.membership.models import Organisation

from ..content.directory import FLAGS, services
from ..content.seed import dice
from .cast import Cast

SOURCE = "The alliance's own directory"
HIDDEN = "hidden_address"


@dataclass(frozen=True)
class Listed:
    """A service as referrals need it; `receiver` is the organisation that answers for it."""

    service: Service
    receiver: Organisation


def load_directory(cast: Cast, today: date, *, by: Actor) -> dict[str, Listed]:
    """Import every service of a place; gives them by the id that the content knows them by."""
    found = services(cast.place, today)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "services.json"
        file.write_text(json.dumps(found), encoding="utf-8")
        import_services(str(file), source=SOURCE, by=by)
    Source.objects.filter(name=SOURCE).update(last_read=SOURCE)
    _tie_to_members()
    _hide_addresses(found)
    by_pk = {organisation.pk: organisation for organisation in cast.organisations.values()}
    listed = {service.their_id: Listed(service, by_pk[member]) for service, member in _services()}
    _say_capacity(cast, found, listed)
    return listed


def _tie_to_members() -> None:
    """The content's ids of organisations are the members' own."""
    DirectoryOrganisation.objects.filter(source__name=SOURCE).update(member=CastTo("their_id", UUIDField()))


def _services() -> Iterator[tuple[Service, UUID]]:
    """Each service with the member that answers for it."""
    for service in Service.objects.select_related("organisation"):
        if service.organisation and service.organisation.member_id:
            yield service, service.organisation.member_id


def _hide_addresses(found: list[dict[str, Any]]) -> None:
    """Imports leave this to the alliance: it is said once, by whoever looks after the directory."""
    hidden = {
        at["location_id"]
        for service in found
        for at in service.get("service_at_locations", [])
        for attribute in at["location"].get("attributes", [])
        if (attribute["taxonomy_term"]["taxonomy"], attribute["taxonomy_term"]["code"]) == (FLAGS, HIDDEN)
    }
    Location.objects.filter(their_id__in=hidden).update(address_hidden=True)


def _say_capacity(cast: Cast, found: list[dict[str, Any]], listed: dict[str, Listed]) -> None:
    rows = []
    for one in found:
        said = one.get("x_capacity")
        if not said:
            continue
        to = listed[one["id"]]
        roll = dice("capacity", one["id"])
        at = datetime.combine(
            date.fromisoformat(said["said_on"]), time(9 + roll.randrange(7), roll.randrange(60))
        )
        moment = timezone.make_aware(at)
        if moment > timezone.now():
            moment -= timedelta(days=1)
        name = to.receiver.name
        if cast.has_accounts(to.receiver.pk):
            name = cast.worker(to.receiver.slug).label
        rows.append(
            Capacity(
                alliance=cast.alliance,
                service=to.service,
                state=said["state"],
                weeks=said["weeks"],
                said_at=moment,
                said_by=name,
            )
        )
    Capacity.objects.bulk_create(rows)
