"""Every write about training."""

from .bookings import book_place, give_up_place
from .clock import end_waits, open_held_places, remind_holder, remind_learners, run_clock
from .courses import change_course, end_course, offer_course
from .feedback import give_feedback
from .register import take_register
from .required import no_longer_require, require_course
from .sessions import add_note, call_off_session, change_session, open_session, plan_session

__all__ = [
    "add_note",
    "book_place",
    "call_off_session",
    "change_course",
    "change_session",
    "end_course",
    "end_waits",
    "give_feedback",
    "give_up_place",
    "no_longer_require",
    "offer_course",
    "open_held_places",
    "open_session",
    "plan_session",
    "remind_holder",
    "remind_learners",
    "require_course",
    "run_clock",
    "take_register",
]
