"""The register of interests."""

from django.db import models
from django.db.models import Q

from alongside.foundation.tenancy.models import AllianceKey, AllianceModel

from ..vocabulary import SUBJECTS


class Interest(AllianceModel):
    """Something that could pull someone two ways: what, with whom, from when until when.

    Their own, or with ``organisation`` their organisation's, which then holds for everyone who sits for it.
    It is ended by a day and never deleted.
    """

    user = AllianceKey("accounts.User", related_name="+")
    organisation = AllianceKey("membership.Organisation", models.CASCADE, null=True, related_name="+")
    what = models.CharField(max_length=300)
    with_organisation = AllianceKey("membership.Organisation", models.CASCADE, null=True, related_name="+")
    with_whom = models.CharField(max_length=200, blank=True, help_text="Someone who is not in the alliance.")
    subject = models.CharField(max_length=30, choices=SUBJECTS, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="interest_touches_something",
                condition=Q(with_organisation__isnull=False) | ~Q(with_whom="") | ~Q(subject=""),
            )
        ]
        indexes = [models.Index(fields=["alliance", "-declared_at"], name="interest_register")]

    def __str__(self) -> str:
        return self.what
