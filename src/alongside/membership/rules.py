"""Standing: what an organisation's papers, and what else is known of it, let it do today. Pure, and the only rule.

``queries.standing`` reads the dated rows and hands them here; every list, page, gate and job asks that.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.permissions import Permission, Role
from alongside.foundation.access.rights import Right, Rights
from alongside.foundation.access.rules import rule

from .vocabulary import SIGNED, SOON_DAYS

PANEL_QUORUM = 2
APPEAL_DAYS = 28
BOTH = frozenset(Right)
OPENS = {"receive": frozenset({Right.RECEIVE}), "records": frozenset({Right.RECORDS}), "both": BOTH}


class State(StrEnum):
    """How an organisation stands, worst first."""

    SUSPENDED = "suspended"
    LAPSED = "lapsed"
    SOON = "soon"
    JOINING = "joining"
    PAUSED = "paused"
    FULL = "full"
    LEFT = "left"


@dataclass(frozen=True)
class Paper:
    """One requirement, and until when it is met; ``until`` is None where it never was.

    ``binds_from`` may be up to ``SOON_DAYS`` ahead, so that nobody meets a new requirement unwarned.
    """

    requirement_id: UUID
    name: str
    paper: str
    unlocks: str
    grace_days: int
    remind_days: tuple[int, ...]
    binds_from: date
    until: date | None
    today: date
    refused_on: date | None = None

    @property
    def is_met(self) -> bool:
        return self.until is not None and self.until >= self.today

    @property
    def is_coming(self) -> bool:
        """Not there, and not asked for yet."""
        return not self.is_met and self.today < self.binds_from

    @property
    def is_missing(self) -> bool:
        return not self.is_met and not self.is_coming

    @property
    def ends_soon(self) -> bool:
        """Something shuts within ``SOON_DAYS`` unless they act."""
        return not self.is_missing and self.days_left <= SOON_DAYS

    @property
    def has_ended(self) -> bool:
        return self.until is not None and self.is_missing

    @property
    def ends_on(self) -> date:
        """The last day on which nothing is shut for want of it."""
        return self.until if self.until and self.is_met else self.shut_since - timedelta(days=1)

    @property
    def days_left(self) -> int:
        """Days until ``ends_on``; below 0 once it has passed."""
        return (self.ends_on - self.today).days

    @property
    def kind(self) -> str:
        """How it is shown: ok, soon, bad (it ended) or wait (it was never there)."""
        return "soon" if self.ends_soon else "ok" if self.is_met else "bad" if self.has_ended else "wait"

    @property
    def says(self) -> str:
        """Where it stands, in a few words."""
        if self.is_coming:
            return f"Needed from {_day(self.binds_from)}"
        if self.until is None:
            return "Not yet"
        return f"{'Until' if self.is_met else 'Ended on'} {_day(self.until)}"

    @property
    def to_do(self) -> str:
        """What its organisation does about it: Sign, Add or Renew."""
        return "Sign" if self.is_signed else "Add" if self.until is None else "Renew"

    @property
    def is_signed(self) -> bool:
        return self.paper in SIGNED

    @property
    def shut_since(self) -> date:
        """The first day without it: the day it was asked for, the day after it ended, or the day it was refused."""
        ended = self.until + timedelta(days=1) if self.until else self.binds_from
        return max(self.binds_from, ended, self.refused_on or self.binds_from)

    @property
    def past_grace(self) -> bool:
        return self.is_missing and self.today >= self.shut_since + timedelta(days=self.grace_days)


@dataclass(frozen=True)
class Standing:
    """How one organisation stands on one day. ``papers`` are what its kind must have, in the alliance's order."""

    organisation_id: UUID
    name: str
    today: date
    joined: bool
    left_on: date | None = None
    is_front_door: bool = False
    suspended_on: date | None = None
    suspended_for: str = ""
    paused_until: date | None = None
    paused_for: str = ""
    ring: str = ""
    papers: tuple[Paper, ...] = ()

    @property
    def missing(self) -> tuple[Paper, ...]:
        return tuple(paper for paper in self.papers if paper.is_missing)

    @property
    def soon(self) -> tuple[Paper, ...]:
        return tuple(paper for paper in self.papers if paper.ends_soon)

    @property
    def soon_line(self) -> str:
        """What ends or is asked for first: "Insurance ends in 5 days."; "" where nothing does."""
        if not self.soon:
            return ""
        first = min(self.soon, key=lambda paper: paper.days_left)
        left = first.days_left
        when = "today" if left == 0 else f"in {left} day{'' if left == 1 else 's'}"
        return f"{first.name} {'is needed' if first.is_coming else 'ends'} {when}."

    @property
    def has_left(self) -> bool:
        return self.left_on is not None and self.left_on <= self.today

    @property
    def is_suspended(self) -> bool:
        return self.suspended_on is not None and self.suspended_on <= self.today

    @property
    def is_paused(self) -> bool:
        return self.paused_until is not None and self.paused_until >= self.today

    @property
    def state(self) -> State:
        if self.has_left:
            return State.LEFT
        if self.is_suspended:
            return State.SUSPENDED
        if self.missing:
            return State.LAPSED if self.joined else State.JOINING
        if self.is_paused:
            return State.PAUSED
        return State.SOON if self.soon else State.FULL

    @property
    def held(self) -> frozenset[Right]:
        """The rights that nothing shuts. The alliance's own front door keeps them: someone must always answer."""
        if self.is_front_door:
            return BOTH
        if self.has_left or self.is_suspended:
            return frozenset()
        return BOTH.difference(*(OPENS[paper.unlocks] for paper in self.missing))

    @property
    def takes_people(self) -> bool:
        """Whether someone new may be sent: the right to receive, and no pause."""
        return Right.RECEIVE in self.held and not self.is_paused

    @property
    def lets_go(self) -> bool:
        """Whether what it has open must be handed to someone else: it cannot act, and no grace is left."""
        if self.is_front_door:
            return False
        if self.has_left or self.is_suspended:
            return True
        shutting = [paper for paper in self.missing if Right.RECORDS in OPENS[paper.unlocks]]
        return any(paper.past_grace for paper in shutting)

    @property
    def why(self) -> str:
        """One sentence for the people who work there; "" where nothing is shut."""
        if self.held == BOTH:
            return ""
        shut = "Records are closed to" if Right.RECORDS not in self.held else "New referrals are closed to"
        if self.has_left:
            return f"Records are closed to {self.name}: it left the alliance."
        if self.is_suspended:
            return f"Records are closed to {self.name}: the alliance paused its membership."
        ended = [paper for paper in self.missing if paper.has_ended]
        if ended:
            first = min(ended, key=lambda paper: paper.until or self.today)
            return f"{shut} {self.name}: {first.name.lower()} ended on {_day(first.until or self.today)}."
        return f"{shut} {self.name}: {self.missing[0].name.lower()} is not in place yet."

    @property
    def rights(self) -> Rights:
        """What foundation asks when it builds the actor of a request."""
        missing = () if self.has_left or self.is_suspended else tuple(_to_do(paper) for paper in self.missing)
        return Rights(held=self.held, why=self.why, missing=missing if self.why else (), ring=self.ring)


def _to_do(paper: Paper) -> str:
    return f"sign the {paper.name.lower()}" if paper.is_signed else f"renew {paper.name.lower()}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _own(actor: Actor, subject: Any) -> bool:
    """A coordinator or administrator for anyone; a lead for the organisation they work for."""
    if actor.roles & {Role.COORDINATOR, Role.ADMINISTRATOR, Role.CLOCK}:
        return True
    return subject.pk == actor.organisation_id


def _own_application(actor: Actor, subject: Any) -> bool:
    return actor.subject_id == subject.pk


rule(Permission.STANDING_RENEW, "membership.Organisation")(_own)
rule(Permission.TERMS_ACCEPT, "membership.Organisation")(
    lambda actor, subject: subject.pk == actor.organisation_id
)
rule(Permission.APPLICATION_WRITE, "membership.Application")(_own_application)
