"""Reading elections, which are open to everyone who signs in."""

from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import NotFound

from ..models import Election, ElectionVoter, Nomination
from ..rules import standing_in


def open_elections(group_id: UUID | None = None) -> list[Election]:
    """Elections with nominations or voting open, of one group or of all, the soonest to close first."""
    rows = Election.objects.filter(state__in=["nominating", "voting"])
    if group_id:
        rows = rows.filter(group=group_id)
    return list(rows.select_related("group", "seat").order_by("voting_until")[:20])


def find_election(election_id: UUID) -> Election:
    """Raises NotFound."""
    found = Election.objects.filter(pk=election_id).select_related("group", "seat").first()
    if found is None:
        raise NotFound
    return found


def standing_candidates(election: Election) -> list[Nomination]:
    """Who stands: by name while nominations are open, then as the lot drew them."""
    rows = Nomination.objects.filter(election=election, withdrawn_at__isnull=True)
    return list(rows.select_related("user", "organisation").order_by("lot", "user__name"))


def has_voted(election: Election, *, by: Actor) -> tuple[bool, int]:
    """Whether the actor's seat or organisation has voted, and how many have."""
    voters = set(ElectionVoter.objects.filter(election=election).values_list("elector", flat=True))
    if election.electorate == "organisation":
        return by.organisation_id in voters, len(voters)
    term = standing_in(election.group_id, by=by).term
    return bool(term and term.seat_id in voters), len(voters)
