"""Someone who is not all right finds help, asks for it, and sees on their own page what became of it."""

import re

import pytest

from .steps import Visitor

WORDS = "cant sleep since my mum died and im behind on rent"


@pytest.fixture
def visit(browser, site, size):
    opened = []

    def arrive(**more) -> Visitor:
        opened.append(Visitor(browser, site, size=size, **more))
        return opened[-1]

    yield arrive
    for visitor in opened:
        visitor.close()


def finds_help(someone: Visitor, words: str = WORDS) -> Visitor:
    someone.goes_to("/").sees("What’s going on?", "Need help right now?", "999", "116 123")
    someone.fills("In your own words", words).fills("Your postcode", "DN32 7RU")
    return someone.presses("See who can help")


def asks(someone: Visitor, name: str, email: str) -> Visitor:
    """Through the pages of asking, from where the words are known, to the last."""
    someone.sees("How can we reach you safely?").looks_right("ask-reach")
    someone.chooses("Email").fills("Email address", email).presses("Carry on")
    someone.sees("Age").looks_right("ask-about")
    someone.fills("First name", name).fills("Age", "34").presses("Carry on")
    return someone.sees("Who will see this", email).looks_right("ask-agree")


def own_page_of(someone: Visitor) -> tuple[str, str]:
    """The link and the code that the last page of asking shows."""
    code = someone.page.locator(".code").inner_text().replace(" ", "").replace("\xa0", "")
    link = someone.page.locator(".keys-to a").get_attribute("href")
    assert re.fullmatch(r"\d{6}", code)
    return link or "", code


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_a_sentence_to_a_page_of_ones_own(visit, site, javascript):
    # Given someone who cannot sleep, has lost their mum and is behind with the rent
    dawn = visit(javascript=javascript)
    # When they say so in their own words
    finds_help(dawn).looks_right("results")
    # Then each need is understood, and services are there with why, their room or wait and one thing to press
    dawn.sees("Trouble sleeping", "Someone has died", "Money and bills", "You said “cant sleep”", "Not sure?")
    # When they ask to be referred, and answer the fewest questions, with a slip on the way
    dawn.presses("Ask to be referred")
    dawn.chooses("Phone call").presses("Carry on")
    dawn.sees("Nothing is lost").looks_right("ask-reach-error")
    dawn.page.get_by_label("Phone call").first.uncheck(force=True)
    email = f"dawn-{javascript}-{dawn.width}@post.example"
    asks(dawn, "Dawn", email)
    dawn.chooses("Yes, send it now").presses("Ask for help")
    # Then it is owned from that moment, and they are told by when
    dawn.sees("Thank you. We’ve got it", "Your own page", "AL-").looks_right("ask-done")
    _link, code = own_page_of(dawn)
    # And the message that goes to them says nothing about them
    message = site.postbox.wait_for(email)
    assert not re.search("sleep|rent|mum|Dawn", site.postbox.text_of(message))
    # When they open their page on another device, with the link from the message
    other = visit(javascript=javascript)
    other.goes_to(site.path_of(site.postbox.link_in(message))).sees("Open your page").looks_right("own-code")
    other.page.locator("input[type=text]").first.fill("000000")
    other.presses("Open my page").sees("Nothing is lost")
    other.page.locator("input[type=text]").first.fill(code)
    other.presses("Open my page")
    # Then it says what happens next, in their words, and who can see their record
    other.sees("Hello Dawn", "What happens next", WORDS, "Who can see my record", "If you don’t feel safe")
    other.looks_right("own-page")
    # When they stop sharing with the service, nobody there can see them any more, and it says so
    other.presses("Stop").looks_right("own-stop").presses("Stop")
    other.sees("Who can see my record")
    # And when they want no more help, that is their choice and it is over
    other.presses("I don’t want this help any more").looks_right("own-end")
    other.clicks(other.page.locator("main form button[type=submit]")).sees("Hello Dawn").does_not_see(
        "I don’t want this help any more"
    )
    # And after closing the page, Back shows nothing
    other.presses("Close this page").sees("Your page is closed")
    other.goes_back()
    other.does_not_see("Hello Dawn")


def test_crisis_words_open_crisis_help_and_never_stand_in_the_way(visit):
    someone = visit()
    finds_help(someone, "i dont want to be here anymore")
    someone.looks_right("results-crisis")
    top = someone.page.locator(".crisis").first.bounding_box()
    first = someone.page.locator(".need, .note").first.bounding_box()
    assert top and first and top["y"] < first["y"], "crisis help comes first"
    someone.sees("116 123")


@pytest.mark.parametrize(
    "words",
    [
        "",
        "asdkjh qwoeiu",
        "x" * 10_000,
        "'; DROP TABLE x; --",
        "<script>alert(1)</script>",
        "لا أستطيع النوم",
    ],
    ids=["nothing", "nonsense", "endless", "SQL", "HTML", "another script"],
)
def test_words_that_mean_nothing_to_us_still_lead_somewhere(visit, words):
    someone = visit()
    finds_help(someone, words)
    someone.does_not_see("<script>alert(1)</script>")
    assert "ask" in someone.page.content().lower()
    someone.looks_right("results-nothing")


def test_the_whole_way_by_keyboard(visit):
    """Tab and Space and Enter alone, from the first page to the last question."""
    someone = visit()
    someone.goes_to("/")
    reach(someone, "textarea").type(WORDS)
    reach(someone, "button", words="See who can help")
    someone.enters().sees("Trouble sleeping")
    reach(someone, "a", words="Ask to be referred")
    someone.enters().sees("How can we reach you safely?")


def reach(someone: Visitor, tag: str, *, words: str = "", most: int = 80):
    """Press Tab until the focus is on such a thing, and see that the focus shows."""
    for _press in range(most):
        someone.page.keyboard.press("Tab")
        focus = someone.page.evaluate(
            "() => {const e = document.activeElement, s = getComputedStyle(e); return [e.tagName.toLowerCase(),"
            " e.innerText || '', s.outlineStyle, s.boxShadow]}"
        )
        if focus[0] == tag and words in focus[1]:
            assert focus[2] != "none" or focus[3] != "none", "the focus cannot be seen"
            return someone.page.keyboard
    raise AssertionError(f"Tab never reached a {tag} with “{words}”")
