"""Today: what is due, oldest risk first, and nothing that is somebody else's."""

from datetime import date, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.urls import reverse

from alongside.foundation.access.models import AccessRole
from alongside.foundation.access.permissions import Role
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import browser, signed_in
from alongside.foundation.messages.models import Message
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.workflow.clock import at, now, today
from alongside.home.presenters.rows import due_words, need_words, request_row
from alongside.people.models import Person
from alongside.referrals.actions import ask_question, decline_referral, set_next_step, take_on_request
from alongside.referrals.models import HelpRequest, Referral
from alongside.referrals.queries.due import due_counts
from alongside.referrals.tests.factories import DAWN, World, make_referral, make_request, make_world


@pytest.fixture
def world(alliance) -> World:
    return make_world(alliance)


def at_work(world, actor):
    with in_alliance(world.alliance):
        return signed_in(world.alliance, User.objects.get(pk=actor.user_id))


@pytest.fixture
def priya(world):
    return at_work(world, world.navigator)


@pytest.fixture
def chloe(world):
    return at_work(world, world.chloe)


def text(response) -> str:
    return response.content.decode()


def named(name: str) -> dict:
    return {**DAWN, "given_name": name, "family_name": ""}


def taken_on(world, name: str, *, on: date, words: str = "Ring back") -> HelpRequest:
    """A request that Priya has, whose next step falls on a day."""
    request = make_request(world, about=named(name))
    take_on_request(request, by=world.navigator)
    with at(now() - timedelta(days=60)):
        return set_next_step(request, words=words, on=on, by=world.navigator)


# --- words, without a database -------------------------------------------------------------------------

MONDAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("days", "words"),
    [(-4, "4\u00a0days late"), (-1, "1\u00a0day late"), (0, "today"), (1, "tomorrow"), (3, "Thursday")],
)
def test_due_is_said_as_people_say_it(days, words):
    assert due_words(MONDAY + timedelta(days=days), MONDAY) == words


def test_needs_are_said_as_staff_say_them():
    assert need_words(["sleep"]) == "Sleep"
    assert need_words(["sleep", "debt_money", "work"]) == "Sleep +2"
    assert need_words([]) == ""


def a_request(**changes):
    person = SimpleNamespace(
        name="Sam", given_name="Sam", postcode="", birth_date=None, age_said=None, age_said_on=None
    )
    what = {
        "pk": uuid4(), "person": person, "state": "new", "words": "word " * 900, "words_raise_concern": True,
        "urgency": "routine", "needs": [], "channel": "online", "asked_at": now(), "next_step": "Get in touch",
        "next_step_on": MONDAY, "live": [],
    }  # fmt: skip
    return SimpleNamespace(**{**what, **changes})


def test_a_new_request_speaks_in_their_own_words_whole():
    row = request_row(a_request(), today=MONDAY, opened=None, address="/today/", by=None)
    assert row.quoted and row.safety
    assert row.next_step == ("word " * 900).strip()
    assert row.move == "Take this on"
    assert row.group == "today"


def test_once_taken_on_the_next_step_is_what_is_said():
    waiting = SimpleNamespace(state="sent", service_name="Rest Easy")
    row = request_row(
        a_request(state="taken_on", live=[waiting]), today=MONDAY, opened=None, address="/today/", by=None
    )
    assert (row.next_step, row.where, row.move, row.take_on) == ("Get in touch", "Rest Easy", "Chase", "")


@pytest.mark.parametrize(
    ("days", "state", "group"),
    [(-1, "in_support", "late"), (0, "in_support", "waiting"), (1, "accepted", "waiting"), (2, "accepted", "coming"),
     (0, "sent", "today"), (1, "sent", "coming")],
)  # fmt: skip
def test_those_who_wait_are_asked_how_they_are_today_or_tomorrow(days, state, group):
    waiting = SimpleNamespace(state=state, service_name="Rest Easy")
    row = a_request(state="taken_on", live=[waiting], next_step_on=MONDAY + timedelta(days=days))
    assert request_row(row, today=MONDAY, opened=None, address="/today/", by=None).group == group


# --- the page -----------------------------------------------------------------------------------------

pytestmark = pytest.mark.django_db


def test_late_comes_first_then_today_then_new_then_coming(world, priya):
    make_request(world, about=named("Newly"), words="I can't face <them>")
    taken_on(world, "Soonish", on=today() + timedelta(days=5))
    taken_on(world, "Todayish", on=today())
    taken_on(world, "Lately", on=today() - timedelta(days=4))
    taken_on(world, "Faraway", on=today() + timedelta(days=30))
    page = text(priya.get("/today/"))
    order = [page.index(name) for name in ("Lately", "Todayish", "Newly", "Soonish")]
    assert order == sorted(order)
    assert "4\u00a0days late" in page
    assert "“I can&#39;t face &lt;them&gt;”" in page
    assert "Faraway" not in page
    assert "Faraway" in text(priya.get("/today/?days=all"))
    assert "Nobody without an owner" in page


def test_what_awaits_our_answer_is_ours_and_not_theirs(world, priya, chloe):
    make_referral(world)
    mine = text(chloe.get("/today/"))
    assert "Answer: can you help?" in mine
    assert "Take this on" not in mine
    assert "Answer: can you help?" not in text(priya.get("/today/?days=all"))


def test_what_awaits_our_answer_shows_at_once_though_its_day_is_after_the_holiday(world, chloe):
    """On the Saturday before Christmas five working days are ten or more."""
    referral = make_referral(world)
    with world.seen_by(world.chloe):
        Referral.objects.filter(pk=referral.pk).update(next_step_on=today() + timedelta(days=11))
        assert due_counts(by=world.chloe).mine == 1
    assert "Answer: can you help?" in text(chloe.get("/today/"))


def test_a_request_is_left_out_while_its_referral_says_it(world, priya):
    referral = make_referral(world)
    with world.seen_by(world.chloe):
        declined = Referral.objects.select_related("request", "person", "consent", "referrer_user").get()
        decline_referral(declined, reason="no_capacity", by=world.chloe)
    page = text(priya.get("/today/"))
    assert page.count('class="row') == 1
    assert reverse("referrals:referral", args=[referral.pk]) + "#answer" in page
    assert "Find another" in page


def test_mine_is_what_is_mine_or_nobodys(world, priya):
    theirs = taken_on(world, "Theirs", on=today())
    with world.seen_by(world.navigator):
        other = User.objects.create(alliance=world.alliance, name="Rob Lee", email="rob@staff.example")
        AccessRole.objects.create(
            alliance=world.alliance, user=other, organisation=world.front_door, role=Role.NAVIGATOR
        )
        HelpRequest.objects.filter(pk=theirs.pk).update(owner_user=other)
    make_request(world, about=named("Nobodys"))
    mine, ours = text(priya.get("/today/")), text(priya.get("/today/?list=organisation"))
    assert "Theirs" not in mine and "Nobodys" in mine
    assert "Theirs" in ours and "Nobodys" in ours
    with world.seen_by(world.navigator):
        AccessRole.objects.filter(user=other).update(ended_at=now())
    assert "1\u00a0request with someone who has left" in text(priya.get("/today/"))
    assert "Theirs" in text(priya.get("/today/?list=left"))


def test_the_lists_of_sent_and_of_long_waits(world, priya):
    make_referral(world)
    assert "Waiting for Rest Easy to answer" in text(priya.get("/today/?list=sent"))
    old = taken_on(world, "Longtime", on=today() + timedelta(days=20))
    with world.seen_by(world.navigator):
        HelpRequest.objects.filter(pk=old.pk).update(asked_at=now() - timedelta(days=40))
    page = text(priya.get("/today/?list=long"))
    assert "Longtime" in page and "Dawn" not in page


def test_filters_and_order_are_in_the_address_and_nonsense_breaks_nothing(world, priya):
    make_request(world, about=named("Sleepless"), needs=["sleep"])
    make_request(world, about=named("Indebted"), needs=["debt_money"], urgency="urgent")
    assert "Indebted" not in text(priya.get("/today/?need=sleep"))
    assert "Sleepless" not in text(priya.get("/today/?urgency=urgent"))
    assert "Sleepless" not in text(priya.get("/today/?where=away"))
    for odd in (
        "need=%00", "ward='--", "list=x", "order=;", "open=1", "open=" + str(uuid4()), "where=%F0%9F", "days=-1",
    ):  # fmt: skip
        assert priya.get(f"/today/?{odd}").status_code == 200


def test_the_open_row_shows_what_happened_and_nobody_elses_does(world, priya, chloe):
    referral = make_referral(world)
    page = text(priya.get(f"/today/?days=all&open={referral.request_id}"))
    assert "Sent to Rest Easy" in page and 'class="peek"' in page
    assert 'class="peek"' not in text(chloe.get(f"/today/?open={referral.request_id}"))


def test_the_file_runs_nothing_in_a_spreadsheet(world, priya):
    make_request(world, words='=HYPERLINK("http://x")', about=named("@Sam"))
    file = priya.get("/today/?format=csv")
    assert file["Content-Disposition"].endswith('.csv"')
    body = text(file)
    assert "'=HYPERLINK" in body and "'@Sam" in body


def test_several_are_moved_together_or_none(world, priya):
    rows = [make_request(world) for _ in range(3)]
    on = today() + timedelta(days=6)
    said = {
        "do": "date", "pick": [str(row.pk) for row in rows], "reason": "no_answer",
        "on-day": str(on.day), "on-month": str(on.month), "on-year": str(on.year),
    }  # fmt: skip
    assert priya.post("/today/chosen/?need=sleep", said).url == "/today/?need=sleep"
    with world.seen_by(world.navigator):
        assert {row.next_step_on for row in HelpRequest.objects.all()} == {on}
    assert priya.post("/today/chosen/", {**said, "pick": [*said["pick"], str(uuid4())]}).status_code == 404
    for wrong in ({"reason": ""}, {"pick": []}, {"on-day": "40"}, {"do": "explode"}, {"pick": ["x"]}):
        assert priya.post("/today/chosen/", {**said, **wrong}).status_code == 400


def test_handing_over_takes_a_colleague(world, priya):
    request = make_request(world)
    said = {"do": "assign", "pick": [str(request.pk)]}
    assert priya.post("/today/chosen/", {**said, "user": str(world.chloe.user_id)}).status_code == 400
    assert priya.post("/today/chosen/", {**said, "user": str(world.navigator.user_id)}).status_code == 302
    with world.seen_by(world.navigator):
        assert HelpRequest.objects.get().owner_user_id == world.navigator.user_id


def test_a_referral_whose_step_is_ours_is_moved_and_handed_over_with_the_rest(world, priya):
    request = make_request(world, about=named("Asked"))
    referral = make_referral(world)
    with world.seen_by(world.chloe):
        sent = Referral.objects.select_related("request", "person", "consent", "referrer_user").get()
        decline_referral(sent, reason="no_capacity", by=world.chloe)
    picked = {"pick": [str(request.pk), str(referral.pk)]}
    assert f'name="pick" value="{referral.pk}"' in text(priya.get("/today/"))
    on = today() + timedelta(days=3)
    date_said = {"reason": "no_answer", "on-day": on.day, "on-month": on.month, "on-year": on.year}
    assert priya.post("/today/chosen/", {**picked, **date_said, "do": "date"}).status_code == 302
    handed = {**picked, "do": "assign", "user": str(world.navigator.user_id)}
    assert priya.post("/today/chosen/", handed).status_code == 302
    with world.seen_by(world.navigator):
        assert (
            Referral.objects.get().next_step_on == HelpRequest.objects.get(pk=request.pk).next_step_on == on
        )
        assert set(HelpRequest.objects.values_list("owner_user_id", flat=True)) == {world.navigator.user_id}


def test_a_question_that_waits_for_us_is_handed_over_but_not_put_off(world, priya):
    referral = make_referral(world)
    with world.seen_by(world.chloe):
        sent = Referral.objects.select_related("request", "person", "consent", "referrer_user").get()
        ask_question(sent, question="Which evenings?", by=world.chloe)
    on = today() + timedelta(days=3)
    said = {"pick": [str(referral.pk)], "reason": "no_answer", "user": str(world.navigator.user_id)}
    said |= {"on-day": on.day, "on-month": on.month, "on-year": on.year}
    refused = priya.post("/today/chosen/", {**said, "do": "date"})
    assert refused.status_code == 400 and "cannot be put off" in text(refused)
    assert priya.post("/today/chosen/", {**said, "do": "assign"}).status_code == 302


def test_a_referral_that_awaits_our_answer_has_no_box_and_cannot_be_moved_by_one(world, chloe):
    referral = make_referral(world)
    assert 'name="pick"' not in text(chloe.get("/today/"))
    said = {"do": "assign", "pick": [str(referral.pk)], "user": str(world.chloe.user_id)}
    assert chloe.post("/today/chosen/", said).status_code == 404


def test_the_open_row_leads_straight_to_what_can_be_done(world, chloe):
    referral = make_referral(world)
    page = text(chloe.get(f"/today/?open={referral.pk}"))
    acts = page[page.index('class="acts"') :]
    there = reverse("referrals:referral", args=[referral.pk])
    assert [f"{there}?do={event}#answer" in acts for event in ("accept", "ask", "decline")] == [True] * 3
    answer = text(chloe.get(f"{there}?do=decline"))
    assert answer.index("<details open>") < answer.index("Decline and hand back")
    assert (
        answer.count("<details open>") == 1 == text(chloe.get(f"{there}?do=explode")).count("<details open>")
    )


def test_another_organisation_cannot_move_ours(world, chloe):
    request = make_request(world)
    said = {"do": "assign", "pick": [str(request.pk)], "user": str(world.chloe.user_id)}
    assert chloe.post("/today/chosen/", said).status_code == 404


def test_a_message_that_failed_is_said(world, priya):
    with world.seen_by(world.navigator):
        Message.objects.create(
            alliance=world.alliance, key="k", channel="text", to="+447700900362", template="your_page",
            state="failed", organisation_id=world.front_door.pk, problem="The number is switched off",
        )  # fmt: skip
    assert "could not be sent: The number is switched off" in text(priya.get("/today/"))


def test_an_empty_day_says_so(world, priya):
    page = text(priya.get("/today/"))
    assert "Nothing left for today." in page
    assert "Nothing is waiting for you." in page


def test_single_keys_can_be_switched_off_for_good(world, priya):
    assert "data-keys>" in text(priya.get("/today/"))
    assert priya.post("/today/keys/", {"keys": "off", "next": "/people/"}).url == "/people/"
    assert "data-keys-off" in text(priya.get("/today/"))
    assert priya.post("/today/keys/", {"keys": "on", "next": "https://evil.example/"}).url == "/start/"
    assert "data-keys>" in text(priya.get("/today/"))


@pytest.mark.parametrize(
    "back", ["today", "a:b", "", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_the_keys_lead_back_to_a_page_of_ours_or_to_the_start(world, priya, back):
    answer = priya.post(reverse("home:today_keys"), {"keys": "off", "next": back})
    assert (answer.status_code, answer["Location"]) == (302, reverse("home:start"))


def test_it_is_only_for_those_who_work_with_people(world):
    assert browser(world.alliance).get("/today/").status_code == 302
    with in_alliance(world.alliance):
        user = User.objects.create(alliance=world.alliance, name="Co", email="co@staff.example")
        AccessRole.objects.create(
            alliance=world.alliance, user=user, organisation=world.front_door, role=Role.COORDINATOR
        )
    assert signed_in(world.alliance, user).get("/today/").status_code == 403


def test_a_long_day_is_cut_and_says_so(world, priya, django_assert_max_num_queries):
    first = make_request(world)
    with world.seen_by(world.navigator):
        person = Person.objects.get(pk=first.person_id)
        rows = [
            HelpRequest(
                alliance=world.alliance, person=person, reference=f"AL-9{n:05d}", words="x", asked_at=now(),
                asked_of=world.front_door, owner=world.front_door, next_step="Ring", next_step_on=today(),
                state="taken_on", state_since=now(),
            )
            for n in range(230)
        ]  # fmt: skip
        HelpRequest.objects.bulk_create(rows)
    with django_assert_max_num_queries(25):
        page = text(priya.get("/today/"))
    assert page.count('class="row') == 100
    assert "the first 100" in page
