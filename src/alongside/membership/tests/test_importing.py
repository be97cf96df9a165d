"""Members from a spreadsheet: whatever it looks like, every row is taken or told."""

import csv
import gzip
import io
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.tenancy.context import in_alliance
from alongside.membership.loading import SheetError, check_rows, read_sheet
from alongside.membership.loading.members import KNOWN
from alongside.membership.models import Organisation

TODAY = date(2026, 11, 25)
GOOD = (
    "Name,Type,Charity number,Email,Phone,Member since,Income\n"
    'Cedar House,Charity,1234567,post@cedar.example,01632 960144,3 November 2024,"£45,000"\n'
    "Marsh CIC,CIC,,post@marsh.example,,03/02/2023,\n"
)


def checked(path: Path):
    rows, _unknown = read_sheet(path, known=KNOWN)
    return check_rows(rows, today=TODAY)


def written(tmp_path: Path, text: str | bytes, name: str = "members.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_encoding_and_any_delimiter(tmp_path, encoding, delimiter):
    text = delimiter.join(["Name", "Email"]) + "\r\n" + delimiter.join(["Café für alle – £1", "a@b.example"])
    (row,) = checked(written(tmp_path, text.encode(encoding))).rows
    assert row.fields["name"] == "Café für alle – £1" and row.slug == "cafe-fur-alle-1"


def test_each_column_is_understood(tmp_path):
    cedar, marsh = checked(written(tmp_path, GOOD)).rows
    assert (cedar.line, cedar.fields["kind"], cedar.fields["size"], cedar.fields["number"]) == (
        2,
        "charity",
        "small",
        "1234567",
    )
    assert cedar.fields["telephone"] == "+441632960144" and cedar.fields["joined_on"] == date(2024, 11, 3)
    assert (marsh.fields["kind"], marsh.fields["joined_on"]) == ("company", date(2023, 2, 3))


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        ("Type", "Guild of wizards", "know no kind"),
        ("Charity number", "12", "should look like"),
        ("Company number", "ABC", "should look like"),
        ("Email", "not an address", "not an e-mail"),
        ("Phone", "ring me", "not a telephone"),
        ("Member since", "31/02/2024", "not a date"),
        ("Member since", "1 January 2090", "still to come"),
        ("Income", "lots", "not a sum"),
        ("Size", "huge", "none of"),
        ("Purpose", "=HYPERLINK(1)", "formula"),
    ],
)
def test_a_bad_cell_is_told_with_its_line(tmp_path, column, text, reason):
    found = checked(written(tmp_path, f"Name,{column}\nGood one,\nBad one,{text}\n"))
    (problem,) = found.problems
    assert problem.line == 3 and reason in problem.reason
    assert [row.fields["name"] for row in found.rows] == ["Good one"]


def test_the_same_organisation_twice_is_told_by_name_and_by_number(tmp_path):
    text = "Name,Charity number\nCedar House,1234567\ncedar  house,\nAnother name,1234567\n"
    found = checked(written(tmp_path, text))
    assert [p.line for p in found.problems] == [3, 4] and "line 2 again" in found.problems[0].reason


def test_a_workbook_with_a_title_merged_cells_real_dates_and_lost_zeros(tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.append(["Members of the alliance, as of Monday"])
    sheet.append([])
    sheet.append(["Organisation name *", "Type", "Company number", "Telephone", "Joined"])
    sheet.append(["Cedar", "CIC", 1234567, 1632960144, date(2024, 1, 5)])
    sheet.append(["Dale", None, None, None, None])
    sheet.merge_cells("B4:B5")
    sheet.merge_cells("A1:E1")
    path = tmp_path / "members.xlsx"
    book.save(path)
    cedar, dale = checked(path).rows
    assert cedar.fields["number"] == "01234567" and cedar.fields["telephone"] == "+441632960144"
    assert cedar.fields["joined_on"] == date(2024, 1, 5)
    assert dale.line == 5 and dale.fields["kind"] == "company", "a merged cell counts for each of its rows"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"just words\nand more\n", "no row of column names"),
        ("a.csv", b"Name,Email\n", "nothing beneath"),
        ("a.csv", b"Name,Email,Name\nx,y@z.example,w\n", "two columns"),
        ("a.csv", b'Name,Email\n"never closed,\n', "broken"),
        ("a.csv", b"Name,Email\n\x00\x00,x\n", "neither"),
        ("a.xlsx", b"PK\x03\x04nonsense", "broken, or locked"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1", "old Excel"),
    ],
)
def test_what_is_no_sheet_is_told_in_one_sentence(tmp_path, name, data, said):
    with pytest.raises(SheetError, match=said):
        read_sheet(written(tmp_path, data, name), known=KNOWN)


def test_a_file_that_is_not_there_or_too_large(tmp_path, monkeypatch):
    with pytest.raises(SheetError, match="could not be read"):
        read_sheet(tmp_path / "none.csv", known=KNOWN)
    with pytest.raises(SheetError, match="folder"):
        read_sheet(tmp_path, known=KNOWN)
    monkeypatch.setattr("alongside.membership.loading.sheet.MOST_BYTES", 10)
    with pytest.raises(SheetError, match="larger"):
        read_sheet(written(tmp_path, GOOD), known=KNOWN)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.text(max_size=30), min_size=1, max_size=4), max_size=6))
def test_whatever_it_holds_every_row_is_taken_or_told(tmp_path_factory, table):
    page = io.StringIO()
    csv.writer(page).writerows([["Name", "Email", "Phone", "Joined"], *table])
    path = written(tmp_path_factory.mktemp("sheet"), page.getvalue().encode("utf-8", "surrogatepass"))
    try:
        rows, _unknown = read_sheet(path, known=KNOWN)
    except SheetError:
        return
    found = check_rows(rows, today=TODAY)
    assert {row.line for row in found.rows} | {p.line for p in found.problems} == {row.line for row in rows}


@pytest.mark.django_db
class TestCommand:
    def run(self, path: Path, **options) -> str:
        said = io.StringIO()
        call_command("import_members", path, alliance="first", stdout=said, **options)
        return said.getvalue()

    def test_a_list_is_taken_once_however_often_it_is_run(self, alliance, tmp_path):
        path = written(tmp_path, GOOD)
        assert "2 added" in self.run(path)
        assert "0 added, 0 brought up to date, 2 as they were" in self.run(path)
        assert "1 brought up to date" in self.run(written(tmp_path, GOOD.replace("post@cedar", "new@cedar")))
        with in_alliance(alliance):
            assert Organisation.objects.count() == 2
            assert AuditEntry.objects.filter(sentence="Members taken from a list").count() == 3

    def test_who_joined_by_asking_is_known_by_number_and_by_name(self, alliance, tmp_path):
        with in_alliance(alliance):
            for slug, number, left_on in (
                ("cedar-house-jo-2abcde", "", None), ("marsh-cic-jo-2fghjk", "", TODAY), ("marsh-cic-jo-3fghjk", "", None),
            ):  # fmt: skip
                Organisation.objects.create(
                    alliance=alliance, slug=slug, name="The Cedar House Ltd" if "cedar" in slug else "Marsh",
                    kind="charity", number=number, left_on=left_on,
                )  # fmt: skip
        self.run(written(tmp_path, GOOD))
        with in_alliance(alliance):
            assert Organisation.objects.count() == 3
            assert Organisation.objects.get(slug="cedar-house-jo-2abcde").number == "1234567"
            assert Organisation.objects.get(slug="marsh-cic-jo-2fghjk").email == ""
            Organisation.objects.filter(slug="cedar-house-jo-2abcde").update(number="7654321")
        self.run(written(tmp_path, GOOD))
        with in_alliance(alliance):
            assert Organisation.objects.count() == 4, "one name, two numbers: two organisations"

    def test_while_a_row_is_bad_nothing_is_taken_unless_asked(self, alliance, tmp_path):
        path = written(tmp_path, GOOD + "Bad,Charity,12,,,,\n")
        with pytest.raises(CommandError, match="Nothing was taken"):
            self.run(path)
        with in_alliance(alliance):
            assert not Organisation.objects.exists()
        assert "Line 4, charity number" in self.run(path, check=True)
        assert "2 added" in self.run(path, leave_out_bad=True)

    def test_an_alliance_that_is_not_there(self, alliance, tmp_path):
        with pytest.raises(CommandError, match="There is: first"):
            call_command("import_members", written(tmp_path, GOOD), alliance="elsewhere")

    def test_real_charities(self, alliance, tmp_path, shared_data):
        with gzip.open(shared_data / "organisations" / "uk_charities.csv.gz", "rb") as file:
            path = written(tmp_path, b"".join(file.readlines()[:1500]))
        said = self.run(path, leave_out_bad=True)
        with in_alliance(alliance):
            kept = Organisation.objects.count()
        assert kept > 1_000 and f"{kept} added" in said
