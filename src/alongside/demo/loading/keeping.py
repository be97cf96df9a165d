"""What keeping the directory true looks like after a while: changes asked for, doubts, a source that moved on."""

from datetime import datetime, timedelta

from alongside.directory.actions import change_entry
from alongside.directory.models import FieldDecision
from alongside.directory.queries import find_entry
from alongside.foundation.access.actor import Actor, public
from alongside.foundation.access.permissions import Role
from alongside.foundation.tenancy.context import set_context
from alongside.foundation.workflow.clock import at
from alongside.upkeep.actions import approve, decline, dismiss, propose, put_right, raise_doubt

from ..content.seed import dice
from ..content.words.keeping import CHANGES, DOUBTS
from .cast import Cast
from .listed import Listed
from .shared import load_second_source

SAYS_NOW = "Free. We ask for a gift of £2 if you can"


def load_keeping(cast: Cast, place: str, listed: dict[str, Listed], *, now: datetime) -> None:
    """Through the same actions as anyone's: some wait, some were decided."""
    chance = dice("keeping", place)
    with_accounts = sorted(
        (
            one
            for one in listed.values()
            if cast.has_accounts(one.receiver.pk) and one.service.status == "active"
        ),
        key=lambda one: one.service.name,
    )
    by = _coordinator(cast)
    set_context(alliance=cast.alliance, user=by.user_id)  # the record of versions says whose word it was
    chosen = chance.sample(with_accounts, min(len(with_accounts), len(CHANGES) + 1))
    for number, (one, said) in enumerate(zip(chosen, CHANGES, strict=False)):
        moment = now - timedelta(days=1 + 3 * number, hours=2)
        with at(moment):
            worker = cast.worker(one.receiver.slug)
            change = propose(one.service, wanted=said.changes, note=said.note, by=worker)
        if said.answer:
            with at(moment + timedelta(days=1)):
                if said.answer == "yes":
                    approve(change, seen=change.was, by=by)
                else:
                    decline(change, reason=said.answer, by=by)
    for number, (one, raised) in enumerate(zip(reversed(with_accounts), DOUBTS, strict=False)):
        with at(now - timedelta(days=2 + 4 * number)):
            doubt = raise_doubt(one.service, about=raised.about, words=raised.words, by=public(cast.alliance))
        if raised.answer == "yes":
            put_right(doubt, by=by)
        elif raised.answer:
            dismiss(doubt, reason=raised.answer, by=by)
    if len(chosen) > len(CHANGES):
        with at(now - timedelta(days=20)):
            _source_moved_on(chosen[-1], by=by)
    load_second_source(cast, place, listed, by=by)
    set_context(alliance=cast.alliance)


def _coordinator(cast: Cast) -> Actor:
    user = next(role.user for role in cast.roles if role.role == Role.COORDINATOR)
    return Actor(
        alliance=cast.alliance, roles=frozenset({Role.COORDINATOR}), user_id=user.pk,
        organisation_id=cast.front_door.pk, name=user.name, organisation_name=cast.front_door.name,
    )  # fmt: skip


def _source_moved_on(one: Listed, *, by: Actor) -> None:
    """What the next import would have noted of a field that was decided here."""
    before = find_entry(one.service.pk, by=by).sheet["fees_description"]
    wanted = "Free" if before != "Free" else "Free for everyone"
    change_entry(one.service, changes={"fees_description": wanted}, by=by)
    FieldDecision.objects.filter(service=one.service, field="fees_description").update(source_says=SAYS_NOW)
