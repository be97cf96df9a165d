"""A worker's form for someone they work with: one page, about a minute."""

from typing import Any

from django import forms

from alongside.foundation.design.forms import OnceForm
from alongside.people.models import Consent

from ..models import HelpRequest
from ..queries.words import need_choices
from .request import PersonForm


class NewRequestForm(OnceForm, PersonForm):
    """Their words, what they need, who they are, how to reach them, how soon, and who has it."""

    label_size = ""
    says_optional = False
    small = (
        "needs", "safe_ways", "voicemail", "urgency", "where", "agreed_how", "channel", "needs_interpreter",
    )  # fmt: skip
    inline = ("urgency", "agreed_how")
    conditional = {
        "safe_ways": {"phone": "voicemail", "email": "email", "someone": "through"},
        "where": {"pass": ["agreed_how", "decided_by"]},
    }
    field_order = ("words", "needs", "given_name", "family_name")

    words = forms.CharField(
        label="What they said, in their own words",
        max_length=5000,
        help_text="As they said it. They will see it on their own page.",
        widget=forms.Textarea({"rows": 4}),
    )
    needs = forms.MultipleChoiceField(
        label="What they need", widget=forms.CheckboxSelectMultiple, required=False
    )
    urgency = forms.ChoiceField(
        label="How soon",
        choices=[("routine", "Routine"), ("urgent", "Urgent")],
        widget=forms.RadioSelect,
        initial="routine",
    )
    channel = forms.ChoiceField(
        label="How you spoke",
        choices=[row for row in HelpRequest.Channel.choices if row[0] != "online"],
        initial="in_person",
    )
    where = forms.ChoiceField(
        label="Who has it from now",
        choices=[("keep", "We do"), ("pass", "The alliance’s front door: a navigator will ring them")],
        widget=forms.RadioSelect,
        initial="keep",
    )
    agreed_how = forms.ChoiceField(
        label="They agreed to share it with the front door",
        choices=[(Consent.Given.SPOKEN, "Out loud, to me"), (Consent.Given.WRITTEN, "In writing")],
        widget=forms.RadioSelect,
    )
    decided_by = forms.ChoiceField(
        label="Who decided", choices=Consent.DecidedBy.choices, initial=Consent.DecidedBy.PERSON
    )

    def __init__(self, *args: Any, may_pass: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].choices = need_choices()  # type: ignore[attr-defined]
        if not may_pass:
            for name in ("where", "agreed_how", "decided_by"):
                del self.fields[name]

    def keep(self, data: Any) -> None:
        """Show what was typed as it stands, without judging it yet."""
        for name, field in self.fields.items():
            self.initial[name] = field.widget.value_from_datadict(data, {}, self.add_prefix(name))

    def about(self) -> dict[str, Any]:
        """What ``people.actions.register_person`` takes."""
        return {name: self.cleaned_data[name] for name in PersonForm.base_fields}
