"""A receiver without an account: the link, the answer, and the report weeks later."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alongside.foundation.access.models import AccessLink, AccessRole
from alongside.foundation.audit.models import ReadEntry
from alongside.foundation.messages.models import Message
from alongside.people.models import Consent
from alongside.referrals import actions
from alongside.referrals.models import Referral

from .factories import World, make_referral, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(alliance) -> World:
    """Harbour Lights has nobody who signs in."""
    made = make_world(alliance)
    made.as_actor(made.navigator)
    AccessRole.objects.filter(organisation=made.harbour).delete()
    return made


@pytest.fixture
def referral(world) -> Referral:
    return make_referral(world)


def newest_link(world: World) -> str:
    """The path in the newest message to Harbour Lights."""
    world.as_actor(world.navigator)
    message = Message.objects.filter(to="harbour@members.example").order_by("pk").last()
    return "/" + message.values["link"].split("/", 3)[3]


def text_of(answer) -> str:
    return answer.content.decode().replace("\u00a0", " ")


@pytest.fixture
def inside(client, world, referral) -> Client:
    assert client.post(newest_link(world)).url == "/answer/"
    return client


def send(client: Client, event: str, **said):
    return client.post(f"/answer/do/{event}/", said, follow=True)


def day(name: str, value) -> dict[str, str]:
    return {f"{name}-day": str(value.day), f"{name}-month": str(value.month), f"{name}-year": str(value.year)}


def fresh(world: World, referral: Referral) -> Referral:
    world.as_actor(world.navigator)
    return Referral.objects.get(pk=referral.pk)


# --- the link -------------------------------------------------------------------------------------------


def test_a_look_shows_nothing_and_uses_nothing_up(client, world, referral):
    path = newest_link(world)
    for _ in range(3):
        page = client.get(path)
        assert page.status_code == 200
        assert "Dawn" not in text_of(page)
        assert "sleep" not in text_of(page).split("<main")[1].split("</main>")[0]
        assert client.head(path).status_code == 200
    assert client.get("/answer/").url == "/answer/again/"
    assert client.post(path).url == "/answer/"


def test_a_link_works_once(client, world, referral):
    path = newest_link(world)
    client.post(path)
    second = Client().post(path)
    assert second.status_code == 410
    assert "used or has run out" in text_of(second)


def test_a_used_link_sends_a_fresh_one_to_the_address_already_held(client, world, referral):
    path = newest_link(world)
    client.post(path)
    stranger = Client()
    assert "Send a new link" in text_of(stranger.get(path))
    answer = stranger.post(path.replace("/answer/", "/answer/again/"), {"email": "me@evil.example"})
    assert "Look in your inbox" in text_of(answer)
    assert newest_link(world) != path
    assert stranger.post(newest_link(world)).url == "/answer/"


def test_made_up_used_and_ended_links_say_the_same(client, world, referral):
    path = newest_link(world)
    client.post(path)
    used = Client().get(path)
    made_up = Client().get("/answer/made-up/")
    assert used.status_code == made_up.status_code == 410
    token = path.split("/")[2]

    def words(page, own):
        return text_of(page).split("<main")[1].replace(own, "").split("csrfmiddlewaretoken")[0]

    assert words(used, token) == words(made_up, "made-up")
    before = Message.objects.count()
    said = {text_of(Client().post("/answer/again/nonsense/")).split("<main")[1] for _ in range(2)}
    world.as_actor(world.navigator)
    assert Message.objects.count() == before
    said.add(text_of(Client().post(f"/answer/again/{token}/")).split("<main")[1])
    assert len(said) == 1


def test_fresh_links_are_counted(client, world, referral):
    path = newest_link(world)
    client.post(path)
    for _ in range(6):
        client.post(path.replace("/answer/", "/answer/again/"))
    world.as_actor(world.navigator)
    assert Message.objects.filter(template="referral_waiting").count() == 1 + 3


def test_an_ended_referral_sends_no_fresh_link(client, world, referral):
    path = newest_link(world)
    client.post(path)
    world.as_actor(world.navigator)
    found = Referral.objects.select_related("request", "person", "consent", "referrer_user").get()
    actions.withdraw_referral(found, reason="sorted", by=world.navigator)
    before = Message.objects.count()
    client.post(path.replace("/answer/", "/answer/again/"))
    world.as_actor(world.navigator)
    assert Message.objects.count() == before
    assert "Thank you" in text_of(client.get("/answer/"))


def test_a_link_that_ran_out(client, world, referral):
    path = newest_link(world)
    AccessLink.objects.update(expires_at=timezone.now())
    assert client.post(path).status_code == 410
    client.post(path.replace("/answer/", "/answer/again/"))
    assert client.post(newest_link(world)).url == "/answer/"


def test_a_persons_link_opens_nothing_here(client, world, referral):
    with world.seen_by(world.public):
        key = actions.give_own_page(referral.request, by=world.public)
    token = key.path.split("/")[2]
    assert client.post(f"/answer/{token}/").status_code == 410
    assert client.get(newest_link(world).replace("/answer/", "/my/")).status_code == 410


# --- the page -------------------------------------------------------------------------------------------


def test_it_shows_what_was_agreed_and_the_person_sees_that_they_looked(inside, world, referral):
    page = text_of(inside.get("/answer/"))
    assert "Can you help Dawn?" in page
    assert "I can&#39;t sleep" in page or "I can't sleep" in page
    assert "07700 900362" in page
    assert "no-store" in inside.get("/answer/").headers["Cache-Control"]
    world.as_actor(world.navigator)
    assert ReadEntry.objects.filter(by="Harbour Lights", person_id=referral.person_id).exists()


def test_contact_only_hides_their_words_and_needs(client, world, referral):
    Consent.objects.filter(organisation=world.harbour).update(shares="contact")
    Referral.objects.update(note="NOTE-ABOUT-THEM")
    client.post(newest_link(world))
    page = text_of(client.get("/answer/"))
    assert "nothing more" in page
    assert "can&#39;t sleep" not in page
    assert "NOTE-ABOUT-THEM" not in page
    assert "07700 900362" in page


def test_only_this_one_referral_can_be_seen_or_moved(inside, world):
    for path in ("/", "/my/page/", "/people/", "/referrals/"):
        assert "Dawn" not in text_of(inside.get(path, follow=True))
    for event in ("withdraw", "close", "send", "redirect", "answer", "reopen", "expire", "x"):
        assert inside.post(f"/answer/do/{event}/", {}).status_code == 404


# --- the answer, and after ----------------------------------------------------------------------------------


def test_accept_then_report_weeks_later_by_the_link_that_was_sent(inside, world, referral):
    on = timezone.localdate() + timedelta(days=2)
    page = send(inside, "accept", seen="sent", how="date", **day("first_contact_on", on))
    assert "We have sent you a new link for what comes next" in text_of(page)
    assert fresh(world, referral).state == "accepted"
    path = newest_link(world)
    assert Message.objects.filter(template="referral_report").count() == 1
    AccessLink.objects.update(expires_at=timezone.now() + timedelta(days=90))
    later = Client()
    assert later.post(path).url == "/answer/"
    page = send(later, "begin_support", seen="accepted", **day("first_contact", timezone.localdate()))
    assert "How is it going with Dawn?" in text_of(page)
    assert Client().post(newest_link(world)).url == "/answer/"
    page = send(later, "finish", seen="in_support", outcome="got_help")
    assert "There is nothing more for you to do here" in text_of(page)
    assert "Dawn" not in text_of(later.get("/answer/"))
    assert fresh(world, referral).state == "finished"


def test_an_organisation_with_accounts_is_sent_no_report_link(client, alliance):
    world = make_world(alliance)
    referral = make_referral(world)
    with world.seen_by(world.chloe):
        found = Referral.objects.select_related("request", "person", "consent", "referrer_user").get(
            pk=referral.pk
        )
        actions.accept_referral(found, first_contact_on=timezone.localdate(), by=world.chloe)
    world.as_actor(world.navigator)
    assert not Message.objects.filter(template="referral_report").exists()


def test_decline_ends_what_they_see_at_once(inside, world, referral):
    page = text_of(send(inside, "decline", seen="sent", reason="list_closed", then="back"))
    assert "Thank you" in page
    assert inside.get("/answer/").status_code == 200
    assert "Ellery" not in text_of(inside.get("/answer/"))
    assert fresh(world, referral).state == "declined"


def test_a_question_stops_the_clock_and_the_answer_brings_a_link(inside, world, referral):
    page = text_of(send(inside, "ask", seen="sent", question="Which evenings?"))
    assert "You asked a question" in page
    world.as_actor(world.navigator)
    found = Referral.objects.select_related("request", "person", "consent", "referrer_user").get()
    actions.answer_question(found, answer="Tuesdays", by=world.navigator)
    assert Client().post(newest_link(world)).url == "/answer/"


def test_could_not_reach_them(inside, world, referral):
    send(inside, "accept", seen="sent", how="list")
    page = text_of(send(inside, "no_contact", seen="accepted", attempts="3"))
    assert "nothing more for you to do" in page
    assert fresh(world, referral).state == "unable_to_contact"


def test_what_is_missing_is_said_and_nothing_is_lost(inside, world, referral):
    page = inside.post("/answer/do/decline/", {"seen": "sent", "then": "back", "note": "A kind word <b>"})
    assert page.status_code == 400
    assert "Nothing is lost" in text_of(page)
    assert "A kind word &lt;b&gt;" in text_of(page)
    for wrong in (
        {"first_contact_on-day": "31", "first_contact_on-month": "2", "first_contact_on-year": "2027"},
        {"first_contact_on-day": "1", "first_contact_on-month": "1", "first_contact_on-year": "2001"},
        {
            "first_contact_on-day": "x\x00",
            "first_contact_on-month": "<b>",
            "first_contact_on-year": "9" * 500,
        },
    ):
        answer = inside.post("/answer/do/accept/", {"seen": "sent", "how": "date", **wrong})
        assert answer.status_code == 400
    assert inside.post("/answer/do/ask/", {"seen": "sent", "question": "q" * 10_000}).status_code == 400
    assert fresh(world, referral).state == "sent"


def test_pressing_twice_does_it_once_and_a_late_press_is_told(inside, world, referral):
    once = "0190b5f0-0000-7000-8000-000000000001"
    said = {"seen": "sent", "how": "list", "once": once}
    inside.post("/answer/do/accept/", said)
    second = inside.post("/answer/do/accept/", said, follow=True)
    assert second.status_code == 200
    assert "acted on this first" not in text_of(second)
    late = inside.post(
        "/answer/do/decline/", {"seen": "sent", "reason": "no_capacity", "then": "back"}, follow=True
    )
    assert "acted on this first" in text_of(late)
    assert fresh(world, referral).state == "accepted"


def test_two_hours_then_it_shuts(inside):
    session = inside.session
    session["receiver"] = {**session["receiver"], "until": timezone.now().timestamp() - 1}
    session.save()
    assert inside.get("/answer/").url == "/answer/again/"
    assert inside.post("/answer/do/accept/", {}).url == "/answer/again/"


def test_no_session_is_open_for_more_than_eight_hours(inside):
    session = inside.session
    opened = timezone.now().timestamp() - 8 * 60 * 60 - 1
    session["receiver"] = {**session["receiver"], "opened": opened, "until": opened + 9e6}
    session.save()
    assert inside.get("/answer/").url == "/answer/again/"


def test_closing_it(inside):
    assert inside.post("/answer/leave/", follow=True).status_code == 200
    assert inside.get("/answer/").url == "/answer/again/"


def test_who_waits_is_checked_on_and_a_new_link_comes_for_the_next_time(inside, world, referral):
    send(inside, "accept", how="list", once="a")
    path, later = newest_link(world), timezone.localdate() + timedelta(days=28)
    page = text_of(inside.get("/answer/"))
    assert page.index("Say how it is") < page.index("First contact made"), (
        "of someone who waits, this comes first"
    )
    done = send(inside, "check_in", note="Still third on our list", once="b", **day("next_day", later))
    assert "the new day is kept" in text_of(done)
    assert fresh(world, referral).next_step_on == later
    assert newest_link(world) != path
