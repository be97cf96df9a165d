"""Reads of training. For other slices: ``training_held``, what an organisation's people hold of what they need."""

from .certificates import certificate_by_code, my_certificate, my_certificates
from .courses import course_choices, find_course, offered_courses, own_course
from .mine import find_booking, my_bookings
from .programme import MOST_IN_A_FILE, Wanted, is_small, months_ahead, programme, programme_for_everyone
from .required import (
    Held,
    Lacking,
    Standing,
    find_requirement,
    lacking_by_organisation,
    requirements,
    standings,
    training_held,
)
from .sessions import (
    SessionShown,
    colleagues,
    find_session,
    own_session,
    people_of,
    sessions_of,
    what_they_said,
)
from .use import UseBySize, use_by_size

__all__ = [
    "MOST_IN_A_FILE",
    "Held",
    "Lacking",
    "SessionShown",
    "Standing",
    "UseBySize",
    "Wanted",
    "certificate_by_code",
    "colleagues",
    "course_choices",
    "find_booking",
    "find_course",
    "find_requirement",
    "find_session",
    "is_small",
    "lacking_by_organisation",
    "months_ahead",
    "my_bookings",
    "my_certificate",
    "my_certificates",
    "offered_courses",
    "own_course",
    "own_session",
    "people_of",
    "programme",
    "programme_for_everyone",
    "requirements",
    "sessions_of",
    "standings",
    "training_held",
    "use_by_size",
    "what_they_said",
]
