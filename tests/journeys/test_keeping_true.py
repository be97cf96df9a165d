"""The directory is kept true: someone says what is wrong, a provider answers a nudge, a coordinator compares and decides."""

import re

import psycopg
import pytest

from .steps import Visitor


@pytest.fixture
def visit(browser, site, size):
    opened = []

    def arrive() -> Visitor:
        opened.append(Visitor(browser, site, size=size))
        return opened[-1]

    yield arrive
    for visitor in opened:
        visitor.close()


def coordinator(visit) -> Visitor:
    given = visit().goes_to("/account/sign-in/")
    given.page.get_by_role("button", name=re.compile("coordinator")).first.click()
    return given


def not_asked_today(site, organisation: str) -> None:
    """Whatever the hour: at twenty past nine the clock asks everyone who is due, and nobody twice in one day."""
    with psycopg.connect(site.owner_url) as database:
        database.execute(
            "SELECT set_config('app.alliance_id', (SELECT id::text FROM tenancy_alliance WHERE domain = '127.0.0.1'), true)"
        )
        asked = database.execute(
            "DELETE FROM upkeep_nudge n USING membership_organisation o WHERE o.id = n.organisation_id AND o.name = %s"
            " AND n.sent_on >= current_date - 1 RETURNING o.id",
            [organisation],
        ).fetchall()
        for (pk,) in asked:
            database.execute(
                "UPDATE outbox_message SET key = 'earlier-' || key WHERE key LIKE %s", [f"entries-%-{pk}"]
            )


def test_a_provider_answers_a_nudge_and_a_coordinator_takes_the_change(visit, site):
    harriet = coordinator(visit).goes_to("/keep-true/")
    # Each size another organisation: nobody is asked twice in one day.
    rows = harriet.page.locator("#list tr.row")
    owners = list(dict.fromkeys(rows.locator(".sub").all_inner_texts()))
    owner = owners[2 if harriet.width < 600 else 5]
    row = rows.filter(has_text=owner).first
    name = row.locator("a.who").inner_text()
    not_asked_today(site, owner)
    row.locator("a.who").click()
    site.postbox.messages.clear()
    harriet.sees("What it says, and who says so").presses(f"Ask {owner} to look").sees(
        "has a message with a link"
    )
    entry = harriet.page.url
    message = site.postbox.wait_for("", about="still right")
    provider = visit().goes_to(site.path_of(site.postbox.link_in(message))).presses("Open them")
    provider.sees("Our services", owner, name).looks_right("our-services-by-link")
    pk = entry.rstrip("/").rsplit("/", 1)[1]
    mine = f"/our-services/mine/{pk}"
    provider.goes_to(f"{mine}/room/").chooses("Waiting list").fills("About how many weeks", "7")
    provider.presses("Say it").sees("Everyone sees it now")
    provider.goes_to(f"{mine}/right/").sees("Is this still right?").looks_right("still-right")
    provider.presses("Yes, all of it is right").sees("counts as looked at today")
    provider.goes_to(f"{mine}/change/").fills("Phone numbers", "ring us")
    provider.presses("Ask for this change").sees(
        "Line 1 does not begin with a phone number", "Nothing is lost"
    )
    provider.looks_right("change-with-error")
    width = provider.width
    provider.fills("Phone numbers", f"01632 960{width % 1000:03d}").fills(
        "When it is on", "Mondays, 2pm to 4pm"
    )
    provider.presses("Ask for this change").sees("Someone takes a second look")

    harriet = coordinator(visit).goes_to("/keep-true/").sees("Changes people asked for", owner)
    harriet.looks_right("keep-true")
    harriet.page.get_by_role("link", name=re.compile(f"Compare.*{re.escape(name)}")).first.click()
    harriet.sees("Underlined words", "When it is on").looks_right("compare")
    harriet.presses("Put it in the directory").sees("is changed. Everyone sees it now")
    anyone = visit().goes_to(f"/service/{pk}/")
    anyone.sees(
        "Mondays, 2pm to 4pm", f"01632 960{width % 1000:03d}", "About 7", "We checked these details today"
    )
    harriet.goes_to(f"/our-services/{pk}/").sees("What it said before", owner).looks_right("entry")


def test_someone_says_what_is_wrong_and_is_not_asked_who_they_are(visit):
    dawn = visit().goes_to("/find/").fills("In your own words", "i cant sleep").presses("See who can help")
    dawn.page.locator("h3 a").first.click()
    dawn.presses("Is something here wrong?").sees("Tell us what is wrong")
    dawn.looks_right("something-is-wrong")
    dawn.chooses("The phone number").fills("What should it say?", f"It is dead {dawn.width}").presses(
        "Tell us"
    )
    dawn.sees("Thank you", "We have kept nothing about you")
    harriet = coordinator(visit).goes_to("/keep-true/").sees(f"It is dead {dawn.width}")
    harriet.page.get_by_role("row", name=re.compile(f"It is dead {dawn.width}")).get_by_role(
        "link"
    ).first.click()
    harriet.sees("Called wrong").looks_right("called-wrong").presses("It is put right").sees(
        "counts as put right"
    )


def test_a_moderator_makes_two_entries_one_and_settles_what_they_differ_on(visit):
    harriet = coordinator(visit).goes_to("/keep-true/")
    harriet.presses("Which source is believed").sees("First for one thing").looks_right("sources")
    harriet.goes_to("/keep-true/").presses("Perhaps the same").sees("the same e-mail address")
    harriet.looks_right("pairs")
    # Each size another pair: what is one already is not proposed again.
    harriet.page.get_by_role("link", name=re.compile("^Compare")).nth(0).click()
    harriet.sees("Are these one service?", "believed first").looks_right("pair")
    kept = harriet.page.locator("tr.row a.who").nth(0).get_attribute("href")
    folded = harriet.page.locator("tr.row a.who").nth(1).get_attribute("href")
    harriet.presses("They are one service").sees("They are one now", "sources tell of this service")
    harriet.page.get_by_text("Who says what").click()
    harriet.looks_right("told-by-two")
    anyone = visit().goes_to("/service/" + folded.rstrip("/").rsplit("/", 1)[1] + "/")
    assert anyone.page.url.endswith("/service/" + kept.rstrip("/").rsplit("/", 1)[1] + "/")
    harriet.goes_to("/keep-true/")
    group = harriet.page.get_by_role("row", name=re.compile("its sources differ"))
    if group.count():  # the other size settled it
        group.first.get_by_role("link", name=re.compile("Compare")).click()
        harriet.sees("they differ").looks_right("differing")
        harriet.presses("Take what Family information service says").sees("settled")
