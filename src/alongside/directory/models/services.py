"""Organisations as the directory describes them, their services, and what each says of its capacity."""

from django.db import models

from alongside.foundation.tenancy.models import AllianceKey, AllianceModel
from alongside.foundation.workflow.clock import now

from .sources import Imported


class DirectoryOrganisation(Imported):
    """An organization of Open Referral. ``member`` ties it to the party that referrals go to."""

    name = models.CharField(max_length=300)
    alternate_name = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True)
    url = models.CharField(max_length=1000, blank=True)
    email = models.CharField(max_length=254, blank=True)
    charity_number = models.CharField(max_length=300, blank=True)
    company_number = models.CharField(max_length=300, blank=True)
    member = AllianceKey(
        "membership.Organisation", models.SET_NULL, null=True, blank=True, related_name="directory_entries"
    )

    def __str__(self) -> str:
        return self.name


class Service(Imported):
    """Something an organisation offers. ``status`` and names as in Open Referral UK 3.0."""

    class Status(models.TextChoices):
        ACTIVE = "active", "Active"
        INACTIVE = "inactive", "Not running"
        TEMPORARILY_CLOSED = "temporarily_closed", "Closed for now"
        DEFUNCT = "defunct", "Ended, or gone from its source"
        MERGED = "merged", "Part of another entry"

    class ReferralRoute(models.TextChoices):
        SELF = "self", "People can refer themselves"
        PROFESSIONAL = "professional", "A professional refers"
        EITHER = "either", "Either"

    organisation = AllianceKey(
        DirectoryOrganisation, models.PROTECT, null=True, blank=True, related_name="services"
    )
    name = models.CharField(max_length=300)
    alternate_name = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True)
    url = models.CharField(max_length=1000, blank=True)
    email = models.CharField(max_length=254, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.ACTIVE)
    interpretation_services = models.TextField(blank=True)
    application_process = models.TextField(blank=True)
    referral_route = models.CharField(max_length=20, choices=ReferralRoute, blank=True)
    fees_description = models.TextField(blank=True)
    accreditations = models.TextField(blank=True)
    alert = models.TextField(blank=True)
    eligibility_description = models.TextField(blank=True)
    minimum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    assured_on = models.DateField(null=True, blank=True)
    last_modified_on = models.DateField(null=True, blank=True, help_text="As its source says.")
    part_of = AllianceKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts",
        help_text="The entry that this row, one source's own, is told under. Nobody finds it but there.",
    )  # fmt: skip
    source_status = models.CharField(
        max_length=20, blank=True, help_text="Of a part: the status by its source. Blank: it tells nothing."
    )
    known_as = models.UUIDField(
        null=True, blank=True, help_text="Of a part: the id by its source, where the entry has that."
    )

    class Meta:
        indexes = [models.Index(fields=["alliance", "status"], name="service_status")]

    def __str__(self) -> str:
        return self.name


class Capacity(AllianceModel):
    """What was said of a service's room, and when. Rows are only ever added; the newest one counts.

    Stale after 28 days.
    """

    class State(models.TextChoices):
        HAS_ROOM = "has_room", "Has room"
        WAITING_LIST = "waiting_list", "Waiting list"
        FULL = "full", "Full"
        ASK_FIRST = "ask_first", "Ask first"

    service = AllianceKey(Service, models.PROTECT, related_name="capacities", db_index=False)
    state = models.CharField(max_length=20, choices=State)
    weeks = models.PositiveSmallIntegerField(null=True, blank=True, help_text="How long people wait.")
    said_at = models.DateTimeField()
    said_by = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes = [models.Index(fields=["service", "-said_at"], name="capacity_newest")]

    def __str__(self) -> str:
        return self.get_state_display()


class SeenWait(AllianceModel):
    """How long people who were sent to a service waited for first contact, lately: measured, not said.

    There is one only where ten or more began, and ``people`` is rounded down to five.
    """

    service = AllianceKey(Service, models.CASCADE, related_name="seen_waits")
    people = models.PositiveSmallIntegerField()
    days = models.PositiveSmallIntegerField(help_text="The middle one of all.")
    measured_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "service"], name="seen_wait_once")]

    def __str__(self) -> str:
        return f"{self.days} days"
