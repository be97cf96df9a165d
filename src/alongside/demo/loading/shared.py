"""A second source that tells of some of the same services: one pair made one, others waiting to be compared."""

import json
import tempfile
from pathlib import Path
from typing import Any

from alongside.directory.actions import find_likenesses, import_services, merge_entries, order_sources
from alongside.directory.models import Service, Source
from alongside.foundation.access.actor import Actor, clock

from ..content.seed import dice
from .cast import Cast
from .listed import SOURCE, Listed

NAME = "Family information service"
PAIRS = 4


def load_second_source(cast: Cast, place: str, listed: dict[str, Listed], *, by: Actor) -> None:
    """Import the rows, make the first pair one, then import again: by then the source says another thing."""
    chance = dice("second source", place)
    fit = sorted(
        (
            one.service
            for one in listed.values()
            if one.service.status == "active" and one.service.email and not one.service.alert
            and not one.service.at_locations.filter(location__address_hidden=True).exists()
        ),
        key=lambda service: service.name,
    )  # fmt: skip
    chosen = chance.sample(fit, min(PAIRS, len(fit)))
    if not chosen:
        return
    rows = [_row(service, number) for number, service in enumerate(chosen)]
    _load(rows, by=by)
    first, second = (Source.objects.get(name=name).pk for name in (SOURCE, NAME))
    order_sources([first, second], first={}, by=by)
    fold = Service.objects.get(source=second, their_id=rows[0]["id"])
    merge_entries(chosen[0], fold=fold, take={}, by=by)
    rows[0]["email"] = "bookings@families.example"
    _load(rows, by=by)
    find_likenesses(by=clock(cast.alliance))


def _load(rows: list[dict[str, Any]], *, by: Actor) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "services.json"
        file.write_text(json.dumps(rows), encoding="utf-8")
        import_services(str(file), source=NAME, by=by)
    Source.objects.filter(name=NAME).update(last_read=NAME)


def _row(service: Service, number: int) -> dict[str, Any]:
    """The service as somebody else wrote it down: the same e-mail address, fewer words."""
    assert service.organisation is not None
    return {
        "id": f"fis-{number}",
        "name": service.name,
        "description": service.description.split(". ")[0].rstrip(".") + ".",
        "email": service.email,
        "status": "active",
        "fees": "Ask when you ring",
        "organization": {"id": f"fis-org-{number}", "name": service.organisation.name, "description": ""},
    }
