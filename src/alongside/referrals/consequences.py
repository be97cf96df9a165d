"""What each event leaves behind: who owns the referral, what they do next and by which day, and its clocks.

Pure: the actions write these columns, and so does whatever rebuilds a history (the demo). ``today`` is the
day of the event; a referral needs ``referrer_id``, ``receiver_id``, ``service_name`` and ``urgency``.
"""

from datetime import date, timedelta
from typing import Any

from alongside.foundation.workflow.clock import add_working_days, end_of

SUPPORT_REVIEW_DAYS = 84
# How far ahead someone may put the day of what they do next: nobody is parked for good.
FURTHEST_CHECK_IN_DAYS = SUPPORT_REVIEW_DAYS
FURTHEST_NEW_DAY_DAYS = 28
WITH_RECEIVER = ("sent", "awaiting_information", "accepted", "in_support")
NO_OWNER = {"owner_id": None, "next_step": "", "next_step_on": None}
Changes = dict[str, Any]


def owned_by(organisation_id: Any, words: str, on: date) -> Changes:
    """The columns that say who owns a referral, what they do next, and by which day."""
    return {"owner_id": organisation_id, "next_step": words[:200], "next_step_on": on}


def after_asking_for_help(alliance: Any, *, soon: bool, today: date) -> Changes:
    """Of a new request: today (or the next working day) where it is urgent or its words raise concern."""
    return {
        "next_step": "Check they are safe, then plan the first call" if soon else "Get in touch",
        "next_step_on": add_working_days(today, 0 if soon else alliance.answer_days_urgent),
    }


def after_preparing(referrer_id: Any, *, today: date) -> Changes:
    return owned_by(referrer_id, "Ask them if this may be sent", add_working_days(today, 1))


def after_sending(referral: Any, alliance: Any, *, today: date) -> Changes:
    """The receiver owes an answer: 2 working days urgent, 5 routine, unless the alliance set others."""
    days = alliance.answer_days_urgent if referral.urgency == "urgent" else alliance.answer_days_routine
    due = add_working_days(today, days)
    return {
        **owned_by(referral.receiver_id, "Answer: can you help?", due),
        "answer_due_at": end_of(due),
        "expires_at": end_of(add_working_days(today, max(alliance.expiry_days, days + 1))),
    }


def after_question(referral: Any, alliance: Any, *, today: date) -> Changes:
    on = add_working_days(today, alliance.answer_days_urgent)
    return owned_by(referral.referrer_id, f"Answer the question from {referral.service_name}", on)


def after_answer(referral: Any, alliance: Any, *, today: date) -> Changes:
    """The receiver's clock starts again."""
    due = add_working_days(today, alliance.answer_days_urgent)
    return {
        **owned_by(referral.receiver_id, "Answer: can you help?", due),
        "answer_due_at": end_of(due),
        "expires_at": end_of(add_working_days(today, alliance.expiry_days)),
        "reminded_at": None,
    }


def after_accepting(
    referral: Any, *, first_contact_on: date | None, on_waiting_list: bool, check_in_days: int, today: date
) -> Changes:
    if first_contact_on:
        owned = owned_by(referral.receiver_id, "Make first contact", first_contact_on)
    else:
        day = today + timedelta(days=check_in_days)
        owned = owned_by(referral.receiver_id, "Check in while they wait", day)
    return {**owned, "first_contact_on": first_contact_on, "on_waiting_list": on_waiting_list}


def after_declining(referral: Any, *, today: date) -> Changes:
    """The referrer owns what comes next: at once if urgent, by the next working day if not."""
    words = f"Find another place: {referral.service_name} said no"
    soon = add_working_days(today, 0 if referral.urgency == "urgent" else 1)
    return owned_by(referral.referrer_id, words, soon)


def after_expiry(referral: Any, *, today: date) -> Changes:
    words = f"Find another place: no answer from {referral.service_name}"
    return owned_by(referral.referrer_id, words, add_working_days(today, 0))


def after_handing_back(referral: Any, *, today: date) -> Changes:
    """The receiver may not help for now, or has left: the referrer owns what comes next, at once."""
    words = f"Find another place: {referral.service_name} had to stop"
    return owned_by(referral.referrer_id, words, add_working_days(today, 0))


def after_handing_on(referral: Any, front_door_id: Any, *, leaving_id: Any, today: date) -> Changes:
    """The front door takes the place of the referrer, and whatever step was the referrer's."""
    stays = {"referrer_id": front_door_id, "referrer_user_id": None}
    if referral.owner_id != leaving_id or (
        referral.receiver_id == leaving_id and referral.state in WITH_RECEIVER
    ):
        return stays
    soon = add_working_days(today, 0)
    return {**stays, **owned_by(front_door_id, referral.next_step, max(referral.next_step_on or soon, soon))}


def after_handing_on_a_request(front_door_id: Any, *, leaving: str, today: date) -> Changes:
    return {
        "owner_id": front_door_id,
        "owner_user_id": None,
        "next_step": f"Get in touch: {leaving} had to stop"[:200],
        "next_step_on": add_working_days(today, 0),
        "next_step_by_hand": True,
    }


def after_first_contact(referral: Any, *, first_contact: date, today: date) -> Changes:
    review = today + timedelta(days=SUPPORT_REVIEW_DAYS)
    return {
        **owned_by(referral.receiver_id, "Say how it is going", review),
        "first_contact_on": first_contact,
        "on_waiting_list": False,
    }


def after_check_in(referral: Any, *, next_day: date) -> Changes:
    """The receiver does the same again, by a later day; a promised first contact moves with it."""
    promised = referral.state == "accepted" and referral.first_contact_on is not None
    owned = owned_by(referral.receiver_id, referral.next_step, next_day)
    return {**owned, "first_contact_on": next_day} if promised else owned


def after_new_day(referral: Any, *, next_day: date) -> Changes:
    """The referrer does the same, on another day."""
    return owned_by(referral.owner_id, referral.next_step, next_day)


def after_no_contact(referral: Any, *, today: date) -> Changes:
    words = f"{referral.service_name} could not reach them: find out how they are"
    return owned_by(referral.referrer_id, words, add_working_days(today, 1))


def after_finishing(referral: Any, *, outcome: str, today: date) -> Changes:
    words = f"Ask how it ended with {referral.service_name}, and close"
    return {**owned_by(referral.referrer_id, words, add_working_days(today, 2)), "outcome": outcome}


def after_withdrawing(referral: Any, *, today: date) -> Changes:
    words = "Tell them it has been withdrawn, and close"
    return owned_by(referral.referrer_id, words, add_working_days(today, 1))


def after_reopening(referral: Any, *, today: date) -> Changes:
    words = "Opened again: decide what happens next"
    return {**owned_by(referral.referrer_id, words, add_working_days(today, 1)), "closed_at": None}
