"""Requests for help, the referrals made for them, and the immutable steps of both."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.foundation.tenancy.models import AllianceKey
from alongside.foundation.workflow.models import Stateful, Step

from .states import REFERRAL, REQUEST
from .vocabulary import OUTCOMES, URGENCIES

# Keys whose column leads an index of the model's own say db_index=False: a second one would only slow writes.
NEVER_WITHOUT_NEXT_STEP = Q(state="closed", owner__isnull=True, next_step_on__isnull=True) | (
    ~Q(state="closed") & Q(owner__isnull=False, next_step_on__isnull=False) & ~Q(next_step="")
)


class HelpRequest(Stateful):
    """Someone asked for help, at any door. Owned, with a next step and its date, until it is closed."""

    class ForWhom(models.TextChoices):
        SELF = "self", _("Me")
        CARER = "carer", _("Someone I care about")
        WORKER = "worker", _("Someone I work with")

    class Channel(models.TextChoices):
        ONLINE = "online", "Online"
        PHONE = "phone", "By phone"
        IN_PERSON = "in_person", "In person"
        GP = "gp", "GP practice"

    person = AllianceKey("people.Person", related_name="requests", db_index=False)
    reference = models.CharField(max_length=12)
    words = models.TextField(blank=True, help_text="What they said, as they said it.")
    needs = ArrayField(
        models.CharField(max_length=40), default=list, blank=True, help_text="Need codes, main one first."
    )
    urgency = models.CharField(max_length=10, choices=URGENCIES, default="routine")
    words_raise_concern = models.BooleanField(default=False)
    for_whom = models.CharField(max_length=10, choices=ForWhom, default=ForWhom.SELF)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.ONLINE)
    asker_name = models.CharField(
        max_length=200, blank=True, help_text="Who asked, where it was someone else."
    )
    asker_telephone = models.CharField(max_length=20, blank=True)
    asked_of = AllianceKey("membership.Organisation", related_name="+", help_text="The door it came in by.")
    asked_at = models.DateTimeField()
    owner = AllianceKey("membership.Organisation", null=True, related_name="+", db_index=False)
    owner_user = AllianceKey("accounts.User", models.SET_NULL, null=True, related_name="+")
    next_step = models.CharField(max_length=200, blank=True)
    next_step_on = models.DateField(null=True)
    next_step_by_hand = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "reference"], name="request_reference_once"),
            models.CheckConstraint(name="request_never_without_next_step", condition=NEVER_WITHOUT_NEXT_STEP),
            models.CheckConstraint(
                name="request_state_known", condition=Q(state__in=[state.name for state in REQUEST.states])
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "next_step_on"], name="request_due", condition=~Q(state="closed")),
            models.Index(fields=["person"], name="request_person"),
        ]

    def __str__(self) -> str:
        return self.reference


class HelpRequestStep(Step):
    """One thing that happened to a request."""

    request = AllianceKey(HelpRequest, models.CASCADE, related_name="steps", db_index=False)
    person_id = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "number"], name="request_step_once")]


class Referral(Stateful):
    """One need of one request, put to one service."""

    person = AllianceKey("people.Person", related_name="referrals", db_index=False)
    request = AllianceKey(HelpRequest, related_name="referrals", db_index=False)
    chain = models.UUIDField(help_text="The first referral of the chain for this need.")
    previous = AllianceKey("self", null=True, related_name="onward")
    need = models.CharField(max_length=40)
    urgency = models.CharField(max_length=10, choices=URGENCIES, default="routine")
    service = AllianceKey("directory.Service", related_name="+")
    service_name = models.CharField(max_length=255, help_text="As it was called when the referral was made.")
    referrer = AllianceKey("membership.Organisation", related_name="+", db_index=False)
    referrer_user = AllianceKey("accounts.User", models.SET_NULL, null=True, related_name="+")
    receiver = AllianceKey("membership.Organisation", related_name="+", db_index=False)
    receiver_email = models.EmailField(blank=True)
    consent = AllianceKey("people.Consent", null=True, related_name="+")
    note = models.TextField(blank=True, help_text="What the referrer adds to the person's own words.")
    owner = AllianceKey("membership.Organisation", null=True, related_name="+", db_index=False)
    next_step = models.CharField(max_length=200, blank=True)
    next_step_on = models.DateField(null=True)
    sent_at = models.DateTimeField(null=True)
    answer_due_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    first_contact_on = models.DateField(null=True)
    on_waiting_list = models.BooleanField(default=False)
    outcome = models.CharField(max_length=30, choices=OUTCOMES, blank=True)
    decline_reason = models.CharField(max_length=30, blank=True)
    suggested_service = AllianceKey("directory.Service", models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="referral_never_without_next_step", condition=NEVER_WITHOUT_NEXT_STEP
            ),
            models.CheckConstraint(
                name="referral_state_known", condition=Q(state__in=[state.name for state in REFERRAL.states])
            ),
            models.CheckConstraint(
                name="referral_sent_with_consent",
                condition=Q(consent__isnull=False) | Q(state__in=["draft", "withdrawn", "closed"]),
            ),
            # One need of a request is put to a service once at a time.
            models.UniqueConstraint(
                fields=["alliance", "request", "service"],
                name="referral_open_once",
                condition=Q(state__in=["draft", "sent", "awaiting_information", "accepted", "in_support"]),
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "next_step_on"], name="referral_due", condition=~Q(state="closed")),
            models.Index(fields=["receiver", "state", "-sent_at"], name="referral_inbox"),
            models.Index(fields=["referrer", "state", "-sent_at"], name="referral_sent"),
            models.Index(
                fields=["receiver", "-sent_at", "-id"],
                name="referral_inbox_open",
                condition=~Q(state="closed"),
            ),
            models.Index(
                fields=["referrer", "-sent_at", "-id"],
                name="referral_sent_open",
                condition=~Q(state="closed"),
            ),
            models.Index(fields=["person"], name="referral_person"),
            models.Index(fields=["alliance", "sent_at"], name="referral_when_sent"),
            models.Index(fields=["request"], name="referral_request"),
            models.Index(fields=["chain"], name="referral_chain"),
            models.Index(
                fields=["alliance", "expires_at"],
                name="referral_expiry",
                condition=Q(state__in=["sent", "awaiting_information"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need} to {self.service_name}"


class ReferralStep(Step):
    """One thing that happened to a referral. ``person_id`` lets the need-to-know fence guard it too."""

    referral = AllianceKey(Referral, models.CASCADE, related_name="steps", db_index=False)
    person_id = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["referral", "number"], name="referral_step_once")]
        indexes = [
            models.Index(fields=["alliance", "at"], name="referral_accepted", condition=Q(event="accept"))
        ]
