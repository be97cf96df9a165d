"""What an election leaves behind: the winner's term in the seat."""

from datetime import timedelta

from alongside.foundation.access.actor import Actor
from alongside.foundation.workflow.clock import now

from .models import Election, Group, Nomination, Term


def seat_the_winner(election: Election, nomination: Nomination, *, by: Actor) -> None:
    """Give the seat to who was elected, from the first day of the term; whoever sits there until then makes way.

    Who has another seat in the group gives that up on the same day: nobody has two.
    """
    Group.objects.select_for_update(of=("self",)).filter(pk=election.group_id).first()
    eve = election.starts_on - timedelta(days=1)
    for row in (
        Term.objects.filter(seat=election.seat_id, until__gt=eve),
        Term.objects.filter(seat__group=election.group_id, user=nomination.user_id, until__gt=eve),
    ):
        row.update(until=eve, ended_at=now(), ended_why="elected")
    Term.objects.create(
        alliance_id=election.alliance_id,
        seat_id=election.seat_id,
        user_id=nomination.user_id,
        organisation_id=nomination.organisation_id,
        starts_on=election.starts_on,
        until=election.until,
    )
