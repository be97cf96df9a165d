"""Elections for a seat: called, stood in, voted in secret, and counted."""

from datetime import date, datetime
from secrets import SystemRandom
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import Missing, NotAllowed, Stale
from alongside.foundation.access.gate import action
from alongside.foundation.access.models import AccessRole
from alongside.foundation.access.permissions import Permission, Role
from alongside.foundation.workflow.clock import end_of, now, today

from ..counting import election_result
from ..electing import seat_the_winner
from ..models import Election, ElectionBallot, ElectionVoter, Nomination, Seat
from ..moving import move_subject
from ..rules import speaks_for_organisation, standing_in, user_of
from ..seating import organisation_for_seat
from ..states import ELECTION
from ..telling import tell_group


@action(Permission.GROUP_EDIT, records="Election called")
def call_election(
    seat: Seat,
    *,
    electorate: str,
    nominations_until: date,
    voting_until: date,
    starts_on: date,
    until: date,
    by: Actor,
) -> Election:
    """Ask who will stand for a seat, and then who is wanted. Days end at 5pm. Raises Missing for days out of order."""
    if not today() <= nominations_until < voting_until:
        raise Missing("Voting ends after nominations do, and neither is in the past.", field="voting_until")
    if not voting_until <= starts_on < until:
        raise Missing("The term begins once the voting has ended, and ends later.", field="starts_on")
    try:
        with transaction.atomic():
            return Election.objects.create(
                alliance_id=by.alliance_id,
                group_id=seat.group_id,
                seat=seat,
                electorate=electorate,
                nominations_until=end_of(nominations_until),
                voting_until=end_of(voting_until),
                starts_on=starts_on,
                until=until,
                state=ELECTION.initial,
                state_since=now(),
            )
    except IntegrityError:
        raise Missing("There is an election for this seat already.") from None


def _held(election: Election, state: str, *, otherwise: str) -> Election:
    held = (
        Election.objects.select_for_update(of=("self",)).select_related("seat", "group").get(pk=election.pk)
    )
    if held.state != state:
        raise Stale(otherwise)
    return held


@action(Permission.SIGNED_IN, records="Nomination made")
def nominate(election: Election, *, statement: str, by: Actor) -> Nomination:
    """Stand for the seat oneself. A lived-experience seat is for experts by experience. Once each."""
    held = _held(election, "nominating", otherwise="Nominations have closed. Nothing was changed.")
    if now() >= held.nominations_until:
        raise Stale("Nominations have closed. Nothing was changed.")
    if held.seat.kind == "lived" and Role.EXPERT not in by.roles:
        raise NotAllowed("This seat is for someone with lived experience.")
    organisation = organisation_for_seat(held.seat.kind, user_of(by), rather=by.organisation_id)
    nomination = Nomination(
        alliance_id=by.alliance_id,
        election=held,
        user_id=user_of(by),
        organisation=organisation,
        statement=statement.strip(),
        at=now(),
    )
    Nomination.objects.bulk_create([nomination], ignore_conflicts=True)
    mine = Nomination.objects.get(election=held, user=by.user_id)
    if mine.pk != nomination.pk:  # they stood before: with the words as they are now, and standing again
        Nomination.objects.filter(pk=mine.pk).update(statement=statement.strip(), withdrawn_at=None)
        mine.refresh_from_db()
    return mine


@action(Permission.SIGNED_IN, records="Nomination withdrawn")
def withdraw_nomination(election: Election, *, by: Actor) -> Election:
    """No longer stand, while nominations are open."""
    held = _held(election, "nominating", otherwise="Voting has begun. Ring the coordinator.")
    rows = Nomination.objects.filter(election=held, user=by.user_id, withdrawn_at__isnull=True)
    if not rows.update(withdrawn_at=now()):
        raise Stale("You do not stand in this election. Nothing was changed.")
    return held


@action(Permission.GROUP_TAKE_PART, records="Vote given in an election")
def vote_in(election: Election, *, nomination_id: UUID, by: Actor) -> Election:
    """The one vote of a seat, or of an organisation: that it voted and what it voted are kept apart.

    Raises Stale after the close or for a second vote, NotAllowed for who has none.
    """
    # All who vote hold the election in turn, so neither the order nor the time of rows says whose a ballot is.
    held = _held(election, "voting", otherwise="Voting is not open, so this was not counted.")
    if now() >= held.voting_until:
        raise Stale("Voting has closed, so this was not counted. Thank you all the same.")
    elector = _elector(held, by)
    chosen = Nomination.objects.filter(pk=nomination_id, election=held, withdrawn_at__isnull=True).first()
    if chosen is None:
        raise Missing("Choose one of those who stand.", field="nomination")
    voter = ElectionVoter(alliance_id=by.alliance_id, election=held, elector=elector)
    ElectionVoter.objects.bulk_create([voter], ignore_conflicts=True)
    if not ElectionVoter.objects.filter(pk=voter.pk).exists():
        whose = "organisation" if held.electorate == "organisation" else "seat"
        raise Stale(f"Your {whose} has voted already. Nothing was counted twice.")
    ElectionBallot.objects.create(alliance_id=by.alliance_id, election=held, nomination=chosen)
    return held


def _elector(election: Election, by: Actor) -> UUID:
    if election.electorate == "seat":
        term = standing_in(election.group_id, by=by).term
        if term is None:
            raise NotAllowed("Only those with a seat in the group vote in this election.")
        return term.seat_id
    if not speaks_for_organisation(by):
        raise NotAllowed("Each member has one vote, and its lead gives it.")
    is_member = AccessRole.objects.filter(
        user=by.user_id, organisation=by.organisation_id, organisation__is_member=True
    ).exists()
    if not is_member or by.organisation_id is None:
        raise NotAllowed("Members of the alliance vote in this election.")
    return by.organisation_id


@action(Permission.GROUP_EDIT, records="Voting opened")
def open_voting(election: Election, *, by: Actor) -> Election:
    """Close the nominations and open the vote; with one who stands, they are elected; with nobody, it ends."""
    held = _held(election, "nominating", otherwise="Nominations have closed already. Nothing was changed.")
    return _open_voting(held, by=by)


@action(Permission.GROUP_CLOCK, records="Voting opened by the clock")
def open_due_voting(election: Election, *, by: Actor) -> Election:
    """The same when the time for nominations is up."""
    held = _held(election, "nominating", otherwise="Nominations have closed already. Nothing was changed.")
    return _open_voting(held, by=by)


def _open_voting(election: Election, *, by: Actor) -> Election:
    standing = list(election.nominations.filter(withdrawn_at__isnull=True))
    if not standing:
        move_subject(election, "end_empty", by=by)
        return election
    SystemRandom().shuffle(standing)
    for number, nomination in enumerate(standing, 1):
        nomination.lot = number
    Nomination.objects.bulk_update(standing, ["lot"])
    if len(standing) == 1:
        result = {"votes": {}, "by_lot": False, "unopposed": True}
        changes: dict[str, Any] = {"elected_id": standing[0].pk, "result": result}
        move_subject(election, "unopposed", by=by, changes=changes)
        seat_the_winner(election, standing[0], by=by)
        return election
    step = move_subject(election, "open_voting", by=by)
    if election.electorate == "seat":
        tell_group(
            election.group_id, template="vote_asked", path=f"/elections/{election.pk}/", cause=str(step.pk), by=by,
            answer_by=_day(election.voting_until),
        )  # fmt: skip
    return election


def _day(moment: datetime) -> date:
    return moment.astimezone(end_of(today()).tzinfo).date()


@action(Permission.GROUP_EDIT, records="Election counted")
def count_election(election: Election, *, by: Actor) -> Election:
    """Count the votes once the time is up, and give the seat to who won. Raises Missing before."""
    held = _held(election, "voting", otherwise="This is not being voted on. Nothing was changed.")
    if now() < held.voting_until:
        raise Missing("Voting is still open. It is counted when the time is up.")
    return _count(held, by=by)


@action(Permission.GROUP_CLOCK, records="Election counted by the clock")
def count_due_election(election: Election, *, by: Actor) -> Election:
    """The same by the clock."""
    held = _held(election, "voting", otherwise="This is not being voted on. Nothing was changed.")
    if now() < held.voting_until:
        raise Stale("Its time is not up.")
    return _count(held, by=by)


def _count(election: Election, *, by: Actor) -> Election:
    standing = {one.pk: one for one in election.nominations.filter(withdrawn_at__isnull=True)}
    votes = election.ballots.values_list("nomination_id", flat=True)
    found = election_result(votes, lots={pk: one.lot or 0 for pk, one in standing.items()})
    kept = {"votes": {str(pk): number for pk, number in found.votes.items()}, "by_lot": found.by_lot}
    if found.winner is None:
        move_subject(election, "end_empty", by=by, changes={"result": kept})
        return election
    move_subject(election, "elect", by=by, changes={"result": kept, "elected_id": found.winner})
    seat_the_winner(election, standing[found.winner], by=by)
    return election


@action(Permission.GROUP_EDIT, records="Election cancelled")
def cancel_election(election: Election, *, reason: str, by: Actor, seen: str = "") -> Election:
    """Call it off, saying why. The votes that were given stay unread."""
    move_subject(election, "cancel", by=by, supplied={"reason": reason.strip()}, seen=seen)
    return election
