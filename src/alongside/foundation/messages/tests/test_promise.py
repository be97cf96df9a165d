"""Promise 6: each message has one effect, over a transport that drops, doubles, delays and reorders."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.foundation.access.errors import Ended
from alongside.foundation.access.links import find_link, make_link, use_link
from alongside.foundation.messages.delivery import send
from alongside.foundation.messages.models import Message
from alongside.foundation.messages.outbox import queue_message
from alongside.foundation.messages.transports import Letter, Refused, TryAgain
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.ids import uuid7
from alongside.foundation.workflow.clock import at, now

pytestmark = pytest.mark.django_db

# What the transport does at one try. "crash" is the worker dying after the message left, before it was noted.
MISHAPS = st.sampled_from(["arrive", "drop", "double", "delay", "refuse", "lost answer", "crash"])


class Crash(BaseException):
    """The worker is gone."""


class NastyTransport:
    """Keeps the letters that reach the reader, in the order that they do."""

    def __init__(self, mishaps) -> None:
        self.mishaps = iter(mishaps)
        self.arrived: list[Letter] = []
        self.late: list[Letter] = []

    def __call__(self, letter: Letter) -> None:
        mishap = next(self.mishaps, "arrive")
        if mishap == "refuse":
            raise Refused("The address was refused.")
        if mishap == "drop":
            raise TryAgain("The mail server could not be reached.")
        (self.late if mishap == "delay" else self.arrived).append(letter)
        if mishap == "double":
            self.late.append(letter)
        if mishap == "lost answer":
            raise TryAgain("The mail server did not answer.")
        if mishap == "crash":
            raise Crash


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    mishaps=st.lists(MISHAPS, max_size=24),
    causes=st.lists(st.integers(0, 3), min_size=1, max_size=8),
    shuffle=st.randoms(use_true_random=False),
)
def test_each_message_has_exactly_one_effect(alliance, mishaps, causes, shuffle) -> None:
    run = uuid7()
    transport = NastyTransport(mishaps)
    with transaction.atomic():
        waiting = _queue(alliance, run, causes)
        moment = now()
        for _round in range(40):  # later and later, and never in order
            if not waiting:
                break
            moment += timedelta(hours=1)
            shuffle.shuffle(waiting)
            for message in list(waiting):
                if _try(alliance, message, transport, moment) is None:
                    waiting.remove(message)
        assert not waiting, "a message neither went nor failed"
        with in_alliance(alliance):
            rows = list(Message.objects.filter(key__startswith=str(run)))
        assert len(rows) == len(set(causes)), "one cause, one message"
        letters = transport.arrived + transport.late
        for row in rows:
            copies = [letter for letter in letters if letter.id == row.pk]
            assert row.state in (Message.State.SENT, Message.State.FAILED)
            if row.state == Message.State.SENT:
                assert copies, "noted as sent, and never sent"
            else:
                assert row.problem
            assert len({letter.message_id for letter in copies}) <= 1
        shuffle.shuffle(letters)
        _press_every_link(alliance, letters)
        transaction.set_rollback(True)


def _queue(alliance, run, causes) -> list[Message]:
    queued = []
    for number in causes:
        with in_alliance(alliance):
            token = make_link(alliance_id=alliance.pk, purpose="test", subject_id=uuid7(), days=7)
            message = queue_message(
                alliance_id=alliance.pk,
                key=f"{run} {number}",
                channel="email",
                to="a@a.example",
                template="your_page",
                values={"link": f"https://first.example/p/{token}/"},
            )
            if message is not None:
                queued.append(message)
    return queued


def _try(alliance, message, transport, moment) -> int | None:
    try:
        with at(moment), transaction.atomic():
            return send(alliance_id=alliance.pk, message_id=message.pk, person_id=None, transport=transport)
    except Crash:
        return 0  # its job is found by the sweep, and tried again


def _press_every_link(alliance, letters) -> None:
    """Every copy that arrived is opened and its link pressed, twice."""
    effects: Counter = Counter()
    for letter in letters * 2:
        token = letter.words.email.split("/p/")[1].split("/")[0]
        with in_alliance(alliance):
            try:
                use_link(find_link(token, purpose="test"))
            except Ended:
                continue
            effects[letter.id] += 1
    assert effects == Counter({letter.id for letter in letters})
