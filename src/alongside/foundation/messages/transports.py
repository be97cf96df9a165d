"""The ways out: nowhere (the demo), SMTP, GOV.UK Notify."""

import smtplib
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from notifications_python_client.errors import HTTPError
from notifications_python_client.notifications import NotificationsAPIClient

from .catalogue import Written

Transport = Callable[["Letter"], None]


class TryAgain(Exception):
    """It may go later. The text is a plain sentence."""


class Refused(Exception):
    """It will never go to this address. The text is a plain sentence."""


class Letter:
    """What a transport is given: the message's id (the same at every try), where to, and the words."""

    def __init__(self, *, id: UUID, to: str, words: Written, place: str, tried_before: bool) -> None:
        self.id, self.to, self.words, self.place, self.tried_before = id, to, words, place, tried_before

    @property
    def message_id(self) -> str:
        """RFC 5322 Message-ID: a mail program shows two copies with the same one once."""
        return f"<{self.id}@{settings.DEFAULT_FROM_EMAIL.rsplit('@', 1)[-1].strip('<> ')}>"


def demo(letter: Letter) -> None:
    """Nothing leaves the machine; the outbox is the letter box."""


def smtp(letter: Letter) -> None:
    """E-mail. A 5xx answer about the address is final; everything else is tried again."""
    mail = EmailMessage(
        subject=letter.words.subject,
        body=letter.words.email,
        from_email=f"Alongside {_ascii(letter.place)} <{settings.DEFAULT_FROM_EMAIL}>",
        to=[letter.to],
        headers={"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"},
        connection=get_connection("django.core.mail.backends.smtp.EmailBackend"),
    )
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as error:
        code, _answer = next(iter(error.recipients.values()), (0, b""))
        if 500 <= code < 600:
            raise Refused("The e-mail address was refused. Check it and put it right.") from error
        raise TryAgain("The other end's mail server is not taking mail just now.") from error
    except (smtplib.SMTPException, OSError) as error:
        raise TryAgain("The mail server could not be reached or would not take the message.") from error
    except ValueError as error:  # a line break in an address
        raise Refused("The e-mail address was refused. Check it and put it right.") from error


def notify(letter: Letter) -> None:
    """A text message by GOV.UK Notify. Its template holds one place to fill, ((message)).

    Notify sends as often as it is asked, so before a second try it is asked what became of the first.
    """
    try:
        client = NotificationsAPIClient(
            settings.ALONGSIDE_NOTIFY_API_KEY, base_url=settings.ALONGSIDE_NOTIFY_ADDRESS, timeout=15
        )
    except AssertionError as error:
        raise TryAgain("Text messages are not set up: there is no GOV.UK Notify key.") from error
    try:
        if letter.tried_before and _with_notify(client, str(letter.id)):
            return
        client.send_sms_notification(
            phone_number=letter.to,
            template_id=settings.ALONGSIDE_NOTIFY_TEMPLATE,
            personalisation={"message": letter.words.text},
            reference=str(letter.id),
        )
    except HTTPError as error:
        if error.status_code == 400 and "phone_number" in str(error.message):
            raise Refused(
                "The telephone number cannot take text messages. Check it and put it right."
            ) from error
        raise TryAgain("The text message service did not take the message.") from error
    except Exception as error:  # the client lets a body that is not JSON, and more, through
        raise TryAgain("The text message service did not answer as it should.") from error


def _with_notify(client: NotificationsAPIClient, reference: str) -> bool:
    answer: Any = client.get_all_notifications(reference=reference)
    return bool(answer and answer.get("notifications"))


def _ascii(words: str) -> str:
    return "".join(letter for letter in words if letter.isalnum() or letter in " '-")


TRANSPORTS: dict[str, Transport] = {"demo": demo, "smtp": smtp, "notify": notify}


def transport_for(channel: str) -> Transport:
    """The transport that the settings name for a channel. Raises KeyError for one that does not exist."""
    return TRANSPORTS[
        settings.ALONGSIDE_EMAIL_TRANSPORT if channel == "email" else settings.ALONGSIDE_TEXT_TRANSPORT
    ]
