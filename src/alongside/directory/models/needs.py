"""What services are about: the source's own terms, and the needs that an alliance searches and refers by."""

from django.db import models

from alongside.foundation.tenancy.models import AllianceKey, AllianceModel

from .services import Service
from .sources import Imported


class TaxonomyTerm(Imported):
    """A term of a source's taxonomy."""

    code = models.CharField(max_length=300, blank=True)
    name = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    parent = models.CharField(max_length=300, blank=True, help_text="Their id of the broader term.")
    taxonomy = models.CharField(max_length=300, blank=True)
    uri = models.CharField(max_length=1000, blank=True)

    class Meta(Imported.Meta):
        indexes = [models.Index(fields=["source", "their_id"], name="term_their_id")]

    def __str__(self) -> str:
        return self.name


class Attribute(Imported):
    """A source's term put to a service."""

    service = AllianceKey(Service, models.CASCADE, related_name="attributes")
    taxonomy_term = AllianceKey(TaxonomyTerm, models.CASCADE, related_name="attributes")
    link_type = models.CharField(max_length=300, blank=True)
    value = models.CharField(max_length=300, blank=True)
    label = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.service_id}: {self.taxonomy_term_id}"


class ServiceNeed(AllianceModel):
    """A need that a service meets, by its code in the alliance's vocabulary."""

    class Origin(models.TextChoices):
        GIVEN = "given", "Said by the service or its source"
        INFERRED = "inferred", "Read out of its name and description"

    service = AllianceKey(Service, models.CASCADE, related_name="needs", db_index=False)
    need_code = models.CharField(max_length=40)
    origin = models.CharField(max_length=10, choices=Origin)
    confidence = models.FloatField(default=1.0, help_text="0 to 1; 1 when it was given.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "service", "need_code"], name="service_need_once")
        ]
        indexes = [models.Index(fields=["alliance", "need_code"], name="service_need_code")]

    def __str__(self) -> str:
        return self.need_code
