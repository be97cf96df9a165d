"""Queueing, sending once, and what happens when it cannot be sent."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from alongside.foundation.messages import delivery
from alongside.foundation.messages.models import Message
from alongside.foundation.messages.outbox import queue_message
from alongside.foundation.messages.queries import failed_messages
from alongside.foundation.messages.tasks import sweep
from alongside.foundation.messages.transports import Refused, TryAgain
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.ids import uuid7
from alongside.foundation.tenancy.models import Alliance
from alongside.foundation.tenancy.people import end_person_access, grant_person_access
from alongside.foundation.workflow.clock import at, later, now
from alongside.membership.models import Organisation

pytestmark = pytest.mark.django_db


def queue(alliance, key="one", **more):
    wanted = {
        "channel": "email",
        "to": "someone@a.example",
        "template": "your_code",
        "values": {"code": "123456", "link": "https://a.example/my/x/"},
        **more,
    }
    return queue_message(alliance_id=alliance.pk, key=key, **wanted)


def jobs() -> list[dict]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'messages.send'")
        return [json.loads(row[0]) for row in cursor.fetchall()]


def test_one_cause_queues_one_message_and_one_job(alliance) -> None:
    with in_alliance(alliance):
        assert queue(alliance) is not None
        assert queue(alliance) is None
        assert Message.objects.count() == 1
    assert len(jobs()) == 1
    assert set(jobs()[0]) == {"alliance", "message", "person"}


def test_a_rollback_leaves_neither_message_nor_job(alliance) -> None:
    with in_alliance(alliance), pytest.raises(ZeroDivisionError), transaction.atomic():
        queue(alliance)
        raise ZeroDivisionError
    with in_alliance(alliance):
        assert Message.objects.count() == 0
    assert jobs() == []


def test_a_message_about_someone_the_caller_no_longer_knows_still_goes(alliance) -> None:
    person = uuid7()
    with in_alliance(alliance):
        ours = Organisation.objects.create(alliance=alliance, name="A", slug="a", kind="charity")
    with in_alliance(alliance, organisation=ours):
        grant_person_access(person=person, organisation=ours.pk, reason="registered")
        end_person_access(person=person, organisation=ours.pk)
        message = queue(alliance, person_id=person, organisation_id=ours.pk)
        assert Message.objects.count() == 0  # the fence holds it from us again
    gone = []
    assert (
        delivery.send(alliance_id=alliance.pk, message_id=message.pk, person_id=person, transport=gone.append)
        is None
    )
    assert [letter.id for letter in gone] == [message.pk]


def test_a_sent_message_is_not_sent_again_and_forgets_its_link(alliance) -> None:
    with in_alliance(alliance):
        message = queue(alliance)
    gone = []
    for _ in range(3):
        assert try_once(alliance, message, gone.append) is None
    assert len(gone) == 1
    with in_alliance(alliance):
        kept = Message.objects.get()
        assert (kept.state, kept.values) == (Message.State.SENT, {})


def test_the_demo_keeps_what_it_would_have_sent(alliance, settings) -> None:
    settings.ALONGSIDE_EMAIL_TRANSPORT = settings.ALONGSIDE_TEXT_TRANSPORT = "demo"
    for is_demo, values in ((True, {"code": "123456", "link": "https://a.example/my/x/"}), (False, {})):
        with in_alliance(alliance):
            Alliance.objects.filter(pk=alliance.pk).update(is_demo=is_demo)
            message = queue(alliance, key=f"demo {is_demo}", channel="text", to="07700 900123")
        try_once(alliance, message)
        with in_alliance(alliance):
            kept = Message.objects.get(pk=message.pk)
        assert (kept.state, kept.to) == (Message.State.SENT, "07700 900123")
        assert kept.values == values


def try_once(alliance, message, transport=None) -> int | None:
    return delivery.send(alliance_id=alliance.pk, message_id=message.pk, person_id=None, transport=transport)


def test_it_waits_longer_each_time_and_then_fails_where_people_see_it(alliance) -> None:
    def down(letter):
        raise TryAgain("The mail server could not be reached.")

    with in_alliance(alliance):
        ours = Organisation.objects.create(alliance=alliance, name="A", slug="a", kind="charity")
        message = queue(
            alliance,
            organisation_id=ours.pk,
            template="referral_ended",
            values={"reference": "R-1"},
        )
    waits = [try_once(alliance, message, down) for _ in range(8)]
    assert waits == [*delivery.WAITS, None]
    with in_alliance(alliance, organisation=ours):
        (failed,) = failed_messages(ours.pk)
        assert failed.problem == "The mail server could not be reached."
        assert failed_messages(uuid7()) == []


def test_a_refusal_is_final(alliance) -> None:
    def refuse(letter):
        raise Refused("The e-mail address was refused.")

    with in_alliance(alliance):
        message = queue(alliance)
    assert try_once(alliance, message, refuse) is None
    with in_alliance(alliance):
        assert Message.objects.get().state == Message.State.FAILED


def test_a_code_that_has_run_out_is_not_sent(alliance) -> None:
    with in_alliance(alliance):
        message = queue(alliance)
    gone = []
    with at(now() + timedelta(minutes=51)):
        try_once(alliance, message, gone.append)
    assert gone == []
    with in_alliance(alliance):
        assert Message.objects.get().problem == delivery.TOO_LATE


def refused(letter):
    raise Refused("The e-mail address was refused.")


def unreachable(letter):
    raise TryAgain("The mail server could not be reached.")


@pytest.mark.parametrize(
    ("transport", "tries", "days"),
    [(refused, 1, 0), (unreachable, 8, 0), (unreachable, 1, 8), (lambda letter: None, 1, 0)],
    ids=["refused", "given up", "too late", "sent"],
)
def test_a_message_that_is_over_leaves_its_key_nowhere(alliance, transport, tries, days) -> None:
    key = "kF3" * 14 + "x"
    with in_alliance(alliance):
        link = f"https://a.example/my/{key}/"
        message = queue(alliance, template="your_page", values={"link": link})
    with at(later(days=days)):
        for _ in range(tries):
            try_once(alliance, message, transport)
    with in_alliance(alliance):
        assert Message.objects.get().state in (Message.State.FAILED, Message.State.SENT)
    with in_alliance(alliance), connection.cursor() as cursor:
        for table in ("outbox_message", "procrastinate_jobs", "procrastinate_events"):
            cursor.execute(f"SELECT count(*) FROM {table} AS row WHERE row::text LIKE %s", [f"%{key}%"])
            assert cursor.fetchone() == (0,), table


def test_the_database_keeps_no_key_of_a_failed_message(alliance) -> None:
    with in_alliance(alliance):
        message = queue(alliance)
        with pytest.raises(IntegrityError, match="failed_message_keeps_no_key"), transaction.atomic():
            Message.objects.filter(pk=message.pk).update(state="failed")


def test_a_message_whose_job_was_lost_is_queued_again(two_alliances) -> None:
    first, second = two_alliances
    person = uuid7()
    with at(now() - timedelta(minutes=20)):
        with in_alliance(first):
            lost = queue(first, person_id=person)
            queue(first, key="live")
        with in_alliance(second):
            queue(second)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE args->>'message' = %s", [str(lost.pk)])
    assert sweep() == 1
    assert sweep() == 0
    assert [j["message"] for j in jobs()].count(str(lost.pk)) == 1
    assert jobs()[-1]["person"] == str(person)


def test_the_function_that_finds_lost_messages_stays_in_its_alliance(two_alliances) -> None:
    first, second = two_alliances
    with at(now() - timedelta(minutes=20)), in_alliance(first):
        queue(first)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
        for alliance, expected in ((first, 1), (second, 0)):
            with in_alliance(alliance):
                cursor.execute("SELECT count(*) FROM messages_left_waiting(10)")
                assert cursor.fetchone()[0] == expected
        cursor.execute("SELECT count(*) FROM messages_left_waiting(10)")
        assert cursor.fetchone()[0] == 0


@pytest.mark.parametrize("wrong", [{"values": {"code": "Ada"}}, {"template": "x"}, {"channel": "post"}])
def test_a_message_that_says_too_much_is_never_queued(alliance, wrong) -> None:
    with in_alliance(alliance), pytest.raises(ValueError):
        queue(alliance, **wrong)
