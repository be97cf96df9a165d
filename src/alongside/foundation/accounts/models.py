"""Accounts: one for each person who works in an alliance, known by e-mail address."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from alongside.foundation.tenancy.models import AllianceModel


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

    def has_perm(self, *args: Any) -> bool:
        """Django's own permissions are not used: see ``foundation.access``."""
        return False
