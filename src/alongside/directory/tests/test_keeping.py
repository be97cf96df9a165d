"""Keeping entries true: changed by their sheet, kept through imports, every version written down, scored."""

import json
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.directory.actions import (
    assure_entry,
    change_entry,
    import_services,
    note_link,
    record_capacity,
)
from alongside.directory.models import EntryVersion, FieldDecision, LinkCheck, Service
from alongside.directory.openings import CODES, Opening, opening_in_words, read_opening
from alongside.directory.quality import Facts, quality
from alongside.directory.queries import (
    broken_links,
    conflicting,
    find_entry,
    is_real_number,
    own_entries,
    versions_of,
)
from alongside.directory.sheet import BY_NAME, checked
from alongside.foundation.access.actor import Actor, clock
from alongside.foundation.access.errors import Missing, NotAllowed, NotFound
from alongside.foundation.access.permissions import Role
from alongside.foundation.accounts.tests.factories import make_organisation
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.workflow.clock import at, later, now, today

from .factories import make_service

FEED = {
    "id": "s1", "name": "Talking", "description": "We talk.", "status": "active", "url": "https://t.example",
    "organization": {"id": "o1", "name": "Hall"},
    "phones": [{"id": "p1", "number": "01632 960111"}],
}  # fmt: skip


@pytest.fixture
def by(alliance):
    return Actor(
        alliance=alliance, roles=frozenset({Role.COORDINATOR}), name="Harriet", organisation_name="Door"
    )


def imported(tmp_path, by, **said) -> Service:
    path = tmp_path / "feed.json"
    path.write_text(json.dumps([FEED | said]))
    import_services(str(path), source="Feed", by=by)
    return Service.objects.get(their_id="s1")


@pytest.mark.parametrize(
    ("line", "days", "opens", "closes"),
    [
        ("Monday to Friday 9 to 5", "MO,TU,WE,TH,FR", time(9), time(17)),
        ("tues & thurs 6.30pm - 8pm", "TU,TH", time(18, 30), time(20)),
        ("Every Wednesday, 10am to midday", "WE", time(10), time(12)),
        ("First Monday of the month, 2pm to 4pm", "1MO", time(14), time(16)),
        ("Sunday, midnight to 6am", "SU", time(0), time(6)),
        ("weekdays from 10am", "MO,TU,WE,TH,FR", time(10), None),
    ],
)
def test_opening_times_are_read_as_people_write_them(line, days, opens, closes):
    found = read_opening(line)
    assert (found.weekdays, found.opens_at, found.closes_at, found.description) == (days, opens, closes, "")


@pytest.mark.parametrize(
    "line", ["By appointment", "24 hours a day", "Monday 25pm", "fortnightly on Tuesday 1pm", "T 9am"]
)
def test_what_is_not_days_and_times_stays_in_its_own_words(line):
    assert read_opening(line) == Opening(description=line)


@given(
    st.lists(st.sampled_from(CODES), min_size=1, unique=True),
    st.times().map(lambda t: t.replace(second=0, microsecond=0, tzinfo=None)),
    st.times().map(lambda t: t.replace(second=0, microsecond=0, tzinfo=None)),
)
def test_what_is_said_of_an_opening_is_read_back_the_same(days, opens, closes):
    weekdays = ",".join(sorted(days, key=CODES.index))
    said = Opening(weekdays, opens, closes, "WEEKLY")
    assert read_opening(opening_in_words(said)) == said


@given(st.text())
def test_no_words_break_the_reading_and_none_are_lost(text):
    found = read_opening(text)
    assert (
        found.weekdays
        or found.opens_at
        or found.description == " ".join(text.replace("\u00a0", " ").split())[:500]
    )


@given(st.sampled_from(sorted(BY_NAME)), st.one_of(st.text(), st.integers(), st.none()))
def test_a_value_is_refused_in_words_or_kept_as_it_would_be_kept_again(name, value):
    try:
        kept = checked(name, value)
    except Missing as error:
        assert error.field == name
    else:
        assert checked(name, kept) == kept


NUMBERS = {
    "01632 960123": True,
    "111": True,
    "116 123": True,
    "85258": True,
    "0147": False,
    "12345678901234": False,
}


@pytest.mark.parametrize(("text", "real"), NUMBERS.items())
def test_whether_a_number_could_be_one(text, real):
    assert is_real_number(text) is real


def test_a_full_entry_scores_100_and_an_empty_one_is_told_what_would_raise_it():
    day = today()
    sheet = dict.fromkeys(BY_NAME, "x" * 90) | {"minimum_age": None, "maximum_age": None}
    assert (
        quality(Facts(sheet, True, True, True, assured_on=day, room_said_at=now()), on=day, at=now()).score
        == 100
    )
    empty = quality(
        Facts(dict.fromkeys(BY_NAME, "") | {"minimum_age": None, "maximum_age": None}), on=day, at=now()
    )
    assert empty.score == 5 and [one.points for one in empty.missing] == sorted(
        (one.points for one in empty.missing), reverse=True
    )
    assert empty.score + sum(one.points for one in empty.missing) == 100


@pytest.mark.django_db
class TestEntries:
    def test_a_change_is_written_kept_and_shows_what_was(self, alliance, by):
        with in_alliance(alliance):
            service = make_service(alliance, "Talking", phone="01632 960111", organisation="Hall")
            before = find_entry(service.pk, by=by)
            changes = {
                "description": "We listen.",
                "phones": "01632 960222, ask for Jo\n0800 111",
                "times": "Mon 9 to 5",
            }
            change_entry(service, changes=changes, decided_by="Tracey, Hall", by=by)
            after = find_entry(service.pk, by=by)
            assert after.sheet["description"] == "We listen."
            assert after.sheet["phones"].startswith("01632 960222, ask for Jo")
            assert after.sheet["times"] == "Mondays, 9am to 5pm"
            assert {one.decided_by for one in after.decisions} == {"Tracey, Hall"}
            kinds = {one.kind: one.was for one in versions_of(after)}
            assert kinds["service"]["description"] == before.sheet["description"]
            assert "960111" in kinds["phone"]["number"].replace(" ", "")

    def test_the_same_said_again_writes_nothing(self, alliance, by):
        with in_alliance(alliance):
            service = make_service(alliance, "Talking", phone="01632 960111")
            change_entry(service, changes=find_entry(service.pk, by=by).sheet, by=by)
            assert not FieldDecision.objects.exists() and not EntryVersion.objects.exists()

    def test_versions_can_not_be_changed(self, alliance, by):
        from django.db import ProgrammingError, transaction

        with in_alliance(alliance):
            service = make_service(alliance)
            change_entry(service, changes={"name": "Other"}, by=by)
            with pytest.raises(ProgrammingError), transaction.atomic():
                EntryVersion.objects.update(kind="x")

    def test_what_is_wrong_is_said_with_its_field_and_nothing_is_written(self, alliance, by):
        with in_alliance(alliance):
            service = make_service(alliance, "Talking")
            for name, value in {
                "phones": "ring Jo",
                "url": "javascript:x",
                "email": "x",
                "minimum_age": "-1",
                "name": " ",
            }.items():
                with pytest.raises(Missing) as refused:
                    change_entry(service, changes={"description": "New", name: value}, by=by)
                assert refused.value.field == name
            assert find_entry(service.pk, by=by).sheet["description"] == ""

    def test_a_decision_outlasts_imports_and_a_source_that_says_a_third_thing_is_a_conflict(
        self, alliance, by, tmp_path
    ):
        with in_alliance(alliance):
            service = imported(tmp_path, by)
            assert not EntryVersion.objects.exists(), "a first import changes nothing"
            change_entry(service, changes={"description": "We listen.", "phones": "01632 960222"}, by=by)
            imported(tmp_path, by)
            entry = find_entry(service.pk, by=by)
            assert (entry.sheet["description"], entry.sheet["phones"]) == ("We listen.", "01632 960222")
            assert not entry.conflicts and not conflicting(by=by)
            imported(tmp_path, by, description="We shout.", phones=[{"id": "p9", "number": "01632 960333"}])
            entry = find_entry(service.pk, by=by)
            assert entry.sheet["description"] == "We listen."
            assert {one.field: one.source_says for one in conflicting(by=by)} == {
                "description": "We shout.", "phones": "01632 960333",
            }  # fmt: skip
            change_entry(service, changes={"description": "We shout."}, by=by)
            assert [one.field for one in find_entry(service.pk, by=by).decisions] == ["phones"]
            imported(tmp_path, by, description="We whisper.")
            assert find_entry(service.pk, by=by).sheet["description"] == "We whisper.", (
                "it is the source's again"
            )

    def test_only_its_own_people_speak_for_it(self, alliance, by):
        with in_alliance(alliance):
            hall, other = make_organisation(alliance, "hall"), make_organisation(alliance, "other")
            service = make_service(alliance, organisation="Hall")
            service.organisation.member = hall
            service.organisation.save()
            own, far = (
                Actor(alliance=alliance, roles=frozenset({Role.WORKER}), organisation_id=one.pk)
                for one in (hall, other)
            )
            keeper = Actor(alliance=alliance, roles=frozenset({Role.KEEPER}), organisation_id=other.pk)
            assert [one.service for one in own_entries(by=own)] == [service] and not own_entries(by=far)
            with pytest.raises(NotAllowed):
                assure_entry(service, by=far)
            with pytest.raises(NotAllowed):
                record_capacity(service, state="full", by=far)
            with pytest.raises(NotAllowed):
                change_entry(service, changes={"name": "Mine"}, by=own)
            with pytest.raises(NotFound):
                find_entry(service.pk, by=keeper)
            record_capacity(service, state="full", by=own)
            assert assure_entry(service, by=own).assured_on == today()

    def test_a_website_is_broken_when_it_failed_on_two_days(self, alliance, by):
        with in_alliance(alliance):
            service = make_service(alliance, url="https://t.example")
            job = clock(alliance)

            def look(days, fault):
                with at(later(days=days)):
                    note_link(service, address=service.url, fault=fault, by=job)

            look(0, "It answered 404"), look(0, "It answered 404")
            assert not broken_links(by=by)
            look(1, "It answered 404")
            assert [one.said for one in broken_links(by=by)] == ["It answered 404"]
            assert find_entry(service.pk, by=by).broken_link
            look(2, "")
            assert not broken_links(by=by) and LinkCheck.objects.count() == 1
