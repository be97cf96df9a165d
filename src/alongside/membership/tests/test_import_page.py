"""A list of members, pasted on a page."""

import html

import pytest

from alongside.foundation.accounts.tests.factories import make_user, signed_in
from alongside.foundation.tenancy.context import in_alliance
from alongside.membership.models import Organisation

from .factories import LONG_AGO, make_evidence, make_requirement

pytestmark = pytest.mark.django_db
ADDRESS = "/members/import/"
PASTED = "Name\tType\tCharity number\tNotes\r\nCedar House\tCharity\t1234567\tx\r\nMarsh CIC\tCIC\t\t\r\n"


def names(alliance):
    with in_alliance(alliance):
        return sorted(Organisation.objects.filter(is_member=True).values_list("name", flat=True))


@pytest.fixture
def gemma(alliance):
    return signed_in(alliance, make_user(alliance, office="coordinator"))


def shown(answer):
    return html.unescape(answer.content.decode())


def test_a_list_is_checked_first_and_then_taken_once(alliance, gemma):
    assert "Add from a list" in shown(gemma.get("/members/"))
    looked = shown(gemma.post(ADDRESS, {"rows": PASTED, "do": "check"}))
    assert "Every row will do" in looked and "2 organisations" in looked.replace("\u00a0", " ")
    assert "passed over: notes" in looked and "Cedar House\tCharity" in looked, "nothing pasted is lost"
    assert names(alliance) == []
    for said in ("2 added", "0 added"):
        done = gemma.post(ADDRESS, {"rows": PASTED, "do": "take"}, follow=True)
        assert said in shown(done)
    assert names(alliance) == ["Cedar House", "Marsh CIC"]


def test_while_a_row_is_bad_nothing_is_taken_however_it_is_asked(alliance, gemma):
    bad = PASTED.replace("1234567", "12") + "Guild\tWizards\t\t\r\n"
    told = shown(gemma.post(ADDRESS, {"rows": bad, "do": "take"}))
    assert "should look like" in told and "no kind of organisation" in told and "Nothing was kept" in told
    assert names(alliance) == []


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("", "list"), ("   ", "empty"), ("hello", "column names"), ("Name\tName\nA\tB", "column"),
        ('Name,Type\n"Cedar', "quotation"), ("Name,Type\n", "nothing beneath"), ("x" * 500_001, "500"),
        ("Name\tType\n\x00", ""), ("Name,Type\n=HYPERLINK(1),Charity", "formula"),
    ],
)  # fmt: skip
def test_rubbish_is_told_kindly(alliance, gemma, rows, said):
    answer = gemma.post(ADDRESS, {"rows": rows, "do": "take"})
    assert answer.status_code in (200, 400) and said in shown(answer)
    assert names(alliance) == []


def test_only_who_runs_the_alliance(alliance):
    worker = signed_in(alliance, make_user(alliance, haven="organisation_lead"))
    assert worker.post(ADDRESS, {"rows": PASTED, "do": "take"}).status_code == 403
    assert "Add from a list" not in shown(worker.get("/members/"))


def known(alliance, name="Cedar House", **changes):
    with in_alliance(alliance):
        given = {"slug": "cedar-house", "kind": "charity", "is_member": True, **changes}
        return Organisation.objects.create(alliance=alliance, name=name, **given)


def take(gemma, rows):
    return shown(gemma.post(ADDRESS, {"rows": rows, "do": "take"}, follow=True))


def test_two_of_one_name_with_numbers_of_their_own_are_two(alliance, gemma):
    known(alliance, number="7654321")
    for said in ("1 added", "0 added"):
        assert said in take(gemma, "Name,Charity number\nCedar House,1234567\n")
    assert names(alliance) == ["Cedar House", "Cedar House"]


def test_two_lines_that_are_one_organisation_here_are_told(alliance, gemma):
    known(alliance, number="1234567")
    told = take(gemma, "Name,Charity number\nCedar House,\nCedar Home,1234567\n")
    assert "Lines 2 and 3 are one organisation here: Cedar House" in told and "Nothing was taken" in told
    assert names(alliance) == ["Cedar House"]


def test_a_list_that_says_no_type_changes_none(alliance, gemma):
    known(alliance, kind="icb", is_member=False)
    assert "1 brought up to date" in take(gemma, "Name,Email\nCedar House,post@cedar.example\n")
    with in_alliance(alliance):
        kept = Organisation.objects.get(slug="cedar-house")
    assert (kept.kind, kept.is_member, kept.email) == ("icb", False, "post@cedar.example")


def test_another_type_shuts_nobody_unwarned(alliance, gemma):
    cedar = known(alliance, kind="community_group", joined_on=LONG_AGO)
    make_requirement(alliance, kinds=["charity"])
    listed = "Name,Type,Email\nCedar House,Charity,post@cedar.example\n"
    assert "would be shut today without a warning" in take(gemma, listed)
    with in_alliance(alliance):
        cedar.refresh_from_db()
        assert (cedar.kind, cedar.email) == ("community_group", "")
    make_evidence(cedar, days=90)
    assert "1 brought up to date" in take(gemma, listed)
