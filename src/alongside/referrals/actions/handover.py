"""When an organisation may not go on: each thing that it has open gets an owned next step elsewhere, in one action."""

from collections import Counter
from typing import Any
from uuid import UUID

import alongside.membership.actions as membership
from alongside.foundation.access.actor import Actor, clock
from alongside.foundation.access.errors import DomainError, NotAllowed
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.tenancy.context import as_organisation, in_alliance
from alongside.foundation.tenancy.models import Alliance, PersonAccess
from alongside.foundation.tenancy.people import end_person_access
from alongside.foundation.tenancy.rounds import go_round
from alongside.foundation.workflow.clock import later, now, today
from alongside.foundation.workflow.move import move
from alongside.foundation.workflow.states import Side
from alongside.membership.models import Organisation
from alongside.membership.queries import Standing, standing_of, standings
from alongside.people.actions import CONSENT_DAYS, rehome, take_over
from alongside.people.models import Consent, Person

from ..consequences import after_handing_back, after_handing_on, after_handing_on_a_request
from ..held import held_by, keep_in_sight
from ..models import HelpRequest, HelpRequestStep, Referral
from ..states import REQUEST
from .answer import end_sharing_for
from .moves import move_referral
from .own_page import tell_person
from .tell import end_receiver_links, tell_receiver, tell_referrer

WHY = {
    "left": "{} left the alliance.",
    "suspended": "{} may not look after people for now.",
    "lapsed": "A paper that {} must have has ended.",
}
STILL_OPEN = "What let the front door look after them has ended, and something is still open."


@action(Permission.MEMBER_EDIT, records="Organisation left, and what it had open was handed over")
def leave_alliance(organisation: Organisation, *, reason: str, words: str, by: Actor) -> Organisation:
    """It leaves today. Nobody it was helping is lost, and it sees nobody's record from now."""
    membership.record_leaving(organisation, reason=reason, words=words, by=by)
    hand_over(organisation, reason="left", by=clock(by.alliance))
    return organisation


@action(Permission.MEMBER_EDIT, records="Organisation suspended, and what it had open was handed over")
def suspend_member(organisation: Organisation, *, reason: str, words: str, by: Actor) -> Organisation:
    """From now its people may do nothing with records; what is open goes on elsewhere."""
    membership.suspend(organisation, reason=reason, words=words, by=by)
    hand_over(organisation, reason="suspended", by=clock(by.alliance))
    return organisation


@action(Permission.MEMBER_EDIT, records="What a lapsed organisation had open was handed over")
def hand_over_now(organisation: Organisation, *, by: Actor) -> Organisation:
    """Not to wait for the end of its grace. Raises NotAllowed while records are open to it."""
    if standing_of(organisation.pk).rights.records:
        raise NotAllowed("Records are open to them, so there is nothing to hand over.")
    hand_over(organisation, reason="lapsed", by=clock(by.alliance))
    return organisation


@action(Permission.REFERRAL_CLOCK, records="What an organisation had open was handed over")
def hand_over(organisation: Organisation, *, reason: str, by: Actor) -> dict[str, int]:
    """Give how many requests, referrals sent and referrals received were handed over: all of them, or none.

    ``reason`` is a code of WHY. What it owns or sent goes to the front door; what it was sent goes back to
    whoever referred. Raises DomainError for the front door itself, and where there is none.
    """
    front_door = by.alliance.front_door
    if front_door is None or front_door == organisation.pk:
        raise DomainError("The front door answers for everyone. Choose another front door first.")
    done: Counter[str] = Counter()
    for kind, row_id, person_id, seen_by in held_by(organisation.pk):
        _hand_over_one(
            kind, row_id, person_id, organisation, front_door=front_door, rather=seen_by, reason=reason, by=by
        )
        done[kind] += 1
    if reason == "left":
        _close_every_record(organisation, front_door, by)
    return dict(done)


def _hand_over_one(
    kind: str,
    row_id: UUID,
    person_id: UUID,
    organisation: Organisation,
    *,
    front_door: UUID,
    rather: UUID | None,
    reason: str,
    by: Actor,
) -> None:
    """One thing. Who may see the person is asked as its turn comes: what went before may have ended it.

    What it was sent goes back to whoever referred; to the front door where they may not see the person any more.
    """
    keeper = keep_in_sight(person_id, rather=rather, until=later(days=CONSENT_DAYS))
    if keeper is None:
        return  # closed meanwhile
    with as_organisation(keeper):
        to_door = kind != "received" or not Referral.objects.filter(pk=row_id, referrer=keeper).exists()
        if to_door:
            take_over(
                Person.objects.get(pk=person_id),
                organisation_id=front_door, reason=WHY[reason].format(organisation.name), by=by,
            )  # fmt: skip
    with as_organisation(front_door if to_door else keeper):
        if kind == "received" and to_door and _referral(row_id).referrer_id != front_door:
            _hand_on_sent(row_id, organisation, reason=reason, by=by)
        _HANDED[kind](row_id, organisation, reason=reason, by=by)


def run_handovers(alliance: Alliance) -> int:
    """Hand over what organisations without grace still have; gives how many things. Safe to run twice at once.

    And whom the front door took over it goes on seeing while something is open, on a fresh ground, reviewed anew.
    Each organisation in a transaction of its own: what goes wrong with one is raised after the others.
    """
    with in_alliance(alliance):
        gone = [standing for standing in standings().values() if standing.lets_go]
    handed: Counter[str] = Counter()

    def of_one(standing: Standing) -> None:
        with in_alliance(alliance):
            if alliance.front_door is None or not held_by(standing.organisation_id):
                return
            organisation = Organisation.objects.select_for_update().get(pk=standing.organisation_id)
            reason = "left" if standing.has_left else "suspended" if standing.is_suspended else "lapsed"
            done = hand_over(organisation, reason=reason, by=clock(alliance))
        handed.update(done)

    def see_again(held: tuple[str, UUID, UUID, UUID | None]) -> None:
        _kind, _row, person_id, rather = held
        with in_alliance(alliance):
            keeper = keep_in_sight(person_id, rather=rather, until=later(days=CONSENT_DAYS))
            if keeper is not None and alliance.front_door is not None:
                with as_organisation(keeper):
                    person, by = Person.objects.get(pk=person_id), clock(alliance)
                    take_over(person, organisation_id=alliance.front_door, reason=STILL_OPEN, by=by)

    go_round(gone, of_one)
    go_round(_out_of_sight(alliance), see_again)
    return handed.total()


def _out_of_sight(alliance: Alliance) -> list[tuple[str, UUID, UUID, UUID | None]]:
    """What the front door has open of someone whom it may not see any more: what let it has ended."""
    with in_alliance(alliance):
        held = held_by(alliance.front_door) if alliance.front_door else []
    one_of_each = {row[2]: row for row in held if row[0] != "received" and row[3] != alliance.front_door}
    return list(one_of_each.values())


def _hand_on_request(row_id: UUID, organisation: Organisation, *, reason: str, by: Actor) -> None:
    request = HelpRequest.objects.select_related("person").get(pk=row_id)
    changes = after_handing_on_a_request(by.alliance.front_door, leaving=organisation.name, today=today())
    door = Organisation.objects.values_list("name", flat=True).get(pk=by.alliance.front_door)
    step = move(
        request, "hand_on", table=REQUEST, steps=HelpRequestStep, link="request", by=by, side=Side.CLOCK,
        supplied={"reason": reason, "from": organisation.name, "to": door}, changes=changes,
    )  # fmt: skip
    tell_person(request.person, by=by, cause=str(step.pk))


def _hand_on_sent(row_id: UUID, organisation: Organisation, *, reason: str, by: Actor) -> None:
    referral = _referral(row_id)
    changes = after_handing_on(referral, by.alliance.front_door, leaving_id=organisation.pk, today=today())
    move_referral(
        referral, "hand_on", by=by, changes=changes, supplied={"reason": reason, "from": organisation.name}
    )


def _hand_back(row_id: UUID, organisation: Organisation, *, reason: str, by: Actor) -> None:
    referral = _referral(row_id)
    changes = after_handing_back(referral, today=today())
    step = move_referral(referral, "hand_back", by=by, changes=changes, supplied={"reason": reason})
    end_receiver_links(referral)
    tell_receiver(referral, by=by, template="referral_ended", cause=str(step.pk))
    tell_referrer(referral, by=by, cause=str(step.pk))
    tell_person(referral.person, by=by, cause=str(step.pk))
    end_sharing_for(referral, by=by)


_HANDED: dict[str, Any] = {"request": _hand_on_request, "sent": _hand_on_sent, "received": _hand_back}


def _referral(row_id: UUID) -> Referral:
    return Referral.objects.select_related("request", "person", "consent", "referrer_user").get(pk=row_id)


def _close_every_record(organisation: Organisation, front_door: UUID, by: Actor) -> None:
    """Whoever left sees nobody from now; whom it had registered the front door keeps."""
    reason = WHY["left"].format(organisation.name)
    with as_organisation(organisation.pk):
        people = list(
            PersonAccess.objects.filter(organisation_id=organisation.pk, until__gt=now()).values_list(
                "person_id", flat=True
            )
        )
        for person in Person.objects.filter(pk__in=people):
            if person.registered_by_id == organisation.pk:
                take_over(person, organisation_id=front_door, reason=reason, by=by)
                rehome(person, organisation_id=front_door, by=by)
        Consent.objects.filter(organisation=organisation, withdrawn_at__isnull=True).update(
            withdrawn_at=now(), withdrawn_by=by.label
        )
        for person_id in people:
            end_person_access(person=person_id, organisation=organisation.pk)
