"""Declaring an interest."""

from django import forms

from alongside.foundation.design.forms import DateField

from ..vocabulary import SUBJECTS
from .base import GovernanceForm, choose, line


class InterestForm(GovernanceForm):
    small = ("whose",)
    what = line("What is it?", most=300, hint="Like: my sister runs it, we rent a room from them.")
    whose = forms.ChoiceField(
        label="Whose interest is it?",
        choices=[("mine", "My own"), ("organisation", "My organisation’s")],
        widget=forms.RadioSelect,
        initial="mine",
    )
    with_organisation = choose("With which organisation?", [], needed=False, blank="None")
    with_whom = line("Or with someone outside the alliance", needed=False)
    subject = choose("Or about which subject?", SUBJECTS, needed=False, blank="None")
    starts_on = DateField(label="Since", required=False)
    ends_on = DateField(label="Until", required=False, help_text="If you know it.")
