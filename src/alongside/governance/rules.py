"""Who stands where: the chair, the other seats, the coordinator. Asked by seat, afresh, at every act."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import NotAllowed
from alongside.foundation.access.models import AccessRole
from alongside.foundation.access.permissions import Permission, Role
from alongside.foundation.access.rules import rule
from alongside.foundation.workflow.clock import today
from alongside.foundation.workflow.states import Side

from .models import Term


@dataclass(frozen=True)
class Standing:
    """Where an actor stands in one group today. ``term`` is the seat they hold, if they hold one."""

    term: Term | None
    is_coordinator: bool
    looks_on: bool = False

    @property
    def is_chair(self) -> bool:
        return self.term is not None and self.term.seat.is_chair

    @property
    def runs(self) -> bool:
        """May run meetings: the chair, or the coordinator in their place."""
        return self.is_chair or self.is_coordinator

    @property
    def inside(self) -> bool:
        """May read papers, minutes and discussions."""
        return self.term is not None or self.is_coordinator or self.looks_on

    def sides(self, proposer_id: UUID | None = None, user_id: UUID | None = None) -> frozenset[Side]:
        found = set()
        if self.is_chair:
            found.add(Side.CHAIR)
        if self.is_coordinator:
            found.add(Side.COORDINATOR)
        if self.term is not None and proposer_id is not None and proposer_id == user_id:
            found.add(Side.PROPOSER)
        return frozenset(found)


def current_terms(on: date | None = None) -> QuerySet[Term]:
    """The terms that run on a day (today, unless said), of seats that still stand then."""
    day = on or today()
    return Term.objects.filter(starts_on__lte=day, until__gte=day).exclude(seat__ended_on__lt=day)


def standing_in(group_id: UUID, *, by: Actor) -> Standing:
    """Where an actor stands in a group."""
    term = None
    if by.user_id is not None:
        term = current_terms().filter(seat__group=group_id, user=by.user_id).select_related("seat").first()
    return Standing(term, Role.COORDINATOR in by.roles, Role.ADMINISTRATOR in by.roles)


def speaks_for_organisation(by: Actor) -> bool:
    """Whether an actor votes for their organisation: its lead or, where it has none, anyone who works there."""
    if by.organisation_id is None or not by.is_staff:
        return False
    if Role.ORGANISATION_LEAD in by.roles:
        return True
    return not AccessRole.objects.filter(
        organisation=by.organisation_id, role=Role.ORGANISATION_LEAD, ended_at__isnull=True
    ).exists()


def user_of(by: Actor) -> UUID:
    """The user who acts. Raises NotAllowed for a door that has none, such as the clock's."""
    if by.user_id is None:
        raise NotAllowed("Sign in first.")
    return by.user_id


def group_of(subject: Any) -> UUID:
    """The group that anything of this slice belongs to."""
    if subject._meta.label_lower == "governance.group":
        return subject.pk
    if hasattr(subject, "group_id"):
        return subject.group_id
    return subject.meeting.group_id if hasattr(subject, "meeting_id") else subject.seat.group_id


def _runs(actor: Actor, subject: Any) -> bool:
    return standing_in(group_of(subject), by=actor).runs


def _has_a_seat(actor: Actor, subject: Any) -> bool:
    standing = standing_in(group_of(subject), by=actor)
    return standing.term is not None or standing.is_coordinator


def _may_vote_in(actor: Actor, election: Any) -> bool:
    if election.electorate == "organisation":
        return actor.is_staff
    return _has_a_seat(actor, election)


def _is_theirs(actor: Actor, interest: Any) -> bool:
    return actor.user_id is not None and interest.user_id == actor.user_id


for _model in ("Group", "Meeting", "AgendaItem", "Proposal", "ActionPoint", "Decision"):
    rule(Permission.MEETING_RUN, f"governance.{_model}")(_runs)
for _model in ("Group", "Meeting", "AgendaItem", "Proposal"):
    rule(Permission.GROUP_TAKE_PART, f"governance.{_model}")(_has_a_seat)
rule(Permission.GROUP_TAKE_PART, "governance.Election")(_may_vote_in)
rule(Permission.INTEREST_DECLARE, "governance.Interest")(_is_theirs)


@rule(Permission.GROUP_TAKE_PART, "governance.ActionPoint")
def _took_it_on(actor: Actor, point: Any) -> bool:
    return point.owner_id == actor.user_id or _runs(actor, point)
