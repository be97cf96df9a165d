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
            "Hello,\n\nYour code is {code}\n\nType it here. It works once, for 1 hour.\n\n{link}\n\nWe will never"
            " ask you to tell it to anyone.\nIf you did not ask for a code, you do not need to do anything.\n",
            "Your code is {code}, for 1 hour. Tell nobody. Type it at {link}",
            ("code", "link"),
            timedelta(minutes=50),
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
            "news",
            "There is news from Alongside, {place}",
            "Hello,\n\nThere is something new to read from the people you work with.\n\n{link}\n\nThe same page"
            " lets you have fewer of these messages, or none.\n",
            "There is something new to read: {link}",
            ("link",),
            timedelta(days=1),
        ),
        Template(
            "urgent_news",
            "Please read this today: Alongside, {place}",
            "Hello,\n\nThere is something that everyone should read today.\n\n{link}\n",
            "There is something that everyone should read today: {link}",
            ("link",),
            timedelta(days=1),
        ),
        Template(
            "meeting_papers",
            "Papers for a meeting on {on}",
            "Hello,\n\nThe papers are ready for a meeting you are asked to, on {on}.\n\n{link}\n\nIf you can’t"
            " come, say so on the same page: it helps whoever runs the meeting.\n",
            "Papers are ready for a meeting on {on}: {link}",
            ("link", "on"),
        ),
        Template(
            "meeting_changed",
            "A meeting has changed",
            "Hello,\n\nA meeting you are asked to has a new time or place, or is cancelled. This page says"
            " how it stands now.\n\n{link}\n",
            "A meeting has changed. This page says how it stands now: {link}",
            ("link",),
        ),
        Template(
            "vote_asked",
            "Your answer is asked for by {answer_by}",
            "Hello,\n\nA group you have a say in is deciding something. Please read it and answer by"
            " {answer_by}.\n\n{link}\n",
            "Please read this and answer by {answer_by}: {link}",
            ("link", "answer_by"),
            timedelta(days=14),
        ),
        Template(
            "action_reminder",
            "Something you said you would do by {on}",
            "Hello,\n\nAt a meeting you took something on, for {on}. If it is done, say so here, and it leaves"
            " the list.\n\n{link}\n",
            "A reminder of something you took on for {on}: {link}",
            ("link", "on"),
        ),
        Template(
            "term_ending",
            "A seat is free from {on}",
            "Hello,\n\nSomeone’s time in a seat of one of your groups ends on {on}. There is time to ask who"
            " comes next.\n\n{link}\n",
            "A seat of one of your groups is free from {on}: {link}",
            ("link", "on"),
            timedelta(days=14),
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
        Template(
            "training_place",
            "You have a place on {on}",
            "Hello,\n\nYou have a place on {on}. What it is, when and where:\n\n{link}\n\nIf you can't come, say so"
            " there, and the next person gets your place.\n",
            "You have a place on {on}: {link}",
            ("link", "on"),
        ),
        Template(
            "training_waiting",
            "You are on a waiting list for {on}",
            "Hello,\n\nYou are on a waiting list for {on}. Where you are in the line:\n\n{link}\n\nIf a place comes"
            " free it is yours, and we tell you at once.\n",
            "You are on a waiting list for {on}: {link}",
            ("link", "on"),
        ),
        Template(
            "training_reminder",
            "A reminder for {on}",
            "Hello,\n\nYou have a place on {on}. When and where:\n\n{link}\n\nIf you can't come, say so there, and the"
            " next person gets your place.\n",
            "A reminder for {on}: {link}",
            ("link", "on"),
            timedelta(days=1),
        ),
        Template(
            "training_changed",
            "Something has changed about {on}",
            "Hello,\n\nSomething has changed about what you booked for {on}. What it is now:\n\n{link}\n",
            "Something has changed about {on}: {link}",
            ("link", "on"),
        ),
        Template(
            "training_off",
            "Called off: {on}",
            "Hello,\n\nWhat you booked for {on} is called off. We are sorry. Why, and what else there is:\n\n{link}\n",
            "What you booked for {on} is called off: {link}",
            ("link", "on"),
        ),
        Template(
            "training_note",
            "There is a note about {on}",
            "Hello,\n\nThere is a note for everyone who comes on {on}:\n\n{link}\n",
            "There is a note about {on}: {link}",
            ("link", "on"),
        ),
        Template(
            "training_after",
            "Thank you for coming on {on}",
            "Hello,\n\nThank you for coming on {on}. Three short questions, and your certificate if there is one, are"
            " here:\n\n{link}\n",
            "Thank you for coming on {on}: {link}",
            ("link", "on"),
        ),
        Template(
            "training_runs_out",
            "A certificate of yours runs out on {on}",
            "Hello,\n\nA certificate of yours runs out on {on}. Which one, and when you could renew it:\n\n{link}\n",
            "A certificate of yours runs out on {on}: {link}",
            ("link", "on"),
            timedelta(days=7),
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
