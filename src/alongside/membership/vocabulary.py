"""The words that membership keeps as codes: what must be shown, what it opens, and how an answer is given."""

PAPERS = (
    ("terms", "Terms of reference"),
    ("data_sharing", "Data-sharing agreement"),
    ("insurance", "Insurance"),
    ("safeguarding", "Safeguarding policy"),
    ("dbs", "DBS checks"),
    ("training", "Training"),
)
# Signed rather than shown: the text of the alliance itself is what is accepted.
SIGNED = ("terms", "data_sharing")
SHOWN = tuple(code for code, _ in PAPERS if code not in SIGNED)
# The kinds whose organisations take part as members; the NHS and the council do as partners too.
COMMUNITY = ("charity", "community_group", "company", "other")
UNLOCKS = (
    ("receive", "Receiving referrals"),
    ("records", "Seeing records"),
    ("both", "Receiving referrals and seeing records"),
)
REMIND_DAYS = (60, 30, 7)
GRACE_DAYS = 7
SOON_DAYS = 60
WARNED_DAYS = 28  # nobody is bound by something new, nor must sign a new text, sooner
AUTHORITIES = (
    ("trustee", "I am a trustee, director or committee member"),
    ("chief", "I am the chief executive, or lead the organisation"),
    ("delegated", "I was given the authority to sign, in writing"),
)
CONTACT_PURPOSES = (
    ("referrals", "Referrals"),
    ("safeguarding", "Safeguarding"),
    ("finance", "Money"),
    ("press", "Press"),
    ("data_protection", "Data protection"),
)
SUSPEND_REASONS = (
    ("safeguarding", "A safeguarding concern"),
    ("data", "A worry about people’s information"),
    ("asked", "They asked us to"),
    ("other", "Something else"),
)
LEAVE_REASONS = (
    ("closing", "They are closing"),
    ("merging", "They are joining another organisation"),
    ("choice", "They chose to leave"),
    ("asked_to", "The alliance asked them to leave"),
)
PAUSE_REASONS = (
    ("full", "They have more people than places"),
    ("staff", "They are short of people"),
    ("closed", "They are closed for a while"),
)
NUMBER_KINDS = (
    ("charity", "Charity number"),
    ("company", "Company or CIC number"),
    ("none", "No number: we are not registered"),
)
