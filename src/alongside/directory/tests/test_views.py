"""The pages for finding help."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.directory.models import Location
from alongside.foundation.tenancy.context import in_alliance
from alongside.places.tests.factories import places

from .factories import make_service

WORDS = "I can't sleep, I lie there going over the bills. Since mum died I don't really see anyone."
NEAR = (53.5698, -0.0669)


@pytest.fixture
def client(alliance: Any) -> Client:
    return Client(headers={"host": alliance.domain})


def ask(client: Client, **given: Any) -> str:
    """Send the front page's form and read the results."""
    response = client.post("/find/", given, follow=True)
    assert response.status_code == 200
    return text_of(response)


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_words_become_results_and_are_in_no_address(client: Client, alliance: Any) -> None:
    with in_alliance(alliance):
        make_service(
            alliance, "Rest Easy", needs=("sleep",), organisation="Harbour Lights", phone="01632 960144"
        )
        make_service(alliance, "Clear Ground", needs=("debt_money",))
    response = client.post("/find/", {"words": WORDS, "postcode": "DN31 3PS", "for_whom": "self"})
    assert response.status_code == 302
    assert re.fullmatch(r"/find/\?search=[\w-]{8}", response["Location"])
    page = client.get(response["Location"])
    assert "no-store" in page["Cache-Control"]
    text = text_of(page)
    assert "<mark>can&#39;t sleep<sup>1</sup></mark>" in text
    assert "Rest Easy" in text and "Harbour Lights" in text and "Clear Ground" in text
    assert "You said “can&#39;t sleep”" in text
    assert 'href="tel:01632960144"' in text
    assert "We don’t know how long the wait is" in text


def test_the_key_means_nothing_to_anyone_else(client: Client, alliance: Any) -> None:
    address = client.post("/find/", {"words": "he hits me"})["Location"]
    other = text_of(Client(headers={"host": alliance.domain}).get(address))
    assert "he hits me" not in other and "You can say it again here" in other


def test_what_was_typed_can_be_cleared(client: Client) -> None:
    address = client.post("/find/", {"words": "he hits me"})["Location"]
    assert "he hits me" in text_of(client.get(address))
    client.post("/find/forget/")
    assert "he hits me" not in text_of(client.get(address))
    assert "found" not in client.session


def test_crisis_words_move_the_open_panel_to_the_top(client: Client) -> None:
    text = ask(client, words="dont want to be here anymore")
    assert text.index("Are you safe right now?") < text.index("<h1")
    assert "Are you safe right now?" not in ask(client, words="cant sleep")


def test_crisis_contacts_are_on_every_page(client: Client, alliance: Any) -> None:
    with in_alliance(alliance):
        made = make_service(alliance)
    for address in ("/find/", "/find/?words=hello", f"/service/{made.pk}/"):
        assert 'href="tel:999"' in text_of(client.get(address))


def test_distance_is_shown_but_never_of_a_hidden_address(client: Client, alliance: Any) -> None:
    with in_alliance(alliance):
        make_service(alliance, "Open Door", needs=("domestic_abuse",), at=NEAR)
        refuge = make_service(alliance, "Safe House", needs=("domestic_abuse",), at=NEAR, hidden=True)
    with places():
        text = ask(client, words="my husband hits me", postcode="DN31 3PS")
    assert text.count("miles,") == 1
    assert "Their address is kept private" in text
    page = text_of(client.get(f"/service/{refuge.pk}/"))
    for secret in ("Withheld", "DN31", "53.5", "Hall"):
        assert secret not in text.split("Safe House")[-1].split("</article>")[0] + page


def test_old_facts_say_that_they_may_have_changed(client: Client, alliance: Any) -> None:
    with in_alliance(alliance):
        make_service(alliance, "Old", needs=("sleep",), room="waiting_list", weeks=3, said=34)
        make_service(alliance, "New", needs=("sleep",), room="has_room", said=2)
    text = ask(client, words="cant sleep")
    assert "34 days old. It may have changed" in text and "About 3 weeks" in text
    assert "They told us 2 days ago" in text


def test_ticking_other_needs_changes_the_list(client: Client, alliance: Any) -> None:
    with in_alliance(alliance):
        make_service(alliance, "Rest Easy", needs=("sleep",))
        make_service(alliance, "Clear Ground", needs=("debt_money",), room="full")
    key = client.post("/find/", {"words": "cant sleep"})["Location"].split("=")[1]
    text = text_of(client.post("/find/", {"search": key, "needs": ["debt_money"]}, follow=True))
    assert "Clear Ground" in text and "Rest Easy" not in text
    text = text_of(
        client.post("/find/", {"search": key, "needs": ["debt_money"], "only": ["room"]}, follow=True)
    )
    assert "Clear Ground" not in text and "Nobody in our list fits this yet with what you ticked" in text


@pytest.mark.parametrize("age", ["0" * 5_000, "0120999999999999", "-1", "٣", "1e5"])
def test_an_age_that_makes_no_sense_is_left_out(client: Client, age: str) -> None:
    assert client.get("/find/", {"words": "i am cold", "age": age}).status_code == 200


def test_a_wrong_age_is_said_and_nothing_is_lost(client: Client) -> None:
    key = client.post("/find/", {"words": "cant sleep"})["Location"].split("=")[1]
    response = client.post("/find/", {"search": key, "needs": ["sleep"], "age": "old"})
    assert response.status_code == 200
    assert "govuk-error-summary" in text_of(response) and "cant sleep" in text_of(response)


def test_more_of_one_need_can_be_shown(client: Client, alliance: Any) -> None:
    with in_alliance(alliance):
        for number in range(5):
            make_service(alliance, f"Place {number}", needs=("sleep",))
    address = client.post("/find/", {"words": "cant sleep"})["Location"]
    text = text_of(client.get(address))
    assert "5 places. Showing the 3 that fit best" in text and "Show 2 more for trouble sleeping" in text
    assert text_of(client.get(address + "&all=sleep")).count("<article") == 5


def test_one_service_is_shown_once(client: Client, alliance: Any) -> None:
    with in_alliance(alliance):
        make_service(alliance, "The Hub", needs=("sleep", "debt_money"))
    text = ask(client, words="cant sleep and in debt")
    assert text.count("<article") == 1
    assert "The Hub, also on this page, can help with this too" in text


@pytest.mark.parametrize(
    "words",
    ["asdfghjkl", "привет мне нужна помощь", "'; DROP TABLE directory_service; --", "<script>alert(1)</script>",
     "\0", "x" * 10_000, "cant sleep " * 2_000, "{{ 7 * 7 }}", "%s %d"],
)  # fmt: skip
def test_anything_typed_has_a_kind_answer(client: Client, words: str) -> None:
    text = ask(client, words=words, postcode="<b>", for_whom="<i>")
    assert "<script>alert" not in text
    assert (
        "None of these right?" in text
        or "done anything wrong" in text
        or "say it again" in text
        or "Tell us a little" in text
    )


def test_nothing_typed_asks_again_kindly(client: Client) -> None:
    text = text_of(client.post("/find/", {"words": "  "}))
    assert "A few words is fine" in text and "error" not in text.lower().split("<main")[1]


def test_a_service_that_is_not_running_or_not_ours_is_not_found(two_alliances: Any) -> None:
    first, second = two_alliances
    with in_alliance(first):
        closed = make_service(first, status="defunct")
    with in_alliance(second):
        theirs = make_service(second)
    here = Client(headers={"host": first.domain})
    for made in (closed, theirs):
        assert here.get(reverse("directory:service", args=[made.pk])).status_code == 404


def test_a_service_page_says_all_that_is_known(client: Client, alliance: Any) -> None:
    with in_alliance(alliance):
        made = make_service(
            alliance,
            "Rest Easy",
            needs=("sleep",),
            organisation="Harbour Lights",
            at=NEAR,
            access="Level entrance.",
            areas=("DN31", "DN32"),
            languages=("Polish",),
            minimum_age=18,
            fees_description="Free",
        )
        Location.objects.update(address_1="2 Copper Lane")
    text = text_of(client.get(f"/service/{made.pk}/"))
    for told in ("Harbour Lights", "2 Copper Lane", "DN31 3PS", "Level entrance.", "Polish", "Free",
                 "For anyone aged 18 or over", "For people in DN31 and DN32", "Trouble sleeping"):  # fmt: skip
        assert told in text


def test_results_take_few_queries(client: Client, alliance: Any, django_assert_max_num_queries: Any) -> None:
    with in_alliance(alliance):
        for number in range(12):
            needs = ("sleep", "debt_money", "bereavement", "loneliness")[number % 4 :]
            make_service(alliance, f"P {number}", needs=needs, at=NEAR, phone="01632960144", organisation="O")
    with places():
        address = client.post("/find/", {"words": WORDS, "postcode": "DN31 3PS"})["Location"]
        with django_assert_max_num_queries(25):
            client.get(address)


def test_words_of_suicide_bring_its_help_before_everything_else(client: Client, alliance: Any) -> None:
    with in_alliance(alliance):
        make_service(alliance, "Lifeline Rooms", needs=("suicidal_thoughts",))
        make_service(alliance, "Clear Ground", needs=("debt_money",))
    text = ask(client, words="in debt with bailiffs and i want to end it all")
    assert text.index("Lifeline Rooms") < text.index("Clear Ground")


def test_a_service_stands_where_it_fits_best(client: Client, alliance: Any) -> None:
    with in_alliance(alliance):
        make_service(
            alliance, "Debt advice", needs=("mood_anxiety", "debt_money"), description="Debt and bailiffs."
        )
        make_service(alliance, "Quiet minds", needs=("mood_anxiety",))
    text = ask(client, words="im anxious and in debt")
    low, money = text.split('id="need-debt_money"')
    assert "Quiet minds" in low and "<a href" in money.split("Debt advice")[0]
    assert text.count("<article") == 2


def test_a_service_page_says_how_it_fits_what_was_asked(client: Client, alliance: Any) -> None:
    with in_alliance(alliance):
        made = make_service(alliance, "Rest Easy", needs=("sleep",), minimum_age=18, fees_description="£4")
    path = client.post("/find/", {"words": "cant sleep", "age": "16", "only": ["free", "open_now"]})[
        "Location"
    ]
    page = client.get(f"/service/{made.pk}/?{path.split('?')[1]}")
    text = text_of(page)
    assert "What you asked for" in text and "no-store" in page["Cache-Control"]
    for said in (
        "They don’t see people aged 16",
        "It isn’t free for everyone",
        "We don’t know if they are open now",
    ):
        assert said in text
    assert "What you asked for" not in text_of(client.get(f"/service/{made.pk}/"))


def test_only_what_is_free_is_shown_when_that_is_asked(client: Client, alliance: Any) -> None:
    with in_alliance(alliance):
        make_service(alliance, "Rest Easy", needs=("sleep",), fees_description="Free")
        make_service(alliance, "Night Clinic", needs=("sleep",), fees_description="£40")
    text = ask(client, words="cant sleep", only=["free"])
    assert "Rest Easy" in text and "Night Clinic" not in text and "It’s free" in text
