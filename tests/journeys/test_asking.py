"""Someone finds the words, asks for help, and looks after their own page; a small charity answers by a link."""

import pytest

from alongside.foundation.access.models import AccessRole
from alongside.foundation.messages.models import Message
from alongside.referrals.tests.factories import World, make_referral, make_world

from .site import Postbox, Site
from .steps import Visitor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(alliance) -> World:
    return make_world(alliance)


@pytest.fixture
def visit(browser, live_server, world, size):
    opened = []
    place = Site(live_server.url, Postbox(), "")

    def arrive(**more) -> Visitor:
        opened.append(Visitor(browser, place, size=size, **more))
        return opened[-1]

    yield arrive
    for visitor in opened:
        visitor.close()


def newest(world: World, **which) -> Message:
    with world.seen_by(world.navigator):
        return Message.objects.filter(**which).order_by("pk").last()


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_from_their_own_words_to_their_own_page(world, visit, javascript) -> None:
    dawn = visit(javascript=javascript)

    # Given someone who says what is going on, once
    dawn.goes_to("/").sees("What’s going on?", "Need help right now?").looks_right("front")
    dawn.fills("In your own words", "I can’t sleep since my dad died").presses("See who can help")
    dawn.goes_to("/ask/").sees("Step 1 of 3", "I can’t sleep since my dad died").looks_right("ask-reach")

    # When a slip is put right, and the rest is said
    dawn.page.locator("[name=safe_ways][value=text]").check(force=True)
    dawn.presses("Carry on").sees("One thing to check", "Nothing is lost").looks_right("ask-reach-error")
    dawn.fills("Phone number", "07700 900 362").presses("Carry on").looks_right("ask-about")
    dawn.fills("First name", "Dawn")
    dawn.page.fill("[name=age]", "34")
    dawn.presses("Carry on").sees("Who will see this", "Front Door").looks_right("ask-agree")
    dawn.presses("Ask for help").sees("Thank you. We’ve got it", "Your reference").looks_right("ask-done")
    code = dawn.page.locator(".code").inner_text()

    # Then going back makes no second request, and the page opens with link and code alone
    dawn.goes_back()
    dawn.goes_to("/ask/agree/").sees("Thank you. We’ve got it")
    dawn.clicks(dawn.page.locator(".keys-to a")).looks_right("own-code")
    dawn.page.fill("[name=code]", code)
    dawn.presses("Open my page").sees("Hello Dawn", "Who can see my record").looks_right("own-page")

    # And closing it leaves nothing behind
    dawn.presses("Close this page").sees("Your page is closed")
    dawn.goes_back()
    dawn.does_not_see("Hello Dawn")
    dawn.goes_to("/my/page/").does_not_see("Hello Dawn").looks_right("own-closed")


def test_leaving_in_a_hurry_forgets_what_was_typed(visit) -> None:
    someone = visit()
    someone.goes_to("/ask/").fills("What’s going on?", "a secret").chooses("Me").presses("Carry on")
    assert someone.page.locator(".govuk-exit-this-page__button").get_attribute("href") == "/leave/"
    someone.page.route("https://**", lambda route: route.abort())
    someone.page.evaluate("fetch('/leave/', {redirect: 'manual'})")
    someone.goes_to("/ask/reach/").does_not_see("a secret")


def test_a_charity_without_an_account_answers_and_reports(world, visit) -> None:
    with world.seen_by(world.navigator):
        AccessRole.objects.filter(organisation=world.harbour).delete()
        make_referral(world)
    charity = visit()
    link = newest(world, to="harbour@members.example").values["link"]

    charity.goes_to("/" + link.split("/", 3)[3]).does_not_see("Dawn").looks_right("receiver-link")
    charity.presses("Open it").sees("Can you help Dawn?", "I can't sleep").looks_right("receiver")
    charity.chooses("They go on our waiting list").presses("Accept and tell them")
    charity.sees("Accepted", "How is it going with Dawn?").looks_right("receiver-accepted")

    again = newest(world, template="referral_report").values["link"]
    later = visit()
    later.goes_to("/" + again.split("/", 3)[3]).presses("Open it").sees("How is it going with Dawn?")
    later.goes_to("/" + again.split("/", 3)[3]).sees("used or has run out").looks_right("receiver-ended")
