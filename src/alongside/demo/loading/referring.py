"""Referrals, as ``referrals.actions`` leaves them, event by event."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.people import actions as people_actions
from alongside.people.models import Consent
from alongside.referrals import actions
from alongside.referrals import consequences as after
from alongside.referrals.models import HelpRequest, Referral
from alongside.referrals.states import REFERRAL

from .asking import refresh_request
from .listed import Listed
from .moving import end_links, end_sharing, move
from .record import Act, Record, day_of

REVIEW = timedelta(days=people_actions.REVIEW_DAYS)


def prepare(
    record: Record, at: datetime, by: Actor, request: HelpRequest, to: Listed, *, referral_id: UUID, need: str,
    note: str = "", previous: Referral | None = None, nested: bool = False,
) -> Referral:  # fmt: skip
    if not nested:
        values = {"service_id": to.service.pk, "need": need, "note": note, "referral": referral_id}
        record.acts.append(Act(at, "prepare_referral", by, request.pk, values))
    referral = Referral(
        id=referral_id,
        alliance=record.cast.alliance,
        person=record.someone,
        request=request,
        chain=previous.chain if previous else referral_id,
        previous=previous,
        need=need or (request.needs[0] if request.needs else ""),
        urgency=request.urgency,
        service=to.service,
        service_name=to.service.name[:255],
        referrer=record.cast.organisation(by.organisation_id),
        receiver=to.receiver,
        receiver_email=to.service.email,
        note=note,
        state=REFERRAL.initial,
        state_since=at,
        **after.after_preparing(by.organisation_id, today=day_of(at)),
    )
    referral.referrer_user = record.cast.users.get(by.email)
    record.referrals.append(referral)
    refresh_request(record, request, referral.urgency, at)
    record.did(actions.prepare_referral, at, by, referral)
    return referral


def send(
    record: Record, at: datetime, by: Actor, referral: Referral, *, given_how: str, decided_by: str,
    basis: str = "", reason: str = "", until: datetime | None = None, nested: bool = False,
) -> None:  # fmt: skip
    """Send it with the agreement at hand, else a new one; or, to keep someone safe, without (``basis``)."""
    agreed = record.live_consent(referral.receiver_id, at)
    values: dict[str, Any] = {"given_how": given_how, "decided_by": decided_by}
    if agreed is None and basis:
        values = {"basis": basis, "reason": reason}
        agreed = record.consent(
            at, by, referral.receiver_id, basis=basis, reason=reason, given_how=Consent.Given.NOT_GIVEN,
            decided_by=Consent.DecidedBy.BEST_INTERESTS, review_on=day_of(at) + REVIEW,
        )  # fmt: skip
        record.did(people_actions.share_without_consent, at, by, agreed, reason)
    elif agreed is None:
        values["until"] = until
        agreed = record.consent(
            at, by, referral.receiver_id, given_how=given_how, decided_by=decided_by, until=until
        )
        record.did(people_actions.record_consent, at, by, agreed)
    if not nested:
        record.acts.append(Act(at, "send_referral", by, referral.pk, values))
    record.grant(referral.receiver_id, "referral", at, agreed.until)
    changes = {
        **after.after_sending(referral, record.cast.alliance, today=day_of(at)),
        "consent": agreed,
        "sent_at": at,
    }
    step = move(
        record, referral, "send", at, by, changes, {"consent": str(agreed.pk), "basis": str(agreed.basis)}
    )
    record.tell_receiver(referral, at, "referral_waiting", step.pk, changes["answer_due_at"].date())
    record.tell_person(at, by, step.pk)
    record.did(actions.send_referral, at, by, referral)


def ask(record: Record, at: datetime, by: Actor, referral: Referral, *, question: str) -> None:
    record.acts.append(Act(at, "ask_question", by, referral.pk, {"question": question}))
    changes = after.after_question(referral, record.cast.alliance, today=day_of(at))
    step = move(record, referral, "ask", at, by, changes, {"question": question.strip()})
    record.tell_referrer(referral, at, by, step.pk)
    record.did(actions.ask_question, at, by, referral)


def answer(record: Record, at: datetime, by: Actor, referral: Referral, *, words: str) -> None:
    record.acts.append(Act(at, "answer_question", by, referral.pk, {"answer": words}))
    changes = after.after_answer(referral, record.cast.alliance, today=day_of(at))
    step = move(record, referral, "answer", at, by, changes, {"answer": words.strip()})
    record.tell_receiver(referral, at, "referral_waiting", step.pk, changes["answer_due_at"].date())
    record.did(actions.answer_question, at, by, referral)


def accept(
    record: Record, at: datetime, by: Actor, referral: Referral, *, first_contact_on: date | None, note: str
) -> None:
    waiting = first_contact_on is None
    values = {"first_contact_on": first_contact_on, "on_waiting_list": waiting, "note": note}
    record.acts.append(Act(at, "accept_referral", by, referral.pk, values))
    alliance = record.cast.alliance
    urgent = referral.urgency == "urgent"
    days = alliance.check_in_days_urgent if urgent else alliance.check_in_days_routine
    changes = after.after_accepting(
        referral, first_contact_on=first_contact_on, on_waiting_list=waiting, check_in_days=days,
        today=day_of(at),
    )  # fmt: skip
    said = first_contact_on.isoformat() if first_contact_on else ""
    supplied = {"first_contact_on": said, "on_waiting_list": waiting, "note": note.strip()}
    step = move(record, referral, "accept", at, by, changes, supplied)
    record.tell_referrer(referral, at, by, step.pk)
    record.tell_person(at, by, step.pk)
    record.give_way_to_report(referral, at, step.pk)
    record.did(actions.accept_referral, at, by, referral)


def decline(
    record: Record, at: datetime, by: Actor, referral: Referral, *, reason: str, note: str,
    suggestion: Listed | None = None,
) -> None:  # fmt: skip
    service = suggestion.service if suggestion else None
    values = {"reason": reason, "note": note, "suggestion_id": service.pk if service else None}
    record.acts.append(Act(at, "decline_referral", by, referral.pk, values))
    changes = {
        **after.after_declining(referral, today=day_of(at)),
        "decline_reason": reason,
        "suggested_service": service,
    }
    supplied = {"reason": reason, "suggestion": service.name if service else "", "note": note.strip()}
    step = move(record, referral, "decline", at, by, changes, supplied)
    record.tell_referrer(referral, at, by, step.pk)
    record.tell_person(at, by, step.pk)
    end_sharing(record, referral, at, by)
    record.did(actions.decline_referral, at, by, referral, reason)


def redirect(
    record: Record, at: datetime, by: Actor, referral: Referral, to: Listed, *, referral_id: UUID
) -> Referral:
    """Close this link of the chain and prepare the next, which goes at once where sharing is agreed already."""
    values = {"service_id": to.service.pk, "referral": referral_id}
    record.acts.append(Act(at, "redirect_referral", by, referral.pk, values))
    new = prepare(
        record, at, by, referral.request, to, referral_id=referral_id, need=referral.need, note=referral.note,
        previous=referral, nested=True,
    )  # fmt: skip
    supplied = {"service": str(to.service.pk), "referral": str(new.pk)}
    move(record, referral, "redirect", at, by, {**after.NO_OWNER, "closed_at": at}, supplied)
    if record.live_consent(new.receiver_id, at):
        send(record, at, by, new, given_how="", decided_by=Consent.DecidedBy.PERSON, nested=True)
    record.did(actions.redirect_referral, at, by, new)
    return new


def begin_support(record: Record, at: datetime, by: Actor, referral: Referral) -> None:
    day = day_of(at)
    record.acts.append(Act(at, "begin_support", by, referral.pk, {"first_contact": day}))
    changes = after.after_first_contact(referral, first_contact=day, today=day)
    step = move(record, referral, "begin_support", at, by, changes, {"first_contact": day.isoformat()})
    record.tell_referrer(referral, at, by, step.pk)
    record.give_way_to_report(referral, at, step.pk)
    record.did(actions.begin_support, at, by, referral)


def no_contact(
    record: Record, at: datetime, by: Actor, referral: Referral, *, attempts: int, note: str
) -> None:
    record.acts.append(Act(at, "report_no_contact", by, referral.pk, {"attempts": attempts, "note": note}))
    changes = after.after_no_contact(referral, today=day_of(at))
    supplied = {"attempts": attempts, "note": note.strip()}
    step = move(record, referral, "no_contact", at, by, changes, supplied)
    record.tell_referrer(referral, at, by, step.pk)
    end_sharing(record, referral, at, by)
    record.did(actions.report_no_contact, at, by, referral)


def finish(record: Record, at: datetime, by: Actor, referral: Referral, *, outcome: str, note: str) -> None:
    record.acts.append(Act(at, "finish_support", by, referral.pk, {"outcome": outcome, "note": note}))
    changes = after.after_finishing(referral, outcome=outcome, today=day_of(at))
    step = move(record, referral, "finish", at, by, changes, {"outcome": outcome, "note": note.strip()})
    record.tell_referrer(referral, at, by, step.pk)
    record.tell_person(at, by, step.pk)
    end_sharing(record, referral, at, by)
    record.did(actions.finish_support, at, by, referral)


def withdraw(record: Record, at: datetime, by: Actor, referral: Referral, *, reason: str) -> None:
    """The person's own choice, or taking back what was never sent, closes it at once."""
    record.acts.append(Act(at, "withdraw_referral", by, referral.pk, {"reason": reason}))
    was_sent = referral.sent_at is not None
    changes = after.after_withdrawing(referral, today=day_of(at))
    step = move(record, referral, "withdraw", at, by, changes, {"reason": reason})
    if was_sent:
        end_links(record, referral, at)
        record.tell_receiver(referral, at, "referral_ended", step.pk)
        record.tell_referrer(referral, at, by, step.pk)
    if by.person_id or not was_sent:
        _close(record, referral, at, by, "their_choice", "")
    end_sharing(record, referral, at, by)
    record.did(actions.withdraw_referral, at, by, referral, reason)


def close(record: Record, at: datetime, by: Actor, referral: Referral, *, told: str, note: str) -> None:
    record.acts.append(Act(at, "close_referral", by, referral.pk, {"told": told, "note": note}))
    _close(record, referral, at, by, told, note)
    record.did(actions.close_referral, at, by, referral)


def _close(record: Record, referral: Referral, at: datetime, by: Actor, told: str, note: str) -> None:
    changes = {**after.NO_OWNER, "closed_at": at}
    move(record, referral, "close", at, by, changes, {"told": told, "note": note.strip()})


def reopen(record: Record, at: datetime, by: Actor, referral: Referral, *, reason: str) -> None:
    record.acts.append(Act(at, "reopen_referral", by, referral.pk, {"reason": reason}))
    changes = after.after_reopening(referral, today=day_of(at))
    move(record, referral, "reopen", at, by, changes, {"reason": reason.strip()})
    record.did(actions.reopen_referral, at, by, referral, reason)


def expire(record: Record, at: datetime, referral: Referral) -> None:
    by = record.cast.clock(referral.referrer_id)
    record.acts.append(Act(at, "expire_referral", by, referral.pk, {}))
    step = move(record, referral, "expire", at, by, after.after_expiry(referral, today=day_of(at)), {})
    end_links(record, referral, at)
    record.tell_receiver(referral, at, "referral_ended", step.pk)
    record.tell_referrer(referral, at, by, step.pk)
    record.tell_person(at, by, step.pk)
    end_sharing(record, referral, at, by)
    record.did(actions.expire_referral, at, by, referral)


def remind(record: Record, at: datetime, referral: Referral) -> None:
    by = record.cast.clock(referral.referrer_id)
    record.acts.append(Act(at, "remind_receiver", by, referral.pk, {}))
    referral.reminded_at = at
    day = day_of(referral.expires_at) if referral.expires_at else None
    cause = f"{referral.answer_due_at:%Y%m%d}"
    record.tell_receiver(referral, at, "referral_reminder", cause, day)
    record.did(actions.remind_receiver, at, by, referral)
