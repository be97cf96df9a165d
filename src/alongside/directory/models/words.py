"""What an alliance teaches us about its own words, and what its people needed that nobody offers."""

from django.db import models

from alongside.foundation.tenancy.models import AllianceModel


class OwnPhrase(AllianceModel):
    """A phrase that means a need here, or that looks like one and does not."""

    need_code = models.CharField(max_length=40, help_text="A need, or “crisis”.")
    phrase = models.CharField(max_length=80, help_text="In lower case.")
    means = models.BooleanField(default=True, help_text="False: these words do not mean this need.")
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=400)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "need_code", "phrase"], name="own_phrase_once")
        ]

    def __str__(self) -> str:
        return self.phrase


class UnmetNeed(AllianceModel):
    """How often, on a day, a need in a ward met nothing that fits. No person, no words, no time of day."""

    class Reason(models.TextChoices):
        NOTHING_FITS = "nothing_fits", "Nothing in the list fits"
        TOO_FAR = "too_far", "Everything is too far away"
        NO_ROOM = "no_room", "They are full, or the wait is too long"
        NOT_FOR_ME = "not_for_me", "They are not for someone like me"
        NOT_UNDERSTOOD = "not_understood", "We did not understand the words"

    need_code = models.CharField(max_length=40, blank=True, help_text="Empty: we could not tell.")
    ward_code = models.CharField(max_length=9, blank=True, help_text="Empty: not said.")
    reason = models.CharField(max_length=20, choices=Reason)
    day = models.DateField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "day", "need_code", "ward_code", "reason"], name="unmet_need_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.need_code or 'unknown'} on {self.day}"
