"""What receivers, referrers and the person themselves are told."""

from datetime import timedelta

from .template import Template

TEMPLATES = (
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
)
