"""Reference tables of places, the same for every alliance, so outside the fences and read-only; and each alliance's map."""

from django.db import models

from alongside.foundation.tenancy.models import AllianceModel
from alongside.foundation.workflow.clock import now


class Ward(models.Model):
    """An electoral ward. The centre is in WGS84 degrees.

    ``imd_rank`` is the mean rank of its LSOAs, 1 the most deprived, in the edition that ``imd_edition``
    names. Ranks of different editions are different measures and are never compared.
    """

    code = models.CharField(max_length=9, primary_key=True)
    name = models.CharField(max_length=200)
    authority_code = models.CharField(max_length=9, blank=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    population = models.PositiveIntegerField(null=True, blank=True)
    imd_rank = models.PositiveIntegerField(null=True, blank=True)
    imd_edition = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [models.Index(fields=["latitude"], name="ward_latitude")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(imd_rank__isnull=True) | ~models.Q(imd_edition=""),
                name="ward_rank_names_its_edition",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Postcode(models.Model):
    """A postcode without its space, and its point in WGS84 degrees."""

    code = models.CharField(max_length=7, primary_key=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    ward_code = models.CharField(max_length=9, blank=True)
    lsoa_code = models.CharField(max_length=9, blank=True)

    def __str__(self) -> str:
        return f"{self.code[:-3]} {self.code[-3:]}"


class District(models.Model):
    """The first half of a postcode (DN31), at the middle of its postcodes."""

    code = models.CharField(max_length=4, primary_key=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    postcodes = models.PositiveIntegerField(help_text="How many postcodes the middle was taken from.")

    def __str__(self) -> str:
        return self.code


class AreaMap(AllianceModel):
    """An alliance's boundaries as they are drawn: one map in use, and at most one that waits to be looked at.

    ``drawn`` is ``drawing.Drawing.as_kept()``: the file itself is not kept. ``credit`` is what its licence asks to be said.
    """

    file_name = models.CharField(max_length=200)
    credit = models.CharField(max_length=300)
    drawn = models.JSONField()
    areas = models.PositiveSmallIntegerField()
    in_use = models.BooleanField(default=False)
    loaded_at = models.DateTimeField(default=now)
    loaded_by = models.CharField(max_length=400)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "in_use"], name="area_map_one_used_one_waiting")
        ]

    def __str__(self) -> str:
        return self.file_name
