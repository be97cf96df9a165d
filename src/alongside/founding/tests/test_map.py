"""The alliance's map: loaded, looked at, put in use, taken away; and what is said of a file that is none."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.foundation.accounts.tests.factories import browser, make_user, signed_in
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.tenancy.context import in_alliance
from alongside.places.models import AreaMap
from alongside.places.queries import area_map

pytestmark = pytest.mark.django_db
SQUARE = [[-0.2, 53.5], [-0.2, 53.6], [0.0, 53.6], [0.0, 53.5], [-0.2, 53.5]]
CROFT = {
    "type": "Feature",
    "properties": {"WD25NM": "Croft <b>Baker</b>"},
    "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
}


def sent(data: bytes | None = None, name: str = "wards.geojson", credit: str = "OS data") -> dict[str, Any]:
    whole = json.dumps({"type": "FeatureCollection", "features": [CROFT]}).encode()
    return {"file": SimpleUploadedFile(name, whole if data is None else data), "credit": credit}


@pytest.fixture
def coordinator(alliance: Any) -> Any:
    return signed_in(alliance, make_user(alliance, front="coordinator"))


def test_a_map_waits_is_put_in_use_and_taken_away(coordinator: Any, alliance: Any) -> None:
    page = coordinator.post("/alliance/map/", sent(), follow=True).content.decode()
    assert (
        "To look at: wards.geojson" in page
        and "Croft &lt;b&gt;Baker&lt;/b&gt;" in page
        and "<path d=" in page
    )
    with in_alliance(alliance):
        assert area_map() is None and area_map(in_use=False) is not None
    page = coordinator.post("/alliance/map/use/", follow=True).content.decode()
    assert "In use: wards.geojson" in page and "To look at" not in page
    assert "In use: wards.geojson" in coordinator.get("/alliance/").content.decode()
    coordinator.post("/alliance/map/", sent(name="newer.geojson"))
    coordinator.post("/alliance/map/use/")
    with in_alliance(alliance):
        assert [one.file_name for one in AreaMap.objects.all()] == ["newer.geojson"]
    coordinator.post("/alliance/map/remove/", {"which": "used"})
    with in_alliance(alliance):
        assert not AreaMap.objects.exists()
        assert AuditEntry.objects.filter(sentence__contains="ap ").count() >= 5


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (sent(b""), "That file has nothing in it"),
        (sent(b"\x00\xff rubbish"), "can’t be read as JSON"),
        (sent(b"{}"), "not a collection"),
        (sent(b" " * 5_200_000), "over 5 MB"),
        ({"credit": "OS data"}, "Choose a file"),
        (sent(credit="  "), "Fill in"),
        (sent(credit="\x00"), "hidden character"),
    ],
    ids=["empty", "no text", "no features", "too big", "no file", "no credit", "hidden character"],
)
def test_what_is_no_map_is_said_and_the_one_in_use_stays(
    coordinator: Any, alliance: Any, given: dict[str, Any], words: str
) -> None:
    coordinator.post("/alliance/map/", sent(name="good.geojson"))
    coordinator.post("/alliance/map/use/")
    page = coordinator.post("/alliance/map/", given)
    assert page.status_code == 200 and words in page.content.decode()
    with in_alliance(alliance):
        assert [one.file_name for one in AreaMap.objects.all()] == ["good.geojson"]


def test_a_press_that_comes_late_is_told_so(coordinator: Any) -> None:
    assert coordinator.post("/alliance/map/use/").status_code == 404
    assert coordinator.post("/alliance/map/remove/", {"which": "used"}).status_code == 404


def test_a_worker_does_not_get_in(alliance: Any) -> None:
    worker = signed_in(alliance, make_user(alliance, haven="worker"))
    assert worker.get("/alliance/map/").status_code == 403
    for path in ("", "use/", "remove/"):
        assert worker.post(f"/alliance/map/{path}", sent()).status_code == 403


def test_another_alliance_sees_none_of_it(two_alliances: tuple[Any, Any]) -> None:
    first, second = two_alliances
    signed_in(first, make_user(first, front="coordinator")).post("/alliance/map/", sent())
    with in_alliance(second):
        assert not AreaMap.objects.exists()


def test_a_file_is_taken_nowhere_else_and_from_no_stranger(coordinator: Any, alliance: Any) -> None:
    for path, who in (("/alliance/details/", coordinator), ("/alliance/map/", browser(alliance))):
        page = who.post(path, sent() | {"name": "Dale", "place": "Dale"})
        assert not page.wsgi_request.FILES and page.wsgi_request.POST["credit"] == "OS data"
