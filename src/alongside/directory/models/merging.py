"""Several sources, one entry: which is believed, where they differ, which entries look alike."""

from django.db import models

from alongside.foundation.tenancy.models import AllianceKey, AllianceModel

from .services import Service
from .sources import Source


class FirstFor(AllianceModel):
    """The source that is believed before all others on one field, whatever its rank."""

    field = models.CharField(max_length=40, help_text="A name of directory/merging.py.")
    source = AllianceKey(Source, models.CASCADE, related_name="first_for")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "field"], name="first_for_field_once")]

    def __str__(self) -> str:
        return f"{self.source_id} first for {self.field}"


class Difference(AllianceModel):
    """A field on which the sources of an entry differ. ``said``: what each part says, by the part's id.

    Settled: someone saw it and left it to the order of sources. It opens again when a source says another thing.
    """

    service = AllianceKey(Service, models.CASCADE, related_name="differences")
    field = models.CharField(max_length=40)
    said = models.JSONField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "service", "field"], name="difference_once")
        ]

    def __str__(self) -> str:
        return f"{self.field} of {self.service_id}"


class Likeness(AllianceModel):
    """Two entries that may be one service, found by night. ``one`` has the lower id."""

    one = AllianceKey(Service, models.CASCADE, related_name="+", db_index=False)
    other = AllianceKey(Service, models.CASCADE, related_name="+")
    score = models.FloatField(help_text="0 to 1.")
    why = models.JSONField(help_text="Codes of directory/likeness.py.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "one", "other"], name="likeness_once")]
        indexes = [models.Index(fields=["alliance", "-score"], name="likeness_score")]

    def __str__(self) -> str:
        return f"{self.one_id} and {self.other_id}"


class KeptApart(AllianceModel):
    """Two entries that someone found to be two services. ``one`` has the lower id."""

    one = AllianceKey(Service, models.CASCADE, related_name="+", db_index=False)
    other = AllianceKey(Service, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=400)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "one", "other"], name="kept_apart_once")]

    def __str__(self) -> str:
        return f"{self.one_id} and {self.other_id}"
