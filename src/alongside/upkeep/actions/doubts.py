"""Saying that something is wrong, and what came of it."""

from typing import Any

from alongside.directory.models import Service
from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import Missing
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.workflow.clock import now
from alongside.foundation.workflow.move import move
from alongside.foundation.workflow.states import Side

from ..models import Doubt, DoubtStep
from ..states import DOUBT


@action(Permission.DOUBT_RAISE, records="Something in the directory called wrong")
def raise_doubt(service: Service, *, about: str, words: str = "", by: Actor) -> Doubt:
    """Anyone may. Raises Missing, naming the field, where it says neither what nor enough."""
    if about not in Doubt.About.values:
        raise Missing("Choose what is wrong.", field="about")
    if about == Doubt.About.OTHER and not words.strip():
        raise Missing("Say what is wrong.", field="words")
    return Doubt.objects.create(
        alliance_id=by.alliance_id,
        service=service,
        about=about,
        words=words.strip()[:1000],
        raised_at=now(),
        state=DOUBT.initial,
        state_since=now(),
    )


@action(Permission.DIRECTORY_MODERATE, records="What was called wrong put right")
def put_right(doubt: Doubt, *, by: Actor) -> Doubt:
    """It was wrong, and the entry is right now. Raises Stale where somebody decided first."""
    _move(doubt, "put_right", by=by)
    return doubt


@action(Permission.DIRECTORY_MODERATE, records="What was called wrong found to be right")
def dismiss(doubt: Doubt, *, reason: str, by: Actor) -> Doubt:
    """It was looked at, and nothing is wrong. Raises Missing without a reason, Stale."""
    _move(doubt, "dismiss", by=by, supplied={"reason": reason.strip()})
    return doubt


def _move(doubt: Doubt, event: str, *, by: Actor, supplied: Any = None) -> None:
    move(
        doubt,
        event,
        table=DOUBT,
        steps=DoubtStep,
        link="doubt",
        by=by,
        side=Side.COORDINATOR,
        supplied=supplied,
    )
