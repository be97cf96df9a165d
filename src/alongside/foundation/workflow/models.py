"""The shape that everything with states has, and the immutable step that each move leaves."""

from django.db import models

from alongside.foundation.tenancy.models import AllianceModel


class Stateful(AllianceModel):
    """A row whose ``state`` is a cache of its last step. Only ``move()`` changes it."""

    state = models.CharField(max_length=30)
    state_since = models.DateTimeField()

    class Meta:
        abstract = True


class Step(AllianceModel):
    """One move: what happened, from and to, who, for which organisation, when, and what they supplied."""

    number = models.PositiveSmallIntegerField()
    event = models.CharField(max_length=30)
    from_state = models.CharField(max_length=30)
    to_state = models.CharField(max_length=30)
    side = models.CharField(max_length=12)
    at = models.DateTimeField()
    user_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    by = models.CharField(max_length=400)
    supplied = models.JSONField(default=dict)

    class Meta:
        abstract = True
