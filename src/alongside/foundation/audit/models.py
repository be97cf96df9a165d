"""The record of what was done and of who read what. Rows are evidence: never changed, never deleted."""

from django.contrib.postgres.functions import TransactionNow
from django.db import models

from alongside.foundation.tenancy.models import AllianceModel


class AuditEntry(AllianceModel):
    """One act. No foreign keys, so that the record never holds up a deletion; no personal content.

    ``seal`` is filled by the seal function alone: the runtime role may add rows and nothing else.
    """

    at = models.DateTimeField(db_default=TransactionNow())
    verb = models.CharField(max_length=60)
    sentence = models.CharField(max_length=200)
    user_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    by = models.CharField(max_length=400)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    seal = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["alliance", "subject_id", "at"], name="audit_subject"),
            models.Index(fields=["alliance"], name="audit_unsealed", condition=models.Q(seal__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.sentence}"


class AuditSeal(AllianceModel):
    """One link of the chain: a hash over the entries sealed together and the seal before."""

    number = models.BigIntegerField()
    entries = models.IntegerField()
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(db_default=TransactionNow())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "number"], name="seal_number_once")]

    def __str__(self) -> str:
        return f"Seal {self.number}"


class ReadEntry(AllianceModel):
    """Someone opened a person's record. The person sees these rows on their own page."""

    at = models.DateTimeField(db_default=TransactionNow())
    person_id = models.UUIDField()
    user_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    by = models.CharField(max_length=400)
    purpose = models.CharField(max_length=200)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person_id", "-at"], name="read_person")]

    def __str__(self) -> str:
        return f"{self.by}: {self.purpose}"
