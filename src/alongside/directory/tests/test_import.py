"""Importing directories into real tables, as the runtime role."""

import csv
import io
import json
import uuid

import pytest
from django.core.management import CommandError, call_command

from alongside.directory.actions import import_services
from alongside.directory.loading import Report
from alongside.directory.loading.identity import Identity, source_id
from alongside.directory.models import (
    DirectoryOrganisation,
    Location,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceNeed,
)
from alongside.directory.openreferral.tests.test_json import SERVICE
from alongside.foundation.access.actor import Actor, public
from alongside.foundation.access.errors import DomainError, NotAllowed
from alongside.foundation.access.permissions import Role
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.tenancy.context import in_alliance


@pytest.fixture
def by(alliance):
    with in_alliance(alliance):
        yield Actor(alliance=alliance, roles=frozenset({Role.ADMINISTRATOR}), name="Sam")


def folder(path, **tables):
    path.mkdir(exist_ok=True)
    for name, lines in tables.items():
        (path / f"{name}.csv").write_text("\n".join(lines) + "\n")
    return str(path)


def small(path, services=("s1,o1,Talking,Free", "s2,gone,Walking,"), phones=("p1,s1,01632 960123",)):
    return folder(
        path,
        organizations=("id,name", "o1,Mind how you go"),
        services=("id,organization_id,name,fees", *services),
        locations=("id,name,latitude,longitude", "l1,Hall,53.5,-0.1", "l2,Shed,,"),
        addresses=("id,location_id,address_1,postal_code,address_type", "a1,l1,PO Box 1,DN1 1AA,postal",
                   "a2,l1,1 High Street,dn311aa,physical", "a3,nowhere,2 Low Street,,physical"),
        service_at_location=("id,service_id,location_id", "x1,s1,l1", "x2,s1,nowhere"),
        phones=("id,service_id,number", *phones),
    )  # fmt: skip


def by_reason(result):
    return {(level.value, kind, reason): n for (level, kind, reason), n in result.report.reasons.items()}


def test_rows_are_imported_with_what_hangs_off_them(by, tmp_path):
    import_services(small(tmp_path / "d"), by=by)
    talking = Service.objects.get(their_id="s1")
    assert talking.organisation.name == "Mind how you go"
    assert talking.fees_description == "Free"
    assert [phone.number for phone in talking.phones.all()] == ["01632 960123"]
    hall = talking.at_locations.get().location
    assert (hall.address_1, hall.postcode) == ("1 High Street", "DN31 1AA")


def test_every_loose_end_is_told_with_its_line(by, tmp_path):
    out = io.StringIO()
    import_services(small(tmp_path / "d"), by=by, report=Report(out))
    told = {(row["file"], row["place"]): row for row in csv.DictReader(io.StringIO(out.getvalue()))}
    assert told["services.csv", "line 3"]["reason"].endswith("(gone)")
    assert told["addresses.csv", "line 2"]["level"] == "left out"
    assert told["addresses.csv", "line 4"]["level"] == "refused"
    assert told["service_at_location.csv", "line 3"]["level"] == "refused"
    assert told["locations.csv", "line 3"]["level"] == "note"
    assert Service.objects.get(their_id="s2").organisation is None


def test_a_second_import_changes_nothing(by, tmp_path):
    source = small(tmp_path / "d")
    first = import_services(source, by=by)
    ids = set(Service.objects.values_list("id", flat=True)) | set(Phone.objects.values_list("id", flat=True))
    second = import_services(source, by=by)
    assert first.loaded.saved > 0
    assert second.loaded.saved == 0
    assert second.loaded.understood == 0
    assert by_reason(first) == by_reason(second)
    assert ids == set(Service.objects.values_list("id", flat=True)) | set(
        Phone.objects.values_list("id", flat=True)
    )


def test_ids_follow_from_alliance_source_and_their_id(by, alliance):
    source = source_id(alliance.pk, "a feed")
    assert Identity(source).of("service", "é/1") == str(uuid.uuid5(source, "service/é/1"))
    assert source != source_id(uuid.uuid4(), "a feed")


def test_what_has_gone_from_the_source(by, tmp_path):
    import_services(small(tmp_path / "d"), by=by)
    again = small(tmp_path / "d", services=("s1,o1,Talking,Free",), phones=("p2,s1,01632 960124",))
    result = import_services(again, by=by)
    assert Service.objects.get(their_id="s2").status == "defunct"
    assert [phone.their_id for phone in Phone.objects.all()] == ["p2"]
    assert result.loaded.retired == 1
    back = import_services(small(tmp_path / "d"), by=by)
    assert Service.objects.get(their_id="s2").status == "active"
    assert back.loaded.retired == 0


def test_a_service_that_is_refused_now_has_not_gone(by, tmp_path):
    import_services(small(tmp_path / "d"), by=by)
    import_services(small(tmp_path / "d", services=("s1,o1,,Free", "s3,o1,New,")), by=by)
    assert {s.their_id: s.status for s in Service.objects.all()} == {
        "s1": "active",
        "s2": "defunct",
        "s3": "active",
    }
    assert Phone.objects.filter(service__their_id="s1").exists()


def test_nothing_is_taken_for_gone_where_part_was_unreadable(by, tmp_path):
    import_services(small(tmp_path / "d"), by=by)
    source = small(tmp_path / "d", services=("s1,o1,Talking,Free",))
    (tmp_path / "d" / "more.json").write_text("[{")
    result = import_services(source, by=by)
    assert Service.objects.get(their_id="s2").status == "active"
    assert any("nothing was taken for gone" in line for line in result.report.lines())


def test_what_staff_set_is_left_alone(by, tmp_path):
    import_services(small(tmp_path / "d"), by=by)
    Location.objects.filter(their_id="l1").update(address_hidden=True)
    Service.objects.filter(their_id="s1").update(referral_route="self")
    import_services(small(tmp_path / "d", services=("s1,o1,Talking more,Free",)), by=by)
    assert Location.objects.get(their_id="l1").address_hidden
    talking = Service.objects.get(their_id="s1")
    assert (talking.name, talking.referral_route) == ("Talking more", "self")


def test_two_sources_may_use_the_same_ids(by, tmp_path):
    source = small(tmp_path / "d")
    import_services(source, by=by, source="one")
    import_services(source, by=by, source="two")
    assert Service.objects.filter(their_id="s1").count() == 2
    import_services(small(tmp_path / "d", services=("s9,o1,New,",)), by=by, source="one")
    assert Service.objects.filter(their_id="s1", status="active").count() == 1


def test_repeated_ids_are_told_and_the_fuller_row_is_kept(by, tmp_path):
    result = import_services(small(tmp_path / "d", services=("s1,,Talking,", "s1,o1,Talking,Free")), by=by)
    assert Service.objects.get().fees_description == "Free"
    (problem,) = [p for p in result.report.examples.values() if "there twice" in p.reason]
    assert (problem.place.at, problem.detail) == ("line 2", "services.csv, line 3")


def test_json_with_its_terms_and_needs(by, tmp_path):
    term = {"id": "n1", "name": "Low mood", "code": "mood_anxiety", "term_uri": "http://example.com"}
    service = {
        **SERVICE,
        "description": "Help with debt and money worries",
        "attributes": [{"taxonomy_term": term}],
    }
    (tmp_path / "feed.json").write_text(json.dumps([service]))
    import_services(str(tmp_path / "feed.json"), by=by)
    needs = {need.need_code: need.origin for need in ServiceNeed.objects.all()}
    assert needs["mood_anxiety"] == "given" and needs["debt_money"] == "inferred"
    assert Schedule.objects.get().location.postcode == "DN31 1AA"
    service["description"] = "Walks"
    (tmp_path / "feed.json").write_text(json.dumps([service]))
    import_services(str(tmp_path / "feed.json"), by=by)
    codes = set(ServiceNeed.objects.values_list("need_code", flat=True))
    assert "mood_anxiety" in codes and "debt_money" not in codes


def test_a_bad_source_changes_nothing_and_leaves_no_trace(by, tmp_path):
    (tmp_path / "d.zip").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "nothing.csv").write_text("a,b\n1,2\n")
    for path in ("d.zip", "nothing.csv", "absent.json"):
        with pytest.raises(DomainError) as caught:
            import_services(str(tmp_path / path), by=by)
        assert str(caught.value).endswith(".")
    assert not Service.objects.exists() and not AuditEntry.objects.exists()


def test_an_import_needs_its_permission_and_is_recorded(by, alliance, tmp_path):
    with pytest.raises(NotAllowed):
        import_services(small(tmp_path / "d"), by=public(alliance))
    import_services(small(tmp_path / "d"), by=by)
    assert AuditEntry.objects.get().sentence == "Directory imported"


def test_one_alliance_does_not_see_anothers_directory(two_alliances, tmp_path):
    first, second = two_alliances
    source = small(tmp_path / "d")
    for alliance in two_alliances:
        with in_alliance(alliance):
            import_services(source, by=Actor(alliance=alliance, roles=frozenset({Role.ADMINISTRATOR})))
    with in_alliance(second):
        assert Service.objects.count() == 2
        assert not Service.objects.filter(alliance=first).exists()


def test_the_command_says_what_it_did(alliance, tmp_path):
    out, report = io.StringIO(), tmp_path / "report.csv"
    source = small(tmp_path / "d")
    call_command(
        "import_directory", source, alliance="first", report=report, stdout=out, stderr=io.StringIO()
    )
    assert "Imported d in" in out.getvalue() and "services, changed (1)" in out.getvalue()
    assert len(report.read_text().splitlines()) > 4
    again = io.StringIO()
    call_command("import_directory", source, alliance="first", stdout=again, stderr=io.StringIO())
    assert "Nothing has changed since the last import." in again.getvalue()


@pytest.mark.parametrize(("path", "name"), [("absent.zip", "first"), ("", "nobody")])
def test_the_command_fails_with_a_sentence(alliance, tmp_path, path, name):
    with pytest.raises(CommandError) as caught:
        call_command("import_directory", str(tmp_path / path), alliance=name, stderr=io.StringIO())
    assert str(caught.value).endswith(".")


def test_a_report_cell_is_no_formula(by, tmp_path):
    out = io.StringIO()
    import_services(
        small(tmp_path / "d", services=("s1,=cmd(),Talking,", "=1+1,,,")), by=by, report=Report(out)
    )
    assert "'=1+1" in out.getvalue()


@pytest.mark.parametrize("edition", ["hsds_3.1", "oruk_3.0"])
@pytest.mark.parametrize("inside", ["", "csv"])
def test_the_examples_of_the_standards(by, shared_data, edition, inside):
    examples = shared_data / "standards" / edition / "examples"
    result = import_services(str(examples / inside), by=by)
    assert Service.objects.filter(name="Community Counselling").exists()
    assert import_services(str(examples / inside), by=by).loaded.saved == 0
    assert any("Named contacts" in reason for _, _, reason in by_reason(result))


def test_a_real_directory(by, shared_data):
    export = shared_data / "directories" / "miami_open211_hsds1.1_2019.zip"
    result = import_services(str(export), by=by)
    assert Service.objects.count() == ServiceAtLocation.objects.count() == Location.objects.count() == 4089
    assert DirectoryOrganisation.objects.count() == 1074
    reasons = by_reason(result)
    dangling = "The organisation that it names is not there; the row was imported without it."
    unmapped = "It has no coordinates, so it is found by words and postcode, not by distance."
    assert reasons["changed", "service", dangling] == Service.objects.filter(organisation=None).count() == 447
    assert reasons["note", "location", unmapped] == Location.objects.filter(latitude=None).count() == 1829
    assert reasons["refused", "eligibility", "It does not say which service it belongs to."] == 2244
    told = sum(
        n for (level, kind, _), n in reasons.items() if level in ("refused", "left out") and kind != "file"
    )
    rows = 4089 * 6 + 1074 + 2244 + 9364 + 11350
    assert told + sum(one.read for one in result.loaded.counts.values()) + 4059 == rows
