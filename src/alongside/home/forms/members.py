"""What may be decided about an organisation, or said by it: the fields of each act."""

import copy
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, ClassVar

from django import forms

from alongside.foundation.design.forms import AlongsideForm, DateField, PhoneField
from alongside.foundation.design.forms.words import speak_kindly
from alongside.foundation.workflow.clock import today
from alongside.membership.models import Representative
from alongside.membership.vocabulary import CONTACT_PURPOSES, LEAVE_REASONS, PAUSE_REASONS, SUSPEND_REASONS


class ActForm(AlongsideForm):
    """What may be decided about an organisation: the fields of one act, and no others."""

    FIELDS: ClassVar[dict[str, dict[str, forms.Field]]] = {
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
        "no_longer": {
            "who": forms.ChoiceField(label="Who?", widget=forms.RadioSelect),
        },
        "representative": {
            "name": forms.CharField(label="Full name", max_length=200),
            "part": forms.ChoiceField(label="What are they?", choices=Representative.Part.choices),
            "email": forms.EmailField(label="Email address", required=False),
            "starts_on": DateField(label="From"),
            "ends_on": DateField(label="Until", required=False),
        },
    }  # fmt: skip

    def __init__(self, *args: Any, act: str, who: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"until": today() + timedelta(days=28), "starts_on": today()})
        super().__init__(*args, **kwargs)
        for name, field in copy.deepcopy(self.FIELDS.get(act, {})).items():
            speak_kindly(field, str(field.label))
            if name == "who":
                field.choices = list(who)  # type: ignore[attr-defined]
                field.help_text = "" if field.choices else "Nobody is named yet."  # type: ignore[attr-defined]
            self.fields[name] = field


def act_form(act: str, data: Any, *, who: Iterable[tuple[str, str]] = ()) -> ActForm:
    """The form of an act; without fields where a button is enough. ``who``: those who may be taken off."""
    return ActForm(data, act=act, who=who)
