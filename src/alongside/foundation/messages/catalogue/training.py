"""What those who learn and teach are told."""

from datetime import timedelta

from .template import Template

TEMPLATES = (
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
