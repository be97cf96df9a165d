"""The real transports against a real SMTP server and a server that answers as GOV.UK Notify documents."""

import json
import socket
import threading
from collections.abc import Iterator
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import jwt
import pytest
from aiosmtpd.controller import Controller

from alongside.foundation.messages.catalogue import TEMPLATES
from alongside.foundation.messages.transports import Letter, Refused, TryAgain, notify, smtp

SERVICE = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"
MESSAGE = UUID("0199c0de-0000-7000-8000-000000000001")


def letter(to: str, *, tried_before: bool = False) -> Letter:
    values = {"code": "123456", "link": "https://a.example/my/x/"}
    words = TEMPLATES["your_code"].written(values, place="Grimsby", telephone="01632 960123")
    return Letter(id=MESSAGE, to=to, words=words, place="Grimsby", tried_before=tried_before)


class Postbox:
    """An SMTP server's own part: takes mail, except for two addresses."""

    def __init__(self) -> None:
        self.mail: list[bytes] = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address.startswith("nobody"):
            return "550 5.1.1 No such mailbox"
        if address.startswith("busy"):
            return "451 4.7.1 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.mail.append(envelope.content)
        return "250 OK"


@pytest.fixture
def postbox(settings) -> Iterator[Postbox]:
    box = Postbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_HOST_USER = ""
    yield box
    server.stop()


def test_two_copies_of_a_mail_carry_one_message_id(postbox) -> None:
    smtp(letter("a@a.example"))
    smtp(letter("a@a.example"))
    first, second = (message_from_bytes(mail) for mail in postbox.mail)
    assert first["Message-ID"] == second["Message-ID"] == f"<{MESSAGE}@alongside.example>"
    assert first["To"] == "a@a.example"
    assert first["From"].startswith("Alongside Grimsby <")
    assert first["Auto-Submitted"] == "auto-generated"
    assert "123456" in first.get_payload(decode=True).decode()


@pytest.mark.parametrize(
    ("to", "wrong"), [("nobody@a.example", Refused), ("busy@a.example", TryAgain), ("a@b\nBcc: c", Refused)]
)
def test_a_no_from_the_mail_server_is_final_or_for_now(postbox, to, wrong) -> None:
    with pytest.raises(wrong):
        smtp(letter(to))
    assert postbox.mail == []


def test_no_mail_server_means_try_again(settings) -> None:
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(TryAgain):
        smtp(letter("a@a.example"))


class Notify(BaseHTTPRequestHandler):
    """Answers as the API's own documentation says it does, and keeps what it was asked."""

    def do_POST(self) -> None:
        self._check()
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        number = body["phone_number"]
        self.server.asked.append((self.path, body))
        if number == "123":
            problem = {"error": "ValidationError", "message": "phone_number Too short"}
            return self._answer(400, {"status_code": 400, "errors": [problem]})
        if number.endswith("429"):
            problem = {"error": "RateLimitError", "message": "Exceeded rate limit"}
            return self._answer(429, {"status_code": 429, "errors": [problem]})
        if number.endswith("500"):
            problem = {"error": "Exception", "message": "Internal server error"}
            return self._answer(500, {"status_code": 500, "errors": [problem]})
        content = {"body": body["personalisation"]["message"], "from_number": "GOVUK"}
        return self._answer(201, {"id": str(MESSAGE), "reference": body["reference"], "content": content})

    def do_GET(self) -> None:
        self._check()
        self.server.asked.append((self.path, None))
        reference = parse_qs(urlsplit(self.path).query)["reference"][0]
        found = [body for _path, body in self.server.asked if body and body["reference"] == reference]
        self._answer(200, {"notifications": found, "links": {"current": self.path}})

    def _check(self) -> None:
        kind, token = self.headers["Authorization"].split(" ")
        claims = jwt.decode(token, SECRET, algorithms=["HS256"], leeway=30)
        assert (kind, claims["iss"]) == ("Bearer", SERVICE)
        assert set(claims) == {"iss", "iat"}
        assert jwt.get_unverified_header(token) == {"typ": "JWT", "alg": "HS256"}

    def _answer(self, status: int, body: dict) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *args) -> None:
        pass


@pytest.fixture
def notify_server(settings) -> Iterator[HTTPServer]:
    server = HTTPServer(("127.0.0.1", 0), Notify)
    server.asked = []
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    settings.ALONGSIDE_NOTIFY_API_KEY = f"alongside-{SERVICE}-{SECRET}"
    settings.ALONGSIDE_NOTIFY_ADDRESS = f"http://127.0.0.1:{server.server_port}"
    settings.ALONGSIDE_NOTIFY_TEMPLATE = TEMPLATE
    yield server
    server.shutdown()
    server.server_close()


def test_a_text_goes_as_notify_asks_for_it(notify_server) -> None:
    notify(letter("07700 900123"))
    assert notify_server.asked == [
        (
            "/v2/notifications/sms",
            {
                "phone_number": "07700 900123",
                "template_id": TEMPLATE,
                "personalisation": {
                    "message": "Your code is 123456, for 1 hour. Tell nobody. Type it at https://a.example/my/x/"
                },
                "reference": str(MESSAGE),
            },
        )
    ]


def test_a_second_try_asks_first_and_does_not_text_twice(notify_server) -> None:
    notify(letter("07700 900123"))
    notify(letter("07700 900123", tried_before=True))
    assert [path for path, _body in notify_server.asked] == [
        "/v2/notifications/sms",
        f"/v2/notifications?reference={MESSAGE}",
    ]


def test_a_second_try_texts_if_the_first_never_came(notify_server) -> None:
    notify(letter("07700 900123", tried_before=True))
    assert [path.split("?")[0] for path, _body in notify_server.asked] == [
        "/v2/notifications",
        "/v2/notifications/sms",
    ]


@pytest.mark.parametrize(
    ("to", "wrong"), [("123", Refused), ("07700900429", TryAgain), ("07700900500", TryAgain)]
)
def test_a_no_from_notify_is_final_or_for_now(notify_server, to, wrong) -> None:
    with pytest.raises(wrong):
        notify(letter(to))


def test_no_notify_means_try_again(settings) -> None:
    settings.ALONGSIDE_NOTIFY_API_KEY = f"alongside-{SERVICE}-{SECRET}"
    settings.ALONGSIDE_NOTIFY_ADDRESS = "http://127.0.0.1:1"
    with pytest.raises(TryAgain):
        notify(letter("07700 900123"))
    settings.ALONGSIDE_NOTIFY_API_KEY = ""
    with pytest.raises(TryAgain, match="not set up"):
        notify(letter("07700 900123"))
