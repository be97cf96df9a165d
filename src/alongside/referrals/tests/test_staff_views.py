"""The pages of those at work: what they show, what they refuse, and every move made through them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from alongside.directory.models import ServiceNeed
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import signed_in
from alongside.foundation.audit.models import AuditEntry, ReadEntry
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.workflow.clock import today
from alongside.membership.models import Organisation
from alongside.people.models import Consent, Person
from alongside.referrals.models import HelpRequest, Referral
from alongside.referrals.presenters.lists import next_page
from alongside.referrals.queries.lists import Listed, listed_referrals

from .factories import DAWN, World, make_referral, make_request, make_world

pytestmark = pytest.mark.django_db


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


@pytest.fixture
def jo(world):
    return at_work(world, world.cedar_worker)


def day(name: str, on) -> dict[str, str]:
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def kept(world, row, *, by=None):
    with world.seen_by(by or world.navigator):
        return type(row).objects.get(pk=row.pk)


def post_event(client, referral, event, **said):
    address = reverse("referrals:act", args=[referral.pk, event])
    return client.post(address, {"seen": "", "once": str(uuid4()), **said})


def text(response) -> str:
    return response.content.decode()


# --- the referral's page -----------------------------------------------------------------------------


def test_the_receiver_reads_the_words_and_the_person_can_see_who_looked(world, chloe):
    referral = make_referral(world)
    page = chloe.get(reverse("referrals:referral", args=[referral.pk]))
    shown = text(page)
    assert page.status_code == 200
    for said in (
        "I can&#39;t sleep",
        "Sent, waiting for your answer",
        "If you say no",
        "What Dawn agreed to share",
    ):
        assert said in shown
    with world.seen_by(world.navigator):
        looked = ReadEntry.objects.get(person_id=referral.person_id)
    assert looked.by == "Chloe Dunn, Harbour Lights"
    assert looked.purpose == "To answer what was sent to them"


def test_the_buttons_are_those_of_the_state_table(world, chloe, priya):
    referral = make_referral(world)
    address = reverse("referrals:referral", args=[referral.pk])
    mine, theirs = text(chloe.get(address)), text(priya.get(address))
    for event in ("accept", "ask", "decline"):
        assert reverse("referrals:act", args=[referral.pk, event]) in mine
        assert reverse("referrals:act", args=[referral.pk, event]) not in theirs
    assert reverse("referrals:act", args=[referral.pk, "withdraw"]) in theirs


def test_whoever_waits_for_an_answer_sees_whom_to_ring_and_taking_back_is_not_held_out(world, chloe, priya):
    with world.seen_by(world.navigator):
        Organisation.objects.filter(pk=world.harbour.pk).update(telephone="+441632960144")
    referral = make_referral(world)
    page = text(priya.get(reverse("referrals:referral", args=[referral.pk])))
    assert "tel:+441632960144" in page
    assert '<button class="btn btn--l" type="submit">Withdraw it' in page
    assert "<details open>" not in page
    assert "tel:+441632960144" in text(priya.get(reverse("referrals:request", args=[referral.request_id])))
    theirs = text(chloe.get(reverse("referrals:referral", args=[referral.pk])))
    assert "tel:+441632960144" not in theirs and "<details open>" in theirs


def test_the_request_opens_what_a_link_names(world, priya):
    request = make_request(world)
    page = text(priya.get(reverse("referrals:request", args=[request.pk]) + "?do=assign"))
    assert page.count("<details open>") == 1
    assert page.index("<details open>") < page.index("Who has it now")


def test_contact_alone_shows_no_words_and_no_note(world, chloe):
    referral = make_referral(world, note="Her sister knows")
    with world.seen_by(world.navigator):
        Consent.objects.filter(pk=referral.consent_id).update(shares="contact")
    shown = text(chloe.get(reverse("referrals:referral", args=[referral.pk])))
    assert "I can&#39;t sleep" not in shown
    assert "Her sister knows" not in shown
    assert "700900362" in shown.replace(" ", "").replace("\xa0", "")


def test_another_organisation_finds_nothing_at_any_of_its_addresses(world, jo):
    referral = make_referral(world)
    assert jo.get(reverse("referrals:referral", args=[referral.pk])).status_code == 404
    assert jo.get(reverse("referrals:request", args=[referral.request_id])).status_code == 404
    assert post_event(jo, referral, "accept", how="list").status_code == 404
    assert post_event(jo, referral, "withdraw", reason="other").status_code == 404
    assert kept(world, referral).state == "sent"


def test_the_receiver_never_opens_the_whole_request(world, chloe):
    referral = make_referral(world)
    assert chloe.get(reverse("referrals:request", args=[referral.request_id])).status_code == 404


def test_another_alliance_finds_nothing(two_alliances):
    first, second = (make_world(alliance) for alliance in two_alliances)
    with in_alliance(first.alliance):
        referral = make_referral(first)
    far = at_work(second, second.navigator)
    assert far.get(reverse("referrals:referral", args=[referral.pk])).status_code == 404
    assert far.get(reverse("referrals:request", args=[referral.request_id])).status_code == 404
    assert "Dawn" not in text(far.get("/people/?q=Ellery"))


# --- moves -------------------------------------------------------------------------------------------


def test_accepted_begun_finished_and_closed_through_the_page(world, chloe, priya):
    referral = make_referral(world)
    said = post_event(chloe, referral, "accept", seen="sent", how="date", **day("first_contact_on", today()))
    assert said.status_code == 302
    assert kept(world, referral).state == "accepted"
    post_event(chloe, referral, "begin_support", **day("first_contact", today()))
    assert kept(world, referral).state == "in_support"
    ended = post_event(chloe, referral, "finish", outcome="got_help", note="Six Tuesdays")
    assert ended.url == reverse("referrals:list")  # what they may see has ended
    post_event(priya, referral, "close", told="phone")
    assert kept(world, referral).state == "closed"
    history = text(priya.get(reverse("referrals:referral", args=[referral.pk])))
    for sentence in (
        "Rest Easy said yes",
        "Finished with Rest Easy: got help",
        "Closed with Rest Easy. Told: by phone",
    ):
        assert sentence in history


def test_the_waiting_list_is_an_answer_too(world, chloe):
    referral = make_referral(world)
    post_event(chloe, referral, "accept", how="list")
    assert kept(world, referral).on_waiting_list


def test_a_day_is_moved_by_whoever_owns_it_through_the_page(world, chloe, priya):
    referral, later = make_referral(world), today() + timedelta(days=9)
    post_event(chloe, referral, "accept", how="list")
    post_event(chloe, referral, "check_in", note="Still waiting", **day("next_day", later))
    assert kept(world, referral).next_step_on == later
    assert "Still waiting" in text(priya.get(reverse("referrals:referral", args=[referral.pk])))
    post_event(chloe, referral, "no_contact", attempts="3")
    answer = post_event(priya, referral, "new_day", reason="no_answer", **day("next_day", later))
    assert answer.status_code == 302
    assert kept(world, referral).next_step_on == later


def test_declined_with_a_suggestion_the_referrer_tries_it_in_the_same_chain(world, chloe, priya):
    referral = make_referral(world)
    with world.seen_by(world.navigator):
        ServiceNeed.objects.create(
            alliance=world.alliance, service=world.long_table, need_code="sleep", origin="given"
        )
    said = post_event(
        chloe, referral, "decline", reason="no_capacity", then="suggest", suggestion=str(world.long_table.pk)
    )
    assert said.status_code == 302
    page = text(priya.get(reverse("referrals:referral", args=[referral.pk])))
    assert "Long Table: they suggest it" in page
    passed = post_event(priya, referral, "redirect", service=str(world.long_table.pk), given_how="spoken")
    with world.seen_by(world.navigator):
        new = Referral.objects.get(previous=referral)
    assert passed.url == reverse("referrals:referral", args=[new.pk])
    assert (new.chain, new.state) == (referral.chain, "sent")
    assert kept(world, referral).state == "closed"


def test_a_question_and_its_answer_are_kept_word_for_word(world, chloe, priya):
    referral = make_referral(world)
    post_event(chloe, referral, "ask", question="Can she manage <stairs>?")
    address = reverse("referrals:referral", args=[referral.pk])
    assert "Can she manage &lt;stairs&gt;?" in text(priya.get(address))
    post_event(priya, referral, "answer", answer="Yes, slowly")
    assert kept(world, referral).state == "sent"
    assert "Yes, slowly" in text(chloe.get(address))


def test_not_reached_goes_back_and_withdrawn_is_told(world, chloe, priya):
    referral = make_referral(world)
    post_event(chloe, referral, "accept", how="list")
    post_event(chloe, referral, "no_contact", attempts="3", note="Mornings")
    assert kept(world, referral).state == "unable_to_contact"
    other = make_referral(world)
    post_event(priya, other, "withdraw", reason="found_other")
    assert kept(world, other).state == "withdrawn"
    post_event(priya, other, "close", told="phone")
    post_event(priya, other, "reopen", reason="Changed her mind")
    assert kept(world, other).state == "withdrawn"


def test_too_late_says_who_was_first_and_shows_how_it_is_now(world, chloe, priya):
    referral = make_referral(world)
    post_event(priya, referral, "withdraw", reason="other")
    late = post_event(priya, referral, "withdraw", seen="sent", reason="other")
    assert late.status_code == 409
    shown = text(late)
    assert "Someone else got there first" in shown
    assert "Priya Nair, Front Door" in shown
    assert reverse("referrals:act", args=[referral.pk, "close"]) in shown


def test_what_was_typed_too_late_is_shown_again(world, chloe, priya):
    referral = make_referral(world)
    post_event(chloe, referral, "ask", question="First?")
    late = post_event(chloe, referral, "ask", seen="sent", question="Is she free on Mondays?")
    assert late.status_code == 409
    assert "Is she free on Mondays?" in text(late)


def test_pressed_twice_it_happens_once(world, chloe):
    referral = make_referral(world)
    said = {"seen": "sent", "how": "list", "once": str(uuid4())}
    address = reverse("referrals:act", args=[referral.pk, "accept"])
    assert [chloe.post(address, said).status_code for _ in range(2)] == [302, 302]
    with world.seen_by(world.navigator):
        assert kept(world, referral).steps.filter(event="accept").count() == 1


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("accept", {"how": "date"}),
        ("accept", {"how": "date", "first_contact_on-day": "31", "first_contact_on-month": "2"}),
        ("accept", {"how": "nonsense"}),
        ("ask", {"question": " "}),
        ("ask", {"question": "x" * 2001}),
        ("ask", {"question": "a\x00b"}),
        ("decline", {}),
        ("decline", {"reason": "made_up", "then": "back"}),
        ("decline", {"reason": "other", "then": "suggest", "suggestion": "not-an-id"}),
    ],
)
def test_what_cannot_be_used_changes_nothing_and_loses_nothing(world, chloe, event, said):
    referral = make_referral(world)
    page = post_event(chloe, referral, event, note="Keep this note", **said)
    assert page.status_code == 400
    assert "Nothing is lost" in text(page)
    if event in ("accept", "decline"):
        assert "Keep this note" in text(page)
    assert kept(world, referral).state == "sent"


@pytest.mark.parametrize("event", ["expire", "nonsense", "send"])
def test_events_that_are_not_for_this_page_do_nothing(world, chloe, event):
    referral = make_referral(world)
    assert post_event(chloe, referral, event, given_how="spoken").status_code in (404, 403, 409)
    assert kept(world, referral).state == "sent"


# --- the request's page ------------------------------------------------------------------------------


def test_taken_on_given_a_next_step_and_handed_over(world, priya):
    request = make_request(world)
    page = reverse("referrals:request", args=[request.pk])
    assert "Take this on" in text(priya.get(page))
    take = reverse("referrals:take_on", args=[request.pk])
    assert priya.post(take).url == page
    assert priya.post(take).status_code == 302  # once more changes nothing
    assert kept(world, request).owner_user_id == world.navigator.user_id
    on = today() + timedelta(days=3)
    said = {"words": "Ring her sister", "reason": "they_asked", **day("on", on)}
    priya.post(reverse("referrals:next_step", args=[request.pk]), said)
    row = kept(world, request)
    assert (row.next_step, row.next_step_on) == ("Ring her sister", on)
    assert "New next step: they asked for another day" in text(priya.get(page))
    with world.seen_by(world.navigator):
        assert AuditEntry.objects.get(sentence="Next step set").reason == "they_asked"
    stranger = {"user": str(world.chloe.user_id)}
    assert priya.post(reverse("referrals:assign", args=[request.pk]), stranger).status_code == 400


def test_a_day_gone_by_is_refused_and_what_was_typed_stays(world, priya):
    request = make_request(world)
    said = {"words": "Ring her", "reason": "other", **day("on", today() - timedelta(days=1))}
    page = priya.post(reverse("referrals:next_step", args=[request.pk]), said)
    assert page.status_code == 400
    assert 'value="Ring her"' in text(page)


def test_not_closed_while_a_referral_is_open_then_closed_and_opened_again(world, priya):
    referral = make_referral(world)
    request = referral.request
    close = reverse("referrals:close_request", args=[request.pk])
    said = {"reason": "helped", "told": "phone", "once": str(uuid4())}
    assert priya.post(close, said).status_code == 409
    post_event(priya, referral, "withdraw", reason="other")
    post_event(priya, referral, "close", told="phone")
    assert priya.post(close, {**said, "once": str(uuid4())}).status_code == 302
    assert kept(world, request).state == "closed"
    again = reverse("referrals:reopen_request", args=[request.pk])
    assert priya.post(again, {"reason": "She rang back", "once": str(uuid4())}).status_code == 302
    assert kept(world, request).state == "taken_on"


def test_stopping_what_is_shared_ends_it_at_the_receiver(world, priya, chloe):
    referral = make_referral(world)
    address = reverse("referrals:stop_sharing", args=[referral.request_id, referral.consent_id])
    assert priya.post(address).status_code == 302
    assert chloe.get(reverse("referrals:referral", args=[referral.pk])).status_code == 404
    assert priya.post(address).status_code in (302, 409)


def test_an_address_longer_than_can_be_kept_is_said(world, priya):
    address = reverse("referrals:edit_person", args=[make_request(world).pk])
    long = "a@" + ".".join(["b" * 60] * 4) + ".org.example"
    answer = priya.post(address, {"safe_ways": ["email"], "email": long, "voicemail": "no"})
    assert answer.status_code == 400
    assert "254 letters or fewer" in answer.content.decode()


def test_details_are_changed_and_an_unsafe_way_needs_its_number(world, priya):
    request = make_request(world)
    address = reverse("referrals:edit_person", args=[request.pk])
    assert priya.get(address).status_code == 200
    known = {"given_name": "Dawn", "family_name": "Ellery", "age_said": "34", "voicemail": "no"}
    wrong = priya.post(address, {**known, "safe_ways": ["phone"], "telephone": ""})
    assert wrong.status_code == 400
    priya.post(
        address, {**known, "safe_ways": ["phone"], "telephone": "07700 900 363", "pronouns": "she/her"}
    )
    with world.seen_by(world.navigator):
        person = Person.objects.get(pk=request.person_id)
    assert (person.telephone, person.pronouns) == ("+447700900363", "she/her")


# --- referring ---------------------------------------------------------------------------------------


def test_referred_with_consent_from_a_search_for_the_need(world, priya):
    request = make_request(world)
    with world.seen_by(world.navigator):
        ServiceNeed.objects.create(
            alliance=world.alliance, service=world.rest_easy, need_code="sleep", origin="given"
        )
    address = reverse("referrals:refer", args=[request.pk])
    assert "Rest Easy" in text(priya.get(address))
    place = f"{address}?service={world.rest_easy.pk}&need=sleep"
    assert "What Harbour Lights would see" in text(priya.get(place))
    said = {
        "need": "sleep",
        "urgency": "routine",
        "note": "Mornings",
        "decided_by": "person",
        "once": str(uuid4()),
    }
    assert priya.post(place, said).status_code == 400  # nothing is sent without saying how they agreed
    sent = priya.post(place, {**said, "given_how": "spoken", "evidence": "She said yes"})
    assert sent.status_code == 302
    assert priya.post(place, {**said, "given_how": "spoken"}).url == sent.url
    with world.seen_by(world.navigator):
        assert Referral.objects.get(request=request).state == "sent"


def test_not_asked_yet_waits_and_is_sent_when_they_agree(world, priya, chloe):
    request = make_request(world)
    place = f"{reverse('referrals:refer', args=[request.pk])}?service={world.rest_easy.pk}"
    said = {"need": "sleep", "urgency": "routine", "decided_by": "person", "given_how": "not_yet"}
    draft = priya.post(place, {**said, "once": str(uuid4())})
    with world.seen_by(world.navigator):
        referral = Referral.objects.get(request=request)
    assert referral.state == "draft"
    assert chloe.get(draft.url).status_code == 404
    assert post_event(priya, referral, "send", given_how="spoken").status_code == 302
    assert chloe.get(draft.url).status_code == 200


def test_without_consent_takes_a_navigator_a_basis_and_a_reason(world, priya, chloe):
    request = make_request(world)
    place = f"{reverse('referrals:refer', args=[request.pk])}?service={world.rest_easy.pk}"
    said = {"need": "sleep", "urgency": "urgent", "decided_by": "person", "given_how": "without"}
    assert priya.post(place, {**said, "once": str(uuid4())}).status_code == 400
    good = {**said, "basis": "vital_interests", "reason": "She has taken tablets", "once": str(uuid4())}
    assert priya.post(place, good).status_code == 302
    with world.seen_by(world.navigator):
        consent = Referral.objects.get(request=request).consent
    assert (consent.basis, consent.given_how) == ("vital_interests", "not_given")
    own = chloe.post(reverse("referrals:new_request"), new_request())
    assert own.status_code == 200
    with world.seen_by(world.chloe):
        theirs = HelpRequest.objects.get(words="He can’t face the post")
    elsewhere = f"{reverse('referrals:refer', args=[theirs.pk])}?service={world.long_table.pk}"
    assert chloe.post(elsewhere, {**good, "once": str(uuid4())}).status_code == 400


# --- a worker asks for someone ------------------------------------------------------------------------


def new_request(**changes):
    return {
        "words": "He can’t face the post",
        "given_name": "Sam",
        "urgency": "routine",
        "channel": "in_person",
        "where": "keep",
        "once": str(uuid4()),
        **changes,
    }


def test_a_worker_asks_in_one_page_and_is_given_the_link_and_code_once(world, chloe):
    said = new_request(words="I can't sleep and I owe money")
    page = chloe.post(reverse("referrals:new_request"), said)
    assert page.status_code == 200
    assert "/my/" in text(page)
    with world.seen_by(world.chloe):
        request = HelpRequest.objects.get()
    assert request.owner_id == world.harbour.pk
    assert {"sleep", "debt_money"} <= set(request.needs)
    chloe.post(reverse("referrals:new_request"), said)
    with world.seen_by(world.chloe):
        assert HelpRequest.objects.count() == 1


def test_passed_to_the_front_door_with_how_they_agreed(world, chloe, priya):
    address = reverse("referrals:new_request")
    assert chloe.post(address, new_request(where="pass")).status_code == 400
    page = chloe.post(address, new_request(where="pass", agreed_how="spoken", decided_by="person"))
    assert page.status_code == 200
    with world.seen_by(world.navigator):
        assert HelpRequest.objects.get().owner_id == world.front_door.pk


def test_the_long_list_of_needs_is_folded_until_it_is_wanted(world, chloe):
    assert '<details class="fold">' in text(chloe.get(reverse("referrals:new_request")))


def test_needs_are_suggested_and_nothing_typed_is_lost(world, chloe):
    said = new_request(words="I can't sleep", suggest="yes", family_name="<Mole>")
    page = text(chloe.post(reverse("referrals:new_request"), said))
    assert "&lt;Mole&gt;" in page
    assert 'value="sleep" checked' in page
    with world.seen_by(world.chloe):
        assert not HelpRequest.objects.exists()


def test_words_that_raise_concern_come_first(world, chloe):
    chloe.post(reverse("referrals:new_request"), new_request(words="I want to end my life"))
    with world.seen_by(world.chloe):
        assert HelpRequest.objects.get().words_raise_concern


# --- lists -------------------------------------------------------------------------------------------


def test_people_are_found_by_name_reference_and_the_end_of_a_number(world, priya, chloe, jo):
    referral = make_referral(world)
    reference = referral.request.reference
    for q in ("ellery", "dawn e", "0362", "07700 900 362", "  DAWN "):
        assert "Dawn Ellery" in text(priya.get("/people/", {"q": q}))
    for typed in (reference, reference.lower(), reference.replace("-", " ")):
        assert priya.get("/people/", {"q": typed}).url == reverse(
            "referrals:request", args=[referral.request_id]
        )
    assert chloe.get("/people/", {"q": reference}).url == reverse("referrals:referral", args=[referral.pk])
    assert jo.get("/people/", {"q": reference}).status_code == 200
    assert "Dawn Ellery" not in text(jo.get("/people/", {"q": "ellery"}))


def test_people_are_found_without_their_accents_and_with_them(world, priya):
    make_request(world, about={**DAWN, "given_name": "Ruta", "family_name": "Kazlauskienė"})
    make_request(world, about={**DAWN, "given_name": "Łukasz", "family_name": "Żak"})
    for q, name in (("kazlauskiene", "Ruta"), ("KAZLAUSKIENĖ ruta", "Ruta"), ("lukasz zak", "Łukasz")):
        assert name in text(priya.get("/people/", {"q": q}))


@pytest.mark.parametrize("q", ["", "%", "_", "'; drop table", "\x00", "a" * 5000, "AL-", "362", "🦉", "\\"])
def test_anything_may_be_typed(world, priya, q):
    make_request(world)
    page = priya.get("/people/", {"q": q})
    assert page.status_code == 200
    assert ("Dawn Ellery" in text(page)) is (q in ("", "\x00"))


def test_the_lists_of_both_sides_count_filter_and_download(world, priya, chloe):
    referral = make_referral(world)
    assert "Dawn Ellery" in text(chloe.get("/referrals/"))
    assert "Dawn Ellery" in text(priya.get("/referrals/?direction=out&state=sent&need=sleep"))
    assert "Dawn Ellery" not in text(priya.get("/referrals/?direction=out&state=accepted"))
    for odd in ("?state=x&before=1~2&need=%00", "?before=2026-01-01T00:00:00~nonsense", "?direction=up"):
        assert chloe.get(f"/referrals/{odd}").status_code == 200
    with world.seen_by(world.navigator):
        Person.objects.filter(pk=referral.person_id).update(given_name="=cmd|' /C calc'!A0", family_name="")
    file = chloe.get("/referrals/?format=csv")
    assert file["Content-Type"].startswith("text/csv")
    assert "'=cmd" in text(file)


def test_pages_of_a_long_list_hold_each_row_once(world):
    rows = {make_referral(world).pk for _ in range(5)}
    seen, before = [], None
    with world.seen_by(world.chloe):
        while True:
            found, more = listed_referrals(Listed(before=before), by=world.chloe, most=2)
            seen += [row.pk for row in found]
            if not next_page("/referrals/", found, more):
                break
            before = (found[-1].sent_at, found[-1].pk)
    assert sorted(seen) == sorted(rows)
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize(
    "address", ["/referrals/", "/referrals/?direction=out", "/people/", "/people/?q=Ellery", "/today/"]
)
def test_lists_ask_few_questions_however_long_they_are(world, priya, address, django_assert_max_num_queries):
    for _ in range(12):
        make_referral(world)
    with django_assert_max_num_queries(25):
        assert priya.get(address).status_code == 200
