"""The demo's ways in without an account. Anyone can read them, as they can the demo's password.

They open made-up records alone: real links and codes are made by chance.
"""

DEMO_CODE = "246810"
PERSON_TOKEN = "marlon-in-the-demo"  # noqa: S105
RECEIVER_TOKEN = "dads-on-the-docks-in-the-demo"  # noqa: S105

# For the sign-in page: what it is, what one does there, the words to press, what its link is for, its page, its token.
DOORS = (
    (
        "Someone who asked for help",
        f"Sees what happens next, who can see their record, and who looked. The code is {DEMO_CODE}.",
        "Marlon Cuthbert’s own page",
        "own_page",
        "home:own_link",
        PERSON_TOKEN,
    ),
    (
        "An organisation without accounts",
        "Answers what was sent to it, by the link in an email. It never signs in.",
        "Dads on the Docks, by a link",
        "receiver",
        "referrals:receiver_link",
        RECEIVER_TOKEN,
    ),
)
