"""What was found goes along: on a leaflet in large print, to someone else, on a list of a worker’s, on a member’s site."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from alongside.foundation.accounts.demo import DEMO_PASSWORD

from .steps import Visitor


@contextmanager
def served(body: str) -> Iterator[int]:
    """Somebody else's website of one page."""

    class OnePage(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), OnePage)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def visit(browser, site, size):
    opened = []

    def arrive(**more) -> Visitor:
        opened.append(Visitor(browser, site, size=size, **more))
        return opened[-1]

    yield arrive
    for visitor in opened:
        visitor.close()


def test_places_go_onto_a_leaflet_without_a_script(visit):
    dawn = visit().goes_to("/find/").fills("In your own words", "cant sleep and the bills are piling up")
    refused = []
    dawn.page.on(
        "console", lambda message: refused.append(message.text) if "Security Policy" in message.text else None
    )
    dawn.presses("See who can help").sees("Take these with you")
    ticks = dawn.page.get_by_label("Put on my leaflet")
    for number in (0, 1, 2):
        ticks.nth(number).check(force=True)
    dawn.looks_right("results-with-ticks")
    dawn.presses("Make my leaflet").sees("Your leaflet", "3 places", "This is on every leaflet")
    dawn.page.get_by_text("Send it to someone").click()
    dawn.sees("We keep nothing").looks_right("leaflet")
    paper = dawn.page.get_by_role("link", name="Print it").get_attribute("href")
    assert dawn.page.request.get(dawn.address + paper).body().startswith(b"%PDF")
    dawn.presses("Take off").sees("2 places")
    dawn.page.locator(".leaflet__one a").first.click()
    dawn.sees("See my leaflet").page.get_by_text("Send this to someone").click()
    dawn.looks_right("service-shared")
    assert not refused, "the data block is no script to the browser"
    # And without a script, from an address that someone was sent
    other = visit(javascript=False).goes_to(
        dawn.page.get_by_role("link", name="See my leaflet").get_attribute("href")
    )
    other.sees("2 places").presses("Find more to add").sees("What’s going on?")


def test_a_worker_keeps_a_list_for_their_organisation(visit, size):
    name = f"Nights in Grimsby {size['width']}"
    worker = (
        visit().goes_to("/account/sign-in/").fills("Email address", "tracey-fenwick@tidewater-minds.example")
    )
    worker.fills("Password", DEMO_PASSWORD).presses("Sign in", exact=True).sees("Sign out")
    worker.goes_to("/find/?need=sleep").page.locator(".svc__name a").first.click()
    worker.presses("Keep on a list").presses("Keep it").sees("Nothing is lost").looks_right("list-keep-error")
    if worker.page.get_by_label("A new list").count():
        worker.chooses("A new list")
    worker.fills("What is the new list called?", name).presses("Keep it").sees("is on the list", name)
    worker.page.get_by_text("Rename or remove this list").click()
    worker.looks_right("list").goes_to("/lists/").sees(name).looks_right("lists")
    worker.presses(name).presses("See as a leaflet").sees("Your leaflet", "1 place")


def test_a_members_own_site_leads_here(visit, site):
    # Given a page of somebody else's with what we give to paste, served from another host
    reader = visit().goes_to("/open-directory/").presses("Put this search on your website")
    reader.sees("Copy one of these").looks_right("embed")
    paste = [reader.page.locator("textarea").nth(number).input_value() for number in (0, 1)]
    paste = [text.replace(text.split("://")[1].split("/")[0], site.address.split("://")[1]) for text in paste]
    body = f"<!doctype html><html lang=en><title>Us</title><h1>Us</h1>{''.join(reversed(paste))}"
    with served(body) as port:
        other = visit()
        elsewhere = f"http://elsewhere.localhost:{port}/"
        other.page.goto(elsewhere)
        # Then the frame is shown, and its links lead out of it
        frame = other.page.frame_locator("iframe")
        frame.get_by_role("link", name="Trouble sleeping").wait_for()
        assert not other.context.cookies()
        other.pictured("embedded")
        frame.get_by_role("link", name="Say what’s going on").click()
        other.sees("Say it your own way")
        # And so does the form
        other.page.goto(elsewhere)
        other.page.get_by_label("What would help?").select_option("sleep")
        other.presses("See who can help").sees("Trouble sleeping", "Take these with you")
    visit().goes_to("/embed/frame/").looks_right("embed-frame")


def test_anyone_takes_the_whole_directory(visit):
    reader = (
        visit().goes_to("/").presses("Open directory").sees("Take the whole directory").looks_right("take")
    )
    with reader.page.expect_download() as coming:
        reader.page.locator("a[download]").first.click()
    assert (coming.value.path()).stat().st_size > 10_000
    reader.presses("How programs read it").sees("/api/oruk/").looks_right("programs")
