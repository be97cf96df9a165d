"""Requests for help, as ``referrals.actions.requests`` leaves them."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.permissions import Role
from alongside.foundation.workflow.states import Side
from alongside.people import actions as people_actions
from alongside.people.models import Consent, Person
from alongside.referrals import actions
from alongside.referrals.actions.own_page import LINK_DAYS, PURPOSE
from alongside.referrals.actions.requests import CLOSED
from alongside.referrals.consequences import after_asking_for_help
from alongside.referrals.models import HelpRequest, HelpRequestStep
from alongside.referrals.rules import keeps_its_step, next_step_after, request_sides
from alongside.referrals.states import REFERRAL, REQUEST

from .record import Act, Record, day_of


def open_request(
    record: Record, at: datetime, by: Actor, *, about: dict[str, Any], keep: bool, agreed_how: str,
    decided_by: str, request_id: UUID, reference: str, person_id: UUID, **asked: Any,
) -> HelpRequest:  # fmt: skip
    """Someone asks. Who has asked before is the same person, whom a new door must be told of with consent."""
    alliance = record.cast.alliance
    front_door = record.cast.front_door.pk
    holder = by.organisation_id or front_door
    owner = holder if keep else front_door
    values = {**asked, "about": about, "keep": keep, "agreed_how": agreed_how, "decided_by": decided_by}
    record.acts.append(Act(at, "open_request", by, request_id, values))
    new = record.person is None
    if new:
        record.person = Person(
            id=person_id, alliance=alliance, registered_by_id=holder, registered_at=at, **about
        )
        record.grant(holder, "registered", at)
        record.did(people_actions.register_person, at, by, record.person)
    shared_with = {owner} - {holder} if new else {holder, owner}
    for organisation_id in sorted(shared_with):
        if new or organisation_id not in record.access:
            speaker = replace(by, roles=by.roles | {Role.PERSON}, person_id=record.someone.pk)
            given = record.consent(
                at, speaker, organisation_id, given_how=agreed_how, decided_by=decided_by,
                shares=Consent.Shares.REFERRAL,
            )  # fmt: skip
            record.did(people_actions.record_consent, at, speaker, given)
            record.grant(organisation_id, "referral", at)
    soon = asked["urgency"] == "urgent" or asked["words_raise_concern"]
    request = HelpRequest(
        id=request_id,
        alliance=alliance,
        person=record.someone,
        reference=reference,
        asked_of_id=holder,
        asked_at=at,
        owner_id=owner,
        owner_user_id=by.user_id if owner == by.organisation_id else None,
        state=REQUEST.initial,
        state_since=at,
        **asked,
        **after_asking_for_help(alliance, soon=soon, today=day_of(at)),
    )
    record.requests.append(request)
    record.did(actions.open_request, at, by, request)
    return request


def give_own_page(record: Record, at: datetime, by: Actor, request: HelpRequest) -> str:
    """Gives the link's token. The code is the demo's."""
    record.acts.append(Act(at, "give_own_page", by, request.pk, {}))
    token, _ = record.link(at, PURPOSE, record.someone.pk, LINK_DAYS)
    record.did(actions.give_own_page, at, by, request)
    return token


def take_on(record: Record, at: datetime, by: Actor, request: HelpRequest) -> None:
    record.acts.append(Act(at, "take_on_request", by, request.pk, {}))
    _move(record, request, "take_on", at, by, {}, {"owner_user_id": by.user_id})
    record.did(actions.take_on_request, at, by, request)


def set_next_step(
    record: Record, at: datetime, by: Actor, request: HelpRequest, *, words: str, on: date
) -> None:
    record.acts.append(Act(at, "set_next_step", by, request.pk, {"words": words, "on": on}))
    request.next_step, request.next_step_on, request.next_step_by_hand = words[:200], on, True
    record.did(actions.set_next_step, at, by, request)


def close_request(
    record: Record, at: datetime, by: Actor, request: HelpRequest, *, reason: str, told: str
) -> None:
    record.acts.append(Act(at, "close_request", by, request.pk, {"reason": reason, "told": told}))
    still_open = [r for r in record.referrals if r.request_id == request.pk]
    if any(r.state in REFERRAL.open_states() for r in still_open):
        raise ValueError(f"{request} has an open referral.")
    _move(record, request, "close", at, by, {"reason": reason, "told": told}, CLOSED)
    record.did(actions.close_request, at, by, request, reason)


def refresh_request(record: Record, request: HelpRequest, urgency: str, at: datetime) -> None:
    """As ``moves.refresh_request``: the earliest thing due, unless a sooner one was set by hand."""
    if request.state == "closed":
        return
    today, alliance = day_of(at), record.cast.alliance
    days = alliance.check_in_days_urgent if urgency == "urgent" else alliance.check_in_days_routine
    current = [r for r in record.referrals if r.request_id == request.pk and r.state != "closed"]
    step = next_step_after(current, today=today, check_in_days=days)
    if keeps_its_step(request, step, today=today):
        return
    request.next_step, request.next_step_on, request.next_step_by_hand = step.words[:200], step.on, False


def _move(
    record: Record, request: HelpRequest, event: str, at: datetime, by: Actor, supplied: dict[str, Any],
    changes: dict[str, Any],
) -> None:  # fmt: skip
    row = REQUEST.transition(event)
    standing = request_sides(by, request)
    side = Side.PERSON if Side.PERSON in standing else Side.REFERRER
    if request.state not in row.sources or side not in standing:
        raise ValueError(f"{by.label} cannot {event} a request that is {request.state}.")
    target = row.target or request.state
    record.request_steps.append(
        HelpRequestStep(
            id=record.key(at),
            alliance=record.cast.alliance,
            request=request,
            person_id=request.person_id,
            number=sum(step.request_id == request.pk for step in record.request_steps) + 1,
            event=event,
            from_state=request.state,
            to_state=target,
            side=side.value,
            at=at,
            user_id=by.user_id,
            organisation_id=by.organisation_id,
            by=by.label[:400],
            supplied=supplied,
        )
    )
    request.state, request.state_since = target, at
    for name, value in changes.items():
        setattr(request, name, value)
