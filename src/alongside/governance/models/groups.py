"""Groups, the seats at their table, and who has held each."""

from django.db import models
from django.db.models import F, Q

from alongside.foundation.tenancy.models import AllianceKey, AllianceModel

from ..vocabulary import ENDED_WHY, GROUP_KINDS, QUORUM_KINDS, SEAT_KINDS


class Group(AllianceModel):
    """A table that people sit at: the steering group, a task group. Its quorum is a rule, computed and never typed."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=GROUP_KINDS)
    purpose = models.TextField(max_length=2000, blank=True)
    meets = models.CharField(max_length=200, blank=True, help_text="As people say it: first Tuesday, 10am.")
    quorum_kind = models.CharField(max_length=10, choices=QUORUM_KINDS, default="share")
    quorum_number = models.PositiveSmallIntegerField(default=50, help_text="Seats, or a share in per cent.")
    quorum_lived = models.PositiveSmallIntegerField(default=0, help_text="Lived-experience seats among them.")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "name"], name="group_name_once", condition=Q(ended_on__isnull=True)
            ),
            models.CheckConstraint(
                name="group_quorum_possible",
                condition=Q(quorum_number__gte=1) & (Q(quorum_kind="count") | Q(quorum_number__lte=100)),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Seat(AllianceModel):
    """One place at a group's table. It stays when whoever sits there goes; then it is a vacancy."""

    group = AllianceKey(Group, models.CASCADE, related_name="seats")
    number = models.PositiveSmallIntegerField(
        help_text="Where it stands round the table; the chair is first."
    )
    kind = models.CharField(max_length=10, choices=SEAT_KINDS)
    name = models.CharField(max_length=80, blank=True, help_text="What it is for: small charities, carers.")
    is_chair = models.BooleanField(default=False)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "group", "number"], name="seat_number_once"),
            models.UniqueConstraint(
                fields=["alliance", "group"],
                name="seat_one_chair",
                condition=Q(is_chair=True, ended_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Seat {self.number}"


class Term(AllianceModel):
    """Who sits in a seat, from a day until a day. The seat is empty again on the day after ``until``.

    Cut short, ``until`` is brought forward to the last day, and ``ended_why`` says why.
    """

    seat = AllianceKey(Seat, models.CASCADE, related_name="terms", db_index=False)
    user = AllianceKey("accounts.User", related_name="+")
    organisation = AllianceKey("membership.Organisation", null=True, related_name="+")
    starts_on = models.DateField()
    until = models.DateField()
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=20, choices=ENDED_WHY, blank=True)
    warned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="term_runs_forward", condition=Q(until__gte=F("starts_on")) | ~Q(ended_why="")
            )
        ]
        indexes = [models.Index(fields=["seat", "until"], name="term_seat")]

    def __str__(self) -> str:
        return f"{self.user_id} until {self.until}"
