"""Accounts: one for each person who works in an alliance, known by e-mail address."""

from typing import Any
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from alongside.foundation.access.permissions import role_choices
from alongside.foundation.tenancy.models import AllianceKey, AllianceModel
from alongside.foundation.workflow.clock import now


class Users(BaseUserManager["User"]):
    """Looks accounts up by e-mail address. The fence keeps it to the alliance at hand."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username or "")


class User(AllianceModel, AbstractBaseUser):
    """Someone who signs in. What they may do hangs on their access roles, never on this row."""

    email = models.EmailField()
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    single_keys = models.BooleanField(default=True, help_text="Whether single-letter keys work (WCAG 2.1.4).")

    # A session is good for one mark: another mark ends every session of the account (``owner.end_sessions``).
    session_mark = models.UUIDField(default=uuid4, editable=False)

    objects = Users()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(models.F("alliance"), Lower("email"), name="user_email_once_an_alliance")
        ]

    def __str__(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ", 1)[0]

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What Django keeps in a session and compares at every page."""
        return salted_hmac(
            "alongside session", f"{self.password} {self.session_mark}", secret=secret, algorithm="sha256"
        ).hexdigest()

    def has_perm(self, *args: Any) -> bool:
        """Django's own permissions are not used: see ``foundation.access``."""
        return False


class Invitation(AllianceModel):
    """An e-mail address asked to play a role for an organisation. Its link is an AccessLink."""

    email = models.EmailField()
    organisation = AllianceKey("membership.Organisation", models.CASCADE, related_name="+")
    role = models.CharField(max_length=30, choices=role_choices())
    invited_by = models.CharField(max_length=400)
    made_at = models.DateTimeField(auto_now_add=True)
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["alliance", "organisation", "made_at"], name="invitation_organisation")
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.role}"


class Try(AllianceModel):
    """One try at something that can be guessed. In the database, so that the count holds over every worker.

    ``key`` is a hash: no e-mail address or network address is kept.
    """

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=64)
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["alliance", "kind", "key", "at"], name="try_key")]

    def __str__(self) -> str:
        return f"{self.kind} at {self.at:%H:%M}"
