"""Signing in by e-mail address and password, inside the alliance that the host name chose."""

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend

from alongside.foundation.tenancy.statements import Given, Statement

from .models import User

BY_KEY = Statement(lambda: User.objects.filter(pk=Given("pk")))


class AllianceBackend(ModelBackend):
    """Django's own check. The fence decides which accounts there are, so an e-mail address is enough.

    It takes as long for an address that nobody has. Accounts of a demo alliance have passwords that anyone
    can read, so outside demo mode they open nothing.
    """

    def user_can_authenticate(self, user: Any) -> bool:
        return super().user_can_authenticate(user) and (settings.DEMO or not user.alliance.is_demo)

    def get_user(self, user_id: Any) -> Any:
        """Called on every request: an account that was closed is out at once."""
        user = BY_KEY.first(pk=user_id)
        return user if user and self.user_can_authenticate(user) else None
