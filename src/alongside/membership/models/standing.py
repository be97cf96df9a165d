"""What each kind of member must show, what it has shown, and what else shuts or narrows what it may do.

Dated rows only: standing is worked out from them (``queries.standing``), so that it changes at midnight by itself.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from alongside.foundation.tenancy.models import AllianceKey, AllianceModel

from ..vocabulary import GRACE_DAYS, PAPERS, PAUSE_REASONS, REMIND_DAYS, SUSPEND_REASONS, UNLOCKS
from .organisations import Organisation


def remind_days() -> list[int]:
    return list(REMIND_DAYS)


class Requirement(AllianceModel):
    """One paper that some kinds of member must have, what it unlocks, and how long it lasts."""

    name = models.CharField(max_length=80)
    paper = models.CharField(max_length=20, choices=PAPERS)
    kinds = ArrayField(
        models.CharField(max_length=20, choices=Organisation.Kind),
        default=list,
        blank=True,
        help_text="The kinds of organisation it binds. Empty: every member.",
    )
    unlocks = models.CharField(max_length=10, choices=UNLOCKS)
    months = models.PositiveSmallIntegerField(default=12)
    remind_days = ArrayField(models.PositiveSmallIntegerField(), default=remind_days)
    grace_days = models.PositiveSmallIntegerField(
        default=GRACE_DAYS, help_text="Days after it ends before what is open is handed to someone else."
    )
    from_on = models.DateField(help_text="From this day it binds.")
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "name"], name="requirement_once")]

    def __str__(self) -> str:
        return self.name


class Evidence(AllianceModel):
    """A paper that an organisation has: which, from whom, and from when until when.

    It counts from the moment it is stated. Who checks it afterwards may refuse it, with why; then it never counted.
    """

    organisation = AllianceKey(Organisation, models.CASCADE, related_name="evidence", db_index=False)
    paper = models.CharField(max_length=20, choices=PAPERS)
    reference = models.CharField(max_length=120, help_text="A policy number, or where it is kept.")
    provider = models.CharField(max_length=200, blank=True, help_text="The insurer, or who issued it.")
    valid_from = models.DateField()
    valid_until = models.DateField()
    stated_by = models.CharField(max_length=400)
    stated_at = models.DateTimeField()
    checked_by = models.CharField(max_length=400, blank=True)
    checked_on = models.DateField(null=True)
    refused_on = models.DateField(null=True)
    refused_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="evidence_ends_after_start", condition=Q(valid_until__gte=F("valid_from"))
            )
        ]
        indexes = [models.Index(fields=["organisation", "paper", "-valid_until"], name="evidence_newest")]

    def __str__(self) -> str:
        return f"{self.get_paper_display()} {self.reference}"


class Suspension(AllianceModel):
    """An organisation may do nothing with people for a while, by a coordinator's decision."""

    organisation = AllianceKey(Organisation, models.CASCADE, related_name="suspensions")
    reason = models.CharField(max_length=20, choices=SUSPEND_REASONS)
    words = models.CharField(max_length=500)
    starts_on = models.DateField()
    decided_by = models.CharField(max_length=400)
    ended_on = models.DateField(null=True)
    ended_by = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "organisation"], name="suspended_once", condition=Q(ended_on__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} from {self.starts_on}"


class Pause(AllianceModel):
    """An organisation takes nobody new for a while. Whoever it has, it goes on helping."""

    organisation = AllianceKey(Organisation, models.CASCADE, related_name="pauses")
    reason = models.CharField(max_length=20, choices=PAUSE_REASONS)
    starts_on = models.DateField()
    until = models.DateField()
    said_by = models.CharField(max_length=400)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "organisation"], name="paused_once", condition=Q(ended_on__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} until {self.until}"


class Reminder(AllianceModel):
    """That an organisation was reminded of one paper's end, once for each step before it."""

    organisation = AllianceKey(Organisation, models.CASCADE, related_name="reminders", db_index=False)
    requirement = AllianceKey(Requirement, models.CASCADE, related_name="+")
    ends_on = models.DateField(help_text="The end that it was about.")
    days = models.PositiveSmallIntegerField(help_text="The step: so many days before. 0: by hand.")
    sent_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "organisation", "requirement", "ends_on", "days"],
                name="reminded_once",
                condition=Q(days__gt=0),
            )
        ]
        indexes = [models.Index(fields=["organisation", "-sent_on"], name="reminder_newest")]

    def __str__(self) -> str:
        return f"{self.days} days before {self.ends_on}"
