"""After a yes: first contact, no contact, the outcome; and withdrawing, closing the loop, opening again."""

from datetime import date

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import Missing
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.workflow.clock import now, today
from alongside.foundation.workflow.states import Side

from ..consequences import (
    NO_OWNER,
    after_finishing,
    after_first_contact,
    after_no_contact,
    after_withdrawing,
)
from ..models import Referral
from ..rules import sides
from ..states import REFERRAL
from ..vocabulary import OUTCOMES, TOLD_HOW, WITHDRAW_REASONS
from .answer import end_sharing_for
from .moves import move_referral
from .own_page import tell_person
from .tell import end_receiver_links, give_way_to_report, tell_receiver, tell_referrer


@action(Permission.REFERRAL_REPORT, records="Support began")
def begin_support(referral: Referral, *, first_contact: date, by: Actor, seen: str = "") -> Referral:
    """First contact was made on a day, today or before."""
    if first_contact > today():
        raise Missing("Say the day you met or spoke: today or before.", field="first_contact")
    step = move_referral(
        referral,
        "begin_support",
        by=by,
        changes=after_first_contact(referral, first_contact=first_contact, today=today()),
        supplied={"first_contact": first_contact.isoformat()},
        seen=seen,
    )
    tell_referrer(referral, by=by, cause=str(step.pk))
    give_way_to_report(referral, by=by, cause=str(step.pk))
    return referral


@action(Permission.REFERRAL_REPORT, records="Could not be reached")
def report_no_contact(
    referral: Referral, *, attempts: int, by: Actor, note: str = "", seen: str = ""
) -> Referral:
    """They could not be reached after so many tries; the referrer owns the next step."""
    if attempts < 1:
        raise Missing("Say how many times you tried.", field="attempts")
    step = move_referral(
        referral,
        "no_contact",
        by=by,
        changes=after_no_contact(referral, today=today()),
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
    step = move_referral(
        referral,
        "finish",
        by=by,
        changes=after_finishing(referral, outcome=outcome, today=today()),
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
    changes = after_withdrawing(referral, today=today())
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
