"""Someone joins, sets up a second step, and signs in with it: an app for codes, and a passkey."""

import pytest

from alongside.foundation.access.models import AccessRole
from alongside.foundation.accounts.tests.factories import WORDS, code_of, make_user
from alongside.foundation.messages.models import Message
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance

from .site import Postbox, Site
from .steps import Visitor

# Outside the demo, so that a second step is asked for: its own server, not the demo's site.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place(live_server, alliance) -> Site:
    return Site(live_server.url, Postbox(), "")


@pytest.fixture
def visit(browser, place, size):
    opened = []

    def arrive(**more) -> Visitor:
        opened.append(Visitor(browser, place, size=size, **more))
        return opened[-1]

    yield arrive
    for visitor in opened:
        visitor.close()


def sign_in(someone: Visitor, email: str) -> Visitor:
    someone.goes_to("/account/sign-in/").looks_right("sign-in")
    return someone.fills("Email address", email).fills("Password", WORDS).presses("Sign in")


def test_a_lead_invites_a_colleague_who_joins_with_an_app_and_no_javascript(alliance, visit) -> None:
    make_user(alliance, "lead@a.example", name="Lee Marsh", haven="organisation_lead")

    # The lead sets up an app, for it is their first time.
    lead = sign_in(visit(javascript=False), "lead@a.example")
    lead.sees("Set up your second step").looks_right("second-step-set-up")
    lead.presses("Set up an app").looks_right("second-step-app")
    lead.fills("The code that the app shows now", code_of(key_on(lead))).presses("Carry on")
    lead.sees("Keep these codes").looks_right("recovery-codes").presses("I’ve kept them")

    # Then invites someone, first with a slip.
    lead.goes_to("/account/people/").fills("Email address", "noor").presses("Send the invitation")
    lead.sees("Two things to check", "Check the email address").looks_right("people-errors")
    lead.fills("Email address", "noor@a.example").chooses("Worker or volunteer").presses(
        "Send the invitation"
    )
    lead.sees("We have sent an invitation to noor@a.example", "Invitations not taken up yet")
    lead.looks_right("people")

    # Noor follows the link in the mail.
    with in_alliance(alliance):
        link = Message.objects.get(template="invitation").values["link"]
    noor = visit(javascript=False).goes_to("/" + link.split("/", 3)[3])
    noor.sees("Join Haven", "Lee Marsh, Haven invited you").looks_right("invitation")
    noor.fills("Your name", "Noor Aziz").fills("New password", "short").presses("Make my account")
    noor.sees("12 letters or more").fills("New password", WORDS).presses("Make my account")
    noor.sees("Set up your second step")

    # Lee ends Lee's mistake: Noor's role is over at once.
    with in_alliance(alliance):
        role = AccessRole.objects.get(user__name="Noor Aziz").pk
    lead.goes_to(f"/account/people/{role}/end/").looks_right("end-role").presses("End this role")
    lead.sees("Noor Aziz no longer has this role")
    noor.goes_to("/account/").sees("Sign in", "Email address")


def test_a_passkey_is_made_and_opens_the_door(alliance, visit) -> None:
    make_user(alliance, "ada@a.example", name="Ada Okoro", haven="worker", rest="worker")
    ada = visit()
    device = ada.context.new_cdp_session(ada.page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    sign_in(ada, "ada@a.example").presses("Set up a passkey").looks_right("passkey")
    ada.fills("What to call it", "Work laptop").presses("Make a passkey")
    ada.sees("Keep these codes").presses("I’ve kept them")
    ada.goes_to("/account/").sees("Passkey: Work laptop", "10 recovery codes left").looks_right("own-account")

    ada.presses("Sign out")
    sign_in(ada, "ada@a.example").sees("One more step").looks_right("second-step")
    ada.presses("Use my passkey")
    ada.goes_to("/account/").sees("Ada Okoro", "last used")


def test_a_forgotten_password(alliance, visit) -> None:
    make_user(alliance, "ada@a.example", name="Ada Okoro", haven="worker")
    ada = visit(javascript=False).goes_to("/account/sign-in/").presses("I’ve forgotten my password")
    ada.looks_right("forgotten").fills("Email address", "ada@a.example").presses("Send me a link")
    ada.sees("Look in your email").looks_right("forgotten-sent")
    with in_alliance(alliance):
        link = Message.objects.get(template="sign_in_help").values["link"]
    path = "/" + link.split("/", 3)[3]
    ada.goes_to(path).looks_right("new-password")
    ada.fills("New password", "three other strange words").presses("Set my new password")
    ada.sees("Your new password is set")
    ada.goes_to(path).sees("This link has ended").looks_right("link-ended")


def key_on(someone: Visitor) -> str:
    return someone.page.locator(".account-key").inner_text().replace(" ", "")


def test_in_the_demo_one_press_is_enough(alliance, visit, settings) -> None:
    settings.DEMO = True
    with in_alliance(alliance):
        Alliance.objects.filter(pk=alliance.pk).update(is_demo=True)
    make_user(alliance, "priya@a.example", name="Priya Nair", haven="navigator")
    make_user(alliance, "sam@a.example", name="Sam Bell", haven="worker")
    make_user(alliance, "abi@a.example", name="Abi Cole", office="administrator")
    someone = visit(javascript=False).goes_to("/account/sign-in/?next=/account/people/")
    someone.sees("Try it as someone", "Mental health navigator").looks_right("sign-in-demo")
    someone.presses("Abi Cole, administrator, Office")
    someone.sees("Everyone’s accounts", "Priya Nair", "Sam Bell").looks_right("people-everyone")
