"""What those who sit in groups are told."""

from datetime import timedelta

from .template import Template

TEMPLATES = (
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
        "action_handed",
        "Something is yours to do by {on}",
        "Hello,\n\nThe chair of one of your groups has asked you to do something by {on}. Please read what it"
        " is.\n\n{link}\n",
        "Something is yours to do by {on}: {link}",
        ("link", "on"),
    ),
    Template(
        "action_without_owner",
        "Something needs someone to do it",
        "Hello,\n\nWhoever took something on in one of your groups no longer has an account here. Please choose"
        " who does it now.\n\n{link}\n",
        "Something in one of your groups needs someone to do it: {link}",
        ("link",),
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
)
