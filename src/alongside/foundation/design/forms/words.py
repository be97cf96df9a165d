"""What a form says when an answer can't be used: what to do, never what someone failed to do."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LONGEST = 10_000
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

KINDLY: tuple[tuple[type[forms.Field], dict[str, Any]], ...] = (
    (
        forms.EmailField,
        {"invalid": gettext_lazy("Check the email address. It should look like name@example.org")},
    ),
    (forms.IntegerField, {"invalid": gettext_lazy("Use a whole number, like 12")}),
    (forms.DecimalField, {"invalid": gettext_lazy("Use a number, like 12.50")}),
    (
        forms.URLField,
        {"invalid": gettext_lazy("Check the web address. It should look like https://example.org")},
    ),
    (forms.UUIDField, {"invalid": gettext_lazy("Choose one from the list")}),
    (
        forms.FileField,
        {
            "empty": gettext_lazy("That file has nothing in it. Choose another"),
            "missing": gettext_lazy("Choose a file"),
        },
    ),
    (forms.ChoiceField, {"invalid_choice": gettext_lazy("Choose one from the list")}),
    (forms.ModelChoiceField, {"invalid_choice": gettext_lazy("Choose one from the list")}),
)


class ShortEnough:
    """At most limit characters, saying how many there are."""

    def __init__(self, limit: int) -> None:
        self.limit = limit

    def __call__(self, value: str) -> None:
        if isinstance(value, str) and len(value) > self.limit:
            raise ValidationError(
                _("Make this shorter: %(limit)s letters or fewer. It has %(now)s now")
                % {"limit": f"{self.limit:,}", "now": f"{len(value):,}"},
                code="max_length",
            )


def storable(value: str) -> None:
    """Refuses characters that no database text can hold: NUL and halves of pairs."""
    if isinstance(value, str) and UNSTORABLE.search(value):
        raise ValidationError(
            _("There is a hidden character here that we can’t keep. Type it again"), code="hidden"
        )


def needed(field: forms.Field, label: str) -> str:
    """What to do about an answer that is needed, by kind of field."""
    if isinstance(field, forms.BooleanField):
        return _("Tick “%(label)s” to carry on") % {"label": label}
    if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        return _("Choose at least one answer to “%(label)s”") % {"label": label}
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return _("Choose an answer to “%(label)s”") % {"label": label}
    if isinstance(field, forms.FileField):
        return _("Choose a file for “%(label)s”") % {"label": label}
    return _("Fill in “%(label)s”") % {"label": label}


def speak_kindly(field: forms.Field, label: str) -> None:
    """Puts our words in place of Django's, and leaves those that a form chose for itself."""
    standard: dict[str, object] = {}
    for kind in reversed(type(field).__mro__):
        standard.update(getattr(kind, "default_error_messages", {}))
    ours = {"required": needed(field, label)}
    for kind, messages in KINDLY:
        if isinstance(field, kind):
            ours |= messages
    for code, message in ours.items():
        if str(field.error_messages.get(code)) == str(standard.get(code)):
            field.error_messages[code] = message
    if isinstance(field, forms.CharField):
        kept = [item for item in field.validators if not isinstance(item, ProhibitNullCharactersValidator)]
        limits = [item for item in kept if getattr(item, "code", "") == "max_length"]
        if "invalid" in field.error_messages:
            for validator in kept:
                if getattr(validator, "code", "") == "invalid":
                    validator.message = field.error_messages["invalid"]  # type: ignore[attr-defined]
        field.validators = [
            storable,
            *(item for item in kept if item not in limits),
            ShortEnough(field.max_length or LONGEST),
        ]
