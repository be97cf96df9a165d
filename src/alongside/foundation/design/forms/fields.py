"""Telephone numbers and postcodes, typed with any spacing."""

from __future__ import annotations

import re
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alongside.foundation.design.formats import phone

# Ofcom keeps these for drama; demonstrations and tests use them, so they count as real.
DRAMA = ("+441632960", "+447700900", "+448081570", "+443069990")
# Source: the formats in BS 7666 and Royal Mail's programmers' guide.
OUTWARD = re.compile(r"(?:[A-Z]{1,2}[0-9][0-9A-Z]?|GIR)")
INWARD = re.compile(r"[0-9][ABD-HJLNP-UW-Z]{2}")


class PhoneField(forms.CharField):
    """A telephone number, British unless it starts with +; kept as E.164: +441632960144."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"})
    default_error_messages = {
        "invalid": _("Check the phone number. It should look like 07700 900 362 or 01632 960 144")
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            parsed = phonenumbers.parse(text, "GB")
        except phonenumbers.NumberParseException:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        kept = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
        possible = phonenumbers.is_possible_number(parsed)
        if not (phonenumbers.is_valid_number(parsed) or (possible and kept.startswith(DRAMA))):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return kept

    def prepare_value(self, value: Any) -> Any:
        return (
            phone(value).replace("\u00a0", " ")
            if isinstance(value, str) and value.startswith("+44")
            else value
        )


class PostcodeField(forms.CharField):
    """A postcode as "DN32 7QB". partial=True also takes the first half alone: "DN32".

    Only the shape is checked; whether it exists is for the places slice to say.
    """

    widget = forms.TextInput(attrs={"autocomplete": "postal-code", "class": "govuk-input--width-10"})
    default_error_messages = {
        "invalid": _("Check the postcode. It should look like DN32 7QB"),
        "partial": _("Check the postcode. It should look like DN32 7QB, or just DN32"),
    }

    def __init__(self, *, partial: bool = False, **kwargs: Any) -> None:
        self.partial = partial
        kwargs.setdefault("max_length", 20)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        text = re.sub(r"[\s.\-]", "", super().clean(value)).upper()
        if not text:
            return ""
        if OUTWARD.fullmatch(text[:-3]) and INWARD.fullmatch(text[-3:]):
            return f"{text[:-3]} {text[-3:]}"
        if self.partial and OUTWARD.fullmatch(text):
            return text
        code = "partial" if self.partial else "invalid"
        raise ValidationError(self.error_messages[code], code=code)
