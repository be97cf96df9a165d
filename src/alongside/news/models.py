"""Updates, thanks, and how often someone wants to hear of them."""

from django.db import models
from django.db.models import Q

from alongside.foundation.tenancy.models import AllianceKey, AllianceModel
from alongside.foundation.workflow.clock import now


class Update(AllianceModel):
    """A short piece of news from one organisation; with ``thanked``, its thanks to another."""

    organisation = AllianceKey("membership.Organisation", related_name="+")
    thanked = AllianceKey("membership.Organisation", null=True, related_name="+")
    user = AllianceKey("accounts.User", models.SET_NULL, null=True, related_name="+")
    by = models.CharField(max_length=400, help_text="Who wrote it, as they were called then.")
    title = models.CharField(max_length=120)
    text = models.TextField(max_length=3000)
    is_public = models.BooleanField(default=False, help_text="On the public page and in its feed too.")
    is_urgent = models.BooleanField(default=False)
    published_at = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="update_thanks_another",
                condition=Q(thanked__isnull=True) | ~Q(thanked=models.F("organisation")),
            )
        ]
        indexes = [
            models.Index(
                fields=["alliance", "-published_at", "-id"],
                name="update_newest",
                condition=Q(withdrawn_at__isnull=True),
            ),
            models.Index(
                fields=["alliance", "-published_at", "-id"],
                name="update_newest_public",
                condition=Q(withdrawn_at__isnull=True, is_public=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Digest(AllianceModel):
    """How often an account hears that there is news, and what it has been told of."""

    class Rhythm(models.TextChoices):
        DAILY = "daily", "Each day that there is news"
        WEEKLY = "weekly", "On Mondays"
        NEVER = "never", "Never"

    user = AllianceKey("accounts.User", models.CASCADE, related_name="+")
    rhythm = models.CharField(max_length=10, choices=Rhythm, default=Rhythm.WEEKLY)
    urgent = models.BooleanField(default=True, help_text="Told at once of what a coordinator calls urgent.")
    told_until = models.DateTimeField(default=now, help_text="Nothing published before this is news to them.")
    told_on = models.DateField(null=True, help_text="The day of the last message: one a day at most.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "user"], name="digest_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.rhythm}"
