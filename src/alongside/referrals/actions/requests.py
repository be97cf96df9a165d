"""Requests for help: opened at any door, always owned, closed only with the person's knowledge."""

import secrets
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import DomainError, Missing, NotAllowed, Stale
from alongside.foundation.access.gate import action
from alongside.foundation.access.models import AccessRole
from alongside.foundation.access.permissions import Permission, Role
from alongside.foundation.tenancy.context import as_organisation
from alongside.foundation.tenancy.people import grant_person_access
from alongside.foundation.workflow.clock import add_working_days, now, today
from alongside.foundation.workflow.move import move
from alongside.foundation.workflow.states import Side
from alongside.people.actions import record_consent, register_person
from alongside.people.models import Consent, Person

from ..consequences import after_asking_for_help
from ..models import HelpRequest, HelpRequestStep, Referral
from ..rules import request_sides
from ..states import REFERRAL, REQUEST
from ..vocabulary import NEW_DATE_REASONS
from .moves import lock_request
from .own_page import tell_person
from .support import withdraw_referral

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
WORDS_LIMIT = 5000


def _new_reference() -> str:
    """Two letters and six characters that are hard to misread, one of them a digit at least; over 500 million."""
    while True:
        reference = "AL-" + "".join(secrets.choice(ALPHABET) for _ in range(6))
        if any(map(str.isdigit, reference)) and not HelpRequest.objects.filter(reference=reference).exists():
            return reference


@action(Permission.REQUEST_OPEN, records="Request for help opened")
def open_request(
    *,
    about: dict[str, Any],
    words: str,
    by: Actor,
    needs: list[str] | None = None,
    urgency: str = "routine",
    words_raise_concern: bool = False,
    for_whom: str = HelpRequest.ForWhom.SELF,
    channel: str = HelpRequest.Channel.ONLINE,
    asker_name: str = "",
    asker_telephone: str = "",
    keep: bool = False,
    agreed_how: str = Consent.Given.ONLINE,
    decided_by: str = Consent.DecidedBy.PERSON,
) -> HelpRequest:
    """Someone asks for help. From this moment it has an owner and a day by which they act.

    ``about`` is what ``people.actions.register_person`` takes. From the public page the alliance's front
    door owns it; a worker's own organisation does with ``keep``, and else shares it with the front door.
    Raises DomainError if the alliance has no front door to answer, Missing for what is needed.
    """
    front_door = by.alliance.front_door
    holder = by.organisation_id or front_door
    owner = holder if keep else front_door or holder
    if holder is None or owner is None:
        raise DomainError("This alliance has nobody set to answer new requests yet. Please ring instead.")
    if len(words) > WORDS_LIMIT:
        raise Missing(
            f"That is longer than we can keep. Use fewer than {WORDS_LIMIT:,} letters.", field="words"
        )
    with as_organisation(holder):
        person = register_person(organisation_id=holder, by=by, **about)
        if owner != holder:
            speaker = replace(by, roles=by.roles | {Role.PERSON}, person_id=person.pk)
            record_consent(
                person, organisation_id=owner, given_how=agreed_how, decided_by=decided_by, by=speaker
            )
            grant_person_access(person=person.pk, organisation=owner, reason="referral")
        soon = urgency == "urgent" or words_raise_concern
        request = HelpRequest(
            alliance_id=by.alliance_id,
            person=person,
            reference=_new_reference(),
            words=words,
            needs=needs or [],
            urgency=urgency,
            words_raise_concern=words_raise_concern,
            for_whom=for_whom,
            channel=channel,
            asker_name=asker_name,
            asker_telephone=asker_telephone,
            asked_of_id=holder,
            asked_at=now(),
            owner_id=owner,
            owner_user_id=by.user_id if owner == by.organisation_id else None,
            state=REQUEST.initial,
            state_since=now(),
            **after_asking_for_help(by.alliance, soon=soon, today=today()),
        )
        request.save(force_insert=True)
    return request


@action(Permission.REQUEST_WORK, records="Request taken on")
def take_on_request(request: HelpRequest, *, by: Actor, seen: str = "") -> HelpRequest:
    """A worker of the owning organisation takes it as theirs. Raises NotAllowed for anyone else's."""
    _only_the_owner(request, by)
    _move(request, "take_on", by=by, seen=seen, changes={"owner_user_id": by.user_id})
    return request


@action(Permission.REQUEST_WORK, records="Next step set")
def set_next_step(request: HelpRequest, *, words: str, on: date, by: Actor, reason: str = "") -> HelpRequest:
    """Say what its owner does next and on which day. Raises Missing without either, Stale if it is closed, and
    NotAllowed where another organisation owns it.

    ``reason`` is a code of NEW_DATE_REASONS: it is kept in the audit record.
    """
    if reason and reason not in dict(NEW_DATE_REASONS):
        raise Missing("Choose a reason.", field="reason")
    _only_the_owner(request, by)
    if not words.strip():
        raise Missing("Say what happens next.", field="words")
    if on < today():
        raise Missing("Choose today or a day to come.", field="on")
    changed = (
        HelpRequest.objects.filter(pk=request.pk)
        .exclude(state="closed")
        .update(next_step=words.strip()[:200], next_step_on=on, next_step_by_hand=True)
    )
    if not changed:
        raise Stale("This request has been closed. Nothing was changed.")
    request.refresh_from_db()
    return request


@action(Permission.REQUEST_WORK, records="Request handed to someone else")
def assign_request(request: HelpRequest, *, user_id: UUID, by: Actor) -> HelpRequest:
    """Hand it to a colleague in the owning organisation. Raises Missing if they do not work there."""
    works_here = AccessRole.objects.filter(user=user_id, organisation=request.owner_id, ended_at__isnull=True)
    if request.owner_id != by.organisation_id or not works_here.exists():
        raise Missing("Choose someone who works for the organisation that owns this.", field="user")
    HelpRequest.objects.filter(pk=request.pk).update(owner_user=user_id)
    request.refresh_from_db()
    return request


@action(Permission.REQUEST_WORK, records="Request closed")
def close_request(request: HelpRequest, *, reason: str, told: str, by: Actor, seen: str = "") -> HelpRequest:
    """Close a request, with why and how the person knows. Raises Stale while a referral is still open."""
    lock_request(request)
    _only_the_owner(request, by)
    still_open = Referral.objects.filter(request=request, state__in=REFERRAL.open_states())
    if still_open.exists():
        raise Stale("A referral for this is still open. Close or withdraw it first; nothing was changed.")
    _move(request, "close", by=by, seen=seen, supplied={"reason": reason, "told": told}, changes=CLOSED)
    return request


@action(Permission.OWN_RECORD, records="The person no longer wants this help")
def stop_request(person: Person, *, request_id: UUID, by: Actor, reason: str = "their_choice") -> HelpRequest:
    """The person says on their own page: I don't want this help any more. Open referrals end with it."""
    request = HelpRequest.objects.filter(pk=request_id, person=person).first()
    if request is None:
        raise Stale("This had been closed already. Nothing was changed.")
    for referral in Referral.objects.filter(request=request, state__in=REFERRAL.open_states()).select_related(
        "request"
    ):
        withdraw_referral(referral, reason="no_longer_wanted", by=by)
    _move(request, "close", by=by, supplied={"reason": reason, "told": "their_choice"}, changes=CLOSED)
    return request


@action(Permission.REQUEST_WORK, records="Request opened again")
def reopen_request(request: HelpRequest, *, reason: str, by: Actor) -> HelpRequest:
    """Open it again within 30 days, with its old owner and a next step for the next working day."""
    days = REQUEST.transition("reopen").within_days or 0
    if (now() - request.state_since).days > days:
        raise Stale(f"This closed more than {days} days ago. Open a new request instead.")
    changes = {
        "owner_id": by.organisation_id or request.asked_of_id,
        "owner_user_id": by.user_id,
        "next_step": "Get in touch: this was opened again",
        "next_step_on": add_working_days(today(), 1),
    }
    _move(request, "reopen", by=by, supplied={"reason": reason}, changes=changes)
    tell_person(request.person, by=by, cause=f"reopened-{request.pk}-{request.state_since:%s}")
    return request


def _only_the_owner(request: HelpRequest, by: Actor) -> None:
    """Whoever took a request in and passed it on sees it still, and leaves it to its owner while it is open."""
    if request.owner_id is not None and request.owner_id != by.organisation_id:
        raise NotAllowed("Another organisation has this now. Ask them, or tell them what you know.")


CLOSED = {
    "owner_id": None,
    "owner_user_id": None,
    "next_step": "",
    "next_step_on": None,
    "next_step_by_hand": False,
}


def _move(
    request: HelpRequest,
    event: str,
    *,
    by: Actor,
    seen: str = "",
    supplied: dict[str, Any] | None = None,
    changes: dict[str, Any] | None = None,
) -> None:
    standing = request_sides(by, request)
    side = Side.PERSON if Side.PERSON in standing else Side.REFERRER
    move(
        request, event, table=REQUEST, steps=HelpRequestStep, link="request", by=by, side=side, seen=seen or None,
        supplied=supplied, changes=changes,
    )  # fmt: skip
