"""Access: the roles people hold, links that open one thing, and keys that make a write happen once."""

from django.db import models

from alongside.foundation.tenancy.models import AllianceKey, AllianceModel

from .permissions import role_choices


class AccessRole(AllianceModel):
    """A user plays a role for an organisation. Someone who works for two has two."""

    user = AllianceKey("accounts.User", models.CASCADE, related_name="access_roles")
    # Named by key alone: an organisation is the party that the fence knows, membership gives it its life.
    organisation = AllianceKey("membership.Organisation", models.CASCADE, related_name="access_roles")
    role = models.CharField(max_length=30, choices=role_choices())
    since = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "user", "organisation", "role"], name="role_once")
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.organisation_id}"


class AccessLink(AllianceModel):
    """A link that opens one thing for someone without an account. Only a hash of it is kept."""

    purpose = models.CharField(max_length=30)
    token_hash = models.CharField(max_length=64)
    subject_id = models.UUIDField()
    organisation_id = models.UUIDField(null=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)
    # The second check of a person's own link: a hash of the code, and how many wrong ones a fresh link bears,
    # until when, after wrong ones elsewhere have shut the others.
    code_hash = models.CharField(max_length=200, blank=True)
    own_tries = models.PositiveSmallIntegerField(default=0)
    own_tries_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "token_hash"], name="link_token_once")]
        indexes = [models.Index(fields=["alliance", "purpose", "subject_id"], name="link_subject")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"


class OnceKey(AllianceModel):
    """The mark of a write that may be asked for twice (a double press, a retry) and happens once."""

    key = models.CharField(max_length=80)
    action = models.CharField(max_length=80)
    result_model = models.CharField(max_length=80, blank=True)
    result_id = models.UUIDField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "action", "key"], name="once_key")]

    def __str__(self) -> str:
        return f"{self.action} {self.key}"
