"""Reminders in good time: once for each step, one message a day, and none when nothing ends."""

import pytest

from alongside.foundation.accounts.tests.factories import make_organisation, make_user
from alongside.foundation.messages.models import Message
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.workflow.clock import at, later, now
from alongside.membership.actions import run_reminders
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
    with at(later(days=80)):
        run_reminders(alliance)
    assert len(sent(alliance)) == len(set(days)), "what has ended is the coordinator's to ask for"


def test_who_has_left_is_left_alone(alliance):
    make_requirement(alliance)
    cup = joined(make_organisation(alliance, "cup"))
    make_evidence(cup, days=5)
    with in_alliance(alliance):
        type(cup).objects.filter(pk=cup.pk).update(left_on=now().date(), email="hello@cup.example")
    run_reminders(alliance)
    assert sent(alliance) == []
