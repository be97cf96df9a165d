"""Showing a paper, and writing and signing the terms."""

from django import forms

from alongside.foundation.design.forms import AlongsideForm, DateField, OnceForm

from ..models import Organisation
from ..vocabulary import AUTHORITIES, GRACE_DAYS, PAPERS, UNLOCKS


class PaperForm(OnceForm):
    """A paper that they have. Who issued it, its number, and its two days."""

    provider = forms.CharField(
        label="Who is it from?", max_length=200, help_text="The insurer, or who issued it."
    )
    reference = forms.CharField(
        label="Its number, or where it is kept",
        max_length=120,
        widget=forms.TextInput({"spellcheck": "false"}),
    )
    valid_from = DateField(label="It starts on", help_text="For example 1 11 2026")
    valid_until = DateField(label="It ends on", help_text="The last day on which it is good.")


class SignForm(OnceForm):
    """Signing a version of the terms."""

    small = ("authority",)
    signatory = forms.CharField(
        label="Your full name", max_length=200, widget=forms.TextInput({"autocomplete": "name"})
    )
    signatory_role = forms.CharField(label="Your role there", max_length=200)
    authority = forms.ChoiceField(
        label="What lets you sign for them?", choices=AUTHORITIES, widget=forms.RadioSelect
    )
    read = forms.BooleanField(label="I have read it, and I accept it for my organisation")


class DraftForm(AlongsideForm):
    paper = forms.ChoiceField(
        label="Which text?", choices=[row for row in PAPERS if row[0] in ("terms", "data_sharing")]
    )
    text = forms.CharField(
        label="The text", max_length=60000, widget=forms.Textarea({"rows": 20}),
        help_text="Leave an empty line between paragraphs. Start a heading with # and a space.",
    )  # fmt: skip
    what_changed = forms.CharField(
        label="What changed, in a sentence",
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
    )


class PublishForm(AlongsideForm):
    accept_by = DateField(
        label="Everyone signs it by",
        help_text="Give people time to take it to their committee: a month or two.",
    )


class RequirementForm(AlongsideForm):
    """What some kinds of member must have. The name of one that there is changes it."""

    small = ("kinds",)
    widths = {"months": 3, "grace_days": 3}
    name = forms.CharField(label="What is it called?", max_length=80)
    paper = forms.ChoiceField(label="What is it?", choices=PAPERS)
    kinds = forms.MultipleChoiceField(
        label="Who must have it?", choices=Organisation.Kind.choices, required=False,
        widget=forms.CheckboxSelectMultiple, help_text="Choose none for every member.",
    )  # fmt: skip
    unlocks = forms.ChoiceField(label="What does it open?", choices=UNLOCKS, widget=forms.RadioSelect)
    months = forms.IntegerField(
        label="For how many months is it good?", min_value=1, max_value=60, initial=12
    )
    grace_days = forms.IntegerField(
        label="Days after it ends before what is open goes to others",
        min_value=0,
        max_value=90,
        initial=GRACE_DAYS,
    )
    from_on = DateField(label="From which day?", help_text="Give people time: a month or two.")
