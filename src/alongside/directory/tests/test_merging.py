"""Several sources, one entry: believed field by field, decided, taken apart, found by their likeness."""

import json
from types import SimpleNamespace

import pytest

from alongside.directory.actions import (
    change_entry,
    find_likenesses,
    import_services,
    keep_apart,
    merge_entries,
    order_sources,
    part_entry,
    record_capacity,
    settle_difference,
)
from alongside.directory.models import (
    Capacity,
    EntryVersion,
    FieldDecision,
    ListedService,
    Location,
    Service,
    ServiceList,
    Source,
)
from alongside.directory.queries import (
    differences_open,
    entry_sources,
    find_entry,
    how_many_likenesses,
    likenesses,
    pair_of,
    services_shown,
    sources_in_order,
    stands_in,
)
from alongside.foundation.access.actor import Actor, clock
from alongside.foundation.access.errors import DomainError, NotAllowed, NotFound, Stale
from alongside.foundation.access.permissions import Role
from alongside.foundation.accounts.tests.factories import make_organisation
from alongside.foundation.tenancy.context import in_alliance

from .factories import make_service

ONE = {
    "id": "s1", "name": "Talking", "description": "We talk.", "status": "active", "url": "https://t.example",
    "organization": {"id": "o1", "name": "Hall"}, "phones": [{"id": "p1", "number": "01632 960111"}],
}  # fmt: skip
TWO = {
    "id": "x9", "name": "Talking group", "description": "A talking group, on Mondays.", "status": "active",
    "email": "talk@t.example", "organization": {"id": "o7", "name": "Hall"},
    "phones": [{"id": "p7", "number": "01632 960222"}],
    "cost_options": [{"id": "c1", "option": "Each time", "amount": 2}],
}  # fmt: skip


@pytest.fixture
def by(alliance):
    with in_alliance(alliance):
        yield Actor(
            alliance=alliance, roles=frozenset({Role.COORDINATOR}), name="Harriet", organisation_name="Door"
        )


@pytest.fixture
def feed(tmp_path, by):
    """Import rows as a source of this name; gives the service of the first row as it stands."""

    def load(source, *rows):
        path = tmp_path / "feed.json"
        path.write_text(json.dumps(rows))
        import_services(str(path), source=source, by=by)
        return Service.objects.filter(source__name=source, their_id=rows[0]["id"]).first()

    return load


@pytest.fixture
def two(feed, by):
    """Two sources' rows of one service, made one: the council's first."""
    keep, fold = feed("Council", ONE), feed("Network", TWO)
    order_sources(
        [Source.objects.get(name="Council").pk, Source.objects.get(name="Network").pk], first={}, by=by
    )
    merge_entries(keep, fold=fold, take={}, by=by)
    return SimpleNamespace(pk=keep.pk, fold=fold.pk)


def sheet(pk, by):
    return find_entry(pk, by=by).sheet


@pytest.mark.django_db
class TestMerging:
    def test_two_rows_become_one_entry_that_keeps_its_address(self, two, by):
        found = sheet(two.pk, by)
        assert (found["name"], found["email"], found["phones"]) == (
            "Talking",
            "talk@t.example",
            "01632 960111",
        )
        shown = services_shown([two.pk, two.fold])
        assert list(shown) == [two.pk] and [str(one) for one in shown[two.pk].costs] == ["Each time"]
        assert stands_in(two.fold) == two.pk
        assert [one.source for one in entry_sources(find_entry(two.pk, by=by)).parts] != []
        with pytest.raises(NotFound):
            find_entry(two.fold, by=by)

    def test_importing_again_changes_nothing(self, two, feed, by):
        before, kept = sheet(two.pk, by), EntryVersion.objects.count()
        feed("Council", ONE)
        feed("Network", TWO)
        assert sheet(two.pk, by) == before
        assert EntryVersion.objects.count() == kept and Service.objects.count() == 3

    def test_what_either_source_changes_reaches_the_entry(self, two, feed, by):
        feed("Council", ONE | {"description": "We listen."})
        other = {**TWO, "id": "x10", "cost_options": [{"id": "c2", "option": "Once", "amount": 5}]}
        feed("Network", TWO | {"email": "new@t.example", "cost_options": []}, other)
        found = sheet(two.pk, by)
        assert (found["description"], found["email"]) == ("We listen.", "new@t.example")
        assert not services_shown([two.pk])[two.pk].costs

    def test_the_next_source_speaks_when_the_first_falls_silent(self, two, feed, by):
        feed(
            "Council",
            {**ONE, "phones": []},
            {**ONE, "id": "s2", "phones": [{"id": "p2", "number": "01632 960333"}]},
        )
        assert sheet(two.pk, by)["phones"] == "01632 960222"
        feed("Council", {**ONE, "id": "s2"})
        assert sheet(two.pk, by)["name"] == "Talking group", "its first source no longer has it"
        feed("Network", {**TWO, "id": "x8"})
        with pytest.raises(NotFound):
            find_entry(two.pk, by=by)
        feed("Council", ONE)
        assert sheet(two.pk, by)["name"] == "Talking", "and back again"

    def test_the_order_of_sources_can_be_changed_for_all_or_for_one_field(self, two, by):
        council, network = (Source.objects.get(name=name).pk for name in ("Council", "Network"))
        assert order_sources([network, council], first={"phones": council}, by=by) == 1
        found = sheet(two.pk, by)
        assert (found["name"], found["phones"]) == ("Talking group", "01632 960111")
        rows, first = sources_in_order(by=by)
        assert [(one.source.name, one.services, one.parts) for one in rows] == [
            ("Network", 1, 1),
            ("Council", 1, 1),
        ]
        assert first == {"phones": council}
        with pytest.raises(DomainError):
            order_sources([network], first={}, by=by)

    def test_differences_are_seen_at_the_merge_and_open_when_a_source_says_another_thing(self, two, feed, by):
        assert not differences_open(by=by)
        feed("Network", TWO | {"name": "Talk together"})
        (one,) = differences_open(by=by)
        assert one.field == "name" and set(one.said.values()) == {"Talking", "Talk together"}
        network = Service.objects.get(source__name="Network")
        with pytest.raises(Stale):
            settle_difference(one.service, field="name", take=None, seen={}, by=by)
        settle_difference(one.service, field="name", take=network.pk, seen=one.said, by=by)
        assert not differences_open(by=by)
        assert sheet(two.pk, by)["name"] == "Talk together"
        feed("Council", ONE | {"name": "Talking now"})
        assert sheet(two.pk, by)["name"] == "Talk together", "decided, so it outlasts imports"
        assert [one.source_says for one in find_entry(two.pk, by=by).conflicts] == ["Talking now"]

    def test_a_difference_left_to_the_order_stays_settled(self, two, feed, by):
        feed("Network", TWO | {"name": "Talk together"})
        (one,) = differences_open(by=by)
        settle_difference(one.service, field="name", take=None, seen=one.said, by=by)
        feed("Council", ONE)
        assert not differences_open(by=by) and not FieldDecision.objects.exists()
        with pytest.raises(NotFound):
            settle_difference(one.service, field="url", take=None, seen={}, by=by)

    def test_words_taken_at_the_merge_outlast_imports(self, feed, by):
        keep, fold = feed("Council", ONE), feed("Network", TWO)
        merge_entries(keep, fold=fold, take={"description": fold.pk, "phones": fold.pk}, by=by)
        feed("Council", ONE)
        found = sheet(keep.pk, by)
        assert (found["description"], found["phones"]) == ("A talking group, on Mondays.", "01632 960222")
        assert not find_entry(keep.pk, by=by).conflicts

    def test_what_was_decided_said_and_listed_of_either_goes_with_the_entry(self, feed, by, alliance):
        keep, fold = feed("Council", ONE), feed("Network", TWO)
        change_entry(keep, changes={"phones": "01632 960555"}, by=by)
        change_entry(fold, changes={"email": "ours@t.example", "phones": "01632 960666"}, by=by)
        record_capacity(fold, state="has_room", weeks=None, by=by)
        listed = ServiceList.objects.create(
            alliance=alliance, organisation=make_organisation(alliance, "hall"), name="Ours", made_by="Wyn"
        )
        ListedService.objects.create(alliance=alliance, service_list=listed, service=fold, listed_by="Wyn")
        merge_entries(keep, fold=fold, take={}, by=by)
        found = sheet(keep.pk, by)
        assert (found["phones"], found["email"]) == ("01632 960555", "ours@t.example")
        says = {one.source: one.says for one in entry_sources(find_entry(keep.pk, by=by)).parts}
        assert says["Council"]["phones"] == "01632 960111", "what the source says, and not what was decided"
        assert (says["Network"]["email"], says["Network"]["phones"]) == ("talk@t.example", "01632 960222")
        assert Capacity.objects.get(service=keep).state == "has_room"
        assert list(ListedService.objects.values_list("service_id", flat=True)) == [keep.pk]
        feed("Council", ONE)
        feed("Network", TWO)
        assert sheet(keep.pk, by) == found

    def test_an_entry_of_several_sources_goes_into_another(self, two, feed, by):
        third = feed("Charity list", {**ONE, "id": "q", "name": "Talk", "phones": []})
        merge_entries(third, fold=Service.objects.get(pk=two.pk), take={}, by=by)
        sources = entry_sources(find_entry(third.pk, by=by))
        assert {one.source for one in sources.parts} == {"Council", "Network", "Charity list"}
        assert stands_in(two.pk) == third.pk and stands_in(two.fold) == third.pk
        feed("Council", ONE | {"description": "Anew."})
        assert sheet(third.pk, by)["description"] == "Anew."
        assert Service.objects.filter(status="active").count() == 1

    def test_taken_apart_each_is_an_entry_again_and_follows_its_source(self, two, feed, by):
        own = Service.objects.get(source__name="Council")
        part_entry(own, by=by)
        feed("Council", ONE | {"description": "By itself."})
        feed("Network", TWO)
        assert sheet(own.pk, by)["description"] == "By itself."
        assert sheet(two.pk, by)["name"] == "Talking group"
        find_likenesses(by=clock(by.alliance))
        assert not likenesses(by=by), "not proposed again"
        with pytest.raises(DomainError):
            part_entry(Service.objects.get(source__name="Network"), by=by)

    def test_our_own_words_come_first_and_are_kept(self, feed, by, alliance):
        ours = make_service(alliance, "Talking", description="Ours.", phone="01632 960999", needs=("sleep",))
        fold = feed("Network", TWO)
        merge_entries(ours, fold=fold, take={}, by=by)
        feed("Network", TWO | {"description": "Theirs."})
        found = sheet(ours.pk, by)
        assert (found["description"], found["phones"], found["email"]) == (
            "Ours.",
            "01632 960999",
            "talk@t.example",
        )
        assert "sleep" in services_shown([ours.pk])[ours.pk].need_codes

    def test_an_address_that_one_source_hides_no_other_tells(self, feed, by, alliance):
        place = {"id": "l1", "location_type": "physical", "name": "The house", "addresses": [
            {"id": "a1", "address_1": "4 Withheld Row", "city": "Grimsby", "postal_code": "DN31 1AA",
             "address_type": "physical", "state_province": "", "country": "GB"}]}  # fmt: skip
        fold = feed("Network", TWO | {"service_at_locations": [{"id": "sl1", "location": place}]})
        assert Location.objects.filter(address_1="4 Withheld Row").exists()
        keep = make_service(alliance, "Talking", at=(53.5, -0.1), hidden=True)
        assert "Withheld" not in str(pair_of(keep.pk, fold.pk, by=by).would)
        merge_entries(keep, fold=fold, take={}, by=by)
        shown = services_shown([keep.pk])[keep.pk]
        assert shown.hidden and "Withheld" not in str(shown.places)
        assert "Withheld" not in str(entry_sources(find_entry(keep.pk, by=by)))

    def test_the_member_that_offers_one_of_them_speaks_for_both(self, feed, by, alliance):
        keep, fold = feed("Council", ONE), feed("Network", TWO)
        fold.organisation.member = make_organisation(alliance, "hall")
        fold.organisation.save()
        merge_entries(keep, fold=fold, take={}, by=by)
        assert find_entry(keep.pk, by=by).owner_id == fold.organisation.member_id

    def test_what_is_gone_or_a_part_already_is_not_merged(self, two, feed, by):
        third = feed("Charity list", {**ONE, "id": "q"})
        with pytest.raises(Stale):
            merge_entries(third, fold=Service.objects.get(pk=two.fold), take={}, by=by)
        with pytest.raises(NotFound):
            merge_entries(third, fold=third, take={}, by=by)
        with pytest.raises(NotFound):
            pair_of(third.pk, third.pk, by=by)
        with pytest.raises(NotFound):
            change_entry(Service.objects.get(pk=two.fold), changes={"name": "X"}, by=by)

    def test_only_those_who_look_after_the_directory_may(self, two, alliance):
        worker = Actor(
            alliance=alliance, roles=frozenset({Role.WORKER}), name="Wyn", organisation_name="Hall"
        )
        row = Service.objects.get(pk=two.pk)
        for attempt in (
            lambda: merge_entries(row, fold=row, take={}, by=worker),
            lambda: part_entry(row, by=worker),
            lambda: keep_apart(row, other=row, by=worker),
            lambda: order_sources([], first={}, by=worker),
            lambda: settle_difference(row, field="name", take=None, seen={}, by=worker),
        ):
            with pytest.raises(NotAllowed):
                attempt()
        assert not likenesses(by=worker) and not differences_open(by=worker)

    def test_pairs_that_may_be_one_are_found_and_can_be_kept_apart(self, feed, by):
        keep, fold = feed("Council", ONE | {"email": "talk@t.example"}), feed("Network", TWO)
        assert find_likenesses(by=clock(by.alliance)) == 1
        (pair,) = likenesses(by=by)
        assert (
            how_many_likenesses(by=by) == 1
            and {pair.one_id, pair.other_id} == {keep.pk, fold.pk}
            and "email" in pair.why
        )
        keep_apart(keep, other=fold, by=by)
        assert not likenesses(by=by) and find_likenesses(by=clock(by.alliance)) == 0
