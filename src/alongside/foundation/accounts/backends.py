"""Signing in by e-mail address and password, inside the alliance that the host name chose."""

from django.contrib.auth.backends import ModelBackend


class AllianceBackend(ModelBackend):
    """Django's own check. The fence decides which accounts there are, so an e-mail address is enough."""
