"""What time alone does: closes votes, opens and counts elections, ends forgotten meetings, reminds."""

import contextlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.foundation.access.actor import Actor, clock
from alongside.foundation.access.errors import Stale
from alongside.foundation.access.gate import action
from alongside.foundation.access.models import AccessRole
from alongside.foundation.access.permissions import Permission, Role
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.models import Alliance
from alongside.foundation.tenancy.rounds import go_round
from alongside.foundation.workflow.clock import now, today

from ..models import ActionPoint, Election, Meeting, Proposal, Term
from ..rules import current_terms
from ..telling import tell_users
from .elections import count_due_election, open_due_voting
from .meetings import end_forgotten_meeting
from .proposals import close_due_proposal

REMIND_DAYS = 2
REMIND_AGAIN_DAYS = 7
WARN_DAYS = 60
FORGOTTEN = timedelta(hours=12)
MOST_AT_ONCE = 200


def run_clock(alliance: Alliance) -> int:
    """Everything that is due in one alliance, each in a transaction of its own; gives how much was done.

    Safe to run twice at once. What goes wrong with one is raised, as ExceptionGroup, after the others.
    """
    by = clock(alliance)
    done: list[int] = []

    def pass_one(due: tuple[Callable[..., Any], Any]) -> None:
        act, row = due
        with contextlib.suppress(Stale), in_alliance(alliance):  # someone was first
            done.append(act(by=by) if row is None else bool(act(row, by=by)))

    go_round(_due(alliance), pass_one)
    return sum(done)


def _due(alliance: Alliance) -> list[tuple[Callable[..., Any], Any]]:
    """(action, its subject) of everything that time alone moves on."""
    moment = now()
    with in_alliance(alliance):
        due: list[tuple[Callable[..., Any], QuerySet[Any]]] = [
            (close_due_proposal, Proposal.objects.filter(state="deciding", closes_at__lte=moment)),
            (open_due_voting, Election.objects.filter(state="nominating", nominations_until__lte=moment)),
            (count_due_election, Election.objects.filter(state="voting", voting_until__lte=moment)),
            (
                end_forgotten_meeting,
                Meeting.objects.filter(state="under_way", began_at__lte=moment - FORGOTTEN),
            ),
        ]
        found: list[tuple[Callable[..., Any], Any]] = [
            (act, row) for act, rows in due for row in rows.order_by("pk")[:MOST_AT_ONCE]
        ]
        if _to_remind_of().exists():
            found.append((remind_of_actions, None))
        if _to_warn_of().exists():
            found.append((warn_of_terms, None))
        return found


def _to_remind_of() -> QuerySet[ActionPoint]:
    day = today()
    rows = ActionPoint.objects.filter(done_at__isnull=True, due_on__lte=day + timedelta(days=REMIND_DAYS))
    again = day - timedelta(days=REMIND_AGAIN_DAYS)
    return rows.filter(Q(reminded_on__isnull=True) | Q(reminded_on__lte=again))


def _to_warn_of() -> QuerySet[Term]:
    day = today()
    ending = Term.objects.filter(until__range=(day, day + timedelta(days=WARN_DAYS)), warned_at__isnull=True)
    return ending.filter(starts_on__lte=day)


@action(Permission.GROUP_CLOCK, records="Those who took something on were reminded")
def remind_of_actions(*, by: Actor) -> int:
    """Two days before an action is due, and each week that it is late. Where its owner is gone, the chair is told."""
    day = today()
    found = list(_to_remind_of().select_related("owner")[:500])
    gone = [point for point in found if not point.owner.is_active]
    runs = _who_runs({point.group_id for point in gone})
    for point in gone:
        tell_users(
            runs[point.group_id],
            template="action_without_owner",
            path=f"/groups/actions/{point.pk}/move/",
            cause=f"{point.pk}-{day.isoformat()}",
            by=by,
        )
    for point in found:
        tell_users(
            [point.owner],
            template="action_reminder",
            path="/groups/my-actions/",
            cause=f"{point.pk}-{day.isoformat()}",
            by=by,
            on=point.due_on,
        )
    ActionPoint.objects.filter(pk__in=[point.pk for point in found]).update(reminded_on=day)
    return len(found)


def _who_runs(groups: set[UUID]) -> dict[UUID, list[Any]]:
    """The chair of each group or, where it has none who can sign in, the coordinators."""
    chairs = current_terms().filter(seat__is_chair=True, seat__group__in=groups, user__is_active=True)
    found: dict[UUID, list[Any]] = {
        term.seat.group_id: [term.user] for term in chairs.select_related("seat", "user")
    }
    without = groups - set(found)
    return found | (dict.fromkeys(without, _coordinators()) if without else {})


def _coordinators() -> list[Any]:
    roles = AccessRole.objects.filter(role=Role.COORDINATOR, ended_at__isnull=True).select_related("user")
    return [role.user for role in roles]


@action(Permission.GROUP_CLOCK, records="Told of terms of office that end")
def warn_of_terms(*, by: Actor) -> int:
    """Sixty days before a term of office ends, the chair and the coordinators are told, once."""
    found = list(_to_warn_of().select_related("seat")[:200])
    coordinators = _coordinators()
    chairs = current_terms().filter(
        seat__is_chair=True, seat__group__in=[term.seat.group_id for term in found]
    )
    chair_of = {term.seat.group_id: term.user for term in chairs.select_related("seat", "user")}
    for term in found:
        chair = chair_of.get(term.seat.group_id)
        tell_users(
            [*coordinators, *([chair] if chair else [])],
            template="term_ending",
            path=f"/groups/{term.seat.group_id}/",
            cause=str(term.pk),
            by=by,
            on=term.until + timedelta(days=1),
        )
    Term.objects.filter(pk__in=[term.pk for term in found]).update(warned_at=now())
    return len(found)
