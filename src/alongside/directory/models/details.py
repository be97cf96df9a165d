"""What hangs off services and places: how to call, when they are open, what they cost, who can use them."""

from django.db import models

from alongside.foundation.tenancy.models import AllianceKey

from .places import Location
from .services import DirectoryOrganisation, Service
from .sources import Imported


class Phone(Imported):
    """A telephone number of a service, a place or an organisation. Never a person's name."""

    service = AllianceKey(Service, models.CASCADE, null=True, blank=True, related_name="phones")
    location = AllianceKey(Location, models.CASCADE, null=True, blank=True, related_name="phones")
    organisation = AllianceKey(
        DirectoryOrganisation, models.CASCADE, null=True, blank=True, related_name="phones"
    )
    number = models.CharField(max_length=60)
    extension = models.CharField(max_length=300, blank=True)
    phone_type = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.number


class Schedule(Imported):
    """When a service is on, or a place open: days and times, in the terms of iCalendar (RFC 5545)."""

    service = AllianceKey(Service, models.CASCADE, null=True, blank=True, related_name="schedules")
    location = AllianceKey(Location, models.CASCADE, null=True, blank=True, related_name="schedules")
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    frequency = models.CharField(
        max_length=300, blank=True, help_text="WEEKLY, MONTHLY; blank: each weekday."
    )
    interval = models.CharField(max_length=300, blank=True)
    weekdays = models.CharField(max_length=300, blank=True, help_text="MO,TU; 1MO is the first Monday.")
    month_days = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True)
    attending_type = models.CharField(max_length=300, blank=True)
    notes = models.TextField(blank=True)
    closed = models.BooleanField(default=False, help_text="Closed on these days: a holiday.")

    def __str__(self) -> str:
        return f"{self.weekdays} {self.opens_at or ''} to {self.closes_at or ''}"


class CostOption(Imported):
    """A price of a service."""

    service = AllianceKey(Service, models.CASCADE, related_name="cost_options")
    option = models.CharField(max_length=300, blank=True)
    amount = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=300, blank=True)
    amount_description = models.TextField(blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.option


class Language(Imported):
    """A language that a service, or a place, can be used in."""

    service = AllianceKey(Service, models.CASCADE, null=True, blank=True, related_name="languages")
    location = AllianceKey(Location, models.CASCADE, null=True, blank=True, related_name="languages")
    name = models.CharField(max_length=300, blank=True)
    code = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)

    class Meta(Imported.Meta):
        indexes = [models.Index(fields=["alliance", "name"], name="language_name")]

    def __str__(self) -> str:
        return self.name or self.code


class ServiceArea(Imported):
    """The area that a service is for."""

    service = AllianceKey(Service, models.CASCADE, related_name="service_areas")
    name = models.TextField(blank=True)
    description = models.TextField(blank=True)
    extent = models.TextField(blank=True)
    extent_type = models.CharField(max_length=300, blank=True)
    uri = models.CharField(max_length=1000, blank=True)

    def __str__(self) -> str:
        return self.name


class Accessibility(Imported):
    """How a place can be used by people with disabilities."""

    location = AllianceKey(Location, models.CASCADE, related_name="accessibility")
    description = models.TextField(blank=True)
    details = models.TextField(blank=True)
    url = models.CharField(max_length=1000, blank=True)

    def __str__(self) -> str:
        return self.description[:80]
