"""Where rows of the directory come from."""

from django.db import models

from alongside.foundation.tenancy.models import AllianceKey, AllianceModel


class Source(AllianceModel):
    """A feed or file that services are imported from. Its name stays the same when its address changes."""

    name = models.CharField(max_length=300)
    last_imported_at = models.DateTimeField(null=True, blank=True)
    rank = models.PositiveSmallIntegerField(
        default=100, help_text="Where several sources tell of one entry, the lower one is believed first."
    )
    last_read = models.CharField(max_length=1000, blank=True, help_text="The file or address read last.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "name"], name="source_name_once")]

    def __str__(self) -> str:
        return self.name


class Imported(AllianceModel):
    """A row that may have come from a source, known there as ``their_id``.

    An imported row's id is a UUID version 5 of alliance, source, kind and their_id, so that the same row
    imported again is the same row here. A row made here has no source and a random id.
    """

    source = AllianceKey(Source, models.PROTECT, null=True, blank=True, related_name="+")
    their_id = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
