"""Elections for a seat: who stands, who has voted, and, apart from that, what the votes were."""

import uuid

from django.db import models
from django.db.models import Q

from alongside.foundation.tenancy.models import AllianceKey, AllianceModel
from alongside.foundation.workflow.models import Stateful, Step

from ..states import ELECTION
from ..vocabulary import ELECTORATES
from .groups import Group, Seat


class Election(Stateful):
    """A seat is to be filled by a secret vote. ``result`` is counted from the ballots, and can be counted again."""

    group = AllianceKey(Group, models.CASCADE, related_name="elections")
    seat = AllianceKey(Seat, models.CASCADE, related_name="elections")
    electorate = models.CharField(max_length=12, choices=ELECTORATES)
    nominations_until = models.DateTimeField()
    voting_until = models.DateTimeField()
    starts_on = models.DateField(help_text="The first day of the term.")
    until = models.DateField(help_text="The last day of the term.")
    result = models.JSONField(default=dict, blank=True)
    elected_id = models.UUIDField(null=True, help_text="The nomination that won.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="election_state_known", condition=Q(state__in=[state.name for state in ELECTION.states])
            ),
            models.UniqueConstraint(
                fields=["alliance", "seat"],
                name="election_one_a_seat",
                condition=Q(state__in=["nominating", "voting"]),
            ),
        ]

    def __str__(self) -> str:
        return f"Election for seat {self.seat_id}"


class ElectionStep(Step):
    """One thing that happened to an election."""

    election = AllianceKey(Election, models.CASCADE, related_name="steps", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["election", "number"], name="election_step_once")]


class Nomination(AllianceModel):
    """Someone who stands. ``lot`` is drawn when voting opens, before anyone votes, and breaks a tie: 1 is first."""

    election = AllianceKey(Election, models.CASCADE, related_name="nominations", db_index=False)
    user = AllianceKey("accounts.User", related_name="+")
    organisation = AllianceKey("membership.Organisation", models.CASCADE, null=True, related_name="+")
    statement = models.TextField(max_length=2000, blank=True)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    lot = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "election", "user"], name="nomination_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} stands"


class ElectionVoter(AllianceModel):
    """That a seat or an organisation has voted, and never how."""

    election = AllianceKey(Election, models.CASCADE, related_name="voters", db_index=False)
    elector = models.UUIDField(help_text="A seat or an organisation, as the election has it.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "election", "elector"], name="elector_votes_once")
        ]

    def __str__(self) -> str:
        return f"{self.elector} has voted"


class ElectionBallot(AllianceModel):
    """A vote, and nobody's: no voter, no time, and a key by chance, so that its order tells nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    election = AllianceKey(Election, models.CASCADE, related_name="ballots")
    nomination = AllianceKey(Nomination, models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return "A vote"
