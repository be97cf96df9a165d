"""The forms of a request's page."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms

from alongside.foundation.design.forms import AlongsideForm, DateField, OnceForm, PhoneField, PostcodeField
from alongside.foundation.workflow.clock import today
from alongside.people.models import Person
from alongside.people.queries import age_of

from ..vocabulary import CLOSE_REASONS, NEW_DATE_REASONS, TOLD_HOW


class NextStepForm(AlongsideForm):
    """What happens next and by which day; a reason where there was another day before."""

    label_size = ""
    words = forms.CharField(label="What happens next", max_length=200)
    on = DateField(label="On", earliest=today)
    reason = forms.ChoiceField(label="Why it changes", choices=[("", "Choose a reason"), *NEW_DATE_REASONS])


class AssignForm(AlongsideForm):
    label_size = ""
    user = forms.ChoiceField(label="Who has it now")

    def __init__(self, *args: Any, people: Iterable[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].choices = [  # type: ignore[attr-defined]
            ("", "Choose a colleague"),
            *((str(pk), name) for pk, name in people),
        ]


class CloseRequestForm(OnceForm):
    label_size = ""
    reason = forms.ChoiceField(label="Why", choices=[("", "Choose a reason"), *CLOSE_REASONS])
    told = forms.ChoiceField(label="How do they know?", choices=[("", "Choose one"), *TOLD_HOW])
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=30)


class ReopenRequestForm(OnceForm):
    label_size = ""
    reason = forms.CharField(label="Why", max_length=500, widget=forms.Textarea({"rows": 2}))


class PersonForm(AlongsideForm):
    """Who they are and how to reach them safely."""

    label_size = "s"
    small: Sequence[str] = ("safe_ways", "voicemail")
    widths = {"age_said": 3, "postcode": 10, "telephone": 20}
    conditional = {"safe_ways": {"someone": "through"}}

    given_name = forms.CharField(label="First name", max_length=100, required=False)
    family_name = forms.CharField(label="Last name", max_length=100, required=False)
    pronouns = forms.CharField(label="Pronouns", max_length=40, required=False, help_text="Like she or they.")
    age_said = forms.IntegerField(label="Age", min_value=0, max_value=120, required=False)
    postcode = PostcodeField(label="Postcode", partial=True, required=False)
    safe_ways = forms.MultipleChoiceField(
        label="Ways that are safe to reach them",
        choices=Person.SafeWay.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    telephone = PhoneField(label="Phone number", required=False)
    voicemail = forms.ChoiceField(
        label="Is a voicemail safe?", choices=Person.Voicemail.choices, widget=forms.RadioSelect, initial="no"
    )
    email = forms.EmailField(label="Email", max_length=254, required=False)
    through = forms.CharField(label="Who to go through", max_length=200)
    not_times = forms.CharField(label="Times that are not safe", max_length=200, required=False)
    language = forms.CharField(
        label="Language", max_length=60, required=False, help_text="If it is not English."
    )
    needs_interpreter = forms.BooleanField(label="They need an interpreter", required=False)

    def clean_postcode(self) -> str:
        return str(self.cleaned_data["postcode"]).replace(" ", "")

    def changed(self) -> dict[str, Any]:
        """What differs from what was known, as ``people.actions.change_person`` takes it."""
        return {name: self.cleaned_data[name] for name in self.changed_data}

    @staticmethod
    def of(person: Person) -> dict[str, Any]:
        """A person as the form's first values."""
        known = {name: getattr(person, name) for name in PersonForm.base_fields}
        return {**known, "age_said": age_of(person)}
