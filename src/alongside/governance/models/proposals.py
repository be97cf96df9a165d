"""Proposals, the ballots on them, who stood aside, and the record of what was decided."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from alongside.foundation.tenancy.models import AllianceKey, AllianceModel
from alongside.foundation.workflow.models import Stateful, Step

from ..states import PROPOSAL
from ..vocabulary import BALLOT_CHOICES, METHODS, SUBJECTS, THRESHOLDS
from .groups import Group, Seat
from .interests import Interest
from .meetings import AgendaItem, Meeting


class Proposal(Stateful):
    """Something put to a group, discussed, and decided by one of three methods before ``closes_at``."""

    group = AllianceKey(Group, models.CASCADE, related_name="proposals", db_index=False)
    title = models.CharField(max_length=200)
    words = models.TextField(help_text="What would be decided.")
    reasons = models.TextField(blank=True, help_text="Why.")
    method = models.CharField(max_length=10, choices=METHODS)
    threshold = models.CharField(max_length=12, choices=THRESHOLDS, default="majority")
    proposer = AllianceKey("accounts.User", related_name="+")
    made_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True)
    lot = ArrayField(
        models.PositiveSmallIntegerField(),
        default=list,
        blank=True,
        help_text="Options as drawn before voting.",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="proposal_state_known", condition=Q(state__in=[state.name for state in PROPOSAL.states])
            ),
            models.CheckConstraint(
                name="proposal_deciding_has_end", condition=~Q(state="deciding") | Q(closes_at__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["group", "state"], name="proposal_group"),
            models.Index(
                fields=["alliance", "closes_at"], name="proposal_due", condition=Q(state="deciding")
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProposalStep(Step):
    """One thing that happened to a proposal."""

    proposal = AllianceKey(Proposal, models.CASCADE, related_name="steps", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "number"], name="proposal_step_once")]


class Option(AllianceModel):
    """One of the options of a ranked proposal."""

    proposal = AllianceKey(Proposal, models.CASCADE, related_name="options", db_index=False)
    number = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "number"], name="option_once")]

    def __str__(self) -> str:
        return self.words


class Touch(AllianceModel):
    """What a proposal touches, an organisation or a subject: it is held against the register of interests."""

    proposal = AllianceKey(Proposal, models.CASCADE, related_name="touches")
    organisation = AllianceKey("membership.Organisation", models.CASCADE, null=True, related_name="+")
    subject = models.CharField(max_length=30, choices=SUBJECTS, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="touch_one_thing",
                condition=Q(organisation__isnull=False, subject="")
                | (Q(organisation__isnull=True) & ~Q(subject="")),
            )
        ]

    def __str__(self) -> str:
        return self.subject or str(self.organisation_id)


class Comment(AllianceModel):
    """What someone at the table said about a proposal."""

    proposal = AllianceKey(Proposal, models.CASCADE, related_name="comments")
    user = AllianceKey("accounts.User", related_name="+")
    words = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.words[:60]


class Ballot(AllianceModel):
    """A seat's answer to a proposal. One for each seat, and never changed: the result is counted from these."""

    proposal = AllianceKey(Proposal, models.CASCADE, related_name="ballots", db_index=False)
    seat = AllianceKey(Seat, models.CASCADE, related_name="+")
    user = AllianceKey("accounts.User", related_name="+")
    choice = models.CharField(max_length=10, choices=BALLOT_CHOICES)
    ranking = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "proposal", "seat"], name="ballot_once_a_seat"),
            models.CheckConstraint(
                name="ballot_objection_has_reason", condition=~Q(choice="object") | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.choice} by seat {self.seat_id}"


class StandingAside(AllianceModel):
    """A seat that has no part in deciding one proposal, or one item of a meeting, and why."""

    proposal = AllianceKey(Proposal, models.CASCADE, null=True, related_name="aside")
    item = AllianceKey(AgendaItem, models.CASCADE, null=True, related_name="aside")
    seat = AllianceKey(Seat, models.CASCADE, related_name="+")
    user = AllianceKey("accounts.User", related_name="+")
    interest = AllianceKey(Interest, models.SET_NULL, null=True, related_name="+")
    why = models.CharField(max_length=500)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "proposal", "seat"], name="aside_once_a_proposal"),
            models.UniqueConstraint(fields=["alliance", "item", "seat"], name="aside_once_an_item"),
            models.CheckConstraint(
                name="aside_from_one_thing",
                condition=Q(proposal__isnull=False, item__isnull=True)
                | Q(proposal__isnull=True, item__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Seat {self.seat_id} stood aside"


class Decision(AllianceModel):
    """The record: what was decided or fell, when, by whom, how, with which counts, and who stood aside.

    Never changed. One that was made without a quorum binds nobody until a later one ``confirms`` it.
    """

    group = AllianceKey(Group, related_name="decisions")
    proposal = AllianceKey(Proposal, null=True, related_name="decisions")
    meeting = AllianceKey(Meeting, null=True, related_name="decisions")
    item = AllianceKey(AgendaItem, null=True, related_name="decisions")
    confirms = AllianceKey("self", null=True, related_name="confirmed_by")
    title = models.CharField(max_length=200)
    words = models.TextField()
    reasons = models.TextField(blank=True)
    method = models.CharField(max_length=10)
    carried = models.BooleanField()
    quorate = models.BooleanField()
    counts = models.JSONField(default=dict)
    aside = models.JSONField(default=list, help_text="Who stood aside: name and why, as it was said then.")
    by = models.CharField(max_length=400)
    decided_at = models.DateTimeField()
    sought = models.TextField(help_text="Title, words and reasons in small letters, for finding.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "proposal"], name="decision_once_a_proposal"),
        ]
        indexes = [models.Index(fields=["alliance", "-decided_at"], name="decision_when")]

    def __str__(self) -> str:
        return self.title
