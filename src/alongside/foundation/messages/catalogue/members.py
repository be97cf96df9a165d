"""What member organisations are told, and those who ask to join."""

from datetime import timedelta

from .template import Template

TEMPLATES = (
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
        "papers_end",
        "Something of your organisation is needed by {on}",
        "Hello,\n\nSomething that your organisation must have ends on {on}, or is newly asked for after that day."
        " It takes about two minutes to put it in place here:\n\n{link}\n\nUntil then everything works as before.\n",
        "Please put this in place by {on}: {link}",
        ("link", "on"),
        timedelta(days=7),
    ),
    Template(
        "papers_ended",
        "Something of your organisation is missing since {on}",
        "Hello,\n\nSomething that your organisation must have is missing since {on}, so some pages are closed to you"
        " for now. They open again as soon as it is in place. It takes about two minutes:\n\n{link}\n",
        "Missing since {on}. Please put it in place here: {link}",
        ("link", "on"),
        timedelta(days=7),
    ),
    Template(
        "standing",
        "Something about your organisation, Alongside, {place}",
        "Hello,\n\nThere is something new about what your organisation may do here. See what it is, and what you can"
        " do about it:\n\n{link}\n",
        "There is something new about your organisation: {link}",
        ("link",),
        timedelta(days=7),
    ),
    Template(
        "entries",
        "Is what we say of your services still right?",
        "Hello,\n\nPeople near you find your services through us. Please see whether what we say is still right, and"
        " whether you have room. It takes about two minutes, and you need no account:\n\n{link}\n\nThe link works for"
        " 30 days.\n",
        "Is what we say of your services still right? {link}",
        ("link",),
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
)
