"""The real job worker, as the runtime role, sends what a committed transaction queued."""

import asyncio

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from alongside.foundation.messages.models import Message
from alongside.foundation.messages.outbox import queue_message
from alongside.foundation.tenancy.context import in_alliance


@pytest.mark.django_db(transaction=True)
def test_the_worker_sends_what_was_queued(alliance, settings) -> None:
    settings.ALONGSIDE_EMAIL_TRANSPORT = "demo"
    with in_alliance(alliance):
        queue_message(
            alliance_id=alliance.pk,
            key="one",
            channel="email",
            to="a@a.example",
            template="your_code",
            values={"code": "123456", "link": "https://a.example/my/x/"},
        )
    _work()
    with in_alliance(alliance):
        assert Message.objects.get().state == Message.State.SENT
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE task_name = 'messages.send'")
        assert cursor.fetchall() == [("succeeded",)]


def _work() -> None:
    with app.replace_connector(app.connector.get_worker_connector()) as worker_app:
        asyncio.run(_until_empty(worker_app))


async def _until_empty(worker_app) -> None:
    async with worker_app.open_async():
        await worker_app.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)
