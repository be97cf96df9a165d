"""Tables: every line becomes a row or is told with its line."""

import json

import pytest

from .. import UnreadableSourceError, limits
from .reading import places, read, said


def test_the_names_of_hsds_1_and_3_mean_the_same(tmp_path):
    (tmp_path / "services.csv").write_text("id,name,fees\ns1,Talking,Free\n")
    (tmp_path / "physical_addresses.csv").write_text(
        "id,location_id,address_1,postal_code\na1,l1,1 High St,dn311aa\n"
    )
    (tmp_path / "regular_schedules.csv").write_text("service_id,weekday,opens_at\ns1,Monday,9:00am\n")
    rows, told = read(tmp_path)
    by_kind = {row.kind: said(row) for row in rows}
    assert by_kind["service"]["fees_description"] == "Free"
    assert by_kind["address"]["postcode"] == "DN31 1AA"
    assert by_kind["schedule"]["weekdays"] == "MO"
    assert not told


def test_a_data_package_names_the_files(tmp_path):
    package = {"resources": [{"name": "service", "path": "things.csv"}]}
    (tmp_path / "datapackage.json").write_text(json.dumps(package))
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "things.csv").write_text("id,name\ns1,Talking\n")
    rows, _ = read(tmp_path)
    assert [row.kind for row in rows] == ["service"]


def test_a_refused_row_is_told_with_file_line_and_reason(tmp_path):
    (tmp_path / "services.csv").write_text('id,name\ns1,"Talking\nand tea"\ns2,\n,Nobody\ns3,Walking\n')
    rows, told = read(tmp_path)
    assert [row.source_id for row in rows] == ["s1", "s3"]
    assert [(p.place.file, p.place.at, p.source_id, p.reason) for p in told] == [
        ("services.csv", "line 4", "s2", "It has no name."),
        ("services.csv", "line 5", "", "It has no id."),
    ]


def test_a_bad_value_is_left_out_and_the_row_kept(tmp_path):
    (tmp_path / "services.csv").write_text(
        "id,name,email,url,minimum_age\ns1,Talking,nobody,javascript:x(),-3\n"
    )
    rows, told = read(tmp_path)
    assert [said(row)[name] for row in rows for name in ("email", "url", "minimum_age")] == ["", "", None]
    assert len(places(told, "changed")) == 3


def test_nul_bytes_are_taken_out_and_told(tmp_path):
    (tmp_path / "services.csv").write_bytes(b"id,name\ns1,Talk\x00ing\n")
    rows, told = read(tmp_path)
    assert said(rows[0])["name"] == "Talking"
    assert places(told, "changed") == [("services.csv", "line 2")]


def test_windows_text_is_read_and_told(tmp_path):
    (tmp_path / "services.csv").write_bytes("id,name\ns1,Café – £5\n".encode("cp1252") + b"s2,\x81\n")
    rows, told = read(tmp_path)
    assert [said(row)["name"] for row in rows] == ["Café – £5"]
    assert "Windows-1252" in told[0].reason
    assert places(told, "refused") == [("services.csv", "line 3")]


def test_utf_16_is_refused_with_advice(tmp_path):
    (tmp_path / "services.csv").write_bytes("id,name\n".encode("utf-16"))
    with pytest.raises(UnreadableSourceError, match="Save it as UTF-8"):
        read(tmp_path)


def test_a_quotation_mark_that_is_never_closed_does_not_hide_the_file(tmp_path):
    body = "\n".join(f"s{n},Service {n}" for n in range(90_000))
    (tmp_path / "services.csv").write_text(f'id,name\nbad,"never closed\n{body}\n')
    rows, told = read(tmp_path)
    assert rows and rows[-1].source_id == "s89999"
    assert told[0].place.at == "line 2" and told[0].partial


def test_a_line_without_end_is_told_and_the_next_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "LINE_BYTES", 1000)
    (tmp_path / "services.csv").write_text(f"id,name\ns1,{'a' * 5000}\ns2,Talking\n")
    rows, told = read(tmp_path)
    assert [row.source_id for row in rows] == ["s2"]
    assert places(told, "refused") == [("services.csv", "line 2")]


def test_a_row_with_too_many_cells_is_refused(tmp_path):
    (tmp_path / "services.csv").write_text("id,name\ns1,Tea, cake\ns2,Talking\n")
    rows, told = read(tmp_path)
    assert [row.source_id for row in rows] == ["s2"] and "cells" in told[0].reason


def test_tables_that_are_not_kept_are_told_line_by_line(tmp_path):
    (tmp_path / "services.csv").write_text("id,name\ns1,Talking\n")
    (tmp_path / "funding.csv").write_text("id,source\nf1,Council\nf2,Lottery\n")
    (tmp_path / "contacts.csv").write_text("id,service_id,name\nc1,s1,A Person\n")
    (tmp_path / "secret.csv").write_text("a,b\n1,2\n")
    rows, told = read(tmp_path)
    assert places(told, "left out") == [
        ("contacts.csv", "line 2"), ("funding.csv", "line 2"), ("funding.csv", "line 3"), ("secret.csv", ""),
    ]  # fmt: skip
    assert "A Person" not in repr(rows)


def test_the_same_content_has_the_same_id(tmp_path):
    (tmp_path / "languages.csv").write_text("id,service_id,language\n7,s1,Urdu\n7,s1,Polish\n8,s1,Urdu\n")
    rows, _ = read(tmp_path)
    assert rows[0].source_id == rows[2].source_id != rows[1].source_id


def test_a_quotation_mark_that_swallows_rows_is_told(tmp_path):
    text = '\ufeffid,name,description\ns1,Talking,Tea\ns2,"Walking,Miles\ns3,Singing,"Songs"\ns4,Art,"Paint,\nbrush"\n'
    (tmp_path / "services.csv").write_text(text, encoding="utf-8")
    rows, told = read(tmp_path)
    assert [row.source_id for row in rows] == ["s1", "s2", "s4"]
    assert [(p.place.at, p.source_id) for p in told if "swallowed" in p.reason] == [("line 3", "s2")]
