"""The alliance as an organisation: a small charity joins, a coordinator decides, a lead renews and records open again."""

import re
from datetime import date, timedelta

import psycopg
import pytest

from alongside.foundation.accounts.demo import DEMO_PASSWORD

from .conftest import DESKTOP, PHONE
from .steps import Visitor
from .test_staff import on_day, unfolds

# Who is asked to read it: by the address that each signs in with.
READERS = {
    "tracey-fenwick@tidewater-minds.example": "Tracey Fenwick, Tidewater Minds",
    "admin@alliance-front-door.example": "Piotr Zielinski, Alliance Front Door",
}
LEAD = """
SELECT u.email FROM accounts_user u JOIN access_accessrole r ON r.user_id = u.id
JOIN membership_organisation o ON o.id = r.organisation_id
WHERE o.name = %s AND r.role = 'organisation_lead' AND r.ended_at IS NULL LIMIT 1
"""
JOIN = {
    "name": "Net Loft Neighbours", "purpose": "Company and odd jobs for people on their own.", "you": "Josie Clee",
    "email": "josie@net-loft-neighbours.example",
}  # fmt: skip


@pytest.fixture
def visit(browser, site):
    opened = []

    def arrive(size, **more) -> Visitor:
        opened.append(Visitor(browser, site, size=size, **more))
        return opened[-1]

    yield arrive
    for visitor in opened:
        visitor.close()


def signs_in(someone: Visitor, email: str) -> Visitor:
    someone.goes_to("/account/sign-in/").fills("Email address", email)
    return someone.fills("Password", DEMO_PASSWORD).presses("Sign in", exact=True)


def coordinator(visit, size=DESKTOP) -> Visitor:
    return signs_in(visit(size), "coordinator@alliance-front-door.example").sees("Members")


def asks_to_join(josie: Visitor) -> Visitor:
    """Seven short pages on a telephone."""
    josie.goes_to("/join/").sees("What you promise").looks_right("join").fills(
        "Your email address", JOIN["email"]
    )
    josie.presses("Begin").sees("About you", "Step 1 of 8")
    josie.fills("What is your organisation called?", JOIN["name"])
    josie.page.get_by_label("What kind is it?").select_option("charity")
    josie.chooses("£10,000 to £100,000").fills("What is it for, in a sentence?", JOIN["purpose"])
    josie.fills("Your name", JOIN["you"]).fills("What you do there", "Chair").looks_right("join-about")
    josie.presses("Save and carry on").sees("Your number").chooses("Charity number")
    josie.page.locator("[name=number]").fill("12")
    josie.presses("Save and carry on").sees("One thing to check", "Nothing is lost").looks_right(
        "join-number-error"
    )
    josie.page.locator("[name=number]").fill("SC 098 765")
    josie.presses("Save and carry on").sees("Where you work").chooses("East Marsh")
    josie.presses("Save and carry on").sees("Who you help").chooses("Being on your own")
    return josie.presses("Save and carry on").sees("What you offer")


def test_a_small_charity_joins_on_a_phone_without_an_account_and_a_coordinator_decides(visit, site):
    """Given a group with no account, when it asks, stops, comes back and sends; then it is read, decided and told."""
    asks_to_join(visit(PHONE))
    message = site.postbox.wait_for(JOIN["email"])
    assert JOIN["name"] not in site.postbox.text_of(message)
    # She stops there. Another day, on another telephone, the link brings her back to what she wrote.
    again = visit(PHONE).goes_to(site.path_of(site.postbox.link_in(message))).looks_right("join-link")
    again.presses("Open it").sees(JOIN["name"], "Not sent yet").presses("Carry on").sees(
        "Check what you said", "SC098765"
    )
    again.goes_to("/join/page/offers/").fills(
        "What could you offer the alliance?", "A van and four volunteers"
    )
    again.presses("Save and carry on").sees("Keeping people safe").fills(
        "How do you keep people safe?", "We are writing one"
    )
    again.fills("How do you look after people’s information?", "A locked drawer").presses("Save and carry on")
    again.sees("Lived experience").fills(
        "How do people with lived experience lead your work?", "All of us have been there"
    )
    again.presses("Save and carry on").sees("Check what you said").looks_right("join-check")
    again.presses("Send it to the panel").sees("With the panel").looks_right("join-status")

    harriet = coordinator(visit).goes_to("/applications/").sees("Asking to join").looks_right("applications")
    harriet.presses(JOIN["name"]).sees("Before you read it").does_not_see("A locked drawer").looks_right(
        "declare"
    )
    harriet.chooses("No: I have nothing to do with them").presses("Carry on").sees("A locked drawer")
    unfolds(harriet, "Ask people to read it")
    for name in READERS.values():
        harriet.page.get_by_label(name).check(force=True)
    harriet.presses("Ask them", exact=True).sees(
        "They have been asked to read it.", "2 more readers"
    ).looks_right("application")
    address = harriet.page.url
    for email in READERS:
        reader = signs_in(visit(PHONE), email).goes_to(address).sees("Before you read it")
        reader.chooses("No: I have nothing to do with them").presses("Carry on").sees("A locked drawer")
        unfolds(reader, "Say what you think")
        reader.chooses("Yes, they should join").fills("Why?", "They were kind to my mother.").presses(
            "Keep it"
        )
        reader.sees("What you think is kept.")
    harriet.goes_to(address)
    unfolds(harriet, "Say yes")
    harriet.fills("Why yes? They read this.", "You do what you say.").presses("Say yes", exact=True)
    harriet.sees("They have been told yes")
    again.goes_to("/join/status/").sees(
        "Approved", "You do what you say.", "Before people can be sent to you"
    )
    again.does_not_see("They were kind to my mother").looks_right("join-approved").presses(
        "Sign terms of reference"
    )
    again.sees("Sign the terms of reference").fills("Your full name", JOIN["you"]).fills(
        "Your role there", "Chair"
    )
    again.chooses("I am a trustee, director or committee member").chooses("I have read it, and I accept it")
    again.presses("Sign it").sees("signed. Thank you.").looks_right("papers-by-link")


def test_a_lead_renews_after_a_lapse_and_records_open_again(visit, site):
    """Given insurance that ended, when the lead gives the new policy, then their records open in the same moment."""
    harriet = coordinator(visit).looks_right("members").goes_to("/members/?standing=lapsed").sees("Lapsed")
    name = harriet.page.locator("a.who").first.inner_text()
    harriet.presses("Remind").sees("They have been reminded.")
    small = coordinator(visit, PHONE).goes_to("/members/").looks_right("members")
    small.goes_to("/members/?standing=lapsed").presses(name).sees("Records are closed to").looks_right(
        "member"
    )
    with psycopg.connect(site.owner_url) as database:
        database.execute(
            "SELECT set_config('app.alliance_id', (SELECT id::text FROM tenancy_alliance WHERE domain = '127.0.0.1'), true)"
        )
        email = database.execute(LEAD, [name]).fetchone()[0]
    lead = signs_in(visit(PHONE), email).sees("Records are closed to", "insurance ended on")
    lead.goes_to("/today/").sees(
        "This is closed to your organisation for now", "Nobody you were helping is lost"
    )
    lead.looks_right("closed")
    lead.goes_to(site.path_of(site.postbox.link_in(site.postbox.wait_for(email)))).sees(name, "Ended on")
    lead.looks_right("papers").presses("Renew public liability insurance").sees("Insurance")
    lead.fills("Who is it from?", "Seawall Mutual").fills("Its number, or where it is kept", "SM-2027")
    on_day(lead, "valid_from", date.today())
    on_day(lead, "valid_until", date.today() + timedelta(days=364))
    lead.looks_right("paper").presses("Keep it").sees("It counts from now", "Everything")
    lead.goes_to("/today/").sees("Today").does_not_see("closed to your organisation")
    harriet.goes_to("/terms/").presses("Compare").sees("Underlined words").looks_right("terms-compared")
    harriet.goes_to("/members/parties/").sees("Never a person’s record.").looks_right("parties")
    assert re.search(r"Lapses soon|Full", harriet.goes_to(f"/members/?q={name}").text)


def test_a_coordinator_adds_members_from_a_list_that_is_pasted(visit, size):
    # Given cells copied from a spreadsheet, with a slip in one
    harriet = coordinator(visit, size).goes_to("/members/").presses("Add from a list")
    rows = [
        "Name\tType\tEmail",
        "Marram Choir\tcharity\tsing@marram.example",
        "Reed Beds\tcharity\tnot an address",
    ]
    box = "The list, with its row of column names"
    # When it is checked, nothing is kept and the slip is told
    harriet.fills(box, "\n".join(rows)).presses("Check the list")
    harriet.sees("Nothing was kept", "Line 3", "is not an e-mail address").looks_right("members-pasted-wrong")
    assert "Marram Choir" in harriet.page.get_by_label(box).input_value(), "what was pasted is still there"
    # Then it is put right, looked over and taken, once however often
    harriet.fills(box, "\n".join([*rows[:2], "Reed Beds\tcharity\treeds@marram.example"])).presses(
        "Check the list"
    )
    harriet.sees("Every row will do", "Reed Beds").looks_right("members-pasted").presses("Add them")
    harriet.goes_to("/members/?q=Reed+Beds").sees("Reed Beds")
    assert harriet.page.locator("a.who", has_text="Reed Beds").count() == 1
