"""Which table each kind of row is saved to, and under which column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from .. import models
from ..openreferral import KINDS, Field, Kind, values

TYPES: dict[Callable[[str], Any] | None, str] = {
    values.age: "smallint",
    values.latitude: "double precision",
    values.longitude: "double precision",
    values.day: "date",
    values.clock: "time",
    values.truth: "boolean",
    values.amount: "numeric(10, 2)",
}


@dataclass(frozen=True, slots=True)
class Target:
    """A kind with the model it is saved to. `columns` are saved ones, besides the references."""

    kind: Kind
    model: type[Model]
    columns: tuple[str, ...]
    references: tuple[str, ...]
    required: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def incoming(self) -> str:
        return incoming(self.kind.name)


def incoming(kind: str) -> str:
    """The temporary table that rows of a kind arrive in."""
    return f"incoming_{kind}"


def column_type(field: Field) -> str:
    return TYPES.get(field.clean, "text")


_NOT_SAVED = {
    "location": ("address_3", "address_4"),
    "attribute": ("entity",),
}
NUMBERS = ("charity_number", "company_number")
ADDRESS = ("address_1", "address_2", "city", "region", "county", "postcode", "country")


def _target(name: str, model: type[Model], *, more: tuple[str, ...] = ()) -> Target:
    kind = KINDS[name]
    plain = tuple(
        field.name
        for field in kind.fields
        if not field.refers_to and field.name not in _NOT_SAVED.get(name, ())
    )
    names = {field.name for field in model._meta.get_fields()}
    references = tuple(field.name for field in kind.fields if field.refers_to and field.name in names)
    required = tuple(name for name in references if not getattr(model._meta.get_field(name), "null", True))
    return Target(kind, model, plain + more, references, required)


# In the order they are saved: what others hang off comes first.
TARGETS = (
    _target("organisation", models.DirectoryOrganisation, more=NUMBERS),
    _target("location", models.Location, more=ADDRESS),
    _target("taxonomy_term", models.TaxonomyTerm),
    _target("service", models.Service),
    _target("service_at_location", models.ServiceAtLocation),
    _target("phone", models.Phone),
    _target("schedule", models.Schedule),
    _target("cost_option", models.CostOption),
    _target("language", models.Language),
    _target("service_area", models.ServiceArea),
    _target("accessibility", models.Accessibility),
    _target("attribute", models.Attribute),
)
PARENTS = ("organisation", "location", "taxonomy_term", "service")
CHILDREN = tuple(target for target in TARGETS if target.kind.name not in PARENTS)
BY_KIND = {target.kind.name: target for target in TARGETS}
