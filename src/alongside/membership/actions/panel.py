"""Reading an application: named readers, conflicts first, what each thinks, and a decision with its reasons."""

from typing import Any
from uuid import UUID

from django.utils.text import slugify

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import DomainError, Missing, NotAllowed, Stale
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.accounts.models import User
from alongside.foundation.messages.outbox import queue_message
from alongside.foundation.tenancy.addresses import address
from alongside.foundation.workflow.clock import now
from alongside.foundation.workflow.move import move
from alongside.foundation.workflow.states import Side

from ..candidates import decided_first, is_known, readers, round_of
from ..models import Application, ApplicationStep, Evidence, Organisation, Review
from ..rules import PANEL_QUORUM
from ..states import APPLICATION
from .joining import tell_applicant


@action(Permission.APPLICATION_DECIDE, records="Readers named")
def name_readers(application: Application, *, user_ids: list[UUID], by: Actor) -> Application:
    """Ask people to read it. For an appeal, only who neither advised nor decided the first time."""
    own = _review(application, by)
    if own is None or own.conflict != Review.Conflict.NONE:
        raise NotAllowed(
            "Say first that you have nothing to do with them. Whoever has, asks nobody to read it."
        )
    may = dict(readers())
    if application.state not in ("sent", "asked", "appealed"):
        raise Stale("This has been decided. Nothing was changed.")
    barred = decided_first(application) if round_of(application) == 2 else set()
    for user_id in user_ids:
        if user_id not in may or user_id in barred:
            raise Missing(
                "Choose people who may read this, and did not decide the first time.", field="readers"
            )
    for user_id in user_ids:
        _made, fresh = Review.objects.update_or_create(
            alliance_id=by.alliance_id,
            application=application,
            user_id=user_id,
            defaults={"round": round_of(application)},
        )
        if fresh:
            _tell_reader(application, user_id, by=by)
    return application


@action(Permission.APPLICATION_REVIEW, records="Conflict of interest declared")
def declare(application: Application, *, conflict: str, by: Actor, words: str = "") -> Review:
    """Say whether they have anything to do with who asks. Who has, sees nothing more and says nothing."""
    if conflict not in Review.Conflict.values:
        raise Missing("Say if you have anything to do with them.", field="conflict")
    row = _review(application, by)
    if row is None:
        if by.user_id is None or not by.has(Permission.APPLICATION_DECIDE):
            raise NotAllowed("You were not asked to read this.")
        row = Review(
            alliance_id=by.alliance_id,
            application=application,
            user_id=by.user_id,
            round=round_of(application),
        )
    if row.conflict:
        raise Stale("You have said this already.")
    row.conflict, row.conflict_words, row.declared_at = conflict, words.strip()[:500], now()
    row.save()
    return row


@action(Permission.APPLICATION_REVIEW, records="Reader's advice given")
def advise(application: Application, *, advice: str, words: str, by: Actor) -> Review:
    """What one reader thinks, and why. Raises NotAllowed for who declared a conflict or has not said."""
    row = _review(application, by)
    if row is None or row.conflict != Review.Conflict.NONE:
        raise NotAllowed("Only readers without a conflict can say what they think.")
    if application.state not in ("sent", "asked", "appealed") or row.round != round_of(application):
        raise Stale("This has moved on. Nothing was changed.")
    if advice not in Review.Advice.values:
        raise Missing("Say what you think.", field="advice")
    if not words.strip():
        raise Missing("Say why, in a sentence or two.", field="words")
    row.advice, row.words, row.advised_at = advice, words.strip()[:2000], now()
    row.save()
    return row


@action(Permission.APPLICATION_DECIDE, records="Panel asked something")
def ask_applicant(application: Application, *, question: str, by: Actor) -> Application:
    """Ask something; it waits for the answer."""
    _may_decide(application, by)
    step = _move(application, "ask", by=by, supplied={"question": question.strip()})
    tell_applicant(application, by=by, cause=str(step.pk))
    return application


@action(Permission.APPLICATION_DECIDE, records="Application decided")
def decide(application: Application, *, yes: bool, reason: str, by: Actor) -> Application:
    """Decide, with reasons that the applicant reads, once enough readers have said what they think.

    A yes makes the organisation, which joins when its papers are in place. Raises DomainError below the quorum,
    NotAllowed for who has a conflict or decided the first time.
    """
    _may_decide(application, by)
    here = Review.objects.filter(application=application, round=round_of(application), conflict="none")
    said = here.exclude(advice="").count()
    if said < PANEL_QUORUM:
        raise DomainError(f"{PANEL_QUORUM} readers must say what they think first. So far {said} did.")
    again = application.state == "appealed"
    event = "approve" if yes else "refuse" if again else "decline"
    changes: dict[str, Any] = {"decided_at": now()}
    if yes:
        changes["organisation_id"] = _welcome(application, by).pk
    step = _move(application, event, by=by, supplied={"reason": reason.strip()}, changes=changes)
    tell_applicant(application, by=by, cause=str(step.pk))
    return application


def _welcome(application: Application, by: Actor) -> Organisation:
    """The organisation of an application, joining: nothing is open to it until its papers are in place."""
    # Not whoever else still asks: two that wait for an answer would keep each other out.
    if is_known(name=application.name, number=application.number, but=application.pk, stands=("approved",)):
        raise DomainError("There is a member with this name or number already.")
    made = Organisation.objects.create(
        alliance_id=by.alliance_id,
        name=application.name,
        slug=f"{slugify(application.name)[:100]}-{application.reference.lower()}",
        kind=application.kind or Organisation.Kind.OTHER,
        size=application.size,
        purpose=application.purpose,
        is_member=True,
        email=application.contact_email,
        telephone=application.contact_telephone,
        number=application.number,
        ward_codes=application.ward_codes,
        places_offered=application.places_offered,
    )
    if application.insured_until and application.policy:
        Evidence.objects.create(
            alliance_id=by.alliance_id,
            organisation=made,
            paper="insurance",
            reference=application.policy,
            provider=application.insurer,
            valid_from=min(now().date(), application.insured_until),
            valid_until=application.insured_until,
            stated_by=f"{application.contact_name}, when they asked to join"[:400],
            stated_at=application.sent_at or now(),
        )
    return made


def _may_decide(application: Application, by: Actor) -> None:
    row = _review(application, by)
    if row is None or row.conflict != Review.Conflict.NONE:
        raise NotAllowed("Say first that you have nothing to do with them.")
    if round_of(application) == 2 and by.user_id in decided_first(application):
        raise NotAllowed("Someone who did not decide the first time decides now.")


def _review(application: Application, by: Actor) -> Review | None:
    return Review.objects.filter(application=application, user=by.user_id).first()


def _tell_reader(application: Application, user_id: UUID, *, by: Actor) -> None:
    email = User.objects.filter(pk=user_id).values_list("email", flat=True).first()
    if email:
        queue_message(
            alliance_id=by.alliance_id,
            key=f"reader-{application.pk}-{user_id}",
            channel="email",
            to=email,
            template="joining_panel",
            values={
                "link": address(by.alliance, f"/applications/{application.pk}/"),
                "reference": application.reference,
            },
        )


def _move(
    application: Application,
    event: str,
    *,
    by: Actor,
    supplied: dict[str, Any],
    changes: dict[str, Any] | None = None,
) -> ApplicationStep:
    return move(  # type: ignore[return-value]
        application, event, table=APPLICATION, steps=ApplicationStep, link="application", by=by, side=Side.PANEL,
        supplied=supplied, changes=changes,
    )  # fmt: skip
