"""Where services are."""

from django.db import models

from alongside.foundation.tenancy.models import AllianceKey

from .services import Service
from .sources import Imported


class Location(Imported):
    """A place: somewhere to go, a postal address, or none (virtual). Coordinates are WGS84 degrees."""

    class Type(models.TextChoices):
        PHYSICAL = "physical", "A place to go to"
        POSTAL = "postal", "An address for post"
        VIRTUAL = "virtual", "By telephone or online"

    name = models.CharField(max_length=300, blank=True)
    alternate_name = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True)
    transport = models.TextField(blank=True)
    location_type = models.CharField(max_length=20, choices=Type, default=Type.PHYSICAL)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    address_1 = models.CharField(max_length=300, blank=True)
    address_2 = models.CharField(max_length=900, blank=True)
    city = models.CharField(max_length=300, blank=True)
    region = models.CharField(max_length=300, blank=True)
    county = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=20, blank=True, help_text="UK postcodes with one space.")
    country = models.CharField(max_length=300, blank=True)
    address_hidden = models.BooleanField(
        default=False, help_text="Never show where it is: a refuge, for instance. Imports leave this alone."
    )

    class Meta:
        indexes = [
            models.Index(fields=["alliance", "postcode"], name="location_postcode"),
            models.Index(fields=["alliance", "latitude"], name="location_latitude"),
        ]

    def __str__(self) -> str:
        return self.name or self.postcode


class ServiceAtLocation(Imported):
    """A service offered at a place."""

    service = AllianceKey(Service, models.CASCADE, related_name="at_locations")
    location = AllianceKey(Location, models.CASCADE, related_name="services_here")
    description = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.service_id} at {self.location_id}"
