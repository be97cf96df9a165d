"""Members tell each other something, and thank each other."""

import pytest

from alongside.foundation.accounts.demo import DEMO_PASSWORD

from .steps import Visitor

WORKER = "tracey-fenwick@tidewater-minds.example"


@pytest.fixture
def visit(browser, site, size):
    opened = []

    def arrive(who: str = "", **more) -> Visitor:
        opened.append(Visitor(browser, site, size=size, **more))
        if who:
            signing_in = opened[-1].goes_to("/account/sign-in/").fills("Email address", who)
            signing_in.fills("Password", DEMO_PASSWORD).presses("Sign in", exact=True).sees("Sign out")
        return opened[-1]

    yield arrive
    for visitor in opened:
        visitor.close()


def test_a_worker_tells_everyone_and_anyone_can_read_it(visit, size):
    title = f"Soup on Thursdays at {size['width']}"
    # Given a worker at a member with something to say
    worker = visit(WORKER).goes_to("/news/")
    worker.sees("News").looks_right("news").presses("Tell everyone")
    # When they leave out what happened, nothing is lost
    worker.fills("In one line", title).presses("Publish it")
    worker.sees("Nothing is lost").looks_right("news-write-error")
    worker.fills("What happened", "From noon, for anyone.\n\nBring a bowl.")
    worker.page.get_by_label("Anyone may read it").check(force=True)
    worker.presses("Publish it").sees("Thank you", title)
    # Then anyone can read it, without signing in or a script
    anyone = visit(javascript=False).goes_to("/updates/")
    anyone.sees(title, "Bring a bowl.", "the Atom feed").looks_right("news-public")
    # And when it was wrong, it is taken back
    worker.presses(title).looks_right("news-update")
    worker.page.get_by_text("Take this back").first.click()
    worker.fills("Why", "It is on Fridays").presses("Take it back").sees("Nobody sees it any more")
    assert title not in anyone.goes_to("/updates/").text


def test_a_worker_thanks_another_organisation(visit):
    worker = visit(WORKER).goes_to("/news/").presses("Thank someone")
    worker.looks_right("news-thank")
    worker.page.get_by_label("Whom do you thank?").select_option(index=3)
    worker.fills("In one line", "Thank you for today").fills("What happened", "You drove over.")
    worker.presses("Publish it").sees("thanks", "You drove over.")
