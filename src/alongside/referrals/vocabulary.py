"""The lists that referrals use: reasons and outcomes. From domain.md section 3."""

from typing import NamedTuple

from django.utils.translation import gettext_noop as _


class Reason(NamedTuple):
    """A reason to decline: its code, words for staff, words for the person (in English), and whose it is."""

    code: str
    words: str
    to_person: str
    whose: str


DECLINE_REASONS = (
    Reason("no_capacity", "No room", _("They have no room at the moment."), "provider"),
    Reason("list_closed", "Waiting list closed", _("Their waiting list is closed."), "provider"),
    Reason("not_eligible_age", "Outside our age range", _("They help a different age group."), "provider"),
    Reason("not_eligible_area", "Outside our area", _("They help people in a different area."), "provider"),
    Reason("not_eligible_need", "Not what we are for", _("They help with something different."), "provider"),
    Reason(
        "needs_more",
        "Needs more specialist care",
        _("They think more specialist help would be right."),
        "provider",
    ),
    Reason(
        "needs_less",
        "Needs less than we offer",
        _("They think something lighter would be right."),
        "provider",
    ),
    Reason(
        "unsafe",
        "Not safe for this person",
        _("They don’t think it would be safe for you there."),
        "provider",
    ),
    Reason("missing_information", "Missing information", _("They didn’t have enough to go on."), "provider"),
    Reason("duplicate", "Already known to us", _("They are already in touch with you."), "provider"),
    Reason("person_declined", "The person said no", _("You said you didn’t want this."), "person"),
    Reason("has_other", "The person has another option", _("You have found something else."), "person"),
    Reason("resolved", "Resolved", _("You said it is sorted now."), "person"),
    Reason("died", "The person has died", "", "person"),
    Reason("in_hospital", "In hospital", _("You are in hospital."), "person"),
    Reason("other", "Something else", _("They couldn’t take this on."), "provider"),
)

OUTCOMES = (
    ("got_help", "Got help"),
    ("some_help", "Got some help"),
    ("referred_elsewhere", "Referred elsewhere"),
    ("could_not_contact", "Could not be contacted"),
    ("not_eligible", "Not eligible"),
    ("no_capacity", "No room"),
    ("no_longer_wanted", "No longer wanted"),
)

WITHDRAW_REASONS = (
    ("no_longer_wanted", "They no longer want this"),
    ("found_other", "They have found something else"),
    ("sorted", "It is sorted"),
    ("sharing_stopped", "They stopped sharing with this organisation"),
    ("sent_by_mistake", "It was sent by mistake"),
    ("died", "The person has died"),
    ("other", "Something else"),
)

TOLD_HOW = (
    ("phone", "By phone"),
    ("in_person", "Face to face"),
    ("text", "By text"),
    ("email", "By email"),
    ("letter", "By letter"),
    ("own_page", "On their own page"),
    ("their_choice", "They chose not to hear more"),
    ("not_reachable", "We tried and could not reach them"),
)

# "nothing_fits" is unmet need: what the alliance has no help for yet is counted by it.
CLOSE_REASONS = (
    ("helped", "They got the help they asked for"),
    ("some_help", "They got some help and want no more"),
    ("their_choice", "They no longer want this"),
    ("sorted", "It is sorted"),
    ("moved_away", "They moved away"),
    ("not_reachable", "We tried several times and could not reach them"),
    ("died", "The person has died"),
    ("nothing_fits", "Nothing we have fits, and they know"),
    ("duplicate", "Asked twice: the other request goes on"),
)

# Why a day was moved: codes, for the record of it is kept for ever and holds nothing about anyone's life.
NEW_DATE_REASONS = (
    ("no_answer", "No answer, trying again"),
    ("they_asked", "They asked for another day"),
    ("waiting_on_others", "Waiting for someone else"),
    ("no_time", "We ran out of time"),
    ("in_touch", "In touch, and agreed what is next"),
    ("other", "Something else"),
)

URGENCIES = (("urgent", "Urgent"), ("routine", "Routine"))


def words(choices: tuple[tuple[str, str], ...], code: str) -> str:
    """The words for a code; the code itself where there are none."""
    return dict(choices).get(code, code)


def decline_reason(code: str) -> Reason:
    """Raises KeyError for a code that is not in the list."""
    for reason in DECLINE_REASONS:
        if reason.code == code:
            return reason
    raise KeyError(code)


DECLINE_CHOICES = tuple((reason.code, reason.words) for reason in DECLINE_REASONS)

# The events of a referral: what is most often right comes first and stands open.
MOST_OFTEN_FIRST = (
    "accept", "send", "answer", "redirect", "begin_support", "check_in", "finish", "ask", "decline", "no_contact", "close",
    "new_day", "reopen", "withdraw",
)  # fmt: skip
