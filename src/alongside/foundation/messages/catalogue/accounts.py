"""What someone who signs in is told about signing in."""

from datetime import timedelta

from .template import Template

TEMPLATES = (
    Template(
        "invitation",
        "You are invited to join Alongside, {place}",
        "Hello,\n\nSomeone you work with has invited you to join Alongside, {place}.\n\n{link}\n\nThe"
        " link works once, until {until}. If you did not expect this, you do not need to do anything.\n",
        "You are invited to join Alongside, until {until}: {link}",
        ("link", "until"),
        timedelta(days=7),
    ),
    Template(
        "sign_in_help",
        "Help with signing in",
        "Hello,\n\nYou can choose a new password here. The link works once, for one hour.\n\n{link}\n\n"
        "If you did not ask for this, you do not need to do anything: your password has not changed.\n",
        "Choose a new password here, within one hour: {link}",
        ("link",),
        timedelta(hours=1),
    ),
    Template(
        "sign_in_changed",
        "The way you sign in was changed",
        "Hello,\n\nThe password or the second step of your sign-in was changed on {on}.\n\n"
        "If that was you, you do not need to do anything. If it was not, ring {telephone} now"
        " and choose a new password:\n\n{link}\n",
        "The way you sign in was changed. If it was not you, ring {telephone}.",
        ("link", "on"),
    ),
)
