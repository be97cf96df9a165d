"""The words of training that are the same everywhere: how a course is given, and the priorities it may serve."""

from alongside.foundation.access.permissions import role_choices

FORMATS = [("in_person", "In person"), ("online", "Online"), ("hybrid", "In person or online")]
# The eight priorities of an alliance's strategy: domain.md section 1.
PRIORITIES = [
    ("kindness", "A culture of kindness"),
    ("prevention", "Focus on prevention"),
    ("communication", "Better communication"),
    ("stigma", "Less stigma"),
    ("no_wrong_door", "No wrong door"),
    ("person_centred", "Care built around the person"),
    ("waiting_well", "Waiting well"),
    ("shared_training", "Shared training"),
]
# Sizes that places are held for, and what the pages call them.
SMALL_SIZES = ("micro", "small")
SMALL = "small charities"

USEFUL = [(1, "Not at all"), (2, "A little"), (3, "Quite"), (4, "Very")]
COULD_TAKE_PART = [("yes", "Yes"), ("partly", "Partly"), ("no", "No")]
ENOUGH_ANSWERS = 5

# Where a requirement holds, as its sentence ends: "Everyone at a charity".
AT_KIND = {
    "": "at every organisation", "charity": "at a charity", "community_group": "at a community group",
    "company": "at a company", "nhs_trust": "at an NHS trust", "gp_practice": "at a GP practice",
    "pcn": "at a primary care network", "icb": "at an integrated care board", "council": "at a council",
    "front_door": "at the alliance’s front door", "other": "at any other organisation",
}  # fmt: skip
REQUIRED_ROLES = [("", "Everyone"), *role_choices()]


def format_words(code: str) -> str:
    """ "in_person" is "In person"; a code that is not known is shown as it is."""
    return dict(FORMATS).get(code, code)


def priority_words(codes: list[str]) -> list[str]:
    """The priorities in their own order, those that are known."""
    return [words for code, words in PRIORITIES if code in codes]
