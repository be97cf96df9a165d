"""Asking for help without an account, as a browser does it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from alongside.directory.actions import teach_phrase
from alongside.foundation.access.models import AccessRole
from alongside.foundation.access.permissions import Role
from alongside.foundation.accounts import limits
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import signed_in
from alongside.foundation.messages.models import Message
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.workflow.clock import at
from alongside.people.models import Consent, Person
from alongside.referrals.models import HelpRequest, Referral
from alongside.referrals.queries.ask import promised

from .factories import World, make_world

pytestmark = pytest.mark.django_db

REACH = {"safe_ways": ["text", "phone"], "telephone": "07700 900 362", "voicemail": "no"}
ABOUT = {"given_name": "Dawn", "age": "34", "postcode": "dn32 7ru"}


@pytest.fixture
def world(alliance) -> World:
    return make_world(alliance)


def walk(
    client: Client,
    *,
    words="I can't sleep",
    service=None,
    about=None,
    reach=None,
    agree=None,
    for_whom="self",
):
    """The four pages; gives the last answer."""
    address = f"/ask/?service={service}&need=sleep" if service else "/ask/"
    client.get(address)
    client.post("/ask/words/", {"words": words, "for_whom": for_whom})
    client.post("/ask/reach/", reach or REACH)
    client.post("/ask/about/", about or ABOUT)
    return client.post("/ask/agree/", agree or {})


def the_request(world: World) -> HelpRequest:
    world.as_actor(world.navigator)
    return HelpRequest.objects.get()


def test_words_that_navigators_taught_are_heard_when_somebody_asks(client, world):
    teach_phrase(need_code="debt_money", phrase="tallyman", by=world.as_actor(world.navigator))
    walk(client, words="the tallyman again")
    assert "debt_money" in the_request(world).needs


def test_a_minutes_worth_of_answers_becomes_a_request_with_an_owner_and_a_day(client, world):
    answer = walk(client)
    assert answer.status_code == 302
    assert answer.url == "/ask/done/"
    page = client.get("/ask/done/").content.decode()
    made = the_request(world)
    assert made.reference in page
    assert made.owner_id == world.front_door.pk
    assert (made.words, made.needs) == ("I can't sleep", ["sleep"])
    assert (made.person.given_name, made.person.age_said, made.person.postcode) == ("Dawn", 34, "DN327RU")
    assert made.person.telephone == "+447700900362"
    assert "Someone from Front Door will text or ring you" in page


def test_the_link_is_sent_to_the_safe_phone_and_the_code_never_is(client, world):
    walk(client)
    page = client.get("/ask/done/").content.decode()
    code = page.split('class="code">')[1][:7].replace(" ", "")
    world.as_actor(world.navigator)
    message = Message.objects.get(template="your_page")
    assert (message.channel, message.to) == ("text", "+447700900362")
    assert code not in str(message.values)
    assert "/my/" in message.values["link"]


def test_nobodys_telephone_is_flooded_by_asking_in_their_name(world):
    for _ in range(5):
        assert walk(Client()).url == "/ask/done/"
    world.as_actor(world.navigator)
    assert HelpRequest.objects.count() == 5
    assert Message.objects.filter(template="your_page").count() == 3


def test_pressing_twice_or_going_back_makes_one_request(client, world):
    walk(client)
    client.get("/ask/done/")
    assert client.post("/ask/agree/", {}).url == "/ask/done/"
    assert client.get("/ask/agree/").url == "/ask/done/"
    assert the_request(world)


def test_two_presses_at_once_make_one_request(client, world):
    client.get("/ask/")
    client.post("/ask/words/", {"words": "help", "for_whom": "self"})
    client.post("/ask/reach/", REACH)
    client.post("/ask/about/", ABOUT)
    draft = client.session["asking"]
    first = client.post("/ask/agree/", {})
    session = client.session
    session["asking"] = draft  # the second press left before the first came back
    session.save()
    second = client.post("/ask/agree/", {})
    assert first.url == second.url == "/ask/done/"
    assert the_request(world).reference in client.get("/ask/done/").content.decode()


def test_steps_cannot_be_skipped_and_unknown_ones_do_not_exist(client, world):
    client.get("/ask/")
    assert client.get("/ask/agree/").url == "/ask/words/"
    assert client.post("/ask/agree/", {}).url == "/ask/words/"
    assert client.get("/ask/other/").status_code == 404


def test_without_a_draft_a_step_begins_again(client, world):
    assert client.post("/ask/reach/", REACH).url == "/ask/"


def test_a_chosen_service_is_sent_it_only_after_a_yes(client, world):
    walk(client, service=world.rest_easy.pk, agree={"share": "yes"})
    assert "We have also asked Rest Easy" in client.get("/ask/done/").content.decode()
    made = the_request(world)
    referral = Referral.objects.get()
    assert (referral.state, referral.need) == ("sent", "sleep")
    assert Consent.objects.get(organisation=world.harbour).given_how == "online"
    assert made.next_step == "Get in touch"


def test_a_no_to_sharing_sends_nothing(client, world):
    walk(client, service=world.rest_easy.pk, agree={"share": "no"})
    the_request(world)
    assert not Referral.objects.exists()
    assert not Message.objects.filter(template="referral_waiting").exists()


def test_a_chosen_service_needs_a_yes_or_a_no(client, world):
    answer = walk(client, service=world.rest_easy.pk)
    assert "Choose yes or no: shall we send this to Rest Easy now?" in answer.content.decode()


@pytest.mark.parametrize(
    "service", ["rubbish", "0190b5f0-0000-7000-8000-000000000000", "'; drop table x; --"]
)
def test_a_service_that_there_is_not_is_left_out(client, world, service):
    assert client.get("/ask/", {"service": service, "need": "<b>"}).status_code == 302
    assert client.get("/ask/words/").status_code == 200


def test_a_service_that_closed_meanwhile_loses_nothing(client, world):
    walk(client, service=world.rest_easy.pk)
    world.as_actor(world.navigator)
    type(world.rest_easy).objects.update(status="inactive")
    assert client.post("/ask/agree/", {}).url == "/ask/done/"
    assert the_request(world)


def test_words_of_crisis_open_the_panel_and_never_stop_anyone(client, world):
    client.get("/ask/")
    answer = client.post("/ask/words/", {"words": "I want to kill myself", "for_whom": "self"}, follow=True)
    assert 'class="crisis"' in answer.content.decode()
    client.post("/ask/reach/", REACH)
    client.post("/ask/about/", ABOUT)
    assert client.post("/ask/agree/", {}).url == "/ask/done/"
    assert 'class="crisis"' in client.get("/ask/done/").content.decode()
    made = the_request(world)
    assert made.words_raise_concern
    assert "safe" in made.next_step


def test_a_crisis_call_stays_first_when_a_service_is_asked_as_well(client, world):
    walk(client, words="I want to die", service=world.rest_easy.pk, agree={"share": "yes"})
    made = the_request(world)
    assert made.next_step.startswith("Check they are safe")


def test_under_16_says_who_decides(client, world):
    answer = walk(client, about={**ABOUT, "age": "14"})
    assert "Who is saying yes to this?" in answer.content.decode()
    assert "Choose who is saying yes" in answer.content.decode()
    assert client.post("/ask/agree/", {"decided_by": "best_interests"}).status_code == 200
    assert client.post("/ask/agree/", {"decided_by": "parent"}).url == "/ask/done/"


def test_a_carer_is_asked_who_they_are_and_is_never_given_the_persons_key(client, world):
    about = {"given_name": "", "age": "80", "asker_name": "Jo Carer", "asker_telephone": "01632 960144"}
    reach = {"safe_ways": ["email"], "email": "mum@example.org"}
    walk(client, for_whom="carer", about=about, reach=reach, agree={"decided_by": "person"})
    page = client.get("/ask/done/").content.decode()
    assert 'class="code"' not in page
    assert "/my/" not in page.split("<main")[1].split("</main>")[0]
    made = the_request(world)
    assert (made.for_whom, made.asker_name, made.asker_telephone) == ("carer", "Jo Carer", "+441632960144")
    assert Message.objects.get(template="your_page").to == "mum@example.org"


@pytest.mark.parametrize(
    ("reach", "words"),
    [
        ({}, "Choose at least one way that is safe"),
        ({"safe_ways": ["phone"], "voicemail": "no"}, "Add a phone number, or untick “phone call”"),
        ({"safe_ways": ["text"]}, "Add a phone number, or untick “text message”"),
        ({"safe_ways": ["phone"], "telephone": "01632 960144"}, "Say if we can leave a voicemail"),
        ({"safe_ways": ["email"]}, "untick “Email”"),
        ({"safe_ways": ["text"], "telephone": "12"}, "Check the phone number"),
        ({"safe_ways": ["pigeon"]}, "Choose"),
    ],
)
def test_what_is_wrong_says_what_to_do_and_keeps_what_was_typed(client, world, reach, words):
    client.get("/ask/")
    client.post("/ask/words/", {"words": "help", "for_whom": "self"})
    page = client.post("/ask/reach/", {**reach, "not_times": "Not after 5"})
    assert page.status_code == 200
    html = page.content.decode()
    assert words in html
    assert "Nothing is lost" in html
    assert "Not after 5" in html


NASTY = [
    "<script>alert(1)</script>",
    "'; DROP TABLE referrals_helprequest; --",
    "I feel low\x00",
    "a" * 10_001,
    "كنت حزينا جدا",
    "我睡不着觉",
    "\u202egnihton\u202c",
    "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    "%s {{ 7*7 }} {% raise %}",
]


@pytest.mark.parametrize("words", NASTY)
def test_whatever_is_typed_is_kept_as_it_is_or_kindly_refused(client, world, words):
    client.get("/ask/")
    page = client.post("/ask/words/", {"words": words, "for_whom": "self"})
    if page.status_code == 200:
        assert "Nothing is lost" in page.content.decode()
        return
    client.post("/ask/reach/", REACH)
    client.post("/ask/about/", {**ABOUT, "given_name": "<b>Zoë</b>"})
    shown = client.get("/ask/agree/").content.decode()
    assert "<script>alert" not in shown
    assert "<b>Zoë</b>" not in shown
    assert client.post("/ask/agree/", {}).url == "/ask/done/"
    assert the_request(world).words == words.strip()


@pytest.mark.parametrize("age", ["", "abc", "-1", "999", "12.5", "٣٤x", "1e3"])
def test_an_age_that_cannot_be(client, world, age):
    client.get("/ask/")
    client.post("/ask/words/", {"words": "help", "for_whom": "self"})
    client.post("/ask/reach/", REACH)
    page = client.post("/ask/about/", {**ABOUT, "age": age})
    assert page.status_code == 200
    assert "Give an age" in page.content.decode()


def test_a_draft_is_private_to_the_browser_and_never_cached(client, world):
    client.get("/ask/")
    page = client.post("/ask/words/", {"words": "my secret", "for_whom": "self"}, follow=True)
    assert "no-store" in page.headers["Cache-Control"]
    assert "secret" not in "".join(url for url, _ in page.redirect_chain)
    assert Client().get("/ask/reach/").url == "/ask/"


def test_leaving_the_page_forgets_the_draft(client, world):
    client.get("/ask/")
    client.post("/ask/words/", {"words": "my secret", "for_whom": "self"})
    assert 'href="/leave/"' in client.get("/ask/reach/").content.decode()
    client.get("/leave/")
    assert client.get("/ask/reach/").url == "/ask/"


@pytest.mark.parametrize(
    ("moment", "words"), [((23, 10), "today"), ((23, 17), "tomorrow, Tuesday 24"), ((27, 17), "by Monday 30")]
)
def test_a_day_is_promised_only_if_it_can_be_kept(moment, words):
    day, hour = moment
    with at(datetime(2026, 11, day, hour, tzinfo=UTC)):
        assert promised(date(2026, 11, day)).replace("\u00a0", " ").startswith(words)


def test_a_draft_and_the_last_page_run_out(client, world):
    walk(client)
    for key in ("asked", "asking"):
        session = client.session
        if key in session:
            session[key] = {**session[key], "until": 0}
            session.save()
    assert client.get("/ask/done/").url == "/ask/"


def test_words_typed_to_find_help_are_not_asked_for_again(client, world):
    client.get("/ask/")
    session = client.session
    session["found"] = {"words": "lost my job and cannot sleep", "postcode": "DN32", "for_whom": "self"}
    session.save()
    assert client.get("/ask/").url == "/ask/reach/"
    assert "Step 1 of 3" in client.get("/ask/reach/").content.decode()


def test_words_too_long_to_keep_are_shown_again_not_lost(client, world):
    client.get("/ask/")
    session = client.session
    session["found"] = {"words": "sleep " * 1500, "postcode": "", "for_whom": "self"}
    session.save()
    assert client.get("/ask/").url == "/ask/words/"
    assert "sleep sleep sleep" in client.get("/ask/words/").content.decode()


def test_an_alliance_with_nobody_to_answer_says_so_at_the_start(client, alliance):
    page = client.get("/ask/")
    assert page.status_code == 400
    assert "Please ring instead" in page.content.decode()


def test_a_coordinator_may_need_help_too_and_is_then_anyone(world):
    with in_alliance(world.alliance):
        user = User.objects.create(alliance=world.alliance, name="Co", email="co@staff.example")
        AccessRole.objects.create(
            alliance=world.alliance, user=user, organisation=world.front_door, role=Role.COORDINATOR
        )
    client = signed_in(world.alliance, user)
    assert walk(client).url == "/ask/done/"
    assert the_request(world).asked_of_id == world.front_door.pk


def test_nobody_else_sees_the_person(client, world):
    walk(client)
    with world.seen_by(world.chloe):
        assert not Person.objects.exists()


def test_a_script_cannot_open_thousands(client, world, monkeypatch):
    monkeypatch.setitem(limits.LIMITS, "ask", (2, timedelta(hours=1)))
    for _ in range(3):
        answer = walk(Client())
    assert answer.status_code == 200
    assert "Nothing is lost" in answer.content.decode()
    world.as_actor(world.navigator)
    assert HelpRequest.objects.count() == 2
    assert walk(Client(REMOTE_ADDR="203.0.113.9")).url == "/ask/done/"
