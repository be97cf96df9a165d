"""Asking for a change to an entry, and deciding on it."""

from collections.abc import Mapping
from typing import Any

from alongside.directory.actions import change_entry
from alongside.directory.models import FieldDecision, Service
from alongside.directory.queries import changed, find_entry
from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import Missing, NotFound, Stale
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.accounts.limits import try_or_stop
from alongside.foundation.workflow.clock import now
from alongside.foundation.workflow.move import move
from alongside.foundation.workflow.states import Side

from .. import rules  # noqa: F401 - who may take back
from ..models import EntryChange, EntryChangeStep
from ..states import CHANGE


@action(Permission.DIRECTORY_PROPOSE, records="Change to the directory asked for")
def propose(service: Service, *, wanted: Mapping[str, Any], note: str = "", by: Actor) -> EntryChange:
    """Ask for an entry's sheet to read as ``wanted``; only what differs is kept.

    Whoever decides on changes need ask nobody: theirs is in the directory at once. Raises Missing, naming the
    field, where nothing differs or a value cannot be; NotFound; TooMany.
    """
    entry = find_entry(service.pk, by=by)
    changes = changed(entry.sheet, wanted)
    if not changes:
        raise Missing("Nothing is different from what the directory says now.")
    try_or_stop("entry change", by.user_id or by.organisation_id)
    made = EntryChange.objects.create(
        alliance_id=by.alliance_id,
        service=service,
        organisation_id=by.organisation_id,
        user_id=by.user_id,
        by=by.label[:400],
        changes=changes,
        was={name: entry.sheet[name] for name in changes},
        note=note.strip()[:1000],
        proposed_at=now(),
        state=CHANGE.initial,
        state_since=now(),
    )
    if by.has(Permission.DIRECTORY_MODERATE):
        approve(made, seen=made.was, by=by)
    return made


@action(Permission.DIRECTORY_MODERATE, records="Change put in the directory")
def approve(change: EntryChange, *, seen: Mapping[str, Any], by: Actor) -> EntryChange:
    """Write a change into its entry. ``seen`` is what the entry said where it was compared.

    Raises Stale where the entry has come to say another thing since, or somebody decided first.
    """
    service = (
        Service.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .get(pk=change.service_id)
    )
    sheet = find_entry(service.pk, by=by).sheet
    if any(sheet[name] != seen.get(name) for name in change.changes):
        raise Stale("The directory has changed since you looked. Compare the two again. Nothing was changed.")
    _move(change, "approve", side=Side.COORDINATOR, by=by)
    change_entry(service, changes=change.changes, decided_by=change.by, by=by)
    return change


@action(Permission.DIRECTORY_MODERATE, records="Change to the directory not taken")
def decline(change: EntryChange, *, reason: str, by: Actor) -> EntryChange:
    """Leave the entry as it is, and say why to whoever asked. Raises Missing, Stale."""
    _move(change, "decline", side=Side.COORDINATOR, by=by, supplied={"reason": reason.strip()})
    return change


@action(Permission.DIRECTORY_PROPOSE, records="Change to the directory taken back")
def withdraw(change: EntryChange, *, by: Actor) -> EntryChange:
    """Those who asked no longer want it. Raises Stale where somebody decided first."""
    _move(change, "withdraw", side=Side.PROPOSER, by=by)
    return change


@action(Permission.DIRECTORY_MODERATE, records="What a source says of an entry decided on")
def settle_conflict(service: Service, *, field: str, take: bool, seen: Any, by: Actor) -> Service:
    """Take what its source says now of one field, or keep what the directory says.

    ``seen`` is what the source said where it was read. Raises NotFound where there is no such decision, Stale
    where the source has come to say another thing since.
    """
    decision = FieldDecision.objects.select_for_update().filter(service=service, field=field).first()
    if decision is None:
        raise NotFound
    if decision.source_says != seen:
        raise Stale("Its source has said another thing since. Look again. Nothing was changed.")
    if take:
        change_entry(service, changes={field: decision.source_says}, by=by)
    else:
        decision.over = decision.source_says
        decision.save(update_fields=["over"])
    return service


def _move(change: EntryChange, event: str, *, side: Side, by: Actor, supplied: Any = None) -> None:
    move(
        change, event, table=CHANGE, steps=EntryChangeStep, link="change", by=by, side=side, supplied=supplied
    )
