"""The texts that members sign, in versions, and the dated record of who signed which."""

from django.db import models
from django.db.models import Q

from alongside.foundation.tenancy.models import AllianceKey, AllianceModel

from ..vocabulary import AUTHORITIES, PAPERS
from .organisations import Organisation


class TermsVersion(AllianceModel):
    """One version of the terms of reference, or of the data-sharing agreement.

    ``text`` is plain paragraphs, parted by an empty line; one that starts with "# " is a heading. A draft has no
    ``published_on``. Whoever signed an earlier version is asked again, by ``accept_by``.
    """

    paper = models.CharField(
        max_length=20, choices=[row for row in PAPERS if row[0] in ("terms", "data_sharing")]
    )
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    what_changed = models.CharField(max_length=500, blank=True)
    published_on = models.DateField(null=True, blank=True)
    accept_by = models.DateField(null=True, blank=True)
    written_by = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "paper", "number"], name="terms_number_once"),
            models.UniqueConstraint(
                fields=["alliance", "paper"],
                name="one_draft_of_terms",
                condition=Q(published_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_paper_display()}, version {self.number}"


class TermsAcceptance(AllianceModel):
    """Who accepted a version for an organisation, by what authority, and when. Never changed."""

    organisation = AllianceKey(Organisation, models.CASCADE, related_name="acceptances", db_index=False)
    version = AllianceKey(TermsVersion, related_name="acceptances")
    paper = models.CharField(max_length=20)
    signatory = models.CharField(max_length=200)
    signatory_role = models.CharField(max_length=200)
    authority = models.CharField(max_length=20, choices=AUTHORITIES)
    user_id = models.UUIDField(null=True)
    by = models.CharField(max_length=400)
    accepted_on = models.DateField()
    accepted_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "paper", "-accepted_on"], name="acceptance_newest")]

    def __str__(self) -> str:
        return f"{self.signatory} on {self.accepted_on}"
