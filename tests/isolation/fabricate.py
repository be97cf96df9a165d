"""Makes the least possible row of any fenced model, and of whatever it points to, by reading its fields."""

import uuid
from datetime import UTC, date, datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.utils import timezone

from alongside.foundation.tenancy.models import Alliance
from alongside.foundation.tenancy.people import grant_person_access
from alongside.people.models import Person

# What a CHECK constraint asks for beyond the kinds of the fields.
SPECIAL: dict[str, dict[str, Any]] = {
    "referrals.HelpRequest": {"state": "new", "next_step": "Ring", "next_step_on": date(2030, 1, 1)},
    "referrals.Referral": {"state": "draft", "next_step": "Ring", "next_step_on": date(2030, 1, 1)},
    "membership.Application": {"state": "draft"},
    "people.Consent": {"basis": "consent"},
    "training.Session": {
        "state": "planned",
        "starts_at": datetime(2030, 1, 1, 10, tzinfo=UTC),
        "ends_at": datetime(2030, 1, 1, 13, tzinfo=UTC),
    },
    "training.Booking": {"state": "waiting"},
    "governance.Meeting": {"state": "planned"},
    "governance.Proposal": {"state": "draft"},
    "governance.Election": {"state": "nominating"},
    "upkeep.EntryChange": {"state": "proposed", "changes": {"name": "B"}, "was": {"name": "A"}},
    "upkeep.Doubt": {"state": "raised"},
}
NEEDED = {
    "referrals.HelpRequest": {"owner"},
    "referrals.Referral": {"owner"},
    "governance.StandingAside": {"proposal"},
}


class Fabric:
    """Rows of one alliance, known to one organisation. The fence must be set to both."""

    def __init__(self, alliance: Alliance, organisation_id: uuid.UUID, person: Person) -> None:
        self.alliance, self.organisation_id, self.person = alliance, organisation_id, person
        self.made: dict[str, Any] = {"people.Person": person}

    def row(self, model: type[models.Model]) -> Any:
        """A row of the model, made once."""
        label = model._meta.label
        if label == "audit.AuditSeal":
            self.row(model._meta.apps.get_model("audit.AuditEntry"))
            with connection.cursor() as cursor:
                cursor.execute("SELECT seal_audit()")
            return model._default_manager.first()
        if label not in self.made:
            values = {
                field.name: self.value(field, label)
                for field in model._meta.local_fields
                if not self.leave_out(field, label)
            }
            made = model(**values)
            made.save(force_insert=True)
            self.made[label] = made
        return self.made[label]

    def leave_out(self, field: models.Field, label: str) -> bool:
        if field.name in SPECIAL.get(label, {}) or field.name in NEEDED.get(label, set()):
            return False
        if isinstance(field, models.GeneratedField):
            return True
        return (field.primary_key and not field.remote_field) or (
            field.null and field.name != "person_id" and field.column != "person_id"
        )

    def value(self, field: models.Field, label: str) -> Any:
        """A value that the field takes."""
        if field.name in SPECIAL.get(label, {}):
            return SPECIAL[label][field.name]
        if field.column == "person_id":
            return self.person if field.remote_field else self.person.pk
        if field.name == "alliance":
            return self.alliance
        if field.remote_field:
            return self.row(field.remote_field.model)
        if field.has_default() and not isinstance(field, models.UUIDField):
            return field.get_default()
        if field.choices:
            return next(iter(field.flatchoices))[0]
        return self.plain(field)

    def plain(self, field: models.Field) -> Any:
        kinds: list[tuple[Any, Any]] = [
            (ArrayField, []),
            (models.JSONField, {}),
            (models.UUIDField, uuid.uuid4()),
            (models.BooleanField, False),
            (models.DateTimeField, timezone.now()),
            (models.DateField, date(2030, 1, 1)),
            (models.FloatField, 1.0),
            (models.IntegerField, 1),
            (models.BinaryField, b"x"),
            (models.EmailField, "a@a.example"),
            (models.CharField, "a"),
            (models.TextField, "a"),
        ]
        for kind, value in kinds:
            if isinstance(field, kind):
                return value
        raise TypeError(f"Teach the fabric about {type(field).__name__}")


def make_person(alliance: Alliance, organisation_id: uuid.UUID) -> Person:
    """Someone known to one organisation; the fence must be set to it."""
    person_id = uuid.uuid4()
    grant_person_access(person=person_id, organisation=organisation_id, reason="registered")
    return Person.objects.create(
        id=person_id,
        alliance=alliance,
        given_name="Dawn",
        registered_by_id=organisation_id,
        registered_at=timezone.now(),
    )
