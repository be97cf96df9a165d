"""An expression of interest in joining, its steps, and what those who read it say."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from alongside.foundation.tenancy.models import AllianceKey, AllianceModel
from alongside.foundation.workflow.models import Stateful, Step

from ..states import APPLICATION
from ..vocabulary import NUMBER_KINDS
from .organisations import Organisation


class Application(Stateful):
    """An organisation asks to join. Saved as it is filled in; read by a panel; decided with reasons."""

    reference = models.CharField(max_length=12)
    contact_name = models.CharField(max_length=200, blank=True)
    contact_role = models.CharField(max_length=200, blank=True)
    contact_email = models.EmailField()
    contact_telephone = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200, blank=True)
    plain_name = models.CharField(max_length=200, blank=True, help_text="The name as two spellings share it.")
    kind = models.CharField(max_length=20, choices=Organisation.Kind, blank=True)
    size = models.CharField(max_length=10, choices=Organisation.Size, blank=True)
    number_kind = models.CharField(max_length=10, choices=NUMBER_KINDS, blank=True)
    number = models.CharField(max_length=12, blank=True)
    purpose = models.TextField(blank=True)
    ward_codes = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    area_words = models.CharField(max_length=500, blank=True)
    need_codes = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    people_words = models.CharField(max_length=1000, blank=True)
    offers = models.TextField(blank=True)
    wants = models.TextField(blank=True)
    places_offered = models.PositiveSmallIntegerField(null=True, blank=True)
    safeguarding = models.CharField(max_length=500, blank=True)
    insurer = models.CharField(max_length=200, blank=True)
    policy = models.CharField(max_length=120, blank=True)
    insured_until = models.DateField(null=True, blank=True)
    data_protection = models.CharField(max_length=500, blank=True)
    lived_experience = models.CharField(max_length=1000, blank=True)
    signatory = models.CharField(max_length=200, blank=True)
    signatory_role = models.CharField(max_length=200, blank=True)
    pages_done = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    began_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    organisation = AllianceKey(Organisation, null=True, related_name="applications", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "reference"], name="application_reference_once"),
            models.CheckConstraint(
                name="application_state_known",
                condition=Q(state__in=[state.name for state in APPLICATION.states]),
            ),
        ]
        indexes = [
            models.Index(fields=["alliance", "state", "state_since"], name="application_state"),
            models.Index(fields=["alliance", "plain_name"], name="application_name"),
        ]

    def __str__(self) -> str:
        return self.reference


class ApplicationStep(Step):
    """One thing that happened to an application."""

    application = AllianceKey(Application, models.CASCADE, related_name="steps", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="application_step_once")
        ]


class Review(AllianceModel):
    """One named reader of an application, at its first reading or its appeal."""

    class Conflict(models.TextChoices):
        NONE = "none", "No: I have nothing to do with them"
        CONFLICTED = "conflicted", "Yes: I know them, work with them or could gain by it"

    class Advice(models.TextChoices):
        APPROVE = "approve", "Yes, they should join"
        DECLINE = "decline", "Not now"

    application = AllianceKey(Application, models.CASCADE, related_name="reviews", db_index=False)
    user = AllianceKey("accounts.User", models.CASCADE, related_name="+")
    round = models.PositiveSmallIntegerField(help_text="1: the first reading. 2: the appeal.")
    conflict = models.CharField(max_length=12, choices=Conflict, blank=True)
    conflict_words = models.CharField(max_length=500, blank=True)
    declared_at = models.DateTimeField(null=True)
    advice = models.CharField(max_length=10, choices=Advice, blank=True)
    words = models.CharField(max_length=2000, blank=True)
    advised_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "application", "user"], name="reader_once"),
            models.CheckConstraint(
                name="no_advice_with_a_conflict", condition=Q(advice="") | Q(conflict="none")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} of {self.application_id}"
