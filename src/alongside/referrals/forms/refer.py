"""Choosing a service, and saying how the person agreed."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from alongside.foundation.design.forms import AlongsideForm, OnceForm
from alongside.people.models import Consent

from .referral import HOW_AGREED, NOT_YET

WITHOUT = ("without", "They have not agreed, and it must be shared to keep someone safe")


def id_of(text: str | None) -> UUID | None:
    """An id of an address, or None for what is not one."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


class SeekForm(AlongsideForm):
    """What to look for. An unreadable part is as if it were not there."""

    says_optional = False
    q = forms.CharField(max_length=200, required=False)
    need = forms.CharField(max_length=40, required=False)

    def said(self) -> dict[str, str]:
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in ("q", "need")}


class ReferForm(OnceForm):
    """What goes with a referral, and on what ground it may be shared."""

    label_size = ""
    says_optional = False
    small = ("given_how", "basis")
    conditional = {"given_how": {"without": ["basis", "reason"]}}

    need = forms.ChoiceField(label="For which need")
    urgency = forms.ChoiceField(
        label="How soon", choices=[("routine", "Routine"), ("urgent", "Urgent")], initial="routine"
    )
    note = forms.CharField(
        label="What would help them to know",
        required=False,
        max_length=2000,
        help_text="Their own words go with it. Add only what they have agreed to.",
        widget=forms.Textarea({"rows": 3}),
    )
    given_how = forms.ChoiceField(label="Have they agreed to share this?", widget=forms.RadioSelect)
    decided_by = forms.ChoiceField(label="Who decided", choices=Consent.DecidedBy.choices, initial="person")
    evidence = forms.CharField(label="What they said, or where it is written", required=False, max_length=500)
    basis = forms.ChoiceField(
        label="The legal reason",
        choices=[row for row in Consent.Basis.choices if row[0] in ("vital_interests", "safeguarding")],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Why it cannot wait for them to agree",
        max_length=500,
        help_text="They will be able to read this. It is looked at again after 7 days.",
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(
        self, *args: Any, needs: Iterable[tuple[str, str]], may_override: bool, agreed: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["need"].choices = list(needs)  # type: ignore[attr-defined]
        choices = [*HOW_AGREED, NOT_YET, *([WITHOUT] if may_override else [])]
        self.fields["given_how"].choices = choices  # type: ignore[attr-defined]
        if not may_override:
            del self.fields["basis"], self.fields["reason"]
        if agreed:  # they share with this organisation already, so nothing is asked again
            for name in {"given_how", "decided_by", "evidence", "basis", "reason"} & set(self.fields):
                del self.fields[name]
