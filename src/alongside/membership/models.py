"""Organisations: the members of the alliance and its partners."""

from django.db import models

from alongside.foundation.tenancy.models import AllianceModel


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

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "slug"], name="organisation_slug_once")]
        indexes = [models.Index(fields=["alliance", "name"], name="organisation_name")]

    def __str__(self) -> str:
        return self.name
