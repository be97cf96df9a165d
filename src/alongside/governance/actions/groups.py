"""Making groups and seats, and saying who sits in them. The coordinator's."""

from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import Missing, Stale
from alongside.foundation.access.gate import action
from alongside.foundation.access.permissions import Permission
from alongside.foundation.accounts.queries import find_user
from alongside.foundation.design.formats import long_date
from alongside.foundation.workflow.clock import now, today

from ..models import Group, Proposal, Seat, Term
from ..seating import apply_interests, organisation_for_seat

MOST_SEATS = 60
SAME_NAME = "There is a group with this name already. Choose another name."


@action(Permission.GROUP_EDIT, records="Group made")
def make_group(
    *,
    name: str,
    kind: str,
    purpose: str,
    quorum_kind: str,
    quorum_number: int,
    quorum_lived: int,
    by: Actor,
    meets: str = "",
) -> Group:
    """A group with the seat of its chair, which is empty. Raises Missing for a name that another group has."""
    try:
        with transaction.atomic():
            group = Group.objects.create(
                alliance_id=by.alliance_id,
                name=name,
                kind=kind,
                purpose=purpose,
                meets=meets,
                quorum_kind=quorum_kind,
                quorum_number=quorum_number,
                quorum_lived=quorum_lived,
            )
    except IntegrityError:
        raise Missing(SAME_NAME, field="name") from None
    Seat.objects.create(
        alliance_id=by.alliance_id, group=group, number=1, kind="community", name="Chair", is_chair=True
    )
    return group


@action(Permission.GROUP_EDIT, records="Group changed")
def change_group(
    group: Group,
    *,
    name: str,
    kind: str,
    purpose: str,
    quorum_kind: str,
    quorum_number: int,
    quorum_lived: int,
    by: Actor,
    meets: str = "",
) -> Group:
    """Change what a group is. What was decided keeps the quorum that it was decided with."""
    group.name, group.kind, group.purpose, group.meets = name, kind, purpose, meets
    group.quorum_kind, group.quorum_number, group.quorum_lived = quorum_kind, quorum_number, quorum_lived
    try:
        with transaction.atomic():
            group.save(force_update=True)
    except IntegrityError:
        raise Missing(SAME_NAME, field="name") from None
    return group


@action(Permission.GROUP_EDIT, records="Seats added")
def add_seats(group: Group, *, kind: str, by: Actor, number: int = 1, name: str = "") -> Group:
    """Put more empty seats at the table. Raises Missing beyond 60."""
    _hold(group)
    last = Seat.objects.filter(group=group).aggregate(last=Max("number"))["last"] or 0
    if Seat.objects.filter(group=group, ended_on__isnull=True).count() + number > MOST_SEATS:
        raise Missing(f"A table holds {MOST_SEATS} seats at most.", field="number")
    Seat.objects.bulk_create(
        Seat(alliance_id=by.alliance_id, group=group, number=last + 1 + place, kind=kind, name=name)
        for place in range(number)
    )
    return group


@action(Permission.GROUP_EDIT, records="Seat taken away")
def end_seat(seat: Seat, *, by: Actor) -> Seat:
    """Take a seat away from the table. Raises Missing for the chair's, and while someone sits there."""
    _hold(seat.group)
    if seat.is_chair:
        raise Missing("Every group has a chair’s seat. It can be empty, and it stays.")
    if Term.objects.filter(seat=seat, until__gte=today()).exists():
        raise Missing("Someone sits there. End their time first.")
    Seat.objects.filter(pk=seat.pk).update(ended_on=today() - timedelta(days=1))
    seat.refresh_from_db()
    return seat


@action(Permission.GROUP_EDIT, records="Seat filled")
def fill_seat(seat: Seat, *, email: str, until: date, by: Actor, starts_on: date | None = None) -> Term:
    """Give an empty seat to someone with an account, for a term of office.

    A lived-experience seat is for an expert by experience, who sits for themselves; any other for the
    organisation that they work for. Nobody has two seats in one group at a time. Raises Missing otherwise.
    """
    starts = starts_on or today()
    if until < starts:
        raise Missing("The last day comes before the first. Choose a later day.", field="until")
    user = find_user(email)
    if user is None or not user.is_active:
        raise Missing("Nobody has an account with this email address. Invite them first.", field="email")
    return seat_someone(seat, user_id=user.pk, starts=starts, until=until, by=by)


def _hold(group: Group) -> None:
    """Hold a group's row, so that two changes to its table wait for each other."""
    Group.objects.select_for_update(of=("self",)).filter(pk=group.pk).first()


@action(Permission.GROUP_EDIT, records="Someone sat down")
def seat_someone(seat: Seat, *, user_id: UUID, starts: date, until: date, by: Actor) -> Term:
    """The same for an account that is known. Whoever holds the seat past ``starts`` must be ended first."""
    _hold(seat.group)
    over = Term.objects.filter(starts_on__lte=until, until__gte=starts)
    taken = over.filter(seat=seat).select_related("user").first()
    if taken:
        raise Missing(
            f"{taken.user.name} has this seat until {long_date(taken.until)}. End their time first.",
            field="until",
        )
    if over.filter(seat__group=seat.group_id, user=user_id).exists():
        raise Missing("They have a seat in this group already. Nobody has two.", field="email")
    organisation = organisation_for_seat(seat.kind, user_id)
    term = Term.objects.create(
        alliance_id=by.alliance_id,
        seat=seat,
        user_id=user_id,
        organisation=organisation,
        starts_on=starts,
        until=until,
    )
    for proposal in Proposal.objects.filter(group=seat.group_id, state="deciding"):
        apply_interests(proposal, at=now())
    return term


@action(Permission.GROUP_EDIT, records="Term of office ended")
def end_term(term: Term, *, why: str, by: Actor, last_day: date | None = None) -> Term:
    """Bring someone's time in a seat to an end, by default yesterday: the seat is empty from today.

    What they voted while they sat there counts. Raises Stale if it was over already.
    """
    day = last_day or today() - timedelta(days=1)
    if not Term.objects.filter(pk=term.pk, until__gt=day).update(until=day, ended_at=now(), ended_why=why):
        raise Stale("Their time had ended already. Nothing was changed.")
    term.refresh_from_db()
    return term
