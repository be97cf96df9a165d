"""People supported, and what they have agreed may be shared."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Reverse
from django.utils.translation import gettext_lazy as _

from alongside.foundation.tenancy.models import AllianceKey, AllianceModel


def plain_name(name: str) -> models.GeneratedField:
    """A name without accents and capitals, kept by the database: found by prefix from an index."""
    return models.GeneratedField(
        expression=Func(F(name), function="plain_name"),
        output_field=models.CharField(max_length=200, db_collation="C"),
        db_persist=True,
    )


class Person(AllianceModel):
    """Someone supported. Seen only by organisations that the need-to-know fence lets through."""

    class SafeWay(models.TextChoices):
        TEXT = "text", _("Text message")
        PHONE = "phone", _("Phone call")
        EMAIL = "email", _("Email")
        SOMEONE = "someone", _("Through someone else")

    class Voicemail(models.TextChoices):
        NO = "no", _("No, try again later")
        NAME = "name", _("Yes, but only a first name")
        YES = "yes", _("Yes, that’s fine")

    given_name = models.CharField(max_length=100, blank=True)
    family_name = models.CharField(max_length=100, blank=True)
    pronouns = models.CharField(max_length=40, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    age_said = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Age in years, where only that was said."
    )
    age_said_on = models.DateField(null=True, blank=True)
    postcode = models.CharField(max_length=8, blank=True, help_text="Compact, or only its first half.")
    ward_code = models.CharField(max_length=9, blank=True)
    telephone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    safe_ways = ArrayField(models.CharField(max_length=10, choices=SafeWay), default=list, blank=True)
    voicemail = models.CharField(max_length=10, choices=Voicemail, default=Voicemail.NO)
    not_times = models.CharField(max_length=200, blank=True)
    through = models.CharField(max_length=200, blank=True, help_text="Who to go through, if anyone.")
    language = models.CharField(max_length=60, blank=True)
    needs_interpreter = models.BooleanField(default=False)
    registered_by = AllianceKey("membership.Organisation", related_name="+")
    registered_at = models.DateTimeField()
    # What people are looked up by. Ranges of these are leakproof, so the fence does not keep them from the index.
    given_key = plain_name("given_name")
    family_key = plain_name("family_name")
    number_key = models.GeneratedField(
        expression=Reverse("telephone"),
        output_field=models.CharField(max_length=20, db_collation="C"),
        db_persist=True,
    )

    class Meta:
        indexes = [
            models.Index(fields=["alliance", "family_key", "given_key"], name="person_family"),
            models.Index(fields=["alliance", "given_key"], name="person_given"),
            models.Index(fields=["alliance", "number_key"], name="person_number"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """As said; a plain description where no name was given."""
        return f"{self.given_name} {self.family_name}".strip() or "No name given"

    @property
    def first_name(self) -> str:
        return self.given_name or "them"


class Consent(AllianceModel):
    """What may be shared, with which organisation, for how long, how it was agreed, and its end.

    Where ``basis`` is not consent, someone shared without it to keep a person safe: the reason and the day
    it is to be reviewed are required (domain.md, section 3, Consent).
    """

    class Shares(models.TextChoices):
        CONTACT = "contact", "How to reach them"
        REFERRAL = "referral", "Their words, needs and how to reach them"
        PLAN = "plan", "Their plan"

    class Given(models.TextChoices):
        ONLINE = "online", "Online, by themselves"
        SPOKEN = "spoken", "Out loud"
        WRITTEN = "written", "In writing"
        NOT_GIVEN = "not_given", "Not given"

    class Basis(models.TextChoices):
        CONSENT = "consent", "They agreed"
        VITAL_INTERESTS = "vital_interests", "To protect a life"
        SAFEGUARDING = "safeguarding", "To keep someone safe from harm"
        CONTINUITY = "continuity", "To go on helping them when an organisation has to stop"

    class DecidedBy(models.TextChoices):
        PERSON = "person", "The person"
        PARENT = "parent", "A parent or guardian"
        BEST_INTERESTS = "best_interests", "In their best interests, as they could not decide"
        ATTORNEY = "attorney", "Someone with power of attorney"

    person = AllianceKey(Person, models.CASCADE, related_name="consents")
    organisation = AllianceKey("membership.Organisation", related_name="+")
    shares = models.CharField(max_length=10, choices=Shares, default=Shares.REFERRAL)
    basis = models.CharField(max_length=20, choices=Basis, default=Basis.CONSENT)
    given_how = models.CharField(max_length=10, choices=Given)
    decided_by = models.CharField(max_length=20, choices=DecidedBy, default=DecidedBy.PERSON)
    evidence = models.CharField(max_length=500, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    review_on = models.DateField(null=True, blank=True)
    recorded_by = models.CharField(max_length=400)
    starts_at = models.DateTimeField()
    until = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "organisation"], name="consent_person_organisation")]
        constraints = [
            models.CheckConstraint(
                name="no_consent_needs_reason_and_review",
                condition=Q(basis="consent") | (~Q(reason="") & Q(review_on__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_shares_display()} with {self.organisation_id}"
