"""The lists that governance uses: kinds of group and seat, ways to decide, subjects, and what a secret link is for."""

CALENDAR = "calendar"
DECISIONS = "decisions"
GROUP_KINDS = (
    ("steering", "Steering group"),
    ("task", "Task group"),
    ("lived", "Group of experts by experience"),
)
# The colours of the table: plum, honey, slate and sage.
SEAT_KINDS = (
    ("community", "Charity or community group"),
    ("lived", "Lived experience"),
    ("nhs", "NHS or GP practice"),
    ("council", "Council"),
)
# As a count of them reads: one, several.
SEATS_IN_WORDS = {
    "community": ("charity or community group", "charities and community groups"),
    "lived": ("with lived experience", "with lived experience"),
    "nhs": ("from the NHS or a GP practice", "from the NHS and GP practices"),
    "council": ("from the council", "from the council"),
}
QUORUM_KINDS = (("count", "A number of seats"), ("share", "A share of the seats that are filled"))
METHODS = (
    ("consent", "Consent: it stands unless someone objects and says why"),
    ("vote", "A vote: for, against, abstain"),
    ("ranked", "Ranked: put the options in order"),
)
METHOD_WORDS = {"consent": "Consent", "vote": "Vote", "ranked": "Ranked", "room": "Show of hands"}
THRESHOLDS = (("majority", "More for than against"), ("two_thirds", "Two thirds of those for or against"))
ELECTORATES = (
    ("seat", "Each seat of the group has one vote"),
    ("organisation", "Each member organisation has one vote"),
)
ENDED_WHY = (
    ("term_over", "The term was over"),
    ("stepped_down", "Stepped down"),
    ("left_organisation", "Left the organisation"),
    ("organisation_left", "The organisation left the alliance"),
    ("elected", "Someone else was elected"),
    ("other", "Another reason"),
)
# What a declared interest and a proposal may both be about, so that one is found to touch the other.
SUBJECTS = (
    ("bids_grants", "Bids and grants"),
    ("contracts", "Contracts and commissioning"),
    ("training", "Training"),
    ("premises", "Buildings and rooms"),
    ("jobs_pay", "Jobs and pay"),
    ("involvement_pay", "Payment for taking part"),
    ("children_young_people", "Children and young people"),
    ("dementia", "Dementia"),
    ("suicide_prevention", "Suicide prevention"),
    ("housing", "Housing"),
    ("money_advice", "Money advice"),
    ("primary_care", "GP practices and navigators"),
    ("communications", "Website and publicity"),
)
EVERY = (
    ("week", "Every week"),
    ("fortnight", "Every two weeks"),
    ("month", "Every month, on the same weekday"),
    ("quarter", "Every three months, on the same weekday"),
)
VOTE_CHOICES = (("for", "For"), ("against", "Against"), ("abstain", "Abstain"))
CONSENT_CHOICES = (
    ("consent", "I consent"),
    ("object", "I object, and say why"),
    ("abstain", "I leave it to the others"),
)
BALLOT_CHOICES = (*VOTE_CHOICES, *CONSENT_CHOICES[:2], ("ranked", "Ranked"))
