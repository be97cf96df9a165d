"""Which edition of the directory this is: what tells a reader of the open feed whether anything has changed."""

from django.db import models

from alongside.foundation.tenancy.models import AllianceModel


class Edition(AllianceModel):
    """A transaction that changed what the feed may show. The database adds them (``edition.sql``), none of ours do.

    The set of them names the edition: it changes in the moment that a change can be seen, and no writer waits.
    """

    transaction = models.BigIntegerField(help_text="PostgreSQL's own number of the transaction.")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "transaction"], name="edition_transaction_once")
        ]

    def __str__(self) -> str:
        return f"{self.transaction} at {self.at:%Y-%m-%d %H:%M}"
