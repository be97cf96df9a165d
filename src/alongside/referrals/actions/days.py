"""The same next step on another day, by the side whose step it is: a row of Today can always be done."""

from datetime import date, timedelta

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import Missing
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.design.formats import long_date
from alongside.foundation.workflow.clock import today

from ..consequences import FURTHEST_CHECK_IN_DAYS, FURTHEST_NEW_DAY_DAYS, after_check_in, after_new_day
from ..models import Referral
from ..vocabulary import NEW_DATE_REASONS
from .moves import move_referral
from .own_page import tell_person
from .tell import give_way_to_report, tell_referrer


@action(Permission.REFERRAL_REPORT, records="Checked in")
def check_in(referral: Referral, *, next_day: date, by: Actor, note: str = "", seen: str = "") -> Referral:
    """The receiver says that someone still waits, or how support goes, and when they next look.

    A promised first contact moves to that day. Raises Missing for a day gone by or more than 84 days off.
    """
    _check(next_day, furthest=FURTHEST_CHECK_IN_DAYS)
    changes = after_check_in(referral, next_day=next_day)
    promised = changes.get("first_contact_on")
    supplied = {
        "next_day": next_day.isoformat(),
        "first_contact_on": promised.isoformat() if promised else "",
        "note": note.strip(),
    }
    step = move_referral(referral, "check_in", by=by, changes=changes, supplied=supplied, seen=seen)
    tell_referrer(referral, by=by, cause=str(step.pk))
    give_way_to_report(referral, by=by, cause=str(step.pk))
    tell_person(referral.person, by=by, cause=str(step.pk))
    return referral


@action(Permission.REFERRAL_SEND, records="Next step put to another day")
def put_to_another_day(
    referral: Referral, *, next_day: date, reason: str, by: Actor, seen: str = ""
) -> Referral:
    """The referrer does what is next on another day. ``reason`` is a code of NEW_DATE_REASONS.

    Raises Missing without it, and for a day gone by or more than 28 days off.
    """
    if reason not in dict(NEW_DATE_REASONS):
        raise Missing("Choose a reason.", field="reason")
    _check(next_day, furthest=FURTHEST_NEW_DAY_DAYS)
    changes = after_new_day(referral, next_day=next_day)
    supplied = {"next_day": next_day.isoformat(), "reason": reason}
    move_referral(referral, "new_day", by=by, changes=changes, supplied=supplied, seen=seen)
    return referral


def _check(day: date, *, furthest: int) -> None:
    last = today() + timedelta(days=furthest)
    if not today() <= day <= last:
        raise Missing(f"Choose a day from today to {long_date(last)}.", field="next_day")
