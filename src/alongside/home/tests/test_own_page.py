"""A person's own page: the way in, what it shows, changing one's mind, the way out."""

import json
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone

from alongside.foundation.access.links import make_link
from alongside.foundation.access.models import AccessLink
from alongside.foundation.accounts.models import Try
from alongside.foundation.messages.models import Message
from alongside.people.models import Consent, Person
from alongside.referrals import actions
from alongside.referrals.models import HelpRequest, Referral
from alongside.referrals.queries.referrals import open_referral
from alongside.referrals.tests.factories import World, make_referral, make_request, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(alliance) -> World:
    return make_world(alliance)


def key_to(world: World, request: HelpRequest):
    with world.seen_by(world.public):
        return actions.give_own_page(request, by=world.public)


@pytest.fixture
def referral(world) -> Referral:
    return make_referral(world)


@pytest.fixture
def key(world, referral):
    return key_to(world, referral.request)


@pytest.fixture
def inside(client, key) -> Client:
    assert client.post(key.path, {"code": key.code}).url == "/my/page/"
    return client


def text_of(answer) -> str:
    return answer.content.decode().replace("\u00a0", " ")


# --- the way in ---------------------------------------------------------------------------------------


def test_the_link_alone_shows_nothing_about_anyone(client, key):
    page = client.get(key.path)
    assert page.status_code == 200
    assert "Dawn" not in text_of(page)
    assert "no-store" in page.headers["Cache-Control"]
    assert client.get("/my/page/").url == "/my/"


def test_link_and_code_open_it(inside):
    page = inside.get("/my/page/")
    assert "Hello Dawn" in text_of(page)
    assert "no-store" in page.headers["Cache-Control"]
    assert inside.get("/my/").url == "/my/page/"


@pytest.mark.parametrize("spacing", ["{0} {1}", " {0}{1} ", "{0}\t{1}"])
def test_the_code_may_be_typed_with_any_spacing(client, key, spacing):
    assert client.post(key.path, {"code": spacing.format(key.code[:3], key.code[3:])}).status_code == 302


# --- wrong codes: the limits and why they are what they are are in ADR 8 ------------------------------------

HERE, THERE = "198.51.100.7", "203.0.113.9"


def types(key, code: str, *, at: str = HERE, times: int = 1) -> str:
    """Type a code at a link from a network address; what the last answer says."""
    for _ in range(times):
        answer = Client(REMOTE_ADDR=at).post(key.path, {"code": code})
        assert answer.status_code in (200, 302)
    return "in" if answer.status_code == 302 else text_of(answer)


def no_own_tries() -> None:
    """As for a link that was made some days ago."""
    AccessLink.objects.update(own_tries_until=timezone.now() - timedelta(seconds=1))


def an_hour_later(**kinds) -> None:
    Try.objects.filter(**kinds).update(at=F("at") - timedelta(hours=1))


def wrong_for(*keys) -> str:
    return next(code for code in ("000000", "111111", "222222") if code not in {key.code for key in keys})


def test_five_wrong_codes_shut_a_link_even_for_the_right_one_but_not_elsewhere(key):
    no_own_tries()
    assert "isn’t the code we have" in types(key, wrong_for(key), times=5)
    assert "too many wrong codes" in types(key, key.code)
    assert types(key, key.code, at=THERE) == "in"
    assert "too many wrong codes" in types(key, key.code)
    an_hour_later()
    assert types(key, key.code) == "in"


def test_wrong_codes_at_any_of_their_links_count_together_for_one_network_address(world, referral, key):
    keys = [key, *(key_to(world, referral.request) for _ in range(2))]
    no_own_tries()
    for one in keys[:2]:
        types(one, wrong_for(*keys), times=5)
    assert "too many wrong codes" in types(keys[2], keys[2].code)
    assert types(keys[2], keys[2].code, at=THERE) == "in"


def test_guessing_from_many_addresses_is_bounded_for_the_link_and_for_the_person(world, referral, key):
    keys = [key, *(key_to(world, referral.request) for _ in range(2))]
    no_own_tries()
    borne = {
        one.path: sum(
            "isn’t the code" in types(one, wrong_for(*keys), at=f"198.51.100.{n}") for n in range(20)
        )
        for one in keys
    }
    assert list(borne.values()) == [15, 15, 0]
    an_hour_later()
    assert "too many wrong codes" in types(keys[0], keys[2].code, at=THERE)


def test_a_right_code_forgives_slips_but_gives_a_guesser_no_more_tries(key):
    no_own_tries()
    said = []
    for n in range(4):
        said.append(types(key, wrong_for(key), at=f"198.51.100.{n}", times=4))
        types(key, key.code, at=THERE)
    assert ["isn’t the code we have" in words for words in said] == [True, True, True, False]


def guessed_at(*keys) -> None:
    """Someone has used up a day's tries, at links that they hold, from many addresses."""
    no_own_tries()
    for one in keys:
        for n in range(15):
            types(one, wrong_for(*keys), at=f"192.0.2.{n}")


def test_who_was_shut_out_by_a_guesser_is_let_in_by_a_new_code_and_its_link(world, referral, key):
    older, key = key, key_to(world, referral.request)
    guessed_at(older, key)
    assert "Send me a new code" in types(key, key.code, at=THERE)
    assert Client().post(key.path + "code/").status_code == 302
    world.as_actor(world.navigator)
    sent = Message.objects.get(template="your_code").values
    fresh = SimpleNamespace(path="/" + sent["link"].split("/", 3)[3], code=sent["code"])
    assert "too many wrong codes" in types(key, sent["code"], at=THERE)  # the shut link stays shut
    assert "isn’t the code we have" in types(fresh, wrong_for(key, fresh), times=4)
    assert types(fresh, fresh.code) == "in"
    assert types(fresh, key.code) == "in"  # the code they had goes on working, at the new link too
    assert "isn’t the code we have" in types(fresh, wrong_for(key, fresh))
    assert "too many wrong codes" in types(fresh, key.code)


def test_who_was_shut_out_is_let_in_by_a_new_pair_from_the_alliance(world, referral, key):
    older, key = key, key_to(world, referral.request)
    guessed_at(older, key)
    assert "too many wrong codes" in types(key, key.code, at=THERE)
    fresh = key_to(world, referral.request)
    assert types(fresh, fresh.code) == "in"


def test_a_new_code_shuts_the_page_wherever_it_is_open(inside, world, referral):
    with world.seen_by(world.public):
        actions.tell_person(_person(world, referral), by=world.public, cause="x")
    assert inside.get("/my/page/").status_code == 200  # a new message changes nothing
    fresh = key_to(world, referral.request)
    assert inside.get("/my/page/").url == "/my/"
    assert inside.post(fresh.path, {"code": fresh.code}).url == "/my/page/"


def _person(world, referral) -> Person:
    with world.seen_by(world.navigator):
        return Person.objects.get(pk=referral.person_id)


def test_an_ended_link_shuts_the_page_that_it_opened(inside):
    AccessLink.objects.update(ended_at=timezone.now())
    assert inside.get("/my/page/").url == "/my/"


@pytest.mark.parametrize("code", ["", "abcdef", "<b>1</b>", "1\x002", "1" * 10_000, "١٢٣٤٥٦"])
def test_odd_codes_are_refused_kindly(client, key, code):
    page = client.post(key.path, {"code": code})
    assert page.status_code == 200
    assert "Nothing is lost" in text_of(page)


def ways_a_link_ends(world, referral, key):
    yield "/my/made-up/"
    yield key.path[:-2] + ("A" if key.path[-2] != "A" else "B") + "/"
    yield f"/my/{'x' * 5000}/"
    yield "/my/%00/"
    receiver = make_link(
        alliance_id=world.alliance.pk, purpose="receiver", subject_id=referral.pk, days=1, code="123456"
    )
    yield f"/my/{receiver}/"


def test_ended_and_made_up_links_all_say_the_same(client, world, referral, key):
    pages = [client.get(path) for path in ways_a_link_ends(world, referral, key)]
    AccessLink.objects.update(expires_at=timezone.now())
    pages.append(client.get(key.path))
    AccessLink.objects.update(expires_at=timezone.now() + timedelta(days=1), ended_at=timezone.now())
    pages.append(client.get(key.path))
    pages.append(client.post(key.path, {"code": key.code}))
    pages.append(client.post(key.path + "code/"))
    assert {page.status_code for page in pages} == {410}
    bodies = {text_of(page) for page in pages}
    assert len(bodies) == 1
    assert "This link has ended" in bodies.pop()


def test_a_new_code_goes_to_the_safe_phone_and_works_once_beside_the_old(client, key, world):
    assert client.post(key.path + "code/", follow=True).status_code == 200
    world.as_actor(world.navigator)
    message = Message.objects.get(template="your_code")
    assert (message.to, message.channel) == ("+447700900362", "text")
    code = message.values["code"]
    assert client.post(key.path, {"code": code}).status_code == 302
    assert Client().post(key.path, {"code": code}).status_code == 200
    assert Client().post(key.path, {"code": key.code}).status_code == 302


def test_a_new_code_runs_out(client, key, world):
    client.post(key.path + "code/")
    world.as_actor(world.navigator)
    code = Message.objects.get(template="your_code").values["code"]
    AccessLink.objects.filter(purpose="own_page_code").update(expires_at=timezone.now())
    assert client.post(key.path, {"code": code}).status_code == 200


def test_asking_for_codes_is_counted_and_says_the_same_without_a_safe_way(client, key, world, referral):
    said = {text_of(client.post(key.path + "code/", follow=True)) for _ in range(5)}
    world.as_actor(world.navigator)
    assert Message.objects.filter(template="your_code").count() == 3
    Person.objects.update(safe_ways=["phone"])
    AccessLink.objects.filter(purpose="own_page_code").delete()
    other = key_to(world, referral.request)
    said.add(text_of(Client().post(other.path + "code/", follow=True)).replace(other.path, key.path))
    assert len({words.split('<div class="notice')[1].split("</div>")[0] for words in said}) == 1


def test_another_alliance_knows_nothing_of_the_link(client, two_alliances):
    first, second = two_alliances
    key = key_to(world := make_world(first), make_request(world))
    assert client.get(key.path, headers={"host": second.domain}).status_code == 410
    client.post(key.path, {"code": key.code}, headers={"host": first.domain})
    assert client.get("/my/page/", headers={"host": second.domain}).url == "/my/"


# --- what it shows --------------------------------------------------------------------------------------


def test_what_happens_next_comes_first_with_who_and_which_day(inside):
    page = text_of(inside.get("/my/page/"))
    assert "Rest Easy will say by" in page.split("What happens next")[1][:300]
    assert "you don’t start again" in page


def test_it_shows_who_can_see_and_who_looked_and_crisis_help_open(inside, world, referral):
    with world.seen_by(world.chloe):
        open_referral(referral.pk, by=world.chloe)
    page = text_of(inside.get("/my/page/"))
    assert "<b>Chloe Dunn</b>, Harbour Lights" in page
    assert "Your words, what you need help with, and how to reach you" in page
    assert 'class="crisis"' in page
    assert "Chloe Dunn" in text_of(inside.get("/my/page/looks/"))


def test_words_between_staff_are_never_shown(inside, world, referral):
    world.as_actor(world.navigator)
    Referral.objects.filter(pk=referral.pk).update(note="NOTE-BY-STAFF")
    with world.seen_by(world.chloe):
        actions.ask_question(fresh(referral), question="QUESTION-BY-STAFF", by=world.chloe)
    world.as_actor(world.navigator)
    actions.answer_question(fresh(referral), answer="ANSWER-BY-STAFF", by=world.navigator)
    with world.seen_by(world.chloe):
        actions.decline_referral(
            fresh(referral), reason="list_closed", note="DECLINE-BY-STAFF", by=world.chloe
        )
    for path in ("/my/page/", "/my/page/copy/", "/my/page/copy.json"):
        page = text_of(inside.get(path))
        assert "BY-STAFF" not in page
    page = text_of(inside.get("/my/page/"))
    assert "Rest Easy couldn’t take you" in page
    assert "Their waiting list is closed. It wasn’t anything you did." in page
    assert "Harbour Lights can’t see anything now" in page


def fresh(referral: Referral) -> Referral:
    return Referral.objects.select_related("request", "person", "consent", "referrer_user").get(
        pk=referral.pk
    )


def test_every_state_has_its_next_step_in_words(inside, world, referral):
    day = timezone.localdate()
    with world.seen_by(world.chloe):
        actions.accept_referral(fresh(referral), first_contact_on=day, by=world.chloe)
    assert "Rest Easy will be in touch with you on" in text_of(inside.get("/my/page/"))
    with world.seen_by(world.chloe):
        actions.begin_support(fresh(referral), first_contact=day, by=world.chloe)
    assert "Rest Easy is helping you" in text_of(inside.get("/my/page/"))
    with world.seen_by(world.chloe):
        actions.finish_support(fresh(referral), outcome="got_help", by=world.chloe)
    page = text_of(inside.get("/my/page/"))
    assert "Rest Easy finished their part" in page
    assert "will ask how you are by" in page


def test_where_it_stands_now_and_an_apology_for_a_long_wait(inside, world):
    page = text_of(inside.get("/my/page/"))
    assert "Rest Easy has what you told us, and is deciding" in page
    assert "longer than we want" not in page
    world.as_actor(world.navigator)
    HelpRequest.objects.update(asked_at=timezone.now() - timedelta(days=20))
    assert "You’ve waited 20 days. That’s longer than we want, and we’re sorry." in text_of(
        inside.get("/my/page/")
    )


def test_a_late_promise_is_owned_up_to(inside, world, referral):
    world.as_actor(world.navigator)
    Referral.objects.update(answer_due_at=timezone.now() - timedelta(days=3))
    HelpRequest.objects.update(next_step_on=timezone.localdate() - timedelta(days=1))
    assert "That day has gone by, and we’re sorry" in text_of(inside.get("/my/page/"))


def test_nasty_words_are_shown_as_words(client, world):
    request = make_request(world, words="<script>alert(1)</script>", about={"given_name": "<i>Z</i>"})
    key = key_to(world, request)
    client.post(key.path, {"code": key.code})
    for path in ("/my/page/", "/my/page/copy/"):
        page = text_of(client.get(path))
        assert "<script>alert" not in page
        assert "<i>Z" not in page
        assert "&lt;script&gt;" in page


def test_the_page_asks_the_database_little(inside, django_assert_max_num_queries):
    with django_assert_max_num_queries(22):
        inside.get("/my/page/")


# --- changing one's mind --------------------------------------------------------------------------------


def test_a_question_waits_and_yes_sends_it(client, world):
    request = make_request(world)
    draft = actions.prepare_referral(request, service_id=world.rest_easy.pk, need="sleep", by=world.navigator)
    key = key_to(world, request)
    client.post(key.path, {"code": key.code})
    assert "Priya from Front Door would like to ask Rest Easy to help you. Is that OK?" in text_of(
        client.get("/my/page/")
    )
    with world.seen_by(world.chloe):
        assert not Person.objects.exists()
    answer = f"/my/page/answer/{draft.pk}/"
    assert "We have asked Rest Easy" in text_of(client.post(answer, {"say": "yes"}, follow=True))
    assert "answered already" in text_of(client.post(answer, {"say": "yes"}, follow=True))
    assert "answered already" in text_of(client.post(answer, {"say": "no"}, follow=True))
    with world.seen_by(world.chloe):
        assert Referral.objects.get().state == "sent"
        assert Consent.objects.get().given_how == "online"


def test_no_means_no(client, world):
    request = make_request(world)
    draft = actions.prepare_referral(request, service_id=world.rest_easy.pk, need="sleep", by=world.navigator)
    key = key_to(world, request)
    client.post(key.path, {"code": key.code})
    page = client.post(f"/my/page/answer/{draft.pk}/", {"say": "no"}, follow=True)
    assert "We won’t ask Rest Easy" in text_of(page)
    world.as_actor(world.navigator)
    assert fresh(draft).state == "closed"
    assert not Message.objects.filter(template="referral_waiting").exists()


def test_stop_asks_once_and_works_at_once(inside, world, referral):
    world.as_actor(world.navigator)
    consent = Consent.objects.get(organisation=world.harbour)
    path = f"/my/page/stop/{consent.pk}/"
    assert "Stop sharing with Harbour Lights?" in text_of(inside.get(path))
    with world.seen_by(world.chloe):
        assert Person.objects.exists()
    assert "can’t see your record now" in text_of(inside.post(path, follow=True))
    with world.seen_by(world.chloe):
        assert not Person.objects.exists()
    assert inside.post(path).status_code == 404


def test_i_dont_want_this_any_more(inside, world, referral):
    path = f"/my/page/end/{referral.request_id}/"
    assert "You don’t have to say why" in text_of(inside.get(path))
    page = text_of(inside.post(path, follow=True))
    assert "Done. We’ve stopped" in page
    assert "Nothing is waiting just now" in page
    assert "closed already" in text_of(inside.post(path, follow=True))
    world.as_actor(world.navigator)
    assert fresh(referral).state == "closed"


def test_change_how_you_reach_me(inside, world, referral):
    page = inside.get("/my/page/reach/")
    assert 'value="07700 900362"' in text_of(page)
    sent = inside.post("/my/page/reach/", {"safe_ways": ["email"], "email": "dawn@example.org"})
    assert sent.url == "/my/page/"
    world.as_actor(world.navigator)
    person = Person.objects.get()
    assert (person.safe_ways, person.email) == (["email"], "dawn@example.org")
    assert "Add a phone number" in text_of(inside.post("/my/page/reach/", {"safe_ways": ["text"]}))


def test_a_copy_to_keep(inside):
    page = inside.get("/my/page/copy/")
    assert "attachment" in page.headers["Content-Disposition"]
    assert "<link" not in text_of(page) and "<script" not in text_of(page)
    copy = json.loads(inside.get("/my/page/copy.json").content)
    assert copy["about_me"]["first_name"] == "Dawn"
    assert copy["requests"][0]["words"] == "I can't sleep"
    assert copy["requests"][0]["needs"] == ["Trouble sleeping"]
    assert [row["who"] for row in copy["can_see"]] == ["Front Door", "Harbour Lights"]


# --- other people, and the way out ------------------------------------------------------------------------


def test_one_person_cannot_touch_anothers(client, world, referral):
    other = make_request(world, about={"given_name": "Sam"})
    key = key_to(world, other)
    consent = Consent.objects.get(organisation=world.harbour)
    client.post(key.path, {"code": key.code})
    assert "Dawn" not in text_of(client.get("/my/page/"))
    for path in (
        f"/my/page/stop/{consent.pk}/",
        f"/my/page/end/{referral.request_id}/",
        f"/my/page/answer/{referral.pk}/",
    ):
        assert client.post(path, {"say": "no"}).status_code == 404
    world.as_actor(world.navigator)
    assert fresh(referral).state == "sent"


PRIVATE = ["/my/page/", "/my/page/looks/", "/my/page/copy/", "/my/page/copy.json", "/my/page/reach/"]


def test_closing_it_leaves_nothing_for_back_to_show(inside):
    assert "Your page is closed" in text_of(inside.post("/my/close/", follow=True))
    for path in PRIVATE:
        assert inside.get(path).url == "/my/"
    assert inside.get("/my/close/").status_code == 405


def test_half_an_hour_without_a_press_shuts_it_and_each_press_starts_it_afresh(inside):
    session = inside.session
    nearly = timezone.now().timestamp() + 60
    session["own_page"] = {**session["own_page"], "until": nearly}
    session.save()
    inside.get("/my/page/")
    assert inside.session["own_page"]["until"] > nearly + 60
    session = inside.session
    session["own_page"] = {**session["own_page"], "until": timezone.now().timestamp() - 1}
    session.save()
    assert inside.get("/my/page/").url == "/my/"


def test_eight_hours_after_it_was_opened_it_shuts_however_much_it_is_used(inside):
    session = inside.session
    opened = session["own_page"]["opened"]
    session["own_page"] = {**session["own_page"], "opened": opened - 8 * 60 * 60 + 60}
    session.save()
    assert inside.get("/my/page/").status_code == 200
    session["own_page"] = {**inside.session["own_page"], "opened": opened - 8 * 60 * 60 - 1}
    session.save()
    assert inside.get("/my/page/").url == "/my/"


def test_leaving_the_page_forgets_everything_and_goes_elsewhere(inside):
    page = text_of(inside.get("/my/page/"))
    assert 'href="/leave/" role="button"' in page
    gone = inside.get("/leave/")
    assert gone.url.startswith("https://")
    assert inside.get("/my/page/").url == "/my/"
    assert inside.get("/my/").status_code == 200
    assert "/leave/" not in text_of(inside.get("/my/"))


def test_staff_have_no_way_in_here(client, world, referral):
    session = client.session
    session["own_page"] = {
        "alliance": str(world.alliance.pk),
        "opened": timezone.now().timestamp(),
        "until": 9e12,
        "organisation": str(world.harbour.pk),
    }
    session.save()
    assert client.get("/my/page/").status_code == 404
