"""Reading groups, their seats and who sits in them."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import NotFound
from alongside.foundation.access.permissions import Permission
from alongside.foundation.workflow.clock import now, today

from ..models import Group, Meeting, Proposal, Seat, Term
from ..rules import current_terms
from ..seating import terms_in

SOON_DAYS = 60
TO_COME = ("planned", "papers_out", "under_way")


@dataclass(frozen=True)
class GroupRow:
    """A group of the list. ``mine`` is the actor's own term in it."""

    group: Group
    seats: int
    filled: int
    next_at: object
    deciding: int
    mine: Term | None


def visible_groups(*, by: Actor) -> QuerySet[Group]:
    """Every group for members' people; for experts and commissioners those that they sit on. Ended ones are gone."""
    rows = Group.objects.filter(ended_on__isnull=True)
    if by.has(Permission.GROUP_VIEW_ALL):
        return rows
    if by.user_id is None:
        return rows.none()
    return rows.filter(pk__in=current_terms().filter(user=by.user_id).values("seat__group"))


def find_group(group_id: UUID, *, by: Actor) -> Group:
    """Raises NotFound."""
    found = visible_groups(by=by).filter(pk=group_id).first()
    if found is None:
        raise NotFound
    return found


def my_groups(*, by: Actor) -> dict[UUID, Term]:
    """The actor's own term in each group they sit on."""
    if by.user_id is None:
        return {}
    rows = current_terms().filter(user=by.user_id).select_related("seat")
    return {term.seat.group_id: term for term in rows}


def group_rows(*, by: Actor) -> list[GroupRow]:
    """The list of groups: the actor's own first, then the steering group, then by name."""
    groups = list(visible_groups(by=by).order_by("name"))
    ids = [group.pk for group in groups]
    seats = _counted(Seat.objects.filter(group__in=ids, ended_on__isnull=True), "group")
    sitting = _counted(current_terms().filter(seat__group__in=ids), "seat__group")
    deciding = _counted(Proposal.objects.filter(group__in=ids, state__in=["open", "deciding"]), "group")
    coming = Meeting.objects.filter(
        group__in=ids, state__in=TO_COME, starts_at__gte=now() - timedelta(hours=12)
    )
    next_at = dict(coming.values_list("group").annotate(first=Min("starts_at")).order_by())
    mine = my_groups(by=by)
    rows = [
        GroupRow(
            group,
            seats.get(group.pk, 0),
            sitting.get(group.pk, 0),
            next_at.get(group.pk),
            deciding.get(group.pk, 0),
            mine.get(group.pk),
        )
        for group in groups
    ]
    return sorted(rows, key=lambda row: (row.mine is None, row.group.kind != "steering", row.group.name))


def _counted(rows: QuerySet, by: str) -> dict[UUID, int]:
    return dict(rows.values_list(by).annotate(number=Count("pk")).order_by())


def seats_of(group: Group) -> list[tuple[Seat, Term | None]]:
    """Each seat at the table, in order, and who sits there today: None is a vacancy."""
    terms = {term.seat_id: term for term in terms_in(group.pk)}
    seats = Seat.objects.filter(group=group).filter(Q(ended_on__isnull=True) | Q(ended_on__gte=today()))
    return [(seat, terms.get(seat.pk)) for seat in seats.order_by("number")]


def ending_soon(*, by: Actor) -> list[Term]:
    """Terms of office that end within sixty days, the soonest first."""
    day = today()
    rows = current_terms().filter(
        seat__group__in=visible_groups(by=by), until__lte=day + timedelta(days=SOON_DAYS)
    )
    return list(rows.select_related("seat__group", "user").order_by("until")[:20])


def find_seat(seat_id: UUID, *, by: Actor) -> Seat:
    """Raises NotFound."""
    found = Seat.objects.filter(pk=seat_id, group__in=visible_groups(by=by)).select_related("group").first()
    if found is None:
        raise NotFound
    return found


def find_term(term_id: UUID, *, by: Actor) -> Term:
    """Raises NotFound."""
    rows = Term.objects.filter(pk=term_id, seat__group__in=visible_groups(by=by))
    found = rows.select_related("seat__group", "user").first()
    if found is None:
        raise NotFound
    return found
