"""Showing papers, checking them, and what else opens or shuts what an organisation may do."""

from datetime import date, timedelta
from typing import Any

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import DomainError, Missing, Stale
from alongside.foundation.access.gate import action
from alongside.foundation.access.models import AccessRole
from alongside.foundation.access.permissions import Permission
from alongside.foundation.design.formats import long_date
from alongside.foundation.workflow.clock import now, today

from ..models import Evidence, Organisation, Pause, Requirement, Suspension
from ..standing import standing_of
from ..vocabulary import LEAVE_REASONS, PAPERS, PAUSE_REASONS, SHOWN, SUSPEND_REASONS, WARNED_DAYS
from .telling import tell_leads

LONGEST_DAYS = 5 * 366
LONGEST_PAUSE_DAYS = 84


@action(Permission.STANDING_RENEW, records="Paper renewed")
def add_evidence(
    organisation: Organisation,
    *,
    paper: str,
    reference: str,
    valid_from: date,
    valid_until: date,
    by: Actor,
    provider: str = "",
) -> Evidence:
    """Say that they have a paper, from a day until another. It counts at once, and is checked afterwards.

    Raises Missing for what is not a paper to show, has ended already, lasts longer than five years or ends more
    than six from now; Stale for one that was refused, said again.
    """
    if paper not in SHOWN:
        raise Missing("Choose what this is.", field="paper")
    if not reference.strip():
        raise Missing("Say the number on it, or where it is kept.", field="reference")
    if valid_until < valid_from:
        raise Missing("It ends before it starts. Check the two days.", field="valid_until")
    if valid_until < today():
        raise Missing(
            f"That ended on {long_date(valid_until)}. Give the one that is good now.", field="valid_until"
        )
    soonest = min(
        valid_from, today() + timedelta(days=365)
    )  # the last day there is has none after it to reckon with
    if valid_until > soonest + timedelta(days=LONGEST_DAYS):
        raise Missing("That is a long way off. Check the year.", field="valid_until")
    if not by.has(Permission.MEMBER_EDIT):  # who may refuse a paper may also take it after all
        _not_refused(organisation, paper, reference)
    made = Evidence.objects.create(
        alliance_id=by.alliance_id,
        organisation=organisation,
        paper=paper,
        reference=reference.strip()[:120],
        provider=provider.strip()[:200],
        valid_from=valid_from,
        valid_until=valid_until,
        stated_by=by.label[:400],
        stated_at=now(),
    )
    welcome_if_complete(organisation)
    return made


def _not_refused(organisation: Organisation, paper: str, reference: str) -> None:
    refused = Evidence.objects.filter(organisation=organisation, paper=paper, refused_on__isnull=False)
    plain = _plain(reference)
    if any(_plain(one) == plain for one in refused.values_list("reference", flat=True)):
        raise Stale(
            "This very paper was looked at and could not be taken. Give the one that is good now, or ring us if it"
            " was put right. Nothing was changed."
        )


def _plain(reference: str) -> str:
    return "".join(filter(str.isalnum, reference)).casefold()


@action(Permission.MEMBER_EDIT, records="Paper checked")
def check_evidence(evidence: Evidence, *, by: Actor) -> Evidence:
    """A coordinator has seen it. Raises Stale where it was checked or refused first."""
    _answer(evidence, checked_by=by.label[:400], checked_on=today())
    return evidence


@action(Permission.MEMBER_EDIT, records="Paper refused")
def refuse_evidence(evidence: Evidence, *, reason: str, by: Actor) -> Evidence:
    """It is not what it should be: from now it counts for nothing. ``reason`` is shown to the organisation."""
    if not reason.strip():
        raise Missing("Say what is wrong with it, so that they can put it right.", field="reason")
    _answer(
        evidence,
        checked_by=by.label[:400],
        checked_on=today(),
        refused_on=today(),
        refused_why=reason.strip()[:300],
    )
    tell_leads(evidence.organisation, template="standing", cause=f"refused-{evidence.pk}", by=by)
    return evidence


def _answer(evidence: Evidence, **changes: object) -> None:
    if not Evidence.objects.filter(pk=evidence.pk, checked_on__isnull=True).update(**changes):
        raise Stale("This had been looked at already. Nothing was changed.")
    evidence.refresh_from_db()


def welcome_if_complete(organisation: Organisation) -> None:
    """Whoever is joining has joined on the day when nothing is missing any more."""
    is_joining = organisation.is_member and organisation.joined_on is None
    if is_joining and not standing_of(organisation.pk).missing:
        Organisation.objects.filter(pk=organisation.pk, joined_on__isnull=True).update(joined_on=today())
        organisation.refresh_from_db()


@action(Permission.MEMBER_EDIT, records="Organisation suspended")
def suspend(organisation: Organisation, *, reason: str, words: str, by: Actor) -> Suspension:
    """From today it may do nothing with people. ``referrals.actions.suspend_member`` also hands over: call that."""
    if reason not in dict(SUSPEND_REASONS):
        raise Missing("Choose a reason.", field="reason")
    if not words.strip():
        raise Missing("Say why, in words that they may read.", field="words")
    _not_the_front_door(organisation, by)
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if Suspension.objects.filter(organisation=organisation, ended_on__isnull=True).exists():
        raise Stale("They are suspended already. Nothing was changed.")
    made = Suspension.objects.create(
        alliance_id=by.alliance_id,
        organisation=organisation,
        reason=reason,
        words=words.strip()[:500],
        starts_on=today(),
        decided_by=by.label[:400],
    )
    tell_leads(organisation, template="standing", cause=f"suspended-{made.pk}", by=by)
    return made


@action(Permission.MEMBER_EDIT, records="Suspension ended")
def end_suspension(organisation: Organisation, *, by: Actor) -> Organisation:
    """They may go on, as far as their papers let them. Raises Stale where none stands."""
    stands = Suspension.objects.select_for_update().filter(organisation=organisation, ended_on__isnull=True)
    key = stands.values_list("pk", flat=True).first()
    if key is None:
        raise Stale("They are not suspended. Nothing was changed.")
    stands.update(ended_on=today(), ended_by=by.label[:400])
    tell_leads(organisation, template="standing", cause=f"open-again-{key}", by=by)
    return organisation


@action(Permission.STANDING_RENEW, records="Nobody new for a while")
def pause(organisation: Organisation, *, reason: str, until: date, by: Actor) -> Pause:
    """Nobody new is sent to them until a day, at most 84 days off. Whoever they have, they go on helping."""
    if reason not in dict(PAUSE_REASONS):
        raise Missing("Choose a reason.", field="reason")
    last = today() + timedelta(days=LONGEST_PAUSE_DAYS)
    if not today() <= until <= last:
        raise Missing(f"Choose a day from today to {long_date(last)}.", field="until")
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    Pause.objects.filter(organisation=organisation, ended_on__isnull=True).update(ended_on=today())
    return Pause.objects.create(
        alliance_id=by.alliance_id,
        organisation=organisation,
        reason=reason,
        starts_on=today(),
        until=until,
        said_by=by.label[:400],
    )


@action(Permission.STANDING_RENEW, records="Open to new people again")
def end_pause(organisation: Organisation, *, by: Actor) -> Organisation:
    """They take people again. Raises Stale where they had not stopped."""
    if not Pause.objects.filter(organisation=organisation, ended_on__isnull=True).update(ended_on=today()):
        raise Stale("They were open to new people already. Nothing was changed.")
    return organisation


@action(Permission.MEMBER_EDIT, records="Organisation left the alliance")
def record_leaving(organisation: Organisation, *, reason: str, words: str, by: Actor) -> Organisation:
    """It leaves today, and nobody signs in for it any more. ``referrals.actions.leave_alliance`` also hands over
    what is open: call that."""
    if reason not in dict(LEAVE_REASONS):
        raise Missing("Choose a reason.", field="reason")
    _not_the_front_door(organisation, by)
    if not Organisation.objects.filter(pk=organisation.pk, left_on__isnull=True).update(left_on=today()):
        raise Stale("They had left already. Nothing was changed.")
    AccessRole.objects.filter(organisation=organisation, ended_at__isnull=True).update(ended_at=now())
    organisation.refresh_from_db()
    return organisation


def _not_the_front_door(organisation: Organisation, by: Actor) -> None:
    if organisation.pk == by.alliance.front_door:
        raise DomainError("They answer for everyone who asks for help. Choose another front door first.")


@action(Permission.MEMBER_EDIT, records="Requirement set")
def set_requirement(
    *,
    name: str,
    paper: str,
    unlocks: str,
    months: int,
    from_on: date,
    by: Actor,
    kinds: tuple[str, ...] = (),
    grace_days: int | None = None,
) -> Requirement:
    """What some kinds of member must have from a day on; the same name again changes it.

    Raises Missing where they would have less than 28 days to get it. What is only eased keeps the day that it had.
    """
    if paper not in dict(PAPERS):
        raise Missing("Choose what they must have.", field="paper")
    if not 1 <= months <= 60:
        raise Missing("Say for how many months it is good: from 1 to 60.", field="months")
    values = {"paper": paper, "unlocks": unlocks, "months": months, "from_on": from_on, "kinds": list(kinds)}
    if grace_days is not None:
        values["grace_days"] = grace_days
    name = name.strip()[:80]
    before = Requirement.objects.select_for_update().filter(name=name, ended_on__isnull=True).first()
    soonest = today() + timedelta(days=WARNED_DAYS)
    if from_on < soonest and not (before and _only_eased(before, values)):
        raise Missing(f"Give everyone time to get it: choose {long_date(soonest)} or later.", field="from_on")
    made, _ = Requirement.objects.update_or_create(
        alliance_id=by.alliance_id, name=name, defaults={**values, "ended_on": None}
    )
    return made


def _only_eased(before: Requirement, values: dict[str, Any]) -> bool:
    """Whether nobody has to have more, or sooner, than they had to."""
    return (
        all(getattr(before, name) == values[name] for name in ("paper", "unlocks", "from_on"))
        and set(before.kinds) == set(values["kinds"])
        and values["months"] >= before.months
        and values.get("grace_days", before.grace_days) >= before.grace_days
    )


@action(Permission.MEMBER_EDIT, records="Requirement ended")
def end_requirement(requirement: Requirement, *, by: Actor) -> Requirement:
    """Nobody must have it from today."""
    Requirement.objects.filter(pk=requirement.pk).update(ended_on=today())
    requirement.refresh_from_db()
    return requirement
