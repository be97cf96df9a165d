"""The alliance, and the kinds of table and key that are fenced to one."""

from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext_noop as _

from .ids import uuid7

_ST = TypeVar("_ST")
_GT = TypeVar("_GT")

CRISIS_CONTACTS = (
    {"label": _("Life in danger"), "value": "999", "href": "tel:999"},
    {"label": _("Urgent help"), "value": _("111, option 2"), "href": "tel:111"},
    {"label": _("Samaritans"), "value": "116 123", "href": "tel:116123"},
    {"label": _("Text SHOUT to"), "value": "85258", "href": "sms:85258?body=SHOUT"},
)


def crisis_contacts() -> list[dict[str, str]]:
    return [dict(contact) for contact in CRISIS_CONTACTS]


class Alliance(models.Model):
    """One local alliance. Its name and contacts are public; everything else hangs off it, fenced."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=200)
    place = models.CharField(max_length=200)
    slug = models.SlugField(unique=True)
    domain = models.CharField(max_length=253, unique=True, help_text="The host name its pages answer to.")
    telephone = models.CharField(max_length=40, blank=True)
    open_hours = models.CharField(
        max_length=200, blank=True, help_text="As people say it: 9am to 5pm, Monday to Friday."
    )
    crisis_contacts = models.JSONField(default=crisis_contacts)
    person_colour = models.CharField(
        max_length=7, blank=True, db_default="", help_text="In place of plum: #rrggbb."
    )
    alliance_colour = models.CharField(
        max_length=7, blank=True, db_default="", help_text="In place of sage: #rrggbb."
    )
    languages = models.JSONField(
        default=list,
        db_default=models.Value([], models.JSONField()),
        blank=True,
        help_text="Codes of the languages besides English that its public pages can be read in.",
    )
    is_demo = models.BooleanField(default=False)
    front_door = models.UUIDField(
        null=True, blank=True, help_text="The organisation that answers new requests."
    )
    # Clocks, from domain.md section 3: working days to answer and to expiry, days between check-ins.
    answer_days_urgent = models.PositiveSmallIntegerField(default=2)
    answer_days_routine = models.PositiveSmallIntegerField(default=5)
    expiry_days = models.PositiveSmallIntegerField(default=10)
    check_in_days_urgent = models.PositiveSmallIntegerField(default=7)
    check_in_days_routine = models.PositiveSmallIntegerField(default=28)

    def __str__(self) -> str:
        return self.name


class AllianceModel(models.Model):
    """A row that belongs to one alliance. Its migration ends with ``IsolateTable``."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class AllianceKey(models.ForeignKey[_ST, _GT]):
    """A foreign key to a row of the same alliance.

    Django's own constraint is left off: ``IsolateTable`` adds the composite one, ``(alliance_id, x_id)``,
    because a plain foreign key would accept another alliance's row.
    """

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        super().__init__(to, on_delete, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("db_constraint", None)
        return name, path, args, kwargs


class PersonAccess(AllianceModel):
    """The need-to-know fence's own table: which organisation may know which person, until when.

    The runtime role can only read its own rows here. Rows are made and ended by the database functions
    ``grant_person_access`` and ``end_person_access``, which check that the caller may know the person.
    """

    person_id = models.UUIDField()
    organisation_id = models.UUIDField()
    reason = models.CharField(max_length=20)
    until = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "organisation_id", "person_id"], name="person_access_once"
            )
        ]
        indexes = [
            models.Index(fields=["organisation_id", "person_id"], name="person_access_organisation"),
            models.Index(fields=["person_id"], name="person_access_person"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} may know {self.person_id}"
