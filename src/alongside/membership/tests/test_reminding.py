"""Reminders in good time: once for each step, one message a day, and none when nothing ends."""

from datetime import timedelta

import pytest

from alongside.foundation.access.actors import actor_of
from alongside.foundation.access.errors import Stale
from alongside.foundation.accounts.tests.factories import make_organisation, make_user
from alongside.foundation.messages.models import Message
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.workflow.clock import at, later, now, today
from alongside.membership.actions import add_evidence, end_suspension, refuse_evidence, run_reminders, suspend
from alongside.membership.models import Reminder

from .factories import joined, make_evidence, make_requirement

pytestmark = pytest.mark.django_db


def sent(alliance):
    with in_alliance(alliance):
        return list(Message.objects.order_by("queued_at").values_list("template", "to"))


def test_each_step_once_and_one_message_a_day_for_all_that_ends(alliance):
    make_requirement(alliance)
    make_requirement(alliance, "Safeguarding", paper="safeguarding")
    cup = joined(make_organisation(alliance, "cup"))
    make_user(alliance, "lead@cup.example", cup="organisation_lead")
    make_user(alliance, "worker@cup.example", cup="worker")
    make_evidence(cup, days=61)
    make_evidence(cup, days=62, paper="safeguarding")
    run_reminders(alliance)
    assert sent(alliance) == []
    for _ in range(2):
        with at(later(days=2)):
            run_reminders(alliance)
    assert sent(alliance) == [("papers_end", "lead@cup.example")], "both papers, in one message"
    for days in (3, 20, 31):
        with at(later(days=days)):
            run_reminders(alliance)
    assert len(sent(alliance)) == 2
    for days in (32, 33, 40, 54, 55, 56):
        with at(later(days=days)):
            run_reminders(alliance)
    with in_alliance(alliance):
        steps = Reminder.objects.order_by("sent_on").values_list("requirement__name", "days")
        assert sorted(steps) == [
            ("Insurance", 7), ("Insurance", 30), ("Insurance", 60),
            ("Safeguarding", 7), ("Safeguarding", 30), ("Safeguarding", 60),
        ]  # fmt: skip
        days = list(Reminder.objects.values_list("sent_on", flat=True))
    assert len(sent(alliance)) == len(set(days))
    told = len(days_told(alliance))
    for days in (62, 62, 63, 63, 64, 70):
        with at(later(days=days)):
            run_reminders(alliance)
    assert [one for one, _ in sent(alliance)[told:]] == ["papers_ended"] * 2, "each end is told once"
    with at(later(days=200)):
        run_reminders(alliance)
    assert len(sent(alliance)) == told + 2


def days_told(alliance):
    with in_alliance(alliance):
        return set(Reminder.objects.values_list("sent_on", flat=True))


def test_what_was_never_there_is_warned_of_and_then_told(alliance):
    make_requirement(alliance, from_on=today() + timedelta(days=90))
    joined(make_organisation(alliance, "cup"))
    joining = make_organisation(alliance, "joining")
    make_user(alliance, "lead@cup.example", cup="organisation_lead")
    make_user(alliance, "lead@joining.example", joining="organisation_lead")
    with in_alliance(alliance):
        type(joining).objects.filter(pk=joining.pk).update(is_member=True)
    for days in (0, 28, 29, 30, 58, 59, 60, 82, 83, 89):
        with at(later(days=days)):
            run_reminders(alliance)
    assert sent(alliance) == [("papers_end", "lead@cup.example")] * 3
    with at(later(days=90)):
        run_reminders(alliance)
        run_reminders(alliance)
    assert sent(alliance)[3:] == [("papers_ended", "lead@cup.example")]
    with in_alliance(alliance):
        assert (
            Message.objects.order_by("queued_at").last().values["on"]
            == (today() + timedelta(days=90)).isoformat()
        )


def test_a_clock_that_stood_still_tells_the_end_and_not_what_is_old(alliance):
    make_requirement(alliance)
    for slug, days in (("new", -5), ("old", -40)):
        make_evidence(joined(make_organisation(alliance, slug)), days=days)
        make_user(alliance, f"lead@{slug}.example", **{slug: "organisation_lead"})
    run_reminders(alliance)
    assert sent(alliance) == [("papers_ended", "lead@new.example")]


def test_whoever_leads_is_told_when_what_they_may_do_changes(alliance):
    make_requirement(alliance)
    cup = joined(make_organisation(alliance, "cup"))
    lead = make_user(alliance, "lead@cup.example", cup="organisation_lead")
    make_user(alliance, "worker@cup.example", cup="worker")
    gemma = make_user(alliance, "g@a.example", office="coordinator")
    paper = make_evidence(cup, days=40)
    with in_alliance(alliance):
        by = actor_of(gemma, alliance)
        refuse_evidence(paper, reason="It is another firm's.", by=by)
        again = {
            "paper": "insurance", "reference": " pol 1", "valid_from": today(),
            "valid_until": today() + timedelta(days=300),
        }  # fmt: skip
        with pytest.raises(Stale, match="could not be taken"):
            add_evidence(cup, by=actor_of(lead, alliance), **again)
        assert add_evidence(cup, by=by, **again), "it was put right, and they rang"
        suspend(cup, reason="data", words="A list was lost.", by=by)
        end_suspension(cup, by=by)
    assert sent(alliance) == [("standing", "lead@cup.example")] * 3


def test_who_has_left_is_left_alone(alliance):
    make_requirement(alliance)
    cup = joined(make_organisation(alliance, "cup"))
    make_evidence(cup, days=5)
    with in_alliance(alliance):
        type(cup).objects.filter(pk=cup.pk).update(left_on=now().date(), email="hello@cup.example")
    run_reminders(alliance)
    assert sent(alliance) == []
