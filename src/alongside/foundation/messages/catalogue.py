"""Every message that can be sent. None can hold anything about a person: ``values.py`` has all it may take.

A phone lies face up on a table and an inbox is shared, so a message says that there is something to read and
where; never what, about whom, from which service, or that it is about mental health.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from .values import FROM_ALLIANCE, said

TEXT_LENGTH = 160


@dataclass(frozen=True)
class Template:
    """One message. ``values`` names all that a caller supplies; the rest is the alliance's own.

    ``good_for`` is how long it is worth sending: a code that has run out is better not sent.
    """

    name: str
    subject: str
    email: str
    text: str
    values: tuple[str, ...] = ()
    good_for: timedelta = timedelta(days=3)

    def check(self, values: Mapping[str, Any]) -> None:
        """Raises ValueError unless ``values`` are exactly those declared, each of its own narrow kind."""
        if set(values) != set(self.values):
            raise ValueError(f"{self.name} takes {self.values or 'no values'}, not {tuple(values)}.")
        for name, value in values.items():
            said(name, value)

    def written(self, values: Mapping[str, Any], *, place: str, telephone: str = "") -> "Written":
        """The finished words."""
        words = {name: said(name, values[name]) for name in self.values}
        words |= {"place": place[:40], "telephone": telephone or "the number on our website"}
        return Written(
            subject=self.subject.format_map(words),
            email=self.email.format_map(words) + SIGNED.format_map(words),
            text=self.text.format_map(words),
        )


@dataclass(frozen=True)
class Written:
    """A message as it goes: the text message is plain ASCII, so that 160 letters are one message."""

    subject: str
    email: str
    text: str


SIGNED = """
Alongside, {place}

This message was sent by a computer, and replies are not read. To talk to someone, ring {telephone}.
To keep what matters private, our messages say very little.
"""

TEMPLATES: dict[str, Template] = {
    template.name: template
    for template in (
        Template(
            "referral_waiting",
            "Something is waiting for your answer: {reference}",
            "Hello,\n\nSomething is waiting for your answer. Please read it and answer by {answer_by}.\n\n"
            "{link}\n\nYou do not need an account. The link is only for your organisation: please do not"
            " pass it on.\nThe reference is {reference}.\n",
            "Please answer {reference} by {answer_by}: {link}",
            ("link", "reference", "answer_by"),
        ),
        Template(
            "referral_reminder",
            "A reminder, please answer by {answer_by}: {reference}",
            "Hello,\n\nWe have not had your answer yet. Please answer by {answer_by}. It takes about two"
            " minutes.\n\n{link}\n\nIf you cannot help, say so with the same link: we will find another"
            " way.\nThe reference is {reference}.\n",
            "Reminder: please answer {reference} by {answer_by}: {link}",
            ("link", "reference", "answer_by"),
        ),
        Template(
            "referral_report",
            "Say how it is going: {reference}",
            "Hello,\n\nThank you for saying yes. When there is something to tell us about {reference}, use this"
            " link: that you have been in touch, that you could not reach them, or how it ended.\n\n{link}\n\n"
            "Keep this message. You do not need an account. The link works once. When it has been used or has"
            " run out, its page sends you another.\n",
            "{reference}: use this link to say how it is going: {link}",
            ("link", "reference"),
        ),
        Template(
            "referral_ended",
            "Nothing more to do: {reference}",
            "Hello,\n\nWe asked you about {reference}. It has ended now, so there is nothing for you to do,"
            " and the link we sent no longer opens it.\n\nThank you for your time.\n",
            "{reference} has ended. There is nothing more for you to do. Thank you.",
            ("reference",),
        ),
        Template(
            "your_page",
            "There is something new for you",
            "Hello,\n\nThere is something new on your page.\n\n{link}\n\nWe will ask you for a code, so that"
            " nobody else can read it.\n",
            "There is something new on your page: {link}",
            ("link",),
            timedelta(days=7),
        ),
        Template(
            "your_code",
            "Your code",
            "Hello,\n\nYour code is {code}\n\nIt works for 10 minutes. We will never ask you to tell it to"
            " anyone.\nIf you did not ask for a code, you do not need to do anything.\n",
            "Your code is {code}. It works for 10 minutes. Do not tell it to anyone.",
            ("code",),
            timedelta(minutes=10),
        ),
        Template(
            "referrer_update",
            "Something has moved: {reference}",
            "Hello,\n\n{reference} has moved on since you last looked. Sign in to see what happened and"
            " whether anything is for you to do.\n\n{link}\n",
            "{reference} has moved on. Sign in to see it: {link}",
            ("link", "reference"),
        ),
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
            "papers_end",
            "Something of your organisation ends on {on}",
            "Hello,\n\nSomething that your organisation must have ends on {on}. It takes about two minutes to"
            " renew it here:\n\n{link}\n\nUntil then everything works as before.\n",
            "Something of your organisation ends on {on}. Renew it here: {link}",
            ("link", "on"),
            timedelta(days=7),
        ),
        Template(
            "papers_ended",
            "Something of your organisation ended on {on}",
            "Hello,\n\nSomething that your organisation must have ended on {on}, so some pages are closed to you"
            " for now. They open again as soon as you renew it. It takes about two minutes:\n\n{link}\n",
            "Something of your organisation ended on {on}. Renew it here: {link}",
            ("link", "on"),
            timedelta(days=7),
        ),
        Template(
            "joining",
            "Your organisation and Alongside, {place}: {reference}",
            "Hello,\n\nThere is something new about {reference}. See it here:\n\n{link}\n\nThe link is only for"
            " you: please do not pass it on. Keep this message: the link works for 90 days.\n",
            "There is something new about {reference}: {link}",
            ("link", "reference"),
            timedelta(days=7),
        ),
        Template(
            "joining_panel",
            "Something is waiting for you to read: {reference}",
            "Hello,\n\n{reference} is waiting for you to read it. Sign in here:\n\n{link}\n",
            "{reference} is waiting for you to read it: {link}",
            ("link", "reference"),
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
}


def template(name: str) -> Template:
    """Raises ValueError for a name that is not in the catalogue."""
    try:
        return TEMPLATES[name]
    except KeyError:
        raise ValueError(f"There is no message called {name}.") from None


def write(name: str, values: Mapping[str, Any], *, alliance: Any) -> Written:
    """A message's words, for sending or for showing in the demo."""
    taken = {FROM_ALLIANCE[0]: alliance.place, FROM_ALLIANCE[1]: alliance.telephone}
    return template(name).written(values, **taken)
