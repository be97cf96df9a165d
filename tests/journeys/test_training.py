"""Training: a small charity's worker gets in from the waiting list; a trainer goes from a session to certificates."""

from datetime import date, timedelta

import psycopg
import pytest

from alongside.foundation.accounts.demo import DEMO_PASSWORD

from .conftest import DESKTOP, PHONE
from .steps import Visitor
from .test_staff import on_day

TRAINER = "tracey-fenwick@tidewater-minds.example"
COORDINATOR = "coordinator@alliance-front-door.example"


@pytest.fixture
def visit(browser, site, size):
    opened = []

    def arrive(email: str, **more) -> Visitor:
        opened.append(Visitor(browser, site, **{"size": size, **more}))
        someone = opened[-1].goes_to("/account/sign-in/").fills("Email address", email)
        someone.fills("Password", DEMO_PASSWORD).presses("Sign in", exact=True)
        return someone.sees("Training")

    yield arrive
    for visitor in opened:
        visitor.close()


def email_of(site, organisation: str, role: str) -> str:
    """The address of an account of the demo: the first who has a role at an organisation, by its slug."""
    with psycopg.connect(site.owner_url) as connection:
        connection.execute("SELECT set_config('app.alliance_id', min(id::text), false) FROM tenancy_alliance")
        row = connection.execute(
            "SELECT u.email FROM accounts_user u JOIN access_accessrole r ON r.user_id = u.id"
            " JOIN membership_organisation o ON o.id = r.organisation_id"
            " WHERE o.slug = %s AND r.role = %s ORDER BY u.email",
            [organisation, role],
        ).fetchone()
    assert row, f"nobody is {role} at {organisation}"
    return str(row[0])


@pytest.fixture
def small_worker(site) -> str:
    """The one person with an account at a micro organisation."""
    return email_of(site, "night-owls-sleep-project", "worker")


def plans(trainer: Visitor, course: str, day: date, *, places: int, held: int = 0) -> str:
    """A trainer plans a session of a course that they run; gives the address of its page."""
    trainer.goes_to("/training/courses/").presses(course).presses("Plan a session")
    on_day(trainer, "starts_on", day).fills("From", "10am").fills("To", "1pm").fills(
        "Where?", "Ropewalk House"
    )
    trainer.page.locator("[name=places]").fill(str(places))
    trainer.page.locator("[name=held_places]").fill(str(held))
    trainer.looks_right("training-plan").presses("Plan it").sees("It is planned.")
    return trainer.page.url


def test_a_small_charitys_worker_waits_and_gets_in(visit, site, small_worker):
    # Given a session with one place, which is taken
    trainer = visit(TRAINER)
    address = plans(
        trainer, "Talking about suicide", date.today() + timedelta(days=40 + trainer.width % 7), places=1
    )
    other = visit(COORDINATOR)
    other.goes_to(address).presses("Book my place").sees("You have a place.").looks_right("training-booked")
    # When the one worker of a small charity finds it in the programme
    worker = visit(small_worker, javascript=trainer.width == DESKTOP["width"])
    worker.presses("Training", exact=True).sees("sessions to come", "held for small charities until")
    worker.looks_right("training-programme")
    worker.goes_to(address).sees("Full").looks_right("training-full").presses("Join the waiting list")
    worker.sees("You are next in line.").looks_right("training-waiting")
    # And the one who had the place gives it up
    other.presses("I can’t come").looks_right("training-give-up").presses("Give it up").sees(
        "The next person gets the place"
    )
    # Then it is hers, and she is told, in words that say nothing of what it is
    worker.goes_to("/training/my/").sees("You have a place").looks_right("training-mine")
    message = site.postbox.wait_for(small_worker, about="You have a place")
    assert "suicide" not in site.postbox.text_of(message)
    worker.goes_to(site.path_of(site.postbox.link_in(message))).sees("You have a place.")


def test_a_trainer_from_session_to_certificates(visit, site, small_worker):
    trainer, worker = visit(TRAINER), visit(small_worker)
    # Given today's session, whose people are in the demo; at a desk, when its register has been taken on a phone
    trainer.goes_to("/training/courses/").looks_right("training-courses").presses("Talking about suicide")
    trainer.looks_right("training-course")
    on_a_phone = trainer.width == PHONE["width"]
    rows = trainer.page.locator("tr.row", has_text="Open for booking" if on_a_phone else "It took place")
    (rows.last if on_a_phone else rows.first).get_by_role("link").first.click()
    trainer.looks_right("training-session").presses("People and register")
    trainer.sees("The register").looks_right("training-register")
    # When everyone is marked, the last of them as not having come
    people = trainer.page.locator(".register .govuk-form-group")
    for number in range(people.count()):
        mark = "missed" if number == people.count() - 1 else "came"
        people.nth(number).locator(f"input[value={mark}]").check(force=True)
    trainer.presses("Keep the register")
    trainer.sees("Those who came have their certificate").looks_right("training-people")
    # Then those who came hold a certificate that anyone can check
    worker.goes_to("/training/my/").sees("Certificates")
    code = worker.page.locator("#certificates td[data-l=Code]").first.inner_text().strip()
    worker.goes_to("/certificates/check/").fills("The code on the certificate", code.lower()).presses(
        "Check it"
    )
    worker.sees("This certificate is good").looks_right("training-good")
    # And the coordinator sees what is required, and who uses the programme
    coordinator = visit(COORDINATOR)
    coordinator.goes_to("/training/required/").sees("What is required").looks_right("training-required")
    coordinator.goes_to("/training/use/").sees("Small charities took").looks_right("training-use")
    lead = visit(email_of(site, "tidewater-minds", "organisation_lead"))
    lead.goes_to("/training/team/").sees("Our people").looks_right("training-team")
    trainer.goes_to("/training/courses/new/").looks_right("training-offer")


@pytest.mark.parametrize("size", [PHONE], ids=["phone"])
def test_a_code_that_is_not_good(browser, site, size):
    someone = Visitor(browser, site, size=size).goes_to("/certificates/check/")
    someone.fills("The code on the certificate", "ABCD-EFGH-JKMN").presses("Check it")
    someone.sees("We have no certificate with this code").looks_right("training-check").close()
