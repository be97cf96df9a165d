"""After a yes: first contact, no contact, the outcome; and withdrawing, closing the loop, opening again."""

from datetime import date, timedelta

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import Missing
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.workflow.clock import add_working_days, now, today
from alongside.foundation.workflow.states import Side

from ..models import Referral
from ..rules import sides
from ..states import REFERRAL
from ..vocabulary import OUTCOMES, TOLD_HOW, WITHDRAW_REASONS
from .answer import end_sharing_for
from .moves import NO_OWNER, move_referral, owned_by
from .own_page import tell_person
from .tell import end_receiver_links, tell_receiver, tell_referrer

SUPPORT_REVIEW_DAYS = 84


@action(Permission.REFERRAL_REPORT, records="Support began")
def begin_support(referral: Referral, *, first_contact: date, by: Actor, seen: str = "") -> Referral:
    """First contact was made on a day, today or before."""
    if first_contact > today():
        raise Missing("Say the day you met or spoke: today or before.", field="first_contact")
    changes = {
        **owned_by(
            referral.receiver_id, "Say how it is going", today() + timedelta(days=SUPPORT_REVIEW_DAYS)
        ),
        "first_contact_on": first_contact,
        "on_waiting_list": False,
    }
    step = move_referral(
        referral,
        "begin_support",
        by=by,
        changes=changes,
        supplied={"first_contact": first_contact.isoformat()},
        seen=seen,
    )
    tell_referrer(referral, by=by, cause=str(step.pk))
    return referral


@action(Permission.REFERRAL_REPORT, records="Could not be reached")
def report_no_contact(
    referral: Referral, *, attempts: int, by: Actor, note: str = "", seen: str = ""
) -> Referral:
    """They could not be reached after so many tries; the referrer owns the next step."""
    if attempts < 1:
        raise Missing("Say how many times you tried.", field="attempts")
    words = f"{referral.service_name} could not reach them: find out how they are"
    changes = owned_by(referral.referrer_id, words, add_working_days(today(), 1))
    step = move_referral(
        referral,
        "no_contact",
        by=by,
        changes=changes,
        supplied={"attempts": attempts, "note": note.strip()},
        seen=seen,
    )
    tell_referrer(referral, by=by, cause=str(step.pk))
    end_sharing_for(referral, by=by)
    return referral


@action(Permission.REFERRAL_REPORT, records="Support finished")
def finish_support(
    referral: Referral, *, outcome: str, by: Actor, note: str = "", seen: str = ""
) -> Referral:
    """Support ended, with its outcome; the referrer tells the person and closes the loop."""
    if outcome not in dict(OUTCOMES):
        raise Missing("Choose what came of it.", field="outcome")
    words = f"Ask how it ended with {referral.service_name}, and close"
    changes = {**owned_by(referral.referrer_id, words, add_working_days(today(), 2)), "outcome": outcome}
    step = move_referral(
        referral,
        "finish",
        by=by,
        changes=changes,
        supplied={"outcome": outcome, "note": note.strip()},
        seen=seen,
    )
    tell_referrer(referral, by=by, cause=str(step.pk))
    tell_person(referral.person, by=by, cause=str(step.pk))
    end_sharing_for(referral, by=by)
    return referral


@action(Permission.REFERRAL_WITHDRAW, records="Referral withdrawn")
def withdraw_referral(referral: Referral, *, reason: str, by: Actor, seen: str = "") -> Referral:
    """Take it back: by the referrer, or by the person, whose choice closes it at once. The receiver is told."""
    if reason not in dict(WITHDRAW_REASONS):
        raise Missing("Choose a reason.", field="reason")
    was_sent = referral.sent_at is not None
    by_person = Side.PERSON in sides(by, referral)
    if by_person and referral.state not in REFERRAL.transition("withdraw").sources:
        # It is over already and waits only to be told: their own choice is all the telling it needs.
        _close(referral, told="their_choice", by=by)
        return referral
    changes = owned_by(
        referral.referrer_id, "Tell them it has been withdrawn, and close", add_working_days(today(), 1)
    )
    step = move_referral(referral, "withdraw", by=by, changes=changes, supplied={"reason": reason}, seen=seen)
    if was_sent:
        end_receiver_links(referral)
        tell_receiver(referral, by=by, template="referral_ended", cause=str(step.pk))
        tell_referrer(referral, by=by, cause=str(step.pk))
    if by_person or not was_sent:
        _close(referral, told="their_choice", by=by)
    end_sharing_for(referral, by=by)
    return referral


@action(Permission.REFERRAL_CLOSE, records="Loop closed")
def close_referral(referral: Referral, *, told: str, by: Actor, note: str = "", seen: str = "") -> Referral:
    """The person knows how it ended: the referrer says how they were told, or that they chose not to hear."""
    if told not in dict(TOLD_HOW):
        raise Missing("Say how they were told.", field="told")
    _close(referral, told=told, by=by, note=note, seen=seen)
    return referral


def _close(referral: Referral, *, told: str, by: Actor, note: str = "", seen: str = "") -> None:
    changes = {**NO_OWNER, "closed_at": now()}
    move_referral(
        referral, "close", by=by, changes=changes, supplied={"told": told, "note": note.strip()}, seen=seen
    )
