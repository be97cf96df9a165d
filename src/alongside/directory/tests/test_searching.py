"""Search, on real tables as the runtime role."""

from collections.abc import Iterator
from datetime import time
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from alongside.directory.models import Location, Service, ServiceNeed
from alongside.directory.queries import Search, Wanted, criteria_of, score_of, search
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance
from alongside.places.queries import Place

from .factories import make_service

GRIMSBY = (53.5698, -0.0669)
LOUTH = (53.3669, -0.0061)
HERE = Place("DN31 3PS", False, *GRIMSBY, None, False, "DN31")


@pytest.fixture
def directory(alliance: Any) -> Iterator[Any]:
    with in_alliance(alliance):
        yield alliance


def names(found: Search, code: str | None = None) -> list[str]:
    groups = [found.by_words] if code == "" else [g for g in found.groups if code in (None, g.need_code)]
    ids = [r.service_id for g in groups for r in g.results]
    by_id = {s.pk: s.name for s in Service.objects.filter(pk__in=ids)}
    return [by_id[pk] for pk in ids]


def test_services_are_found_by_the_need_that_the_words_name(directory: Any) -> None:
    make_service(directory, "Rest Easy", needs=("sleep",))
    make_service(directory, "Clear Ground", needs=("debt_money",))
    found = search(Wanted("I can't sleep, going over the bills"))
    assert [g.need_code for g in found.groups] == ["sleep", "debt_money"]
    assert (names(found, "sleep"), names(found, "debt_money")) == (["Rest Easy"], ["Clear Ground"])


def test_any_word_finds_and_a_misspelt_one_too(directory: Any) -> None:
    make_service(directory, "Accordion evenings", description="Squeezebox players of every age")
    for words in ("accordion", "acordion", "where do people play the accordion round here"):
        assert names(search(Wanted(words)), "") == ["Accordion evenings"]


def test_every_score_can_be_computed_again_from_its_parts(directory: Any) -> None:
    make_service(directory, "Near", needs=("sleep",), at=GRIMSBY, room="has_room")
    make_service(directory, "Far", needs=("sleep",), at=LOUTH, room="waiting_list", weeks=6, said=40)
    make_service(directory, "Line", needs=("sleep",), phone="01632960144", description="cant sleep ring us")
    found = search(Wanted("cant sleep", HERE))
    results = found.groups[0].results
    assert len(results) == 3
    for result in results:
        assert result.score == pytest.approx(score_of(result.parts), abs=1e-6)
        assert all(0 <= value <= 1 for value in vars_of(result.parts))
    assert sorted(results, key=lambda r: (-r.score, r.service_id)) == results


def vars_of(parts: Any) -> list[float]:
    return [parts.need, parts.words, parts.near, parts.soon]


def test_nearer_and_sooner_come_first(directory: Any) -> None:
    make_service(directory, "Far", needs=("sleep",), at=LOUTH)
    make_service(directory, "Near", needs=("sleep",), at=GRIMSBY)
    make_service(directory, "Near and open", needs=("sleep",), at=GRIMSBY, room="has_room")
    found = search(Wanted("cant sleep", HERE))
    assert names(found) == ["Near and open", "Near", "Far"]
    far = found.groups[0].results[-1]
    assert far.miles == pytest.approx(14.2, abs=0.3) and far.reach == "place"


def test_a_hidden_address_gives_no_distance(directory: Any) -> None:
    make_service(directory, "Refuge", needs=("domestic_abuse",), at=GRIMSBY, hidden=True, phone="01632960144")
    (result,) = search(Wanted("my boyfriend hits me", HERE)).groups[0].results
    assert (result.miles, result.reach) == (None, "hidden")
    near = search(Wanted("my boyfriend hits me", Place("X", False, *LOUTH, None, False, "LN11")))
    assert near.groups[0].results[0].parts == result.parts, "moving the question tells nothing of where it is"


@pytest.mark.parametrize(
    ("have", "want", "fits"),
    [
        ({"minimum_age": 18}, {"age": 17}, False),
        ({"minimum_age": 18, "maximum_age": 65}, {"age": 18}, True),
        ({"languages": ("Polish",)}, {"language": "polish"}, True),
        ({}, {"language": "Polish"}, False),
        ({"interpretation_services": "Any, by phone"}, {"language": "Polish"}, False),
        ({"areas": ("DN40",)}, {"place": HERE}, False),
        ({"areas": ("DN40", "dn31")}, {"place": HERE}, True),
        ({"areas": ("Lincolnshire",)}, {"place": HERE}, True),
        ({"room": "has_room"}, {"room": True}, True),
        ({"room": "has_room", "said": 29}, {"room": True}, False),
        ({"room": "full"}, {"room": True}, False),
        ({"closes": time(19)}, {"evenings": True}, True),
        ({"closes": time(16)}, {"evenings": True}, False),
        ({}, {"evenings": True}, False),
        ({"phone": "01632960144"}, {"remote": True}, True),
        ({"phone": "01632960144", "at": GRIMSBY}, {"remote": True}, False),
        ({"at": GRIMSBY, "access": "Level entrance."}, {"step_free": True}, True),
        ({"at": GRIMSBY, "access": "First floor, stairs only."}, {"step_free": True}, False),
        ({"status": "temporarily_closed"}, {}, False),
        ({"fees_description": "Free"}, {"free": True}, True),
        ({"fees_description": "Free. We ask for a gift of £2 if you can"}, {"free": True}, True),
        ({"fees_description": "Free for the first six weeks, then £3"}, {"free": True}, False),
        ({"fees_description": "£4 a week"}, {"free": True}, False),
        ({}, {"free": True}, False),
        ({"at": GRIMSBY}, {"in_person": True}, True),
        ({"phone": "01632960144"}, {"in_person": True}, False),
        ({"referral_route": "either"}, {"self_refer": True}, True),
        ({"referral_route": "professional"}, {"self_refer": True}, False),
    ],
)
def test_what_is_required_is_kept_to(directory: Any, have: dict, want: dict, fits: bool) -> None:
    made = make_service(directory, "It", needs=("sleep",), **have)
    wanted = Wanted("cant sleep", **want)
    assert names(search(wanted)) == (["It"] if fits else [])
    verdicts = criteria_of(made.pk, wanted)
    assert len(verdicts) == (0 if "status" in have else len(want))
    if fits:
        assert False not in verdicts.values()
    elif verdicts:
        assert True not in verdicts.values() or "language" in verdicts


def test_ticked_needs_replace_what_was_heard(directory: Any) -> None:
    make_service(directory, "Rest Easy", needs=("sleep",))
    make_service(directory, "Clear Ground", needs=("debt_money",))
    found = search(Wanted("cant sleep", needs=("debt_money",)))
    assert names(found) == ["Clear Ground"]
    assert found.understanding.codes == ["sleep"]


def test_search_follows_every_change(directory: Any) -> None:
    made = make_service(directory, "Rest Easy", needs=("sleep",), at=GRIMSBY)
    Service.objects.filter(pk=made.pk).update(name="Night Owls")
    assert names(search(Wanted("owls")), "") == ["Night Owls"]
    Location.objects.update(address_hidden=True)
    assert search(Wanted("cant sleep", HERE)).groups[0].results[0].reach == "hidden"
    ServiceNeed.objects.all().delete()
    assert names(search(Wanted("cant sleep"))) == []
    Service.objects.filter(pk=made.pk).update(status="defunct")
    assert names(search(Wanted("owls")), "") == []


def test_many_at_once_are_written_when_asked_or_at_the_end(directory: Any) -> None:
    Service.objects.bulk_create(
        Service(alliance=directory, name=f"Accordion {number}") for number in range(300)
    )
    assert names(search(Wanted("accordion")), "") == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT directory_search_settle()")
    assert search(Wanted("accordion")).by_words.found > 0


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_written_at_the_end_of_the_transaction() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        made = Alliance(name="Many", place="Many", slug="many", domain="many.localhost")
        cursor.execute(
            "SELECT make_test_alliance(%s, %s, %s, %s, %s)",
            [made.pk, "Many", "Many", "many", "many.localhost"],
        )
    alliance = made
    with in_alliance(alliance):
        Service.objects.bulk_create(Service(alliance=alliance, name=f"Accordion {n}") for n in range(300))
    with in_alliance(alliance):
        assert search(Wanted("accordion")).by_words.found > 0
        Service.objects.all().delete()
    with in_alliance(alliance):
        assert search(Wanted("accordion")).by_words.results == []


def test_another_alliance_finds_nothing_and_no_fence_finds_nothing(two_alliances: Any) -> None:
    first, second = two_alliances
    with in_alliance(first):
        make_service(first, "Rest Easy", needs=("sleep",))
    with in_alliance(second):
        assert names(search(Wanted("cant sleep easy"))) == []
        assert search(Wanted("rest easy")).by_words.results == []
    assert search(Wanted("cant sleep")).groups[0].results == []


@pytest.mark.parametrize("table", ["searchentry", "searchspot", "searchword", "searchdue"])
def test_the_copies_cannot_be_read_or_written_directly(directory: Any, table: str) -> None:
    for statement in (f"SELECT * FROM directory_{table}", f"DELETE FROM directory_{table}"):
        with (
            pytest.raises(ProgrammingError, match="denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


STRANGE = [
    "",
    " ",
    "the and of",
    "'; DROP TABLE directory_service; --",
    "<script>alert(1)</script>",
    "\\",
    "a' | b:* & !c",
    "привет мне нужна помощь",
    "😀",
    "\0",
    "x" * 10_000,
    "word " * 2_000,
]


@pytest.mark.parametrize("words", STRANGE)
def test_anything_may_be_typed(directory: Any, words: str) -> None:
    make_service(directory, "Rest Easy", needs=("sleep",))
    first, again = search(Wanted(words, HERE)), search(Wanted(words, HERE))
    assert [r.service_id for r in first.by_words.results] == [r.service_id for r in again.by_words.results]
    assert Service.objects.count() == 1


def test_what_is_copied_together_at_the_end_is_as_if_copied_one_by_one(directory: Any) -> None:
    made = [
        make_service(directory, "Night line", needs=("sleep",), closes=time(19), phone="01632960144"),
        make_service(directory, "Day room", needs=("sleep", "loneliness"), at=GRIMSBY, closes=time(16)),
        make_service(directory, "Closed for good", needs=("sleep",)),
    ]
    Service.objects.filter(pk=made[2].pk).update(status="defunct")

    def answers() -> list[Any]:
        asked = ({}, {"place": HERE}, {"remote": True}, {"evenings": True})
        return [search(Wanted("I can't sleep", **each)).groups for each in asked]

    one_by_one = answers()
    assert sum(len(group.results) for group in one_by_one[0]) == 2
    blanks = [Service(alliance=directory, name=f"Filler {number}", status="defunct") for number in range(220)]
    Service.objects.bulk_create(blanks)  # more than are copied at each statement
    Service.objects.update(alert="")
    with connection.cursor() as cursor:
        cursor.execute("SELECT directory_search_settle()")
    assert answers() == one_by_one
