"""What a form says when an answer can't be used: what to do, never what someone failed to do."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator

LONGEST = 10_000
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

KINDLY: tuple[tuple[type[forms.Field], dict[str, str]], ...] = (
    (forms.EmailField, {"invalid": "Check the email address. It should look like name@example.org"}),
    (forms.IntegerField, {"invalid": "Use a whole number, like 12"}),
    (forms.DecimalField, {"invalid": "Use a number, like 12.50"}),
    (forms.URLField, {"invalid": "Check the web address. It should look like https://example.org"}),
    (forms.UUIDField, {"invalid": "Choose one from the list"}),
    (forms.FileField, {"empty": "That file has nothing in it. Choose another", "missing": "Choose a file"}),
    (forms.ChoiceField, {"invalid_choice": "Choose one from the list"}),
    (forms.ModelChoiceField, {"invalid_choice": "Choose one from the list"}),
)


class ShortEnough:
    """At most limit characters, saying how many there are."""

    def __init__(self, limit: int) -> None:
        self.limit = limit

    def __call__(self, value: str) -> None:
        if isinstance(value, str) and len(value) > self.limit:
            raise ValidationError(
                f"Make this shorter: {self.limit:,} letters or fewer. It has {len(value):,} now",
                code="max_length",
            )


def storable(value: str) -> None:
    """Refuses characters that no database text can hold: NUL and halves of pairs."""
    if isinstance(value, str) and UNSTORABLE.search(value):
        raise ValidationError(
            "There is a hidden character here that we can’t keep. Type it again", code="hidden"
        )


def needed(field: forms.Field, label: str) -> str:
    """What to do about an answer that is needed, by kind of field."""
    if isinstance(field, forms.BooleanField):
        return f"Tick “{label}” to carry on"
    if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        return f"Choose at least one answer to “{label}”"
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return f"Choose an answer to “{label}”"
    if isinstance(field, forms.FileField):
        return f"Choose a file for “{label}”"
    return f"Fill in “{label}”"


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
