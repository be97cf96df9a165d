"""What time alone does: closes votes, opens and counts elections, ends forgotten meetings, reminds."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import DomainError
from alongside.foundation.access.gate import action
from alongside.foundation.access.models import AccessRole
from alongside.foundation.access.permissions import Permission, Role
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


@action(Permission.GROUP_CLOCK, records="Time passed for governance")
def pass_time(*, by: Actor) -> int:
    """Everything that is due in the alliance at hand; gives how much was done. Safe to run twice at once."""
    moment = now()
    due: list[tuple[Callable[..., Any], QuerySet[Any]]] = [
        (close_due_proposal, Proposal.objects.filter(state="deciding", closes_at__lte=moment)),
        (open_due_voting, Election.objects.filter(state="nominating", nominations_until__lte=moment)),
        (count_due_election, Election.objects.filter(state="voting", voting_until__lte=moment)),
        (end_forgotten_meeting, Meeting.objects.filter(state="under_way", began_at__lte=moment - FORGOTTEN)),
    ]
    done = 0
    for act, rows in due:
        for row in rows.order_by("pk")[:200]:
            try:
                act(row, by=by)
                done += 1
            except DomainError:
                continue  # someone was first
    return done + _remind_of_actions(by) + _warn_of_terms(by)


def _remind_of_actions(by: Actor) -> int:
    """Two days before an action is due, and each week that it is late."""
    day = today()
    rows = ActionPoint.objects.filter(done_at__isnull=True, due_on__lte=day + timedelta(days=REMIND_DAYS))
    again = day - timedelta(days=REMIND_AGAIN_DAYS)
    found = list(
        (rows.filter(reminded_on__isnull=True) | rows.filter(reminded_on__lte=again)).select_related("owner")[
            :500
        ]
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


def _warn_of_terms(by: Actor) -> int:
    """Sixty days before a term of office ends, the chair and the coordinators are told, once."""
    day = today()
    ending = Term.objects.filter(until__range=(day, day + timedelta(days=WARN_DAYS)), warned_at__isnull=True)
    found = list(ending.filter(starts_on__lte=day).select_related("seat")[:200])
    if not found:
        return 0
    roles = AccessRole.objects.filter(role=Role.COORDINATOR, ended_at__isnull=True).select_related("user")
    coordinators = [role.user for role in roles]
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
