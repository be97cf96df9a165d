"""What keeps an entry true: what was decided of it, how it was before, and whether its website answers."""

from django.db import models

from alongside.foundation.tenancy.models import AllianceKey, AllianceModel

from .services import Service


class FieldDecision(AllianceModel):
    """What the alliance says of one field of an entry's sheet, whatever its source says.

    Imports keep to it, and note in ``source_says`` what the source would have had there. ``over`` is what the
    source said when it was decided: where it says another thing since, someone should look again.
    """

    service = AllianceKey(Service, models.CASCADE, related_name="decisions")
    field = models.CharField(max_length=40, help_text="A name in the sheet (directory/sheet.py).")
    value = models.JSONField(null=True)
    over = models.JSONField(null=True)
    source_says = models.JSONField(null=True)
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=400)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "service", "field"], name="decision_once")]

    def __str__(self) -> str:
        return f"{self.field} of {self.service_id}"


class EntryVersion(AllianceModel):
    """A row of the directory as it was until it was changed or taken away. The database adds them (``keeping.sql``)."""

    kind = models.CharField(max_length=40, help_text="Of which table: service, phone.")
    row = models.UUIDField()
    entry = models.UUIDField(null=True, help_text="The service that it is, or hangs off.")
    was = models.JSONField()
    at = models.DateTimeField()
    transaction = models.BigIntegerField(help_text="PostgreSQL's own number: what changed at once.")
    user_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["alliance", "entry", "-at"], name="version_of_entry"),
            models.Index(fields=["alliance", "row", "at"], name="version_of_row"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.row} until {self.at:%Y-%m-%d %H:%M}"


class LinkCheck(AllianceModel):
    """Whether the website that an entry names answers. Broken: it failed on two days, with none between."""

    service = AllianceKey(Service, models.CASCADE, related_name="link_checks")
    address = models.CharField(max_length=1000)
    checked_at = models.DateTimeField()
    failed_since = models.DateField(null=True, blank=True)
    failed_days = models.PositiveSmallIntegerField(default=0)
    said = models.CharField(max_length=200, blank=True, help_text="What went wrong, in words.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "service"], name="link_check_once")]

    def __str__(self) -> str:
        return self.address
