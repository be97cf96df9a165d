"""An address that must stay hidden is on no public page and in no answer, whoever asks and however."""

import io
import re
import zipfile
from typing import Any

import pytest
from django.test import Client

from alongside.directory.api.parameters import LISTS
from alongside.directory.exporting import FORMATS
from alongside.directory.models import Accessibility, Language, Location, Phone, Schedule
from alongside.directory.tests.factories import make_service
from alongside.directory.tests.test_map import make_map
from alongside.foundation.access.actors import Door
from alongside.foundation.tenancy.context import in_alliance
from alongside.places.tests.factories import places
from tests.architecture.test_routes import ROUTES

pytestmark = pytest.mark.django_db
NEAR = (53.5698, -0.0669)
SECRETS = (
    "Wisteria", "Withheld", "Netherby", "QZ9", "53.5698", "-0.0669", "by the brickworks", "bus 99", "960199",
    "Esperanto", "ramp at the back", "knock twice", "Lindsey-under-Wold", "Fenrike",
)  # fmt: skip


def refuge(alliance: Any) -> tuple[Any, Any]:
    """A service that is found, at a place of which everything is a secret."""
    made = make_service(
        alliance, "Safe House", needs=("domestic_abuse",), at=NEAR, hidden=True, phone="01632 960100"
    )
    make_service(alliance, "Open Door", needs=("domestic_abuse",), at=NEAR)
    make_map(alliance)  # lists are drawn on it as well
    place = made.at_locations.get().location
    Location.objects.filter(pk=place.pk).update(
        name="Wisteria", alternate_name="Netherby", address_1="17 Withheld Row", city="Fenrike", postcode="QZ9 9QZ",
        county="Lindsey-under-Wold", description="It is by the brickworks", transport="bus 99",
    )  # fmt: skip
    Location.objects.exclude(pk=place.pk).update(latitude=53.57, longitude=-0.07)
    Phone.objects.create(alliance=alliance, location=place, number="01632 960199")
    Language.objects.create(alliance=alliance, location=place, name="Esperanto")
    Schedule.objects.create(alliance=alliance, location=place, weekdays="MO", notes="knock twice")
    Accessibility.objects.create(alliance=alliance, location=place, description="ramp at the back")
    return made, place


def body_of(answer: Any) -> str:
    """All that an answer says, headers and packed files too."""
    content = answer.getvalue()
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"\n".join(archive.read(name) for name in archive.namelist())
    return content.decode(errors="replace") + str(answer.headers)


def addresses(service: Any, place: Any) -> list[str]:
    """Every public address with the ids of the hidden place in it, and the feed asked in every way to give it away."""
    at = service.at_locations.get().pk
    public = [address for address, view in ROUTES if view.page_rule.door is Door.PUBLIC]
    found = [
        "/" + re.sub(r"<[^>]*>", str(pk), address) for address in public for pk in (service.pk, place.pk, at)
    ]
    for kind, parameters in LISTS.items():
        found.append(f"/api/oruk/{kind}?full=true&per_page=500")
        if any(one.name == "search" for one in parameters):
            found += [
                f"/api/oruk/{kind}?full=true&search={word}" for word in ("wisteria", "withheld", "safe")
            ]
            found += [f"/api/oruk/{kind}?day=MO&full=true"]
    for reach in ("", "&proximity=1", "&proximity=500000"):
        found += [
            f"/api/oruk/service_at_locations?full=true&postcode={code}{reach}"
            for code in ("DN31+3PS", "DN31")
        ]
    return sorted({*found, "/find/?need=domestic_abuse&postcode=DN31+3PS", "/find/?words=wisteria+withheld"})


def test_nothing_public_tells_where_it_is(alliance: Any) -> None:
    with in_alliance(alliance):
        asked = addresses(*refuge(alliance))
    client = Client(headers={"host": alliance.domain})
    told = []
    with places():
        for address in asked:
            answer = client.get(address)
            assert answer.status_code < 500, address
            # What was typed is said again; the rest of the page must not know it.
            typed = {word for word in SECRETS if word.lower() in address.lower()}
            told += [(address, s) for s in SECRETS if s in body_of(answer) and s not in typed]
        assert not told
        near = client.get("/api/oruk/service_at_locations?postcode=DN31+3PS&proximity=500000").json()
        assert near["total_items"] == 1, "the other place is there, and the hidden one is not counted"


def test_the_service_itself_is_there_and_can_be_rung(alliance: Any) -> None:
    with in_alliance(alliance):
        made, _place = refuge(alliance)
        at = made.at_locations.get().pk
    client = Client(headers={"host": alliance.domain})
    told = client.get(f"/api/oruk/services/{made.pk}").json()
    assert "service_at_locations" not in told and told["contacts"][0]["phones"][0]["number"] == "01632 960100"
    assert client.get(f"/api/oruk/service_at_locations/{at}").status_code == 404
    assert client.get("/api/oruk/services?day=MO").json()["empty"], "its times are those of the hidden place"
    for form in FORMATS:
        assert "Safe House" in body_of(client.get(f"/api/oruk/directory.{form}"))
