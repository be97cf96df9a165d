"""People at work: a request is taken on, referred, answered, and nobody is left at a dead end."""

import re
from datetime import date, timedelta

import pytest

from alongside.foundation.accounts.demo import DEMO_PASSWORD

from .conftest import DESKTOP, PHONE
from .steps import Visitor

WORDS = "I don’t sleep since the factory shut. I owe two months of rent."
SERVICE, PLACE, WORKER = "Steady talk", "Tidewater Minds", "tracey-fenwick@tidewater-minds.example"


@pytest.fixture
def visit(browser, site, size):
    opened = []

    def arrive(**more) -> Visitor:
        opened.append(Visitor(browser, site, **{"size": size, **more}))
        return opened[-1]

    yield arrive
    for visitor in opened:
        visitor.close()


def navigator(visit, **more) -> Visitor:
    """A navigator, by the demo's button."""
    someone = visit(**more).goes_to("/account/sign-in/")
    return someone.clicks(someone.page.get_by_role("button", name=re.compile(", navigator, "))).sees(
        "Today", "New request"
    )


def worker(visit, email: str = WORKER) -> Visitor:
    """Someone at a member, with their password."""
    someone = visit().goes_to("/account/sign-in/").fills("Email address", email)
    return someone.fills("Password", DEMO_PASSWORD).presses("Sign in", exact=True).sees("Today")


def opens(someone: Visitor, name: str) -> Visitor:
    """Open someone's request or referral by their name, from where one is."""
    return someone.clicks(someone.page.get_by_role("link", name=name, exact=False))


def unfolds(someone: Visitor, words: str) -> Visitor:
    """Open one of the answers to choose from, unless it is open."""
    details = someone.page.locator("details", has=someone.page.locator("summary", has_text=words)).first
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    return someone


def on_day(someone: Visitor, name: str, day: date) -> Visitor:
    for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        someone.page.locator(f"[name={name}_{part}], [name={name}-{part}]").first.fill(str(value))
    return someone


def new_request(someone: Visitor, name: str, *, to_front_door: bool = True) -> Visitor:
    """A worker asks for help for someone they work with."""
    someone.goes_to("/today/").presses("New request").sees("For someone you work with")
    someone.fills("What they said, in their own words", WORDS).fills("First name", name)
    someone.fills("Phone number", "07700 900 415")
    someone.page.locator("[name=safe_ways][value=phone]").check(force=True)
    if to_front_door:
        someone.page.locator("[name=where][value=pass]").check(force=True)
        someone.page.locator("[name=agreed_how][value=spoken]").check(force=True)
    someone.looks_right("staff-new-request").presses("Ask for help for them")
    return someone.sees("Help has been asked for", f"Give these to {name} now")


def takes_on(someone: Visitor, name: str) -> Visitor:
    someone.goes_to("/today/").sees(name)
    return someone.clicks(someone.page.get_by_role("button", name=f"Take this on for {name}")).sees(
        "It’s yours."
    )


def refers(someone: Visitor, name: str) -> Visitor:
    """From the request to a service of PLACE, with the person's spoken yes."""
    someone.presses("Refer to a service").sees(f"Where could {name} go?")
    someone.page.locator("[name=q]").last.fill(PLACE)
    someone.presses("Find", exact=True).looks_right("staff-choose")
    row = someone.page.locator("tr.row", has_text=PLACE).first
    someone.clicks(row.get_by_role("link", name="Choose")).sees(f"What {PLACE} would see", WORDS).looks_right(
        "staff-refer"
    )
    someone.page.locator("[name=given_how][value=spoken]").check(force=True)
    return someone.clicks(someone.page.locator(".sheet--staff button[type=submit]"))


def answers(someone: Visitor, name: str) -> Visitor:
    """The receiving worker opens what was sent to them."""
    someone.goes_to("/referrals/").sees(name)
    return opens(someone, name).sees(WORDS)


def test_a_request_is_taken_on_referred_accepted_and_closed(visit):
    name = f"Winnie{visit().width}"
    # Given a worker at a member who asks for help for someone, who agrees that the front door has it
    tracey = worker(visit)
    new_request(tracey, name).looks_right("staff-asked")
    # When a navigator finds them in Today, in their own words, and takes them on
    bernie = navigator(visit).sees(WORDS).looks_right("staff-today")
    takes_on(bernie, name).looks_right("staff-request")
    # And refers them, with their spoken yes
    refers(bernie, name).sees("Sent").looks_right("staff-sent")
    # Then the receiving worker sees who, in what words, and by when; and says yes with a day
    answers(tracey, name).looks_right("staff-referral")
    unfolds(tracey, "Accept")
    on_day(tracey, "first_contact_on", date.today() + timedelta(days=3))
    tracey.presses("Accept and tell them").sees("Accepted").looks_right("staff-accepted")
    # And the navigator sees it
    bernie.goes_to("/people/?q=" + name).sees(name)
    bernie.clicks(bernie.page.locator("tr.row a[data-open]")).sees(name, "said yes")
    # When the help has begun and is over
    unfolds(tracey, "First contact made")
    on_day(tracey, "first_contact", date.today())
    tracey.presses("Say that it began").sees("Support began", "Getting support")
    unfolds(tracey, "Finished")
    tracey.page.locator("[name=outcome]").select_option("got_help")
    tracey.presses("Finish and tell the referrer").sees("Nothing to do here")
    # Then it is in the navigator's Today until the person has been told, and then it is closed
    bernie.goes_to("/today/?days=all").sees(f"{name}", "Tell them")
    bernie.clicks(bernie.page.get_by_role("link", name=f"Tell them for {name}"))
    unfolds(bernie, "Close").page.locator("[name=told]").first.select_option("phone")
    bernie.looks_right("staff-close").presses("Close it").sees("Closed")


@pytest.mark.parametrize("size", [PHONE], ids=["phone"])
def test_a_no_opens_the_next_step_and_another_place_is_asked(visit):
    name = f"Norris{visit().width}"
    # Given someone whom a navigator has referred
    tracey, bernie = worker(visit), navigator(visit)
    new_request(tracey, name)
    takes_on(bernie, name)
    refers(bernie, name)
    # When the place has no room
    answers(tracey, name)
    unfolds(tracey, "Decline").page.locator("[name=reason]").first.select_option("no_capacity")
    tracey.looks_right("staff-decline").presses("Decline and hand back").sees("Declined")
    # Then it is the navigator's next step, today
    bernie.goes_to("/today/").sees(name, "Find another place").looks_right("staff-today-declined")
    bernie.clicks(bernie.page.get_by_role("link", name=f"Find another for {name}")).sees("Declined: no room")
    # And passing it on keeps the chain
    unfolds(bernie, "Try another place")
    bernie.page.locator("[name=service]").first.check(force=True)
    bernie.page.locator("[name=given_how][value=spoken]").last.check(force=True)
    bernie.looks_right("staff-redirect").presses("Pass it on").sees("Sent", "The chain so far", PLACE)
    bernie.goes_to("/today/").does_not_see(f'Find another<span class="govuk-visually-hidden"> for {name}')


def test_today_without_javascript(visit):
    bernie = navigator(visit, javascript=False).looks_right("staff-today-plain")
    # A row opens by its link and shows the last events
    bernie.goes_to(bernie.page.locator("[data-open]").first.get_attribute("href"))
    bernie.page.locator("tr.peek").wait_for()
    bernie.looks_right("staff-today-open")
    if bernie.width != DESKTOP["width"]:
        return  # rows are ticked at a desk
    # Two ticked rows get a new day in one press
    bernie.goes_to("/today/?list=organisation&urgency=routine").sees("Today")
    # in a list that they have saved, as they look for it every evening
    bernie.page.locator("details.keep summary").click()
    bernie.fills("Name for this list", "My evening").looks_right("staff-today-save")
    bernie.presses("Save", exact=True).sees("Saved by you", "Remove this saved list")
    # what waits for an answer of theirs cannot be put off
    movable = bernie.page.locator("tr.row").filter(has_not_text=re.compile("question|answer", re.I))
    for box in movable.locator("input.tick").all()[:2]:
        box.press("Space")
    on_day(bernie, "on", date.today() + timedelta(days=2))
    bernie.page.locator(".bulk [name=reason]").select_option("no_answer")
    bernie.looks_right("staff-today-chosen").presses("New date").sees("2 rows have a new date")
    assert bernie.page.locator("nav a[aria-current=true]", has_text="My evening").count() == 1
    bernie.presses("Remove this saved list").sees("removed").does_not_see("Saved by you")


@pytest.mark.parametrize("size", [DESKTOP], ids=["desktop"])
def test_today_by_keys(visit):
    bernie = navigator(visit)
    bernie.page.wait_for_load_state("networkidle")
    press, rows = bernie.page.keyboard.press, bernie.page.locator("tr[data-row]")
    press("j")
    press("j")
    assert "on" in (rows.nth(1).get_attribute("class") or "").split()
    press("o")
    bernie.page.wait_for_url(re.compile("open="))
    bernie.page.locator("tr.peek").wait_for()
    bernie.looks_right("staff-keys-open")
    bernie.goes_to("/today/").page.wait_for_load_state("networkidle")
    press("/")
    press("j")
    assert bernie.page.locator("#seek").input_value() == "j", "keys do nothing inside a field"
    bernie.goes_to("/today/").page.wait_for_load_state("networkidle")
    here, shown = bernie.page.url, bernie.text
    press("e")  # no row was moved to, so nobody's next step is done
    bernie.page.wait_for_timeout(500)
    assert bernie.page.url == here and bernie.text == shown
    for _row in range(20):
        press("j")
        if bernie.page.locator("tr.on a[data-key=e]").count():
            break
    press("e")
    bernie.page.wait_for_url(lambda url: url != here)
    bernie.page.locator("section.act").first.wait_for()
    bernie.goes_to("/today/").page.wait_for_load_state("networkidle")
    press("?")
    bernie.sees("put the row to another day").looks_right("staff-all-keys")
    press("Escape")
    assert bernie.page.locator("#all-keys[open]").count() == 0
    bernie.presses("Turn keys off").sees("Single-letter keys are off")
    bernie.page.wait_for_load_state("networkidle")
    press("j")
    press("?")
    assert bernie.page.locator("tr.row.on, #all-keys[open]").count() == 0
    bernie.presses("Turn keys on").sees("Single-letter keys are on")


def test_those_who_see_no_records_start_with_the_members(visit):
    someone = visit().goes_to("/account/sign-in/").looks_right("sign-in-demo-site")
    someone.presses("Harriet Osei").sees("Members", "in full standing").looks_right("staff-members")
    someone.clicks(someone.page.locator("tr.row a.who")).sees("What they offer").looks_right("staff-member")
    someone.goes_to("/today/").sees("isn’t open to you").presses("page where your day starts").sees("Members")


def test_the_doors_that_need_no_account_are_on_the_demos_sign_in_page(visit):
    someone = visit().goes_to("/account/sign-in/").presses("Marlon Cuthbert’s own page")
    someone.page.fill("[name=code]", "246810")
    someone.presses("Open my page").sees("Hello Marlon")
    other = visit().goes_to("/account/sign-in/").presses("Dads on the Docks, by a link").presses("Open it")
    other.sees("Can you help Marlon?").looks_right("receiver-demo")
