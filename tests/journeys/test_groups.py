"""A group's chair, from the agenda to agreed minutes, with one decision where somebody stands aside."""

import re
from datetime import date, timedelta

import pytest

from alongside.foundation.accounts.demo import DEMO_PASSWORD

from .conftest import DESKTOP
from .steps import Visitor
from .test_staff import on_day, unfolds, visit, worker

__all__ = ["visit"]
MEMBER = "tracey-fenwick@tidewater-minds.example"


def chair(visit) -> Visitor:
    """Tracey Fenwick, who chairs the steering group in the demo."""
    return worker(visit, MEMBER).goes_to("/groups/").sees("Our groups", "Steering group", "In the chair")


def opens_group(someone: Visitor, name: str = "Steering group") -> Visitor:
    someone.goes_to("/groups/").page.get_by_role("link", name=name, exact=True).first.click()
    return someone.sees(name, "Who sits here")


def adds(someone: Visitor, title: str) -> Visitor:
    someone.presses("Add an item").sees("Put something on the agenda")
    someone.fills("What is it?", title).fills("Who presents it?", "Tracey Fenwick")
    someone.page.locator("[name=paper]").fill("What we know.\n\nWhat we ask of the group.")
    return someone.presses("Add it").sees("It is on the agenda", title)


def test_from_the_agenda_to_agreed_minutes(visit):
    # Given the chair, who sees the table of the steering group and plans a meeting
    tracey = chair(visit).looks_right("groups")
    opens_group(tracey).sees("Next meeting", "Empty").looks_right("group")
    tracey.presses("Plan a meeting").sees("Plan a meeting")
    on_day(tracey, "day", date.today()).fills("Time", "11:45pm").fills("Place", "The Old Chapel")
    tracey.looks_right("meeting-plan").presses("Plan it").sees("Planned.", "Nothing is on the agenda yet")
    here = tracey.page.url
    # When she puts two things on the agenda and sends the papers round
    adds(tracey, "Welcome")
    adds(tracey, "Grants for small groups").looks_right("meeting-planned")
    tracey.presses("Send the papers round").sees("Everyone at the table is told", "Papers are out")
    # And opens the meeting and notes who is here
    tracey.presses("Begin the meeting").sees("Under way", "Not quorate")
    tracey.presses("Everyone who is expected is here").sees("Quorate")
    tracey.page.get_by_role("button", name=re.compile(r"^Left\W")).nth(1).click()
    tracey.sees("Left at").looks_right("meeting-live")
    # Then she writes the minutes of an item
    tracey.page.get_by_role("link", name=re.compile("^Write down.*Grants for small")).click()
    tracey.page.locator("[name=minutes]").fill("We talked about who has no bid writer.\n\nEveryone spoke.")
    tracey.presses("Keep the minutes").sees("The minutes are kept", "Everyone spoke.")
    # And records a decision, from which one who has an interest stands aside
    unfolds(tracey, "A decision").fills("What is decided, in a line", "A fund for small groups")
    tracey.page.locator("[name=words]").first.fill("We keep £4,000 for members with an income under £10,000.")
    tracey.page.locator("[name=aside]").nth(2).check(force=True)
    tracey.page.locator("[name=how][value=hands]").check(force=True)
    for name, number in (("ayes", "7"), ("noes", "1"), ("abstained", "1")):
        tracey.page.locator(f"[name={name}]").fill(number)
    tracey.looks_right("meeting-decide").presses("Record the decision")
    tracey.sees("The decision is recorded", "7 for, 1 against, 1 abstained", "stood aside")
    # And an action for someone at the table
    unfolds(tracey, "An action").fills("What will be done?", "Write to the small groups")
    tracey.page.locator("[name=owner]").select_option(index=1)
    on_day(tracey, "due_on", date.today() + timedelta(days=14))
    tracey.presses("Agree the action").sees("Write to the small groups")
    # When the meeting is over, and its minutes are agreed
    tracey.goes_to(here).presses("End the meeting").sees("The meeting has ended", "Held, minutes to agree")
    tracey.presses("The minutes are agreed").sees("Minutes agreed", "Everyone spoke.").looks_right(
        "meeting-agreed"
    )
    # Then the record shows the decision to everyone at a member, with who stood aside
    tracey.goes_to("/groups/decisions/?q=small+fund").sees("A fund for small groups").looks_right("decisions")
    tracey.page.get_by_role("link", name="A fund for small groups").first.click()
    tracey.sees("Who stood aside", "Said so in the meeting", "The result").looks_right("decision")


@pytest.mark.parametrize("size", [DESKTOP], ids=["desktop"])
def test_a_meeting_is_run_without_javascript(visit):
    tracey = visit(javascript=False).goes_to("/account/sign-in/").fills("Email address", MEMBER)
    tracey.fills("Password", DEMO_PASSWORD).presses("Sign in", exact=True).sees("Today")
    opens_group(tracey, "Steering group").presses("Open it").sees("Papers are out").looks_right(
        "meeting-plain"
    )
    tracey.page.locator(".agenda summary", has_text="I have an interest").nth(1).click()
    tracey.page.locator("[name=why]").nth(1).fill("I rent a room from them")
    tracey.page.get_by_role("button", name=re.compile("^Stand aside")).first.click()
    tracey.sees("You stand aside here", "Stands aside: Tracey Fenwick: I rent a room from them")


def test_a_proposal_is_answered_and_the_rest_is_there_to_read(visit):
    tracey = opens_group(chair(visit))
    tracey.page.get_by_role("link", name=re.compile("^Spend £6,000")).first.click()
    tracey.sees("Being decided", "Stands aside", "What people say").looks_right("proposal")
    if tracey.width == DESKTOP["width"]:
        tracey.page.locator("[name=choice][value=for]").check(force=True)
        tracey.presses("Give my answer").sees("Your answer is given", "Your seat’s answer: For")
    tracey.goes_to("/groups/").page.get_by_role("link", name=re.compile("^Steering group: ")).first.click()
    tracey.sees("Voting is open", "Who stands", "Nobody can see who voted how").looks_right("election")
    tracey.goes_to("/groups/interests/").sees("interests that hold today").looks_right("interests")
    tracey.presses("Declare one").sees("Everyone has some").looks_right("interest-new")
    tracey.goes_to("/groups/my-actions/").sees("My actions").looks_right("my-actions")
    tracey.goes_to("/groups/calendar/").page.get_by_role("button", name=re.compile("link$")).first.click()
    tracey.sees("Your link", ".ics").looks_right("calendar")
    cora = visit().goes_to("/account/sign-in/").presses("Harriet Osei").sees("Members")
    opens_group(cora).page.get_by_role("link", name="Seats", exact=True).click()
    cora.sees("Put more seats at the table").looks_right("seats")
    cora.page.get_by_role("link", name=re.compile("^Fill it")).first.click()
    cora.sees("Their email address").looks_right("seat-fill")
