"""Organisations: the members of the alliance and its partners, who speaks for each, and whom to ask for what."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from alongside.foundation.tenancy.models import AllianceKey, AllianceModel

from ..vocabulary import CONTACT_PURPOSES


class Organisation(AllianceModel):
    """A party of the alliance: the unit that is referred to, answers, and may know a person."""

    class Kind(models.TextChoices):
        CHARITY = "charity", "Charity"
        COMMUNITY_GROUP = "community_group", "Community group"
        COMPANY = "company", "Community interest company or company"
        NHS_TRUST = "nhs_trust", "NHS trust"
        GP_PRACTICE = "gp_practice", "GP practice"
        PCN = "pcn", "Primary care network"
        ICB = "icb", "Integrated care board"
        COUNCIL = "council", "Council"
        FRONT_DOOR = "front_door", "The alliance's own front door"
        OTHER = "other", "Other"

    class Size(models.TextChoices):
        MICRO = "micro", "Under £10,000 a year"
        SMALL = "small", "£10,000 to £100,000"
        MEDIUM = "medium", "£100,000 to £1 million"
        LARGE = "large", "Over £1 million"

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind)
    size = models.CharField(max_length=10, choices=Size, blank=True)
    purpose = models.TextField(blank=True)
    is_member = models.BooleanField(default=False, help_text="A member of the alliance, not a partner.")
    email = models.EmailField(blank=True, help_text="Where a message about a referral goes.")
    telephone = models.CharField(max_length=40, blank=True)
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    number = models.CharField(
        max_length=12, blank=True, help_text="Of the charity or company, as registered."
    )
    ward_codes = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    places_offered = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many new people they can take in 28 days, as they said."
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "slug"], name="organisation_slug_once")]
        indexes = [models.Index(fields=["alliance", "name"], name="organisation_name")]

    def __str__(self) -> str:
        return self.name


class Representative(AllianceModel):
    """Someone who speaks for an organisation in the alliance, or stands in for who does, for a term."""

    class Part(models.TextChoices):
        REPRESENTATIVE = "representative", "Representative"
        DEPUTY = "deputy", "Deputy"

    organisation = AllianceKey(Organisation, models.CASCADE, related_name="representatives")
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    part = models.CharField(max_length=20, choices=Part)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="representative_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Contact(AllianceModel):
    """Whom to ask at an organisation about one thing."""

    organisation = AllianceKey(Organisation, models.CASCADE, related_name="contacts")
    purpose = models.CharField(max_length=20, choices=CONTACT_PURPOSES)
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    telephone = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "organisation", "purpose"], name="contact_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {self.name}"
