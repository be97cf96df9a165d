"""Showing a paper, signing the terms, and what a coordinator decides about an organisation."""

from datetime import timedelta
from typing import Any

from django import forms

from alongside.foundation.design.forms import AlongsideForm, DateField, OnceForm, PhoneField
from alongside.foundation.workflow.clock import today

from ..models import Representative
from ..vocabulary import (
    AUTHORITIES,
    CONTACT_PURPOSES,
    LEAVE_REASONS,
    PAPERS,
    PAUSE_REASONS,
    SUSPEND_REASONS,
)


class PaperForm(OnceForm):
    """A paper that they have. Who issued it, its number, and its two days."""

    provider = forms.CharField(label="Who is it from?", max_length=200, help_text="The insurer, or who issued it.")
    reference = forms.CharField(
        label="Its number, or where it is kept", max_length=120, widget=forms.TextInput({"spellcheck": "false"})
    )
    valid_from = DateField(label="It starts on", help_text="For example 1 11 2026")
    valid_until = DateField(label="It ends on", help_text="The last day on which it is good.")


class SignForm(OnceForm):
    """Signing a version of the terms."""

    small = ("authority",)
    signatory = forms.CharField(label="Your full name", max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    signatory_role = forms.CharField(label="Your role there", max_length=200)
    authority = forms.ChoiceField(
        label="What lets you sign for them?", choices=AUTHORITIES, widget=forms.RadioSelect
    )
    read = forms.BooleanField(label="I have read it, and I accept it for my organisation")


class DraftForm(AlongsideForm):
    paper = forms.ChoiceField(label="Which text?", choices=[row for row in PAPERS if row[0] in ("terms", "data_sharing")])
    text = forms.CharField(
        label="The text", max_length=60000, widget=forms.Textarea({"rows": 20}),
        help_text="Leave an empty line between paragraphs. Start a heading with # and a space.",
    )  # fmt: skip
    what_changed = forms.CharField(
        label="What changed, in a sentence", required=False, max_length=500, widget=forms.Textarea({"rows": 2})
    )


class PublishForm(AlongsideForm):
    accept_by = DateField(
        label="Everyone signs it by", help_text="Give people time to take it to their committee: a month or two."
    )


class ActForm(AlongsideForm):
    """What may be decided about an organisation: the fields of one act, and no others."""

    FIELDS = {
        "suspend": {
            "reason": forms.ChoiceField(label="Why?", choices=SUSPEND_REASONS, widget=forms.RadioSelect),
            "words": forms.CharField(
                label="Say it in words that they may read", max_length=500, widget=forms.Textarea({"rows": 3})
            ),
        },
        "leave": {
            "reason": forms.ChoiceField(label="Why do they leave?", choices=LEAVE_REASONS, widget=forms.RadioSelect),
            "words": forms.CharField(label="Anything to add", max_length=500, widget=forms.Textarea({"rows": 3})),
        },
        "pause": {
            "reason": forms.ChoiceField(label="Why?", choices=PAUSE_REASONS, widget=forms.RadioSelect),
            "until": DateField(label="Until which day?", help_text="At most 12 weeks."),
        },
        "refuse": {
            "reason": forms.CharField(
                label="What is wrong with it?", max_length=300, widget=forms.Textarea({"rows": 2}),
                help_text="They read this, so that they can put it right.",
            ),
        },
        "places": {
            "places": forms.IntegerField(
                label="How many new people can you take in 28 days?", min_value=0, max_value=2000,
                widget=forms.TextInput({"inputmode": "numeric"}),
            ),
        },
        "contact": {
            "purpose": forms.ChoiceField(label="About what?", choices=CONTACT_PURPOSES),
            "name": forms.CharField(label="Name", required=False, max_length=200),
            "email": forms.EmailField(label="Email address", required=False),
            "telephone": PhoneField(label="Phone number", required=False),
        },
        "representative": {
            "name": forms.CharField(label="Full name", max_length=200),
            "part": forms.ChoiceField(label="What are they?", choices=Representative.Part.choices),
            "email": forms.EmailField(label="Email address", required=False),
            "starts_on": DateField(label="From"),
            "ends_on": DateField(label="Until", required=False),
        },
    }  # fmt: skip

    def __init__(self, *args: Any, act: str, **kwargs: Any) -> None:
        import copy

        self.base_fields = copy.deepcopy(self.FIELDS.get(act, {}))  # type: ignore[misc]
        kwargs.setdefault("initial", {"until": today() + timedelta(days=28), "starts_on": today()})
        super().__init__(*args, **kwargs)
