"""The receiver's answers: ask, accept, decline."""

from datetime import date
from uuid import UUID

from alongside.directory.models import Service
from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import Missing, NotAllowed
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.workflow.clock import today
from alongside.membership.queries import may_receive
from alongside.people.sharing import end_consent

from ..consequences import after_accepting, after_declining, after_question
from ..models import Referral
from ..vocabulary import DECLINE_REASONS
from .moves import check_in_days, move_referral
from .own_page import tell_person
from .tell import give_way_to_report, tell_referrer


@action(Permission.REFERRAL_ANSWER, records="Question asked")
def ask_question(referral: Referral, *, question: str, by: Actor, seen: str = "") -> Referral:
    """Ask the referrer something. The receiver's clock stops; the referrer owes an answer."""
    changes = after_question(referral, by.alliance, today=today())
    step = move_referral(
        referral, "ask", by=by, changes=changes, supplied={"question": question.strip()}, seen=seen
    )
    tell_referrer(referral, by=by, cause=str(step.pk))
    return referral


@action(Permission.REFERRAL_ANSWER, records="Referral accepted")
def accept_referral(
    referral: Referral,
    *,
    by: Actor,
    first_contact_on: date | None = None,
    on_waiting_list: bool = False,
    note: str = "",
    seen: str = "",
) -> Referral:
    """Say yes, with the day of first contact or a place on the waiting list. Raises Missing without either."""
    if not first_contact_on and not on_waiting_list:
        raise Missing(
            "Say when you will first be in touch, or put them on your waiting list.", field="first_contact_on"
        )
    if first_contact_on and first_contact_on < today():
        raise Missing("Choose today or a day to come for the first contact.", field="first_contact_on")
    if not may_receive(referral.receiver_id):
        raise NotAllowed(
            "Your organisation can’t say yes to anyone just now: a paper has ended. Renew it first."
        )
    changes = after_accepting(
        referral,
        first_contact_on=first_contact_on,
        on_waiting_list=on_waiting_list,
        check_in_days=check_in_days(by, referral.urgency),
        today=today(),
    )
    supplied = {
        "first_contact_on": first_contact_on.isoformat() if first_contact_on else "",
        "on_waiting_list": on_waiting_list,
        "note": note.strip(),
    }
    step = move_referral(referral, "accept", by=by, changes=changes, supplied=supplied, seen=seen)
    tell_referrer(referral, by=by, cause=str(step.pk))
    give_way_to_report(referral, by=by, cause=str(step.pk))
    tell_person(referral.person, by=by, cause=str(step.pk))
    return referral


@action(Permission.REFERRAL_ANSWER, records="Referral declined")
def decline_referral(
    referral: Referral,
    *,
    reason: str,
    by: Actor,
    suggestion_id: UUID | None = None,
    note: str = "",
    seen: str = "",
) -> Referral:
    """Say no, with a reason. In the same action the referrer owns the next step, from today.

    A service may be suggested. What was shared with this organisation for this referral ends.
    """
    if reason not in {known.code for known in DECLINE_REASONS}:
        raise Missing("Choose a reason.", field="reason")
    suggestion = Service.objects.filter(pk=suggestion_id).first() if suggestion_id else None
    changes = {
        **after_declining(referral, today=today()),
        "decline_reason": reason,
        "suggested_service": suggestion,
    }
    supplied = {"reason": reason, "suggestion": suggestion.name if suggestion else "", "note": note.strip()}
    step = move_referral(referral, "decline", by=by, changes=changes, supplied=supplied, seen=seen)
    tell_referrer(referral, by=by, cause=str(step.pk))
    tell_person(referral.person, by=by, cause=str(step.pk))
    end_sharing_for(referral, by=by)
    return referral


def end_sharing_for(referral: Referral, *, by: Actor) -> None:
    """End what this referral let its receiver see, unless another open referral to them rests on it.

    Always the last thing an action does: the receiver's own sight of the person ends here.
    """
    if referral.consent_id is None:
        return
    leaning = Referral.objects.filter(
        consent=referral.consent_id, state__in=["sent", "awaiting_information", "accepted", "in_support"]
    ).exclude(pk=referral.pk)
    if not leaning.exists() and referral.consent is not None:
        end_consent(referral.consent, by_label=by.label)
