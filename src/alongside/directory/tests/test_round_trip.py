"""Out and in again: what was exported is the same thing when it is imported, wherever that is."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from alongside.directory.actions import import_services
from alongside.directory.exporting import export
from alongside.directory.loading.targets import TARGETS
from alongside.directory.models import Service
from alongside.foundation.access.actor import Actor
from alongside.foundation.access.permissions import Role
from alongside.foundation.tenancy.context import in_alliance

from .factories import make_service

MESSY = {
    "organizations": (
        "id,name,website,email,description", 'o1,"Mind, ""how"" you go",MINDHOW.example,a@b.example,', "o2,Unused,,,",
    ),
    "organization_identifiers": (
        "organization_id,identifier_scheme,identifier", "o1,GB-CHC,1234567", "o1,GB-COH,00012345",
    ),
    "services": (
        "id,organization_id,name,description,status,url,email,minimum_age,assured_date,fees,application_process",
        's/1,o1,"=Talking ""café""","Two\nlines; a tab\t and a \\ slash",active,http://münchen.example/a%2Fb?x=é,'
        "t@b.example,17.5,2026-05-01,Free,Ring",
        "7,gone,Walking,,active,,not mail,,,,", "8,o1,Shut,,inactive,,,,,,",
    ),
    "locations": (
        "id,name,latitude,longitude,location_type,transportation", "l1,Hall,53.5,-0.1,physical,Bus 3", "l2,Shed,,,,",
        "l3,,,,virtual,",
    ),
    "addresses": (
        "location_id,address_1,address_2,city,postal_code,country", "l1,1 High Street,Top floor,Grimsby,dn311aa,GB",
        "l2,,,Louth,,",
    ),
    "service_at_location": (
        "id,service_id,location_id,description", "x1,s/1,l1,Upstairs", "x2,s/1,l3,", "x3,7,l2,", "x4,8,l2,",
    ),
    "phones": (
        "service_id,location_id,organization_id,number,extension,type", "s/1,,,+44 1632 960123,12,voice",
        ",l1,,01632 960124,,", ",,o1,01632 960125,,",
    ),
    "schedules": (
        "service_id,location_id,freq,interval,byday,opens_at,closes_at,closed", 's/1,,weekly,2,"MO,WE",9am,5pm,',
        ",l1,MONTHLY,,1TU,10:00,11:30,",
    ),
    "holiday_schedules": ("service_id,closed,start_date,end_date", "s/1,true,2026-12-25,2026-12-26"),
    "cost_options": ("service_id,option,amount,currency", "s/1,Each,£4.5,GBP"),
    "languages": ("service_id,language", "s/1,Polish", "7,Welsh"),
    "service_areas": ("service_id,service_area", "s/1,DN31", "s/1,All of it"),
    "accessibility": ("location_id,accessibility", "l1,Ramp", "l2,None"),
    "taxonomy_terms": (
        "id,term,taxonomy,parent,code", "t1,Low mood,Their words,,mood_anxiety", "t2,Very low,Their words,t1,",
    ),
    "attributes": ("link_id,link_entity,taxonomy_term_id", "s/1,service,t1", "s/1,service,t2"),
}  # fmt: skip


def messy(folder: Path) -> Path:
    folder.mkdir()
    for name, lines in MESSY.items():
        (folder / f"{name}.csv").write_bytes("\r\n".join(lines).encode("cp1252"))
    return folder


def taken(form: str) -> bytes:
    out = io.BytesIO()
    export(form, out)
    return out.getvalue()


def by(alliance: Any) -> Actor:
    return Actor(alliance=alliance, roles=frozenset({Role.ADMINISTRATOR}))


def counts() -> dict[str, int]:
    return {target.table: target.model._default_manager.count() for target in TARGETS}


def without_ids(told: Any) -> Any:
    """A record without what an alliance names in its own way, its lists in one order."""
    if isinstance(told, dict):
        return {
            key: without_ids(value)
            for key, value in sorted(told.items())
            if key != "id" and not key.endswith("_id")
        }
    return sorted((without_ids(one) for one in told), key=json.dumps) if isinstance(told, list) else told


def tables(package: bytes) -> dict[str, list[list[str]]]:
    """The tables of a package without ids, their rows in one order."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        for resource in json.loads(archive.read("datapackage.json"))["resources"]:
            head, *rows = csv.reader(io.StringIO(archive.read(resource["path"]).decode()))
            assert head == [field["name"] for field in resource["schema"]["fields"]]
            kept = [place for place, name in enumerate(head) if name != "id" and not name.endswith("_id")]
            found[resource["name"]] = sorted([row[place] for place in kept] for row in rows)
    return found


@pytest.mark.parametrize("form", ["json", "zip"])
def test_another_alliance_has_the_same_after_it(two_alliances: Any, tmp_path: Path, form: str) -> None:
    first, second = two_alliances
    with in_alliance(first):
        import_services(str(messy(tmp_path / "messy")), by=by(first))
        made = make_service(first, "Ours", needs=("sleep",))
        out = taken(form)
        records, sheets = taken("json"), taken("zip")
    file = tmp_path / f"export.{form}"
    file.write_bytes(out)
    with in_alliance(second):
        result = import_services(str(file), by=by(second))
        assert not [
            line for line in result.report.lines() if "refused" in line.lower() or "out" in line.lower()
        ]
        assert Service.objects.get(their_id=str(made.pk)).needs.get().origin == "given"
        there = taken("json"), taken("zip")
        assert without_ids(json.loads(there[0])) == without_ids(json.loads(records))
        if form == "zip":
            assert tables(there[1]) == tables(sheets)
        assert import_services(str(file), by=by(second)).loaded.saved == 0
        assert (taken("json"), taken("zip")) == there, "the same rows under the same ids"


@pytest.mark.parametrize("form", ["json", "zip"])
def test_where_it_came_from_it_doubles_and_changes_nothing(alliance: Any, tmp_path: Path, form: str) -> None:
    with in_alliance(alliance):
        import_services(str(messy(tmp_path / "messy")), source="theirs", by=by(alliance))
        file = tmp_path / f"export.{form}"
        file.write_bytes(taken(form))
        before = counts()
        Service.objects.filter(their_id="7").update(name="Walking, since said better")
        result = import_services(str(file), by=by(alliance))
        assert result.loaded.saved == 0 and counts() == before
        assert any("came from this directory" in line for line in result.report.lines())
        assert Service.objects.filter(status="active").count() == 2
        assert Service.objects.get(their_id="7").name == "Walking, since said better"
        assert (
            import_services(str(messy(tmp_path / "again")), source="theirs", by=by(alliance))
            .loaded.counts["service"]
            .changed
            == 1
        )


def test_what_somebody_hangs_on_ours_is_theirs(alliance: Any, tmp_path: Path) -> None:
    with in_alliance(alliance):
        ours = make_service(alliance, "Ours", organisation="Harbour Lights", at=(53.5, -0.1))
        place = ours.at_locations.get().location_id
        (tmp_path / "theirs.json").write_text(json.dumps([{
            "id": "new", "name": "New", "status": "active", "organization_id": str(ours.organisation_id),
            "service_at_locations": [{"id": "n1", "location_id": str(place)}],
        }, {"id": str(ours.pk), "name": "A copy", "description": "", "status": "active"}]))  # fmt: skip
        import_services(str(tmp_path / "theirs.json"), by=by(alliance))
        new = Service.objects.get(their_id="new")
        assert new.organisation_id == ours.organisation_id and new.at_locations.get().location_id == place
        assert Service.objects.get(pk=ours.pk).name == "Ours" and Service.objects.count() == 2


def test_a_sheet_runs_nothing_and_has_a_row_for_each(alliance: Any, tmp_path: Path) -> None:
    with in_alliance(alliance):
        import_services(str(messy(tmp_path / "messy")), by=by(alliance))
        sheet = taken("csv").decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(sheet))
    told = {row[1]: dict(zip(head, row, strict=True)) for row in rows}
    assert list(told) == ['\'=Talking "café"', "Walking"]
    talking = told['\'=Talking "café"']
    assert talking["Telephone"] == "'+44 1632 960123" and talking["Needs"] == "Feeling low or worried"
    assert "Hall, 1 High Street" in talking["Where"] and "DN31 1AA" in talking["Postcode"]
    assert "MO,WE 09:00 to 17:00" in talking["When"]


@pytest.mark.parametrize("form", ["json", "zip", "csv"])
def test_anyone_may_take_it(alliance: Any, form: str) -> None:
    with in_alliance(alliance):
        make_service(alliance, "Rest Easy")
    client = Client(headers={"host": alliance.domain})
    assert f"/api/oruk/directory.{form}" in client.get("/open-directory/").content.decode()
    answer = client.get(f"/api/oruk/directory.{form}")
    assert answer.status_code == 200 and f'filename="first-directory.{form}"' in answer["Content-Disposition"]
    body = answer.getvalue()
    assert int(answer["Content-Length"]) == len(body) > 20
    if form != "zip":
        assert b"Rest Easy" in body
    for _ in range(19):
        assert client.get(f"/api/oruk/directory.{form}").getvalue() == body
    refused = client.get(f"/api/oruk/directory.{form}")
    assert refused.status_code == 429 and refused["Content-Type"] == "application/problem+json"


def test_the_command_writes_a_file_or_says_why_not(alliance: Any, tmp_path: Path) -> None:
    with in_alliance(alliance):
        make_service(alliance, "Rest Easy")
    said = io.StringIO()
    call_command("export_directory", tmp_path / "all.json", alliance="first", stdout=said)
    assert json.loads((tmp_path / "all.json").read_text())["services"][0]["name"] == "Rest Easy"
    assert said.getvalue().startswith("1 services") and [p.name for p in tmp_path.iterdir()] == ["all.json"]
    for path in (tmp_path / "all.doc", tmp_path / "absent" / "all.json"):
        with pytest.raises(CommandError, match=r"\.$"):
            call_command("export_directory", path, alliance="first")
