"""Feeds: pages of a real server on this machine, well behaved and not."""

import contextlib
import json
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from .. import UnreadableSourceError, feed, limits
from ..feed import Feed
from ..rows import Level
from .test_json import SERVICE


@pytest.fixture
def server():
    """A feed; `answers` maps a path, or a path and page, to a status and a body."""

    class Answers(BaseHTTPRequestHandler):
        answers: dict = {}
        asked: list = []

        def do_GET(self):
            parts = urlsplit(self.path)
            page = parse_qs(parts.query).get("page", ["1"])[0]
            self.asked.append(self.path)
            status, body = self.answers.get((parts.path, page)) or self.answers.get(parts.path) or (404, "")
            if status in (301, 302):
                self.send_response(status)
                self.send_header("Location", body)
                self.end_headers()
                return
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            if type(data) is bytes:
                self.wfile.write(data)
                return
            with contextlib.suppress(OSError):  # the reader has gone
                for drop in data:
                    self.wfile.write(drop)
                    time.sleep(0.01)

        def log_message(self, *args):
            pass

    Answers.answers, Answers.asked = {}, []
    http = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=http.serve_forever, args=[0.01], daemon=True).start()
    Answers.address = f"http://127.0.0.1:{http.server_port}"
    yield Answers
    http.shutdown()
    http.server_close()


def read(address):
    told = []
    rows = list(Feed(address, told.append, wait=0, timeout=5).rows())
    return rows, told


def page(number, total, *services):
    return 200, {
        "total_pages": total,
        "page_number": number,
        "last_page": number == total,
        "contents": list(services),
    }


def test_all_pages_are_read_in_order(server):
    for number in (1, 2, 3):
        server.answers["/api/services", str(number)] = page(number, 3, {**SERVICE, "id": f"s{number}"})
    rows, _ = read(server.address + "/api")
    assert [row.source_id for row in rows if row.kind == "service"] == ["s1", "s2", "s3"]


def test_summaries_are_asked_for_whole_and_kept_where_that_fails(server):
    summaries = [{"id": name, "name": name, "description": "", "status": "active"} for name in ("s1", "s2")]
    server.answers["/services"] = page(1, 1, *summaries)
    server.answers["/services/s1"] = (200, SERVICE)
    server.answers["/services/s2"] = (500, "")
    rows, told = read(server.address)
    assert [row.source_id for row in rows if row.kind == "service"] == ["s1", "s2"]
    assert [row.source_id for row in rows if row.kind == "location"] == ["l1"]
    kept = [one for one in told if one.level is Level.NOTE]
    assert [(one.source_id, one.partial) for one in kept] == [("s2", True)]


def test_a_page_that_stays_broken_ends_the_import(server):
    server.answers["/services", "1"] = page(1, 2, SERVICE)
    server.answers["/services", "2"] = (500, "")
    with pytest.raises(UnreadableSourceError, match=r"page 2 could not be read: it answered 500"):
        read(server.address + "/services")
    assert len([path for path in server.asked if "page=2" in path]) == 3


def test_a_feed_that_ignores_the_page_number_ends(server):
    server.answers["/services"] = (200, {"contents": [SERVICE], "last_page": False})
    rows, told = read(server.address)
    assert sum(row.kind == "service" for row in rows) == 1
    assert [one.partial for one in told if "page again" in one.reason] == [False]


def test_a_feed_that_goes_round_in_a_ring_ends(server):
    for number in range(1, 8):
        service = {**SERVICE, "id": f"ring-{number % 3}"}
        server.answers["/services", str(number)] = (200, {"contents": [service], "last_page": False})
    rows, told = read(server.address)
    assert [row.source_id for row in rows if row.kind == "service"] == ["ring-1", "ring-2", "ring-0"]
    assert [(one.place.file, one.partial) for one in told if "page again" in one.reason] == [("page 4", True)]
    assert len([path for path in server.asked if "page=" in path]) == 4


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/x", "gopher://x"])
def test_no_redirect_to_anything_but_the_web(server, target):
    server.answers["/services"] = (302, target)
    with pytest.raises(UnreadableSourceError):
        read(server.address)


@pytest.mark.parametrize("inside", ["169.254.169.254", "127.0.0.1", "10.0.0.5", "::1", "::ffff:127.0.0.1"])
def test_a_feed_on_the_web_leads_nowhere_inside(monkeypatch, inside):
    known = {"feed.example": "203.0.114.7", "rebound.example": inside}
    monkeypatch.setattr(
        feed.socket, "getaddrinfo", lambda host, *more: [(None, None, 0, "", (known[host], 80))]
    )
    request = urllib.request.Request("http://feed.example/services")
    with pytest.raises(UnreadableSourceError, match="inside"):
        feed._Redirects().redirect_request(request, None, 302, "", {}, "http://rebound.example/latest")


def test_a_page_that_comes_by_drops_is_not_waited_for(server):
    class Drops(bytes):
        def __iter__(self):
            return (self[at : at + 1] for at in range(len(self)))

    server.answers["/services"] = 200, Drops(b'{"contents": []}' + b" " * 1000)
    began = time.monotonic()
    with pytest.raises(UnreadableSourceError, match="too long"):
        list(Feed(f"{server.address}/services", [].append, wait=0, timeout=0.05).rows())
    assert time.monotonic() - began < 6


def test_redirects_do_not_go_round_for_ever(server):
    server.answers["/services"] = (302, "/services")
    with pytest.raises(UnreadableSourceError):
        read(server.address)


def test_a_page_without_end_is_not_read_to_its_end(server, monkeypatch):
    monkeypatch.setattr(limits, "PAGE_BYTES", 100_000)
    server.answers["/services"] = (200, b"[" + b" " * 1_000_000)
    with pytest.raises(UnreadableSourceError, match="larger than"):
        read(server.address)


@pytest.mark.parametrize("body", [b"<html>Sorry</html>", b"", b'{"contents": [{"id": 1}', b"\xff\xfe"])
def test_a_page_that_is_not_json(server, body):
    server.answers["/services"] = (200, body)
    with pytest.raises(UnreadableSourceError):
        read(server.address)


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://example.org", "http://", "http://me:pw@example.org"]
)
def test_only_web_addresses(address):
    with pytest.raises(UnreadableSourceError):
        Feed(address, print)


def test_nobody_there():
    with pytest.raises(UnreadableSourceError, match="did not answer"):
        read("http://127.0.0.1:9")
