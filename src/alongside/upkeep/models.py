"""What was asked of the directory: changes, doubts, and organisations to look again."""

from django.db import models
from django.db.models import Q

from alongside.foundation.tenancy.models import AllianceKey, AllianceModel
from alongside.foundation.workflow.models import Stateful, Step

from .states import CHANGE, DOUBT


class EntryChange(Stateful):
    """A change to an entry that someone asked for. ``changes`` and ``was`` are values of its sheet, by name."""

    service = AllianceKey("directory.Service", models.PROTECT, related_name="+")
    organisation = AllianceKey(
        "membership.Organisation",
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="For whom it was asked.",
    )
    user = AllianceKey("accounts.User", models.SET_NULL, null=True, related_name="+")
    by = models.CharField(max_length=400, help_text="Who asked, as they were called then.")
    changes = models.JSONField()
    was = models.JSONField()
    note = models.CharField(max_length=1000, blank=True)
    proposed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="change_state_known", condition=Q(state__in=[state.name for state in CHANGE.states])
            )
        ]
        indexes = [models.Index(fields=["alliance", "state", "proposed_at"], name="change_waiting")]

    def __str__(self) -> str:
        return f"{', '.join(self.changes)} of {self.service_id}"


class EntryChangeStep(Step):
    """One thing that happened to a change."""

    change = AllianceKey(EntryChange, models.CASCADE, related_name="steps", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["change", "number"], name="change_step_once")]


class Doubt(Stateful):
    """Someone thinks that something in an entry is wrong. Nothing about who they are is kept."""

    class About(models.TextChoices):
        PHONE = "phone", "The phone number, e-mail or website doesn’t work"
        CLOSED = "closed", "It has closed, or moved"
        TIMES = "times", "The days or times are wrong"
        WHO = "who", "It is for other people than it says"
        COST = "cost", "It costs something else"
        OTHER = "other", "Something else"

    service = AllianceKey("directory.Service", models.PROTECT, related_name="+")
    about = models.CharField(max_length=10, choices=About)
    words = models.CharField(max_length=1000, blank=True)
    raised_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="doubt_state_known", condition=Q(state__in=[state.name for state in DOUBT.states])
            )
        ]
        indexes = [models.Index(fields=["alliance", "state", "raised_at"], name="doubt_waiting")]

    def __str__(self) -> str:
        return f"{self.about} of {self.service_id}"


class DoubtStep(Step):
    """One thing that happened to a doubt."""

    doubt = AllianceKey(Doubt, models.CASCADE, related_name="steps", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["doubt", "number"], name="doubt_step_once")]


class Nudge(AllianceModel):
    """A day on which an organisation was asked to look at its entries."""

    organisation = AllianceKey("membership.Organisation", models.CASCADE, related_name="+")
    sent_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "organisation", "sent_on"], name="nudge_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} on {self.sent_on}"
