"""Looking at websites: real servers, and addresses that may never be asked."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from alongside.directory.models import LinkCheck
from alongside.directory.tests.factories import make_service
from alongside.foundation.tenancy.context import in_alliance
from alongside.upkeep import tasks
from alongside.upkeep.looking import NOT_THERE, fault_of, is_public


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        code = int(self.path.strip("/"))
        self.send_response(code)
        if code == 302:
            self.send_header("Location", "http://169.254.169.254/latest/")
        self.end_headers()

    def log_message(self, *_args):
        pass


def ANY(_address):  # noqa: N802 - reads as what it is, a constant
    return True


@pytest.fixture(scope="module")
def server():
    made = HTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()


@pytest.mark.parametrize(
    ("code", "fault"), [(200, ""), (404, "It answered 404"), (500, "It answered 500"), (403, ""), (429, "")]
)
def test_what_a_website_says(server, code, fault):
    assert fault_of(f"{server}/{code}", may_ask=ANY, may_meet=ANY) == fault


def test_a_redirect_inside_is_not_followed(server):
    asked = []

    def may_ask(address):
        asked.append(address)
        return "127.0.0.1" in address

    assert fault_of(f"{server}/302", may_ask=may_ask, may_meet=ANY) == "It did not answer"
    assert asked[-1].startswith("http://169.254.169.254")


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://localhost/", "http://10.0.0.1/", "http://[::1]/", "http://[::ffff:10.0.0.1]/",
        "http://169.254.169.254/", "file:///etc/passwd", "ftp://a.example/", "http://u:p@93.184.216.34/",
        "http://93.184.216.34:22/", "http://93.184.216.34:99999/", "http://[", "https://", "http://0/", "http://a.invalid/",
    ],
)  # fmt: skip
def test_what_is_never_asked(address):
    assert not is_public(address)
    assert fault_of(address) == NOT_THERE


def test_a_name_that_leads_inside_once_it_was_looked_up_is_not_met(server, monkeypatch):
    """DNS rebinding: the first answer is of the internet, the second of this machine."""
    answers = iter(["93.184.216.34", "127.0.0.1", "127.0.0.1"])
    monkeypatch.setattr(
        "socket.getaddrinfo",
        lambda host, port, **_: [(2, 1, 6, "", (next(answers), port))],
    )
    monkeypatch.setattr("urllib.request.getproxies", dict)
    met = []
    monkeypatch.setattr("socket.create_connection", lambda address, *_: met.append(address))
    assert fault_of("http://turns.example/") == "It did not answer"
    assert not met


def test_a_plain_public_address_is_asked():
    assert is_public("https://93.184.216.34/a")


@pytest.mark.django_db(transaction=False)
def test_a_round_notes_each_and_leaves_a_demo_alone(alliance, monkeypatch):
    with in_alliance(alliance):
        make_service(alliance, "Good", url="https://good.example")
        make_service(alliance, "Bad", url="https://bad.example")
        make_service(alliance, "None")
    monkeypatch.setattr(tasks, "fault_of", lambda address: "It did not answer" if "bad" in address else "")
    alliance.is_demo = True
    assert tasks.run_links(alliance) == 0
    alliance.is_demo = False
    assert tasks.run_links(alliance) == 2
    with in_alliance(alliance):
        said = dict(LinkCheck.objects.values_list("service__name", "said"))
    assert said == {"Good": "", "Bad": "It did not answer"}
