"""The alliance's own words, and what nobody could meet."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.directory.actions import record_unmet
from alongside.directory.models import OwnPhrase, UnmetNeed
from alongside.directory.queries import alliance_lexicon
from alongside.directory.understanding import understand
from alongside.foundation.access.actor import public
from alongside.foundation.access.errors import DomainError
from alongside.foundation.accounts.tests.factories import make_user, signed_in
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.tenancy.context import in_alliance
from alongside.places.tests.factories import places

from .factories import make_service

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(alliance: Any) -> Client:
    return signed_in(alliance, make_user(alliance, office="coordinator"))


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def teach(client: Client, phrase: str, need: str = "debt_money", means: str = "yes") -> Any:
    return client.post(
        "/words/", {"teach": "yes", "phrase": phrase, "need": need, "means": means}, follow=True
    )


def test_a_sentence_is_tried_and_explained_and_is_in_no_address(coordinator: Client) -> None:
    response = coordinator.post("/words/", {"sentence": "cant sleep and ive took too many pills"})
    assert response.status_code == 302 and response["Location"] == "/words/"
    text = text_of(coordinator.get("/words/"))
    assert "Crisis help opens." in text
    assert "They said “cant sleep”" in text and "not named" in text


def test_a_phrase_counts_at_once_and_no_more_when_it_is_taken_away(
    coordinator: Client, alliance: Any
) -> None:
    said = "the clubman wants his fiver"
    coordinator.post("/words/", {"sentence": said})
    text = text_of(teach(coordinator, " Clubman  wants "))
    assert "“clubman wants” counts from now on" in text
    assert "They said “clubman wants”" in text
    with in_alliance(alliance):
        assert understand(said, alliance_lexicon()).codes
        assert understand("the clubmann realy wants his money", alliance_lexicon()).codes[0] == "debt_money"
        row = OwnPhrase.objects.get()
        assert set(AuditEntry.objects.values_list("sentence", flat=True)) >= {"Words taught"}
    coordinator.post(f"/words/{row.pk}/take-away/")
    with in_alliance(alliance):
        assert not OwnPhrase.objects.exists()
        assert "debt_money" not in understand("the clubman wants it", alliance_lexicon()).codes
        assert set(AuditEntry.objects.values_list("sentence", flat=True)) >= {"Words taken away"}


def test_words_can_be_kept_from_a_need_and_can_open_crisis_help(coordinator: Client, alliance: Any) -> None:
    teach(coordinator, "sleep in heavenly peace", "sleep", "no")
    teach(coordinator, "going to the old lighthouse", "crisis")
    with in_alliance(alliance):
        lexicon = alliance_lexicon()
        assert "sleep" not in understand("sleep in heavenly peace", lexicon).codes
        assert understand("im going to the old lighthouse", lexicon).crisis


@pytest.mark.parametrize("phrase", ["flat-pack blues", "the o’clock club", "£500 man"])
def test_a_phrase_is_heard_however_its_words_are_parted(
    coordinator: Client, alliance: Any, phrase: str
) -> None:
    teach(coordinator, phrase)
    with in_alliance(alliance):
        assert "debt_money" in understand(f"it is {phrase}, again", alliance_lexicon()).codes


@pytest.mark.parametrize(
    ("phrase", "need", "means", "said"),
    [
        ("to the", "sleep", "yes", "at least one word"),
        ("one two three four five six seven eight nine", "sleep", "yes", "eight at most"),
        ("kip|doze", "sleep", "yes", "words only"),
        ("want to die", "crisis", "no", "keep it shut"),
        ("", "sleep", "yes", "Write the words"),
        ("forty winks", "", "yes", "Choose what these words mean"),
    ],
)
def test_a_phrase_that_would_do_harm_is_refused_and_nothing_is_lost(
    coordinator: Client, alliance: Any, phrase: str, need: str, means: str, said: str
) -> None:
    text = text_of(teach(coordinator, phrase, need, means)).replace("&#39;", "’")
    assert said in text and phrase in text
    with in_alliance(alliance):
        assert not OwnPhrase.objects.exists()


def test_the_same_phrase_twice_is_told(coordinator: Client, alliance: Any) -> None:
    teach(coordinator, "on the slate")
    assert "in the list for that need already" in text_of(teach(coordinator, "On the SLATE"))
    with in_alliance(alliance):
        assert OwnPhrase.objects.count() == 1


def test_one_alliances_words_are_not_anothers(two_alliances: tuple[Any, Any]) -> None:
    first, second = two_alliances
    teach(signed_in(first, make_user(first, office="coordinator")), "the clubman")
    with in_alliance(second):
        assert not OwnPhrase.objects.exists()
        assert "debt_money" not in understand("the clubman", alliance_lexicon()).codes


@pytest.mark.parametrize("role", ["worker", "organisation_lead"])
def test_only_navigators_and_coordinators_teach(alliance: Any, role: str) -> None:
    someone = signed_in(alliance, make_user(alliance, haven=role))
    assert someone.get("/words/").status_code == 403
    assert teach(someone, "the clubman").status_code == 403


def test_the_list_can_be_kept_and_costs_few_queries(coordinator: Client, alliance: Any) -> None:
    for number in range(12):
        teach(coordinator, f"phrase nummer{'abcdefghijkl'[number]}")
    coordinator.get("/words/")
    with CaptureQueriesContext(connection) as queries:
        text = text_of(coordinator.get("/words/?need=debt_money"))
    assert len(queries) <= 25
    assert "12 phrases of our own" in text
    assert "phrase nummera" in coordinator.get("/words/?format=csv").content.decode()


@pytest.fixture
def anyone(alliance: Any) -> Client:
    return Client(headers={"host": alliance.domain})


def unmet(alliance: Any) -> list[tuple[str, str, str, int]]:
    with in_alliance(alliance):
        return sorted(UnmetNeed.objects.values_list("need_code", "ward_code", "reason", "times"))


def test_a_need_that_nobody_meets_is_counted_once_a_browser(anyone: Client, alliance: Any) -> None:
    for _ in range(2):
        page = text_of(anyone.post("/find/", {"words": "cant sleep"}, follow=True))
    assert "Ask us to look for you" in page or "Tell us" in page or "Say why" in page
    assert unmet(alliance) == [("sleep", "", "nothing_fits", 1)]
    Client(headers={"host": alliance.domain}).post("/find/", {"words": "cant sleep"}, follow=True)
    assert unmet(alliance) == [("sleep", "", "nothing_fits", 2)]


def test_a_need_that_is_met_is_not_counted(anyone: Client, alliance: Any) -> None:
    with in_alliance(alliance):
        make_service(alliance, "Rest Easy", needs=("sleep",))
    anyone.post("/find/", {"words": "cant sleep"}, follow=True)
    assert unmet(alliance) == []


def test_saying_that_nothing_fits_is_counted_by_ward_and_leads_to_a_person(
    anyone: Client, alliance: Any
) -> None:
    with in_alliance(alliance):
        places()
        make_service(alliance, "Rest Easy", needs=("sleep",))
    found = anyone.post("/find/", {"words": "cant sleep", "postcode": "DN31 3PS"})
    key = found["Location"].rpartition("=")[2]
    assert "too far" in text_of(anyone.get(found["Location"]))
    answer = anyone.post("/find/nothing-fits/", {"search": key, "reason": "too_far"})
    assert answer.status_code == 302 and key in answer["Location"]
    anyone.post("/find/nothing-fits/", {"search": key, "reason": "no_room"})
    ((need, ward, reason, times),) = unmet(alliance)
    assert (need, reason, times) == ("sleep", "too_far", 1)
    assert len(ward) in (0, 9)


def test_a_forgotten_search_and_nonsense_are_no_trouble(anyone: Client, alliance: Any) -> None:
    assert anyone.post("/find/nothing-fits/", {"search": "x", "reason": "<b>"}).status_code == 200
    anyone.post("/find/", {"words": "qzx vvk"}, follow=True)
    assert [row[:3] for row in unmet(alliance)] in ([], [("", "", "not_understood")])


def test_the_table_holds_no_person_and_no_words() -> None:
    names = {field.name for field in UnmetNeed._meta.get_fields()}
    assert names == {"id", "alliance", "need_code", "ward_code", "reason", "day", "times"}


def test_an_unknown_reason_is_refused(alliance: Any) -> None:
    with in_alliance(alliance), pytest.raises(DomainError):
        record_unmet(needs=["sleep"], ward_code="", reason="weather", by=public(alliance))
