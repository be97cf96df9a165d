"""The demo's referrals obey the state table, the calendar and the promise that nobody is dropped."""

from collections import Counter
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from alongside.demo.content.directory import services
from alongside.demo.content.flow import histories

TODAY = date(2026, 11, 23)
# Written again here, from the domain's own table, so that a mistake in the generator's cannot hide.
MOVES = {
    ("draft", "send"): "sent",
    ("sent", "ask"): "awaiting information",
    ("awaiting information", "answer"): "sent",
    ("sent", "accept"): "accepted",
    ("sent", "decline"): "declined",
    ("awaiting information", "decline"): "declined",
    ("declined", "redirect"): "declined",
    ("expired", "redirect"): "expired",
    ("sent", "expire"): "expired",
    ("awaiting information", "expire"): "expired",
    ("draft", "withdraw"): "withdrawn",
    ("sent", "withdraw"): "withdrawn",
    ("awaiting information", "withdraw"): "withdrawn",
    ("accepted", "withdraw"): "withdrawn",
    ("accepted", "begin support"): "in support",
    ("accepted", "no contact"): "unable to contact",
    ("in support", "finish"): "finished",
    ("declined", "close the loop"): "closed",
    ("unable to contact", "close the loop"): "closed",
    ("finished", "close the loop"): "closed",
    ("withdrawn", "close the loop"): "closed",
    ("expired", "close the loop"): "closed",
}
SUPPLIED = {
    "send": lambda s: s.consent or s.lawful_basis,
    "ask": lambda s: s.note,
    "answer": lambda s: s.note,
    "accept": lambda s: s.next_contact,
    "decline": lambda s: s.reason,
    "redirect": lambda s: s.redirected_to,
    "withdraw": lambda s: s.reason,
    "no contact": lambda s: s.note,
    "finish": lambda s: s.outcome,
    "close the loop": lambda s: s.told_how,
    "reopen": lambda s: s.reason,
}


@pytest.fixture(scope="module")
def stories():
    return list(histories(7, today=TODAY))


@pytest.fixture(scope="module")
def referrals(stories):
    return [r for story in stories for request in story.requests for r in request.referrals]


def replay(referral):
    state, before = "draft", ""
    for step in referral.steps:
        if step.event == "reopen":
            assert state == "closed"
            state = before
            continue
        before = state
        state = MOVES[state, step.event]
    return state


def test_the_same_seed_gives_the_same_stories(stories):
    assert stories == list(histories(7, today=TODAY))


def test_volumes_are_those_of_a_real_alliance(stories, referrals):
    assert len(stories) == 320
    events = Counter(step.event for r in referrals for step in r.steps)
    assert 0.17 < events["decline"] / events["send"] < 0.28
    assert 0.03 < events["expire"] / events["send"] < 0.09
    assert events["no contact"] > 5 and events["reopen"] >= 1
    asked = [q.asked_at for s in stories for q in s.requests]
    assert Counter(a.weekday() for a in asked)[0] > 1.2 * Counter(a.weekday() for a in asked)[3]
    assert len({r.to_organisation for r in referrals}) > 40


@pytest.mark.parametrize("day", [TODAY, date(2026, 12, 26), date(2027, 5, 3), date(2027, 1, 10)])
@pytest.mark.parametrize("place", ["north-east-lincolnshire", "thornmere-vale"])
def test_every_step_is_one_the_table_allows(place, day):
    for story in histories(7, 120, today=day, place=place):
        for request in story.requests:
            for referral in request.referrals:
                assert replay(referral) == referral.state
                for step in referral.steps:
                    assert SUPPLIED.get(step.event, lambda s: True)(step), step


def test_every_state_is_open_today_and_some_are_late(referrals):
    open_today = Counter(r.state for r in referrals if r.state != "closed")
    states = {"draft", *MOVES.values()} - {"closed"}
    assert {s for s, n in open_today.items() if n >= 2} == states
    late = sum(r.overdue for r in referrals)
    assert 8 <= late <= sum(open_today.values()) / 3


def test_nothing_open_is_without_an_owner_and_a_date(referrals):
    for r in referrals:
        assert (r.due is None) == (r.state == "closed") == (r.owner == "")


def test_no_refusal_is_a_dead_end(referrals):
    by_parent = {r.parent: r for r in referrals if r.parent}
    for r in referrals:
        for step in r.steps:
            if step.event == "redirect":
                assert by_parent[r.id].id == step.redirected_to
                assert by_parent[r.id].chain == r.chain
    assert max(Counter(r.chain for r in referrals).values()) == 3


def test_time_runs_forward_in_working_hours_and_stops_today(stories):
    london = ZoneInfo("Europe/London")
    end = datetime(TODAY.year, TODAY.month, TODAY.day, 23, 59, tzinfo=london)
    for story in stories:
        for q in story.requests:
            if q.first_message_at:
                assert q.asked_at <= q.first_message_at <= end
            for r in q.referrals:
                times = [q.first_message_at, r.created_at, *(s.at for s in r.steps)]
                assert all(a <= b for a, b in pairwise(times)) and times[-1] <= end
                for step in r.steps:
                    assert step.at.weekday() < 5 and 9 <= step.at.hour < 17


def test_reopening_happens_within_thirty_days(referrals):
    for r in referrals:
        for one, two in pairwise(r.steps):
            if two.event == "reopen":
                assert two.at - one.at <= timedelta(days=30)


def test_referrals_go_to_services_of_the_directory_for_a_need_they_meet(referrals):
    listed = {s["id"]: s for s in services(today=TODAY)}
    for r in referrals:
        codes = {a["taxonomy_term"]["code"] for a in listed[r.service_id]["attributes"]}
        assert r.needs and set(r.needs) <= codes


def test_those_without_an_account_answer_by_link(referrals):
    links = {s.organisation for r in referrals for s in r.steps if s.by_link}
    assert "dads-on-the-docks" in links and "tidewater-minds" not in links


def test_words_of_crisis_are_answered_the_same_or_the_next_working_day(stories):
    crises = [q for s in stories for q in s.requests if q.crisis]
    assert crises
    for q in crises:
        assert q.urgent
        assert q.first_message_at - q.asked_at <= timedelta(days=5)
