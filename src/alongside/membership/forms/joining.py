"""Asking to join, a page at a time, and what the panel says."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from alongside.foundation.design.forms import AlongsideForm, DateField, PhoneField
from alongside.foundation.design.forms.words import speak_kindly
from alongside.foundation.workflow.clock import today

from ..models import Organisation, Review
from ..numbers import charity_number, company_number
from ..queries import need_choices, ward_choices
from ..vocabulary import NUMBER_KINDS

KINDS = [row for row in Organisation.Kind.choices if row[0] != "front_door"]


def _lines(rows: int = 3, **attrs: Any) -> forms.Textarea:
    return forms.Textarea({"rows": rows, **attrs})


class StartForm(AlongsideForm):
    """Where the link goes that opens it again."""

    email = forms.EmailField(
        label="Your email address",
        max_length=254,
        help_text="We send you a link, so that you can stop and come back. No account, no password.",
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
    )


class AboutForm(AlongsideForm):
    name = forms.CharField(
        label="What is your organisation called?",
        max_length=200,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    kind = forms.ChoiceField(label="What kind is it?", choices=[("", "Choose one"), *KINDS])
    size = forms.ChoiceField(
        label="How much do you spend in a year?",
        choices=Organisation.Size.choices,
        widget=forms.RadioSelect,
        help_text="So that we can see when small groups are asked to do too much.",
    )
    purpose = forms.CharField(label="What is it for, in a sentence?", max_length=500, widget=_lines(2))
    contact_name = forms.CharField(
        label="Your name", max_length=200, widget=forms.TextInput({"autocomplete": "name"})
    )
    contact_role = forms.CharField(label="What you do there", max_length=200)
    contact_telephone = PhoneField(label="A phone number for you", required=False)


class NumberForm(AlongsideForm):
    conditional = {"number_kind": {"charity": "number", "company": "company"}}
    widths = {"number": 10, "company": 10}

    number_kind = forms.ChoiceField(
        label="Are you registered?", choices=NUMBER_KINDS, widget=forms.RadioSelect
    )
    number = forms.CharField(
        label="Charity number", max_length=20, help_text="Like 1234567, SC012345 or NIC123456",
        widget=forms.TextInput({"spellcheck": "false", "autocomplete": "off"}),
    )  # fmt: skip
    company = forms.CharField(
        label="Company or CIC number", max_length=20, help_text="Like 01234567 or OC123456",
        widget=forms.TextInput({"spellcheck": "false", "autocomplete": "off"}),
    )  # fmt: skip

    def clean_number(self) -> str:
        return _number(
            self.cleaned_data.get("number", ""),
            charity_number,
            "Check the charity number. It has 6 or 7 digits in England and Wales, SC and 6 in Scotland, NIC and 6 in "
            "Northern Ireland",
        )

    def clean_company(self) -> str:
        return _number(
            self.cleaned_data.get("company", ""),
            company_number,
            "Check the company number. It has 8 digits, or two letters and 6 digits",
        )

    def said(self) -> dict[str, str]:
        data = self.cleaned_data
        number = {"charity": data.get("number"), "company": data.get("company")}.get(data["number_kind"])
        return {"number_kind": data["number_kind"], "number": number or ""}


def _number(typed: str, read: Callable[[str], str], problem: str) -> str:
    number = read(typed)
    if typed.strip() and not number:
        raise ValidationError(problem)
    return number


class AreaForm(AlongsideForm):
    small = ("ward_codes",)
    ward_codes = forms.MultipleChoiceField(
        label="Which places do you serve?", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Choose all that fit.",
    )  # fmt: skip
    area_words = forms.CharField(
        label="Or say it in your own words", required=False, max_length=500, widget=_lines(2)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ward_codes"].choices = ward_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("ward_codes") and not data.get("area_words"):
            raise ValidationError("Choose a place, or say in your own words where you work")
        return data


class PeopleForm(AlongsideForm):
    small = ("need_codes",)
    need_codes = forms.MultipleChoiceField(
        label="What do you help people with?",
        widget=forms.CheckboxSelectMultiple,
        help_text="Choose all that fit.",
    )
    people_words = forms.CharField(
        label="Who do you help?", required=False, max_length=1000, widget=_lines(2),
        help_text="For example: women over 50, or anyone who has left prison.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["need_codes"].choices = need_choices()  # type: ignore[attr-defined]


class OffersForm(AlongsideForm):
    widths = {"places_offered": 3}
    offers = forms.CharField(label="What could you offer the alliance?", max_length=2000, widget=_lines())
    wants = forms.CharField(
        label="What would help you?", required=False, max_length=2000, widget=_lines(),
        help_text="Training, a room, someone to talk to, a share of a bid. Anything.",
    )  # fmt: skip
    places_offered = forms.IntegerField(
        label="How many new people could you take in 28 days?", min_value=0, max_value=2000, required=False,
        help_text="Your best guess. We use it to see when you are asked to take too many.",
        widget=forms.TextInput({"inputmode": "numeric"}),
    )  # fmt: skip


class SafetyForm(AlongsideForm):
    safeguarding = forms.CharField(
        label="How do you keep people safe?", max_length=500, widget=_lines(),
        help_text="Do you have a safeguarding policy, and who leads on it? If not yet, say so: we can help.",
    )  # fmt: skip
    insurer = forms.CharField(label="Who insures you?", required=False, max_length=200)
    policy = forms.CharField(label="Policy number", required=False, max_length=120)
    insured_until = DateField(label="Insured until", required=False, help_text="For example 31 10 2027")
    data_protection = forms.CharField(
        label="How do you look after people’s information?", max_length=500, widget=_lines(2)
    )

    def clean_insured_until(self) -> date | None:
        day = self.cleaned_data.get("insured_until")
        if day and day < today():
            raise ValidationError("That day has gone by. Give the policy that is good now, or leave it empty")
        if day and day > today() + timedelta(days=5 * 366):
            raise ValidationError("That is a long way off. Check the year")
        return day


class LivedForm(AlongsideForm):
    lived_experience = forms.CharField(
        label="How do people with lived experience lead your work?", max_length=1000, widget=_lines(4),
        help_text="On your committee, as staff, as volunteers. If they don’t yet, say so.",
    )  # fmt: skip


class SendForm(AlongsideForm):
    """The last page: who will sign for them."""

    signatory = forms.CharField(
        label="Who will sign for your organisation?", max_length=200,
        help_text="A trustee, director or committee member, or the person in charge. Their full name.",
    )  # fmt: skip
    signatory_role = forms.CharField(label="Their role", max_length=200)


class WordsForm(AlongsideForm):
    """A few words in answer. Its label comes from the page."""

    words = forms.CharField(max_length=2000, widget=_lines())

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Not before: the form has drawn its own words from the label that it had.
        field = self.fields["words"] = forms.CharField(label=label, max_length=2000, widget=_lines())
        self._bound_fields_cache.pop("words", None)  # type: ignore[attr-defined]
        speak_kindly(field, label)


class DeclareForm(AlongsideForm):
    conflict = forms.ChoiceField(
        label="Do you have anything to do with them?",
        choices=Review.Conflict.choices,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label="If yes, what is it?", required=False, max_length=500, widget=_lines(2))


class AdviseForm(AlongsideForm):
    advice = forms.ChoiceField(
        label="What do you think?", choices=Review.Advice.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(label="Why?", max_length=2000, widget=_lines())


class ReadersForm(AlongsideForm):
    small = ("readers",)
    readers = forms.MultipleChoiceField(label="Who should read it?", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, choices: list[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["readers"].choices = [(str(pk), words) for pk, words in choices]  # type: ignore[attr-defined]


PAGE_FORMS: dict[str, type[AlongsideForm]] = {
    "about": AboutForm,
    "number": NumberForm,
    "area": AreaForm,
    "people": PeopleForm,
    "offers": OffersForm,
    "safety": SafetyForm,
    "lived": LivedForm,
}
