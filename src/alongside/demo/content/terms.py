"""The texts that the demo's members sign, in versions. Made up, and no advice."""
# A paragraph is one line.
# ruff: noqa: E501

TERMS_ONE = """# What we are for

We are charities, community groups, the NHS, the council and people with lived experience. We work as one, so that anyone in distress finds help at whichever door they knock on.

# What each of us promises

We turn nobody away without a next step.

We say how much room we have, each month.

We keep people safe, and what they tell us private.

# How we decide

The steering group meets each month. Each member has one vote.

# Leaving

A member may leave by writing to the coordinator. Whoever it was helping is passed on with their agreement."""

TERMS_TWO = """# What we are for

We are charities, community groups, the NHS, the council and people with lived experience. We work as one, so that anyone in distress finds help at whichever door they knock on.

# What each of us promises

We turn nobody away without a next step.

We say how much room we have, every four weeks.

We keep people safe, and what they tell us private.

We share what we learn in training that any member may book.

# How we decide

The steering group meets every month, and a third of its seats are held by people with lived experience. Each member has one vote.

# Leaving

A member may leave at any time by writing to the coordinator. Whoever it was helping has a new next step with someone else on the same day, and is told."""

SHARING = """# What is shared

Only what a person agreed to: how to reach them, what they need and what they said.

# With whom

The one organisation that they agreed to, and nobody else.

# For how long

Until the day that they agreed to, or the moment they say stop.

# If something goes wrong

Tell the coordinator within one day. We tell the person."""

PURPOSES = {
    "offers": "Help for people near us, and a room that others may use.",
    "wants": "Training, and someone to ring when we are not sure.",
    "safeguarding": "We have a policy, and one of our committee leads on it.",
    "data_protection": "Paper in a locked drawer, the rest behind a password.",
    "lived_experience": "People who have been there sit on our committee and lead our groups.",
}
"""One answer to each question of joining, which the demo's members share."""
