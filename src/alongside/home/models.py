"""What someone at work keeps for themselves: the lists of Today that they gave a name."""

from django.db import models

from alongside.foundation.tenancy.models import AllianceKey, AllianceModel


class SavedList(AllianceModel):
    """One user's own list of Today. ``asks`` are the parts of its address; it holds nobody's record."""

    user = AllianceKey("accounts.User", models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    asks = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "user", "name"], name="saved_list_name_once_a_user")
        ]

    def __str__(self) -> str:
        return self.name
