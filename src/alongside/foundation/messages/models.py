"""The outbox. A message never holds anything about a person's life: a neutral line and a link."""

from django.db import models

from alongside.foundation.tenancy.models import AllianceModel
from alongside.foundation.workflow.clock import now


class Message(AllianceModel):
    """One message, queued in the same transaction as what caused it.

    ``key`` names its cause: the same cause queues one message, however often it is retried.
    ``values`` fill the template: links, dates, reference numbers and codes, until the message is over.
    """

    class Channel(models.TextChoices):
        EMAIL = "email", "E-mail"
        TEXT = "text", "Text message"

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting to go"
        SENT = "sent", "Sent"
        FAILED = "failed", "Could not be sent"

    key = models.CharField(max_length=200)
    channel = models.CharField(max_length=10, choices=Channel)
    to = models.CharField(max_length=254)
    template = models.CharField(max_length=60)
    values = models.JSONField(default=dict)
    person_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    queued_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "key"], name="message_once"),
            models.CheckConstraint(
                condition=~models.Q(state="failed") | models.Q(values={}), name="failed_message_keeps_no_key"
            ),
        ]
        indexes = [models.Index(fields=["alliance", "state", "queued_at"], name="message_state")]

    def __str__(self) -> str:
        return f"{self.template} by {self.channel}"
